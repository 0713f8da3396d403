import Catalogue
import Identity
import Kernel
import Store
import Web

/// A list of corrections, as one of the two sides sees it.
struct CorrectionList: Sendable {
    var filter: String
    var corrections: [Correction]
    /// Those that another store keeps; for whoever objected.
    var others: [ObjectionElsewhere] = []
    var next: ID?
    var isFirst: Bool
    var catalogue: Catalogue
    var today: LocalDate
}

/// One correction as the department sees it.
struct CorrectionFile: Sendable {
    var correction: Correction
    var who: String
    var number: String
    var mayAnswer: Bool
    var catalogue: Catalogue
    var today: LocalDate
}

extension DataCentre {
    var correctionEndpoints: [Endpoint] {
        objectionForm.endpoints + objection.endpoints + mine.endpoints + takeBack.endpoints + correctionList.endpoints
            + correctionFile.endpoints + [CorrectionAction.mend, .keep].flatMap { answer($0).endpoints }
    }

    private static let refusals = ["invalid", "datacentre.not-found", "datacentre.stale", "datacentre.closed", "datacentre.not-yours"]
    private static let pageSize = 30

    // MARK: The person

    private var objectionForm: Screen<DataAccess> {
        Screen(
            "datacentre.objection", get: "/data-uses/{id}/objections", access: .applicant, summary: CorrectingText.object, tag: "data",
            refuses: ["datacentre.not-found"], load: { call in try await line(try call.id(), call) },
            page: { line, call in CorrectionPages(call, settings).form(line, catalogue.snapshot, problem: nil) })
    }

    private func line(_ id: ID, _ call: Call) async throws -> DataAccess {
        guard let found = try await access(id, for: call.visitor, at: call.now) else { throw DataCentreRefusal.notFound.problem }
        return found
    }

    private var objection: Act<Objection, Correction> {
        Act(
            "datacentre.object", post: "/data-uses/{id}/objections", access: .applicant, summary: CorrectingText.object, tag: "data",
            takes: .object([
                .init("kind", .oneOf(Correction.Kind.allCases.map(\.rawValue))), .init("words", .string(maxLength: 1000)),
            ]), refuses: DataCentre.refusals,
            input: { submitted, _ in
                guard let kind = submitted["kind"].flatMap(Correction.Kind.init(rawValue:)) else {
                    throw DataCentreRefusal.kindMissing.problem
                }
                return Objection(kind: kind, words: String((submitted["words"] ?? "").prefix(1000)))
            }, run: { objection, call in try await object(objection, to: try call.id(), for: call.visitor, at: call.now) },
            then: { _, _ in "/data-corrections" },
            again: { problem, call in
                CorrectionPages(call, settings).form(try await line(try call.id(), call), catalogue.snapshot, problem: problem)
            },
            gives: CorrectionJSON.schema, json: { correction, _ in CorrectionJSON.json(correction) })
    }

    private var mine: Screen<CorrectionList> {
        Screen(
            "datacentre.corrections-mine", get: "/data-corrections", access: .applicant, summary: CorrectingText.mine, tag: "data",
            query: .object([.init("after", .id, required: false)]),
            load: { call in
                guard let party = call.visitor.party else { throw WebProblem.signInNeeded }
                let before = try call.place("after")
                let found = try await database.read {
                    try corrections.corrections(of: party, before: before, limit: DataCentre.pageSize + 1, in: $0)
                }
                return mine(found, try await elsewhere(party, before, DataCentre.pageSize + 1), call)
            }, page: { list, call in CorrectionPages(call, settings).mine(list) }, gives: CorrectionJSON.mineSchema,
            json: { list, _ in CorrectionJSON.json(mine: list) })
    }

    /// One page of both, the latest first: ids bear their moment.
    private func mine(_ found: [Correction], _ others: [ObjectionElsewhere], _ call: Call) -> CorrectionList {
        let ids = (found.map(\.id) + others.map(\.id)).sorted(by: >)
        let last = ids.prefix(DataCentre.pageSize).last
        func isShown(_ id: ID) -> Bool { last.map { id >= $0 } ?? false }
        return CorrectionList(
            filter: "all", corrections: found.filter { isShown($0.id) }, others: others.filter { isShown($0.id) },
            next: ids.count > DataCentre.pageSize ? last : nil, isFirst: call.query["after"] == nil, catalogue: catalogue.snapshot,
            today: call.now.date)
    }

    private func list(_ filter: String, _ found: [Correction], _ call: Call) -> CorrectionList {
        let shown = Array(found.prefix(DataCentre.pageSize))
        return CorrectionList(
            filter: filter, corrections: shown, next: found.count > shown.count ? shown.last?.id : nil,
            isFirst: call.query["after"] == nil, catalogue: catalogue.snapshot,
            today: call.now.date)
    }

    private var takeBack: Act<Bool, Correction> {
        Act(
            "datacentre.correction-withdraw", post: "/data-corrections/{id}/withdrawal", access: .applicant,
            summary: CorrectingText.takeBack, tag: "data", takes: .object([]), refuses: DataCentre.refusals, input: { _, _ in true },
            run: { _, call in try await take(.withdraw, on: try call.id(), answer: nil, for: call.visitor, at: call.now) },
            then: { _, _ in "/data-corrections" }, gives: CorrectionJSON.schema, json: { correction, _ in CorrectionJSON.json(correction) },
            status: 200)
    }

    // MARK: The department

    private var correctionList: Screen<CorrectionList> {
        Screen(
            "datacentre.corrections", get: "/console/data/corrections", access: DataCentre.stewards, summary: CorrectingText.title,
            tag: "data",
            query: .object([
                .init("state", .oneOf(["all"] + CorrectionState.allCases.map(\.rawValue)), required: false),
                .init("after", .id, required: false),
            ]),
            load: { call in
                let filter = call.query["state"] ?? CorrectionState.open.rawValue
                let states = filter == "all" ? CorrectionState.allCases : [CorrectionState(rawValue: filter)].compactMap(\.self)
                guard !states.isEmpty else { throw WebProblem.notFound }
                let (before, departments) = (try call.place("after"), DataRights(scope: call.visitor.scope).seen)
                let found = try await database.read {
                    try corrections.corrections(states, departments, before: before, limit: DataCentre.pageSize + 1, in: $0)
                }
                return list(filter, found, call)
            }, page: { list, call in CorrectionPages(call, settings).list(list) }, gives: CorrectionJSON.listSchema,
            json: { list, _ in CorrectionJSON.json(list) })
    }

    private var correctionFile: Screen<CorrectionFile> {
        Screen(
            "datacentre.correction", get: "/console/data/corrections/{id}", access: DataCentre.stewards, summary: CorrectingText.one,
            tag: "data", refuses: ["datacentre.not-found"], load: { call in try await opened(try call.id(), call) },
            page: { file, call in CorrectionPages(call, settings).file(file, problem: nil, of: nil) }, gives: CorrectionJSON.schema,
            json: { file, _ in CorrectionJSON.json(file.correction) })
    }

    /// Opens one; that it was opened is told to the person, too.
    private func opened(_ id: ID, _ call: Call) async throws -> CorrectionFile {
        let (snapshot, rights) = (catalogue.snapshot, DataRights(scope: call.visitor.scope))
        let (correction, profile) = try await database.read { connection in
            guard let found = try corrections.correction(id, in: connection), rights.maySee(found.department),
                let profile = try identity.profile(of: found.party, in: connection)
            else { throw DataCentreRefusal.notFound.problem }
            return (found, profile)
        }
        let purpose = Purpose(
            reader: .staff, account: call.visitor.account, department: call.visitor.scope.acting(for: correction.department),
            code: "correction", reason: CorrectingText.checking,
            reference: "correction:\(id)")
        try await note(lookAt: profile.number, for: purpose, at: call.now)
        return CorrectionFile(
            correction: correction, who: profile.name, number: profile.maskedNumber,
            mayAnswer: correction.state == .open && rights.mayAct(for: correction.department), catalogue: snapshot, today: call.now.date)
    }

    private func answer(_ action: CorrectionAction) -> Act<(answer: String, expected: Int?), Correction> {
        Act(
            "datacentre.correction-\(action.rawValue)",
            post: "/console/data/corrections/{id}/\(action == .mend ? "amendment" : "confirmation")", access: .staff([.steward]),
            summary: action.name, tag: "data",
            takes: .object([.init("reason", .string(maxLength: 1000)), .init("revision", .integer, required: false)]),
            refuses: DataCentre.refusals,
            input: { submitted, _ in (String((submitted["reason"] ?? "").prefix(1000)), submitted["revision"].flatMap { Int($0) }) },
            run: { input, call in
                try await take(
                    action, on: try call.id(), answer: input.answer, expected: input.expected, for: call.visitor, at: call.now)
            }, then: { correction, _ in "/console/data/corrections/\(correction.id)" },
            again: { problem, call in
                CorrectionPages(call, settings).file(try await opened(try call.id(), call), problem: problem, of: action)
            }, gives: CorrectionJSON.schema, json: { correction, _ in CorrectionJSON.json(correction) }, status: 200)
    }
}

/// A correction for programs.
enum CorrectionJSON {
    static let schema: Schema = .object([
        .init("id", .id), .init("kind", .string), .init("resource", .string), .init("department", .string), .init("state", .string),
        .init("words", .string), .init("answer", .string.orNull), .init("madeAt", .dateTime), .init("dueOn", .date),
        .init("revision", .integer),
    ])
    static let listSchema: Schema = .object([.init("items", .array(schema)), .init("next", .id.orNull)])

    static func json(_ correction: Correction) -> JSON {
        [
            "id": .string(correction.id.rawValue), "kind": .string(correction.kind.rawValue), "resource": .string(correction.resource),
            "department": .string(correction.department), "state": .string(correction.state.rawValue), "words": .string(correction.words),
            "answer": JSON(correction.answer), "madeAt": .string(correction.madeAt.rfc3339),
            "dueOn": .string(correction.dueOn.description), "revision": .int(correction.revision),
        ]
    }

    static let mineSchema: Schema = .object([
        .init("items", .array(schema)), .init("others", .array(ObjectionElsewhere.schema)), .init("next", .id.orNull),
    ])

    static func json(mine list: CorrectionList) -> JSON {
        var json = json(list)
        json["others"] = .array(list.others.map(\.json))
        return json
    }

    static func json(_ list: CorrectionList) -> JSON {
        ["items": .array(list.corrections.map { json($0) }), "next": JSON(list.next?.rawValue)]
    }
}
