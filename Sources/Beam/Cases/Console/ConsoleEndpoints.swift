import Catalogue
import DataCentre
import Kernel
import Store
package import Web

extension Cases {
    package static let consoleNav = Nav("worklist", ConsoleText.worklist, "/console")
    package static let consoleSearchNav = Nav("search", ConsoleText.search, "/console/search")

    package static let officers: Access = .staff(CaseRights.roles)

    /// What officers do. Every page and every act goes through the one rights filter.
    var consoleEndpoints: [Endpoint] {
        list.endpoints + single.endpoints + found.endpoints + assignment.endpoints + ConsoleAct.all.flatMap { act($0).endpoints }
            + licenceCopy.endpoints + fullValue.endpoints
    }

    // MARK: The worklist

    struct Listed: Sendable {
        var page: WorklistPage
        var desk: CaseDesk?
        var catalogue: Catalogue
        var scope: Scope
        /// The cases of the page of which a lead has reminded.
        var reminded: Set<ID>
        /// Those about which another office was asked: whether it is still to answer.
        var assisted: [ID: Bool]
        /// Those that are made and wait for the others of their application.
        var together: Set<ID>
    }

    func listed(_ call: Call, limit: Int) async throws -> Listed {
        let (desk, after) = (call.query["desk"].flatMap(CaseDesk.init(rawValue:)), call.query["after"].flatMap(WorklistKey.init))
        var faults: [Problem.Fault] = []
        if call.query["desk"] != nil, desk == nil { faults.append(Problem.Fault("desk", ConsoleText.noDesk)) }
        if call.query["after"] != nil, after == nil { faults.append(Problem.Fault("after", WebText.noPlace)) }
        if !faults.isEmpty { throw Problem.invalid(faults) }
        var query = WorklistQuery(after: after, limit: limit)
        if let desk { query.desks = [desk] }
        let page = try await worklist(query, scope: call.visitor.scope)
        let ids = page.cases.map(\.id)
        let snapshot = catalogue.snapshot
        let (reminded, assisted, together) = try await database.read {
            (
                try tables.reminders.reminded(among: ids, in: $0), try tables.assistances.standing(among: ids, in: $0),
                try waitingForOthers(page.cases, snapshot, in: $0)
            )
        }
        return Listed(
            page: page, desk: desk, catalogue: snapshot, scope: call.visitor.scope, reminded: reminded, assisted: assisted,
            together: together)
    }

    private var list: Screen<Listed> {
        Screen(
            "console.worklist", get: "/console", access: Cases.officers, summary: ConsoleText.worklist,
            query: .object([
                .init("desk", .oneOf(CaseDesk.allCases.map(\.rawValue)), required: false), .init("after", .string, required: false),
            ]),
            refuses: ["invalid"],
            load: { try await listed($0, limit: 30) },
            page: { listed, call in
                Page(ConsoleText.worklist, layout: .console(current: Cases.consoleNav), body: worklistPart(listed, call, current: nil))
            },
            gives: .object([.init("items", .array(Cases.officersShape)), .init("next", .string.orNull)]),
            json: { listed, _ in
                ["items": .array(listed.page.cases.map(\.forOfficers)), "next": JSON(listed.page.next?.text)]
            })
    }

    // MARK: One case

    /// Opens a case for an officer; the look is logged for the person.
    func opened(_ call: Call) async throws -> CaseFile {
        let file = try await caseFile(try call.id(), for: call.visitor, at: call.now)
        let purpose = Purpose(
            reader: .staff, account: call.visitor.account, department: call.visitor.scope.acting(for: file.item.department),
            code: file.item.code, reason: ConsoleText.handling.filled(["item": file.item.name]), reference: "case:\(file.current.number)")
        try await dataCentre.note(lookAt: file.file.frozen.applicant.number, for: purpose, at: call.now)
        return file
    }

    private var single: Screen<CaseFile> {
        Screen(
            "console.case", get: "/console/cases/{id}", access: Cases.officers, summary: ConsoleText.one, refuses: ["cases.not-found"],
            load: { try await opened($0) },
            page: { file, call in casePage(file, call, act: nil, problem: nil) }, gives: Cases.openedShape,
            json: { file, call in
                var json = file.current.forOfficers
                json["actions"] = .array(file.actions.map { .string($0.action.rawValue) })
                json["papers"] = .array(
                    file.current.papers.map {
                        [
                            "material": .string($0.material), "due": JSON($0.due?.date.description), "open": .bool($0.isOpen),
                            "overdue": .bool($0.isOverdue(on: call.now.date)),
                        ]
                    })
                json["afterCheck"] = file.current.afterCheckPublicJSON ?? .null
                json["facts"] = .object(
                    file.file.facts.sorted { $0.key < $1.key }.map { field, fact in
                        let element = file.file.thing.elementCode(of: field).flatMap { file.file.catalogue.elements[$0] }
                        return JSON.Member(
                            field,
                            [
                                "value": element?.sensitivity == .sensitive
                                    ? .string(file.file.catalogue.words(for: fact.value, of: element).zh) : fact.value,
                                "source": fact.source.json, "asOf": .string(fact.asOf.description),
                            ])
                    })
                json["checks"] = .array(file.current.checks.map(\.json))
                json["events"] = .array(
                    file.events.map {
                        [
                            "sequence": .int($0.sequence), "at": .string($0.at.rfc3339), "action": .string($0.action.rawValue),
                            "actor": .string($0.actorName), "to": .string($0.to.rawValue), "hash": .string($0.hash),
                        ]
                    })
                json["documents"] = .array(
                    file.documents.map {
                        ["id": .string($0.id.rawValue), "kind": .string($0.kind.rawValue), "number": .string($0.number)]
                    })
                return json
            })
    }

    private func act(_ definition: ConsoleAct) -> Act<Submitted, Case> {
        Act(
            "console.\(definition.noun)", post: "/console/cases/{id}/\(definition.noun)", access: Cases.officers, summary: definition.label,
            tag: "console", takes: definition.takes,
            refuses: [
                "invalid", "cases.not-found", "cases.stale", "cases.not-allowed", "cases.wrong-role", "cases.own", "cases.separate-hands",
                "cases.waits-for-others",
            ],
            input: { submitted, _ in submitted },
            run: { submitted, call in
                let file = try await caseFile(try call.id(), for: call.visitor, at: call.now)
                let version = try Cases.version(submitted)
                if let done = try await doubled(definition.action, on: file.current, version: version, by: call.visitor, at: call.now) {
                    return done
                }
                // A stale page is told so before its boxes are looked at: they may not even be the same boxes.
                guard version == file.current.version else { throw CaseRefusal.stale.problem }
                let move = try definition.move(submitted, file, on: call.now.date)
                return try await perform(file.current.id, move, for: call.visitor, expectedVersion: version, at: call.now)
            },
            then: { current, _ in "/console/cases/\(current.id)" },
            again: { problem, call in casePage(try await opened(call), call, act: definition, problem: problem) },
            gives: Cases.officersShape, json: { current, _ in current.forOfficers }, status: 200)
    }

    private var assignment: Act<Bool, ID> {
        Act(
            "console.assignment", post: "/console/cases/{id}/assignment", access: Cases.officers, summary: ConsoleText.take, tag: "console",
            takes: .object([.init("take", .boolean)]), refuses: ["invalid", "cases.not-found", "cases.stale", "cases.taken"],
            input: { submitted, _ in
                guard let takes = ["true": true, "false": false][submitted["take"] ?? "true"] else {
                    throw Problem.invalid([Problem.Fault("take", ConsoleText.takeOrNot)])
                }
                return takes
            },
            run: { takes, call in
                let id = try call.id()
                if takes { try await take(id, for: call.visitor) } else { try await putBack(id, for: call.visitor) }
                return id
            },
            then: { id, _ in "/console/cases/\(id)" },
            again: { problem, call in casePage(try await opened(call), call, act: nil, problem: problem) },
            gives: .object([.init("id", .id)]), json: { id, _ in ["id": .string(id.rawValue)] }, status: 200)
    }

    // MARK: Search

    private struct FoundCases: Sendable {
        var words: String
        var cases: [Case]
    }

    private var found: Screen<FoundCases> {
        Screen(
            "console.search", get: "/console/search", access: Cases.officers, summary: ConsoleText.search,
            query: .object([.init("q", .string(maxLength: 100), required: false)]),
            load: { call in
                let words = String((call.query["q"] ?? "").prefix(100))
                guard let query = CaseQuery(words) else { return FoundCases(words: words, cases: []) }
                return FoundCases(words: words, cases: try await search(query, scope: call.visitor.scope))
            },
            page: { found, call in
                let language = call.language
                let results: HTML
                if found.words.isEmpty {
                    results = HTML()
                } else if found.cases.isEmpty {
                    results = Components.emptyState(ConsoleText.nothing, hint: ConsoleText.nothingHint, language)
                } else {
                    results = caseTable(found.cases, catalogue.snapshot, call, current: nil)
                }
                let body: HTML = """
                    \(Components.heading(ConsoleText.search, lede: ConsoleText.searchLede, language))\
                    \(Components.searchBox(to: "/console/search", label: ConsoleText.search, value: found.words, language))\(results)
                    """
                return Page(ConsoleText.search, layout: .console(current: Cases.consoleSearchNav), body: body)
            },
            gives: .object([.init("items", .array(Cases.officersShape))]),
            json: { found, _ in ["items": .array(found.cases.map(\.forOfficers))] })
    }
}

extension Case {
    /// A row of a worklist for programs, with the national exchange names where they apply (`up_pro_accept`).
    var forOfficers: JSON {
        [
            "id": .string(id.rawValue), "project_no": .string(number), "item": .string(item), "department": .string(department),
            "region": .string(region.rawValue), "status": .string(status.rawValue), "version": .int(version),
            "applyer_name": .string(applicantName), "apply_date": JSON(receivedAt?.rfc3339), "accept_date": JSON(acceptedAt?.rfc3339),
            "due": JSON(due?.due?.date.description), "provisional": .bool(due?.due?.provisional ?? false),
            "assignee": JSON(assignee?.rawValue),
        ]
    }
}
