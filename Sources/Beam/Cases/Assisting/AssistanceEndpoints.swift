import Catalogue
import DataCentre
import Kernel
import Store
package import Web

/// A list of requests, as one of the two sides sees it.
struct AssistanceList: Sendable {
    enum Side: String, Sendable, Hashable, CaseIterable {
        /// What offices of the scope have to answer, what is due first first.
        case received
        case closed
        case sent
    }

    var side: Side
    var requests: [Assistance]
    var next: String?
    var catalogue: Catalogue
}

/// One request, opened by staff of one of the two offices.
struct AssistanceFile: Sendable {
    var request: Assistance
    var catalogue: Catalogue
    /// The element that is asked for; nil for a paper.
    var element: DataElement?
    var mayAnswer: Bool
    var mayWithdraw: Bool
    /// Whether the case may be opened as well.
    var seesCase: Bool
}

extension Cases {
    package static let assistanceNav = Nav("assistance", AssistanceText.title, "/console/assistance")
    /// Whoever may be asked, or looks on.
    package static let assistants: Access = .staff(AssistanceRights.seeing)

    var assistanceEndpoints: [Endpoint] {
        asking.endpoints + assistanceList.endpoints + assistanceFile.endpoints
            + [AssistanceAction.answer, .reportNothing, .refuse].flatMap { replying($0).endpoints } + takingBack.endpoints
    }

    private static let pageSize = 30
    private static let refusals = [
        "invalid", "cases.no-assistance", "cases.assistance-closed", "cases.assistance-office", "cases.assistance-stale", "cases.own",
    ]

    private static let shape: Schema = .object([
        .init("id", .id), .init("case", .string), .init("item", .string), .init("fromDepartment", .string), .init("fromRegion", .string),
        .init("department", .string), .init("region", .string), .init("subject", .string), .init("role", .string),
        .init("state", .oneOf(AssistanceState.allCases.map(\.rawValue))), .init("askedAt", .dateTime), .init("due", .date),
        .init("light", .oneOf(["green", "amber", "red"]).orNull), .init("answeredAt", .dateTime.orNull), .init("reminders", .integer),
        .init("revision", .integer),
    ])

    // MARK: The office that asks

    private var asking: Act<AssistanceWish, Assistance> {
        Act(
            "console.ask-office", post: "/console/cases/{id}/assistance", access: Cases.officers, summary: AssistanceText.ask,
            tag: "console",
            takes: .object([
                .init("subject", .string(maxLength: 200)), .init("role", .string(maxLength: 60), required: false),
                .init("department", .string(maxLength: 60), required: false), .init("region", .string(maxLength: 12), required: false),
                .init("words", .string(maxLength: 1000)), .init("basis", .string(maxLength: 300), required: false),
                .init("days", .integer, required: false),
            ]),
            refuses: Cases.refusals + ["cases.not-found", "cases.not-allowed", "cases.wrong-role"],
            input: { submitted, _ in
                func text(_ name: String, _ most: Int) -> String? {
                    submitted[name].flatMap { $0.isEmpty ? nil : String($0.prefix(most)) }
                }
                let days = submitted["days"].flatMap { $0.isEmpty ? nil : $0 }
                if let days, Int(days) == nil { throw Problem.invalid([Problem.Fault("days", AssistanceText.daysInDigits)]) }
                return AssistanceWish(
                    subject: text("subject", 200) ?? "", role: text("role", 60), department: text("department", 60),
                    region: text("region", 12).flatMap { RegionCode($0) }, words: text("words", 1000) ?? "", basis: text("basis", 300),
                    days: days.flatMap { Int($0) })
            },
            run: { wish, call in try await ask(wish, about: try call.id(), for: call.visitor, at: call.now) },
            then: { request, _ in "/console/cases/\(request.caseID)" },
            again: { problem, call in casePage(try await opened(call), call, act: nil, problem: problem, isAsking: true) },
            gives: Cases.shape, json: { request, call in request.json(on: call.now.date, calendar()) })
    }

    private var takingBack: Act<Bool, Assistance> {
        Act(
            "console.assistance-withdrawal", post: "/console/assistance/{id}/withdrawal", access: Cases.officers,
            summary: AssistanceText.takeBack, tag: "console", takes: .object([]), refuses: Cases.refusals, input: { _, _ in true },
            run: { _, call in try await takeBack(assistance: try call.id(), for: call.visitor, at: call.now) },
            then: { request, _ in "/console/cases/\(request.caseID)" },
            again: { problem, call in
                AssistancePages(call, regions, calendar()).file(try await opened(assistance: call), problem: problem, of: .withdraw)
            },
            gives: Cases.shape, json: { request, call in request.json(on: call.now.date, calendar()) }, status: 200)
    }

    // MARK: The office that is asked

    private var assistanceList: Screen<AssistanceList> {
        Screen(
            "console.assistances", get: "/console/assistance", access: Cases.assistants, summary: AssistanceText.title, tag: "console",
            query: .object([
                .init("side", .oneOf(AssistanceList.Side.allCases.map(\.rawValue)), required: false),
                .init("after", .string, required: false),
            ]),
            refuses: ["invalid"],
            load: { call in
                let side = call.query["side"].map { AssistanceList.Side(rawValue: $0) } ?? .received
                guard let side else { throw Problem.invalid([Problem.Fault("side", AssistanceText.noSide)]) }
                return try await listed(side, call)
            },
            page: { list, call in AssistancePages(call, regions, calendar()).list(list) },
            gives: .object([.init("items", .array(Cases.shape)), .init("next", .string.orNull)]),
            json: { list, call in
                [
                    "items": .array(list.requests.map { $0.json(on: call.now.date, calendar()) }), "next": JSON(list.next),
                ]
            })
    }

    private func listed(_ side: AssistanceList.Side, _ call: Call) async throws -> AssistanceList {
        let scope = call.visitor.scope
        let asked = scope.predicate(AssistanceRights.seeing, department: "s.department", region: "s.region")
        let limit = Cases.pageSize + 1
        let found: [Assistance]
        if side == .received {
            let after = call.query["after"].flatMap(WorklistKey.init)
            if call.query["after"] != nil, after == nil { throw Problem.invalid([Problem.Fault("after", WebText.noPlace)]) }
            found = try await database.read { try tables.assistances.waiting(asked, after: after, limit: limit, in: $0) }
        } else {
            let before = try call.place("after")
            let rights =
                side == .sent ? scope.predicate(CaseRights.roles, department: "s.from_department", region: "s.from_region") : asked
            found = try await database.read {
                try tables.assistances.latest(rights, closed: side == .closed, before: before, limit: limit, in: $0)
            }
        }
        let shown = Array(found.prefix(Cases.pageSize))
        let next =
            found.count > shown.count
            ? shown.last.map { value in
                side == .received ? WorklistKey(dueOn: value.dueOn.description, id: value.id).text : value.id.rawValue
            } : nil
        return AssistanceList(side: side, requests: shown, next: next, catalogue: catalogue.snapshot)
    }

    /// Opens one for either office; the look is logged for the person.
    func opened(assistance call: Call) async throws -> AssistanceFile {
        let request = try await assistance(try call.id(), for: call.visitor)
        let catalogue = try await catalogue(version: request.catalogueVersion)
        let purpose = Purpose(
            reader: .staff, account: call.visitor.account, department: call.visitor.scope.acting(for: request.to.department),
            code: request.item,
            reason: AssistanceText.looking.filled(["item": catalogue.items[request.item]?.name ?? Text(same: request.item)]),
            reference: "case:\(request.caseNumber)")
        try await dataCentre.note(lookAt: request.question.number, for: purpose, at: call.now)
        let current = try await database.read { try tables.cases.case_(request.caseID, in: $0) }
        let element: DataElement? = if case .element(let code) = request.subject { catalogue.elements[code] } else { nil }
        let isOpen = request.state == .open && current?.status.isOpen == true
        return AssistanceFile(
            request: request, catalogue: catalogue, element: element,
            mayAnswer: isOpen && AssistanceRights.mayAnswer(call.visitor.scope, request),
            mayWithdraw: isOpen && AssistanceRights.mayWithdraw(call.visitor.scope, request),
            seesCase: current.map { CaseRights.maySee(call.visitor.scope, $0) } ?? false)
    }

    private var assistanceFile: Screen<AssistanceFile> {
        Screen(
            "console.assistance", get: "/console/assistance/{id}", access: Cases.assistants, summary: AssistanceText.one, tag: "console",
            refuses: ["cases.no-assistance"], load: { try await opened(assistance: $0) },
            page: { file, call in AssistancePages(call, regions, calendar()).file(file, problem: nil, of: nil) },
            gives: .object([.init("request", Cases.shape), .init("question", .any), .init("answer", .any)]),
            json: { file, call in
                [
                    "request": file.request.json(on: call.now.date, calendar()), "question": file.question,
                    "answer": file.request.answer?.shown(file.element, file.catalogue) ?? .null,
                ]
            })
    }

    private func replying(_ action: AssistanceAction) -> Act<Submitted, Assistance> {
        Act(
            "console.assistance-\(action.noun)", post: "/console/assistance/{id}/\(action.noun)",
            access: .staff(AssistanceRights.answering), summary: AssistanceText.action(action), tag: "console",
            takes: .object(
                [.init("words", .string(maxLength: 2000), required: false), .init("revision", .integer, required: false)]
                    + (action == .answer ? [.init("value", .any, required: false), .init("asOf", .date, required: false)] : [])),
            refuses: Cases.refusals, body: action == .answer ? .files : .form, input: { submitted, _ in submitted },
            run: { submitted, call in
                let seen = try await assistance(try call.id(), for: call.visitor)
                let reply = try await officialReply(action, to: seen, submitted, on: call.now.date)
                return try await self.reply(
                    reply, to: seen.id, expected: submitted["revision"].flatMap { Int($0) }, for: call.visitor, at: call.now)
            },
            then: { request, _ in "/console/assistance/\(request.id)" },
            again: { problem, call in
                AssistancePages(call, regions, calendar()).file(try await opened(assistance: call), problem: problem, of: action)
            },
            gives: Cases.shape, json: { request, call in request.json(on: call.now.date, calendar()) }, status: 200)
    }
}

extension AssistanceAction {
    /// A noun of its own: `POST /console/assistance/{id}/refusal`.
    var noun: String {
        switch self {
        case .answer: "answer"
        case .reportNothing: "nothing-held"
        case .refuse: "refusal"
        case .withdraw: "withdrawal"
        case .lapse: "lapse"
        }
    }
}

extension Assistance {
    /// For programs: where it stands; nothing that identifies anybody.
    func json(on today: LocalDate, _ calendar: WorkingCalendar) -> JSON {
        let light = state == .open ? CaseLight(due: dueOn, today: today, calendar: calendar) : nil
        return [
            "id": .string(id.rawValue), "case": .string(caseNumber), "item": .string(item), "fromDepartment": .string(from.department),
            "fromRegion": .string(from.region.rawValue), "department": .string(to.department), "region": .string(to.region.rawValue),
            "subject": .string(subject.text), "role": .string(role), "state": .string(state.rawValue), "askedAt": .string(askedAt.rfc3339),
            "due": .string(dueOn.description), "light": JSON(light?.rawValue), "answeredAt": JSON(answeredAt?.rfc3339),
            "reminders": .int(reminders), "revision": .int(revision),
        ]
    }
}

extension AssistanceFile {
    /// In clear for whoever has to find the record, masked for whoever only looks.
    var number: String {
        mayAnswer ? request.question.number : ResidentIdentityNumber(stored: request.question.number)?.masked ?? request.question.number
    }

    fileprivate var question: JSON {
        let question = request.question
        return [
            "asker": .string(question.askerName), "name": .string(question.name), "number": .string(number),
            "words": .string(question.words),
            "basis": .string(question.basis),
        ]
    }
}

extension AssistanceAnswer {
    func shown(_ element: DataElement?, _ catalogue: Catalogue) -> JSON {
        let words = value.flatMap { value in element.map { catalogue.words(for: value, of: $0).zh } ?? value.text }
        return .present([
            ("officer", .string(officerName)), ("words", self.words.map(JSON.string)), ("value", words.map(JSON.string)),
            ("asOf", JSON(asOf?.description)), ("file", JSON(file?.rawValue)), ("fileName", fileName.map(JSON.string)),
        ])
    }
}
