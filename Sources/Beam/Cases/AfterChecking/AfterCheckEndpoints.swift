import Catalogue
import Kernel
import Store
package import Web

extension Cases {
    /// The duty to check what was granted on a promise, for officers; and what its holder does about an order to mend.
    var afterCheckEndpoints: [Endpoint] { checkList.endpoints + mendingReport.endpoints + reportMended.endpoints }

    // MARK: The list of those who check

    struct AfterChecks: Sendable {
        var cases: [Case]
        var next: WorklistKey?
        /// Cases whose record of a broken promise waits for an answer.
        var objections: [Case]
    }

    /// Open after-checks of a scope, what is due first first.
    package func afterChecks(_ scope: Scope, after: WorklistKey? = nil, limit: Int = 30) async throws -> (cases: [Case], next: WorklistKey?)
    {
        let found = try await database.read {
            try FollowUpTable.checks(CaseRights.predicate(scope, nil), after: after, limit: limit + 1, tables.cases, in: $0)
        }
        let shown = found.prefix(limit)
        let next = found.count > limit ? shown.last.flatMap { last in last.afterCheck?.next.map { ($0.date, last.id) } } : nil
        return (Array(shown), next.map { WorklistKey(dueOn: $0.0.description, id: $0.1) })
    }

    private var checkList: Screen<AfterChecks> {
        Screen(
            "console.after-checks", get: "/console/after-checks", access: Cases.officers, summary: AfterCheckText.title,
            query: .object([.init("after", .string, required: false)]), refuses: ["invalid"],
            load: { call in
                let after = call.query["after"].flatMap(WorklistKey.init)
                if call.query["after"] != nil, after == nil { throw Problem.invalid([Problem.Fault("after", WebText.noPlace)]) }
                let (cases, next) = try await afterChecks(call.visitor.scope, after: after)
                let rights = CaseRights.predicate(call.visitor.scope, nil)
                let objections = try await database.read { try FollowUpTable.objections(rights, tables.cases, in: $0) }
                return AfterChecks(cases: cases, next: next, objections: objections)
            },
            page: { list, call in checkListPage(list, call) },
            gives: .object([
                .init(
                    "items",
                    .array(
                        .object([
                            .init("case", .id), .init("project_no", .string), .init("item", .string), .init("applyer_name", .string),
                            .init("state", .oneOf(AfterCheck.State.allCases.map(\.rawValue))), .init("due", .date),
                            .init("mendBy", .date.orNull), .init("light", .oneOf(["green", "amber", "red"])),
                        ]))),
                .init("objections", .array(Cases.officersShape)), .init("next", .string.orNull),
            ]),
            json: { list, call in
                let calendar = calendar()
                return [
                    "items": .array(list.cases.compactMap { $0.afterCheckJSON(on: call.now.date, calendar) }),
                    "objections": .array(list.objections.map(\.forOfficers)),
                    "next": JSON(list.next?.text),
                ]
            })
    }

    private func checkListPage(_ list: AfterChecks, _ call: Call) -> Page {
        let (language, today, calendar) = (call.language, call.now.date, calendar())
        let rows = list.cases.compactMap { value -> Components.Row? in
            guard let check = value.afterCheck, let next = check.next else { return nil }
            let light = CaseLight(due: next.date, today: today, calendar: calendar)
            let name = catalogue.snapshot.items[value.item]?.name ?? Text(same: value.item)
            return Components.Row([
                """
                \(Components.light(Components.Light(rawValue: light.rawValue) ?? .green, light.meaning, language)) \
                <a href="\(Link("/console/cases/\(value.id)"))">\(name, language)</a><br>\(Components.code(ConsoleText.short(value.number)))
                """,
                HTML(text: value.applicantName), HTML(text: check.state.name[language]),
                AfterCheckText.light(next, of: check, on: today, calendar, language), Components.date(next.date, near: today, language),
            ])
        }
        let columns = [
            Components.Column(ConsoleText.case_), Components.Column(ConsoleText.applicant), Components.Column(AfterCheckText.state),
            Components.Column(ConsoleText.limit), Components.Column(ConsoleText.due, .number),
        ]
        let table =
            rows.isEmpty
            ? Components.emptyState(AfterCheckText.nothing, hint: AfterCheckText.nothingHint, language)
            : Components.table(columns, rows: rows, caption: AfterCheckText.title, language)
        let objections: HTML? =
            list.objections.isEmpty
            ? nil : Components.card(BreachText.objections, caseTable(list.objections, catalogue.snapshot, call, current: nil), language)
        let next = list.next.map { ("/console/after-checks" as Link).with("after", $0.text) }
        let first: Link? = call.query["after"] == nil ? nil : "/console/after-checks"
        let body: HTML = """
            \(Components.breadcrumbs([(ConsoleText.worklist, "/console")], language))\
            \(Components.heading(AfterCheckText.title, lede: AfterCheckText.lede, language))\(objections)\(table)\
            \(Components.pager(next: next, first: first, language))
            """
        return Page(AfterCheckText.title, layout: .console(current: Cases.consoleNav), body: body)
    }

    // MARK: Mending

    private var mendingReport: Screen<CaseFile> {
        Screen(
            "cases.mending", get: "/cases/{id}/mending-report", access: .applicant, summary: AfterCheckText.report,
            refuses: ["cases.not-found", "cases.not-in-check"],
            load: { call in
                let file = try await caseFile(try call.id(), for: call.visitor, at: call.now)
                guard file.current.afterCheck?.state == .mending else {
                    throw CaseRefusal.notInCheck(file.current.afterCheck?.state, .reportMended).problem
                }
                return file
            },
            page: { file, call in mendingPage(file, call, problem: nil) })
    }

    private func mendingPage(_ file: CaseFile, _ call: Call, problem: Problem?) -> Page {
        let language = call.language
        let order = file.events.last { $0.action == .orderMending }?.payload["reason"]?.string
        let found: HTML? = order.map {
            Components.card(AfterCheckText.ordered, "<p>\(Components.quoted($0, language))</p>", language)
        }
        let form = Form(
            action: "/cases/\(file.current.id)/mending-report",
            fields: [
                Field("reason", AfterCheckText.whatWasMended, .longText(max: 1000)), Field("version", Text(same: ""), .hidden),
            ], values: call.submitted.values.merging(["version": [String(file.current.version)]]) { _, new in new }, problem: problem,
            submit: AfterCheckText.report, seal: FormSeal(csrf: call.visitor.csrf))
        let body: HTML = """
            \(Components.breadcrumbs([(TrackingText.title, "/applications"), (file.item.name, "/applications/\(file.current.application)")], language))\
            \(Components.heading(AfterCheckText.report, lede: AfterCheckText.reportLede, language))\(found)\(form.html(language))
            """
        return Page(
            AfterCheckText.report, layout: .portal(current: Cases.applicationsNav), body: body, status: problem?.status ?? 200,
            isWide: false)
    }

    private var reportMended: Act<Submitted, Case> {
        Act(
            "cases.report-mended", post: "/cases/{id}/mending-report", access: .applicant, summary: AfterCheckText.report,
            takes: .object([.init("version", .integer), .init("reason", .string(maxLength: 1000))]),
            refuses: ["invalid", "cases.not-found", "cases.stale", "cases.not-in-check"], input: { submitted, _ in submitted },
            run: { submitted, call in
                let file = try await caseFile(try call.id(), for: call.visitor, at: call.now)
                let version = try Cases.version(submitted)
                if let done = try await doubled(.reportMended, on: file.current, version: version, by: call.visitor, at: call.now) {
                    return done
                }
                let move = CaseMove(.reportMended, reason: submitted["reason"].map { String($0.prefix(1000)) })
                return try await perform(file.current.id, move, for: call.visitor, expectedVersion: version, at: call.now)
            },
            then: { current, _ in "/applications/\(current.application)" },
            again: { problem, call in
                mendingPage(try await caseFile(try call.id(), for: call.visitor, at: call.now), call, problem: problem)
            },
            gives: Cases.briefShape, json: { current, _ in current.brief }, status: 200)
    }
}

extension Case {
    /// How the check stands, for whoever may see the case.
    var afterCheckPublicJSON: JSON? {
        afterCheck.map {
            [
                "case": .string(number), "state": .string($0.state.rawValue), "due": .string($0.due.date.description),
                "mendBy": JSON($0.mendBy?.date.description),
            ]
        }
    }

    /// A row of the list of after-checks for programs; nil where there is none open.
    func afterCheckJSON(on today: LocalDate, _ calendar: WorkingCalendar) -> JSON? {
        guard let check = afterCheck, let next = check.next else { return nil }
        return [
            "case": .string(id.rawValue), "project_no": .string(number), "item": .string(item), "applyer_name": .string(applicantName),
            "state": .string(check.state.rawValue), "due": .string(check.due.date.description),
            "mendBy": JSON(check.mendBy?.date.description),
            "light": .string(CaseLight(due: next.date, today: today, calendar: calendar).rawValue),
        ]
    }
}
