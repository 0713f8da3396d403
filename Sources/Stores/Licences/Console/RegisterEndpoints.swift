import Catalogue
import Kernel
import Store
package import Web

extension Licences {
    package static let registrars: Access = .staff(LicenceRights.readers)

    /// What officers do with the register. Every page and every act goes through the one rights filter.
    var registerEndpoints: [Endpoint] {
        registerList.endpoints + registerSearch.endpoints + registerFile.endpoints + LicenceAct.all.flatMap { act($0).endpoints }
    }

    // MARK: The list of a type

    struct Listed: Sendable {
        var types: [LicenceType]
        var type: LicenceType?
        var status: LicenceStatus
        var licences: [Licence]
        var next: ID?
    }

    /// The types that a scope has to do with, by name.
    func types(for scope: Scope, _ roles: Set<Role> = LicenceRights.readers) -> [LicenceType] {
        let held = scope.grants.filter { roles.contains($0.role) }
        return catalogue.snapshot.licenceTypes.values.filter { type in
            held.contains { $0.department == nil || $0.department == type.issuer }
        }.sorted { ($0.issuer, $0.code) < ($1.issuer, $1.code) }
    }

    private func listed(_ call: Call) async throws -> Listed {
        let types = types(for: call.visitor.scope)
        let type = call.query["type"].map { code in types.first { $0.code == code } } ?? types.first
        let status = call.query["status"].map { LicenceStatus(rawValue: $0) } ?? .active
        var faults: [Problem.Fault] = []
        if call.query["type"] != nil, type == nil { faults.append(Problem.Fault("type", RegisterText.noType)) }
        if status == nil { faults.append(Problem.Fault("status", RegisterText.noStatus)) }
        let before = try call.place("after")
        guard faults.isEmpty, let status else { throw Problem.invalid(faults) }
        guard let type else { return Listed(types: types, type: nil, status: status, licences: [], next: nil) }
        let query = RegisterQuery(type: type.code, status: status, before: before, limit: 31)
        let found = try await database.read { try table.list(query, scope: call.visitor.scope, in: $0) }
        return Listed(
            types: types, type: type, status: status, licences: Array(found.prefix(30)), next: found.count > 30 ? found[29].id : nil)
    }

    private var registerList: Screen<Listed> {
        Screen(
            "register.list", get: "/console/licences", access: Licences.registrars, summary: RegisterText.title, tag: "register",
            query: .object([
                .init("type", .string, required: false), .init("status", .oneOf(LicenceStatus.allCases.map(\.rawValue)), required: false),
                .init("after", .id, required: false),
            ]), refuses: ["invalid"], load: { try await listed($0) }, page: { registerPage($0, $1, problem: nil) },
            gives: .object([.init("items", .array(Licences.shape)), .init("next", .id.orNull)]),
            json: { listed, call in
                [
                    "items": .array(listed.licences.map { json($0, isFull: false, on: call.now.date) }),
                    "next": JSON(listed.next?.rawValue),
                ]
            })
    }

    // MARK: Search, with its purpose

    struct Found: Sendable {
        var words: String
        var licences: [Licence]
    }

    static let searchFields = [
        Field("words", RegisterText.words, .text(max: 120), help: RegisterText.wordsHelp, sensitive: true),
        Field("purpose", RegisterText.purpose, .text(max: 200), help: RegisterText.purposeHelp),
    ]

    /// A search is posted: an identity number has no place in an address, and what is found is logged for its holders.
    private var registerSearch: Act<Submitted, ID> {
        Act(
            "register.search", post: "/console/licences/searches", access: Licences.registrars, summary: RegisterText.search,
            tag: "register",
            takes: .object([.init("words", .string(maxLength: 120)), .init("purpose", .string(maxLength: 200))]),
            refuses: ["invalid", "licences.not-found"],
            input: { submitted, _ in submitted },
            run: { submitted, call in
                let values = try Licences.searchFields.parse(submitted)
                let (words, purpose) = (values["words"]?.string ?? "", values["purpose"]?.string ?? "")
                let types = catalogue.snapshot.licenceTypes.keys.sorted()
                return try await database.write { connection in
                    let found = try table.found(words, types: types, scope: call.visitor.scope, in: connection)
                    guard let first = found.first else { throw LicenceRefusal.nothingFound.problem }
                    let reason = RegisterText.looked.filled(["purpose": purpose])
                    try log(found.map { use(of: $0, because: reason, by: call) }, in: connection)
                    return first.id
                }
            },
            then: { id, _ in "/console/licences/\(id)" },
            again: { problem, call in registerPage(try await listed(call), call, problem: problem) }, gives: .object([.init("id", .id)]),
            json: { id, _ in ["id": .string(id.rawValue)] }, status: 200)
    }

    func use(of licence: Licence, because reason: Text, by call: Call) -> LicenceUse {
        LicenceUse(
            licence: licence, at: call.now, reader: "staff", account: call.visitor.account, code: Licences.keeping, reason: reason,
            reference: "request:\(call.requestID)")
    }

    /// The code under which the log keeps looks of those who keep the register.
    static let keeping = "licences.register"

    // MARK: One licence

    /// A licence with all that the register knows of it.
    struct Filed: Sendable {
        var licence: Licence
        var versions: [Licence]
        var events: [LicenceEvent]
        var uses: [UseCount]
        var latest: [UseLine]
        var corrections: [Correction]
        var siblings: [Licence]
        var isOwn: Bool
    }

    func filed(_ call: Call) async throws -> Filed {
        let id = try call.id()
        let own = try await ownNumbers(of: call.visitor, on: call.now.date)
        return try await database.write { connection in
            guard let licence = try table.licence(id, in: connection), LicenceRights.may(call.visitor.scope, LicenceRights.readers, licence)
            else { throw LicenceRefusal.notFound.problem }
            let reason = RegisterText.opened.filled(["purpose": RegisterText.openPurpose])
            try log([use(of: licence, because: reason, by: call)], in: connection)
            return Filed(
                licence: licence, versions: try table.versions(type: licence.type, number: licence.number, in: connection),
                events: try table.events.events(of: id, in: connection),
                uses: try table.useLog.counts(of: licence.type, since: call.now.date.adding(days: -30), in: connection),
                latest: try table.useLog.lines(of: id, limit: 12, in: connection),
                corrections: try table.corrections.all(of: id, in: connection),
                siblings: try table.licences(of: licence.holder.number, types: nil, in: connection).filter {
                    $0.id != licence.id && LicenceRights.may(call.visitor.scope, LicenceRights.readers, $0)
                }, isOwn: try isOwn(licence, own, in: connection))
        }
    }

    static let filedShape: Schema = .object(
        shape.members + [
            .init("metadata", .object([])), .init("actions", .array(.string)), .init("versions", .array(.string)),
            .init(
                "events",
                .array(
                    .object([
                        .init("sequence", .integer), .init("at", .dateTime), .init("from", .string.orNull), .init("to", .string),
                        .init("ground", .string.orNull), .init("reason", .string), .init("actor", .string), .init("cause", .string),
                    ]))),
            .init("uses", .array(.object([.init("item", .string), .init("day", .date), .init("uses", .integer)]))),
        ])

    private var registerFile: Screen<Filed> {
        Screen(
            "register.read", get: "/console/licences/{id}", access: Licences.registrars, summary: RegisterText.licence, tag: "register",
            refuses: ["licences.not-found"], load: { try await filed($0) }, page: { filePage($0, $1, act: nil, problem: nil) },
            gives: Licences.filedShape, json: { filedJSON($0, $1) })
    }

    private func act(_ definition: LicenceAct) -> Act<Submitted, Licence> {
        Act(
            "register.\(definition.noun)", post: "/console/licences/{id}/\(definition.noun)", access: Licences.registrars,
            summary: definition.name, tag: "register",
            takes: .object([
                .init("ground", .oneOf(LicenceGround.table.filter { $0.to == definition.to }.map(\.code))),
                .init("reason", .string(maxLength: 1000)),
            ]), refuses: ["invalid", "licences.not-found", "licences.not-allowed", "licences.not-yours", "licences.own"],
            input: { submitted, _ in submitted },
            run: { submitted, call in
                let id = try call.id()
                guard let licence = try await licence(id) else { throw LicenceRefusal.notFound.problem }
                guard LicenceRights.may(call.visitor.scope, LicenceRights.readers, licence) else { throw LicenceRefusal.notFound.problem }
                guard LicenceTransition.of(licence.status, to: definition.to) != nil else {
                    throw LicenceRefusal.notAllowed(licence.status, definition.to).problem
                }
                let values = try definition.fields(from: licence.status).parse(submitted)
                return try await perform(
                    definition, on: id, ground: values["ground"]?.string ?? "", reason: values["reason"]?.string ?? "", by: call.visitor,
                    at: call.now)
            },
            then: { licence, _ in "/console/licences/\(licence.id)" },
            again: { problem, call in filePage(try await filed(call), call, act: definition, problem: problem) }, gives: Licences.shape,
            json: { licence, call in json(licence, isFull: false, on: call.now.date) }, status: 200)
    }

    private func filedJSON(_ filed: Filed, _ call: Call) -> JSON {
        var json = json(filed.licence, isFull: false, on: call.now.date)
        json["metadata"] = LicenceMetadata(filed.licence, events: filed.events, in: catalogue.snapshot, masked: true).json
        json["actions"] = .array(LicenceAct.allowed(filed.licence, scope: call.visitor.scope).map { .string($0.noun) })
        json["versions"] = .array(filed.versions.map { .string($0.identifier.rawValue) })
        json["events"] = .array(
            filed.events.map {
                [
                    "sequence": .int($0.sequence), "at": .string($0.at.rfc3339), "from": JSON($0.from?.rawValue),
                    "to": .string($0.to.rawValue), "ground": JSON($0.ground), "reason": .string($0.reason), "actor": .string($0.actor.name),
                    "cause": .string($0.cause),
                ]
            })
        json["uses"] = .array(
            filed.uses.map { ["item": .string($0.item), "day": .string($0.day.description), "uses": .int($0.uses)] })
        return json
    }
}
