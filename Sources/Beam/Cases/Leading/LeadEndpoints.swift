import Catalogue
import Kernel
package import Web

extension Cases {
    package static let leadNav = Nav("lead", LeadText.title, "/console/applications")

    /// The list of whole applications for their leads, and what a lead may do: see how all of it stands, and remind.
    var leadEndpoints: [Endpoint] { leadList.endpoints + ledOne.endpoints + reminding.endpoints }

    private static let rowMembers: [Schema.Member] = [
        .init("id", .id), .init("number", .string), .init("thing", .string), .init("applyer_name", .string),
        .init("apply_date", .dateTime), .init("outcome", .oneOf(ApplicationOutcome.allCases.map(\.rawValue))),
        .init("promisedDays", .integer), .init("due", .date.orNull), .init("light", .oneOf(["green", "amber", "red"]).orNull),
        .init("cases", .integer), .init("done", .integer), .init("late", .integer),
    ]

    private var leadList: Screen<LeadPage> {
        Screen(
            "console.applications", get: "/console/applications", access: Cases.officers, summary: LeadText.title,
            query: .object([.init("after", .string, required: false)]), refuses: ["invalid"],
            load: { call in
                let after = call.query["after"].flatMap(WorklistKey.init)
                if call.query["after"] != nil, after == nil { throw Problem.invalid([Problem.Fault("after", WebText.noPlace)]) }
                return try await ledApplications(call.visitor.scope, after: after)
            },
            page: { list, call in LeadListPage(list: list, catalogue: catalogue.snapshot, calendar: calendar(), call: call).page() },
            gives: .object([.init("items", .array(.object(Cases.rowMembers))), .init("next", .string.orNull)]),
            json: { list, call in
                let calendar = calendar()
                return [
                    "items": .array(
                        list.applications.map { .object(LeadStanding($0, on: call.now.date, calendar).members) }),
                    "next": JSON(list.next?.text),
                ]
            })
    }

    private var ledOne: Screen<LedApplication> {
        Screen(
            "console.application", get: "/console/applications/{id}", access: Cases.officers, summary: LeadText.one,
            refuses: ["cases.not-found"],
            load: { call in try await ledApplication(try call.id(), for: call.visitor, at: call.now) },
            page: { led, call in ledPage(led, call, problem: nil) },
            gives: .object(
                Cases.rowMembers + [
                    .init("version", .integer), .init("departments", .array(.any)), .init("reminders", .array(.any)),
                ]),
            json: { led, call in
                let summary = ApplicationSummary(application: led.application, cases: led.cases)
                let members = LeadStanding(summary, on: call.now.date, calendar()).members
                return .object(members + led.members)
            })
    }

    private func ledPage(_ led: LedApplication, _ call: Call, problem: Problem?) -> Page {
        LedApplicationPage(led: led, regions: regions, calendar: calendar(), call: call, problem: problem).page()
    }

    private struct Wanted: Sendable {
        var application: ID
        var caseID: ID
        var note: String?
    }

    private var reminding: Act<Wanted, Reminder> {
        Act(
            "console.reminder", post: "/console/applications/{id}/reminders", access: Cases.officers, summary: LeadText.remind,
            tag: "console", takes: .object([.init("case", .id), .init("note", .string(maxLength: 300), required: false)]),
            refuses: ["invalid", "cases.not-found", "cases.reminded-today", "cases.nothing-to-remind"],
            input: { submitted, call in
                guard let chosen = submitted["case"].flatMap({ ID($0) }) else {
                    throw Problem.invalid([Problem.Fault("case", LeadText.noSuchCase)])
                }
                return Wanted(application: try call.id(), caseID: chosen, note: submitted["note"].map { String($0.prefix(300)) })
            },
            run: { wanted, call in
                try await remind(of: wanted.caseID, in: wanted.application, note: wanted.note, for: call.visitor, at: call.now)
            },
            then: { reminder, _ in "/console/applications/\(reminder.application)" },
            again: { problem, call in
                ledPage(try await ledApplication(try call.id(), for: call.visitor, at: call.now), call, problem: problem)
            },
            gives: .object([.init("id", .id), .init("case", .id), .init("sentAt", .dateTime)]),
            json: { reminder, _ in
                [
                    "id": .string(reminder.id.rawValue), "case": .string(reminder.caseID.rawValue),
                    "sentAt": .string(reminder.sentAt.rfc3339),
                ]
            })
    }
}
