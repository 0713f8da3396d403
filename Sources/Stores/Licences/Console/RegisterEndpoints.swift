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
            gives: .object([.init("items", .array(Licences.listedShape)), .init("next", .id.orNull)]),
            json: { listed, call in
                [
                    "items": .array(listed.licences.map { listedJSON($0, on: call.now.date) }),
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
        Field("purpose", RegisterText.forWhat, .choice(RegisterPurpose.options, style: .select)),
        Field("detail", RegisterText.detail, .text(max: 200), help: RegisterText.detailHelp),
    ]

    /// A search is posted: an identity number has no place in an address, and what is found is logged for its holders.
    private var registerSearch: Act<Submitted, (ID, RegisterPurpose)> {
        Act(
            "register.search", post: "/console/licences/searches", access: Licences.registrars, summary: RegisterText.search,
            tag: "register",
            takes: .object([
                .init("words", .string(maxLength: 120)), .init("purpose", .oneOf(RegisterPurpose.allCases.map(\.rawValue))),
                .init("detail", .string(maxLength: 200)),
            ]),
            refuses: ["invalid", "licences.nothing-found"],
            input: { submitted, _ in submitted },
            run: { submitted, call in
                let values = try Licences.searchFields.parse(submitted)
                let (words, detail) = (values["words"]?.string ?? "", values["detail"]?.string ?? "")
                let purpose = values["purpose"]?.string.flatMap(RegisterPurpose.init(rawValue:)) ?? .casework
                let types = catalogue.snapshot.licenceTypes.keys.sorted()
                return try await database.write { connection in
                    let found = try table.found(words, types: types, scope: call.visitor.scope, in: connection)
                    guard let first = found.first else { throw LicenceRefusal.nothingFound.problem }
                    let reason = RegisterText.looked(purpose.name, detail)
                    try log(found.map { look(at: $0, reason, for: purpose, by: call) }, in: connection)
                    return (first.id, purpose)
                }
            },
            then: { found, _ in fileLink(found.0, for: found.1) },
            again: { problem, call in registerPage(try await listed(call), call, problem: problem) }, gives: .object([.init("id", .id)]),
            json: { found, _ in ["id": .string(found.0.rawValue)] }, status: 200)
    }

    // MARK: One licence

    /// A licence with all that the register knows of it.
    struct Filed: Sendable {
        var licence: Licence
        /// For what it was opened.
        var purpose: RegisterPurpose
        var versions: [Licence]
        var events: [LicenceEvent]
        var uses: [UseCount]
        var latest: [UseLine]
        var corrections: [Correction]
        var siblings: [Licence]
        var isOwn: Bool
    }

    /// A licence before and after it was said what for.
    enum Look: Sendable {
        case masked(Licence)
        case full(Filed)
    }

    private func looked(_ call: Call) async throws -> Look {
        if let purpose: RegisterPurpose = try call.choice("purpose", fault: RegisterText.choosePurpose) {
            return .full(try await filed(call, for: purpose))
        }
        guard let licence = try await licence(try call.id()), LicenceRights.may(call.visitor.scope, LicenceRights.readers, licence) else {
            throw LicenceRefusal.notFound.problem
        }
        return .masked(licence)
    }

    func filed(_ call: Call, for purpose: RegisterPurpose) async throws -> Filed {
        let id = try call.id()
        let own = try await ownNumbers(of: call.visitor, on: call.now.date)
        return try await database.write { connection in
            guard let licence = try table.licence(id, in: connection), LicenceRights.may(call.visitor.scope, LicenceRights.readers, licence)
            else { throw LicenceRefusal.notFound.problem }
            try log([look(at: licence, RegisterText.opened(purpose.name), for: purpose, by: call)], in: connection)
            let siblings = try purpose.reachesHolder ? siblings(of: licence, for: call.visitor, in: connection) : []
            try log(siblings.map { look(at: $0, RegisterText.named(purpose.name), for: purpose, by: call) }, in: connection)
            return Filed(
                licence: licence, purpose: purpose,
                versions: try table.versions(type: licence.type, number: licence.number, in: connection),
                events: try table.events.events(of: id, in: connection),
                uses: try table.useLog.counts(of: licence.type, until: call.now.date, in: connection),
                latest: try table.useLog.lines(of: id, limit: 12, in: connection),
                corrections: try table.corrections.all(of: id, in: connection),
                siblings: siblings, isOwn: try isOwn(licence, own, in: connection))
        }
    }

    /// What else its holders have within the officer's scope.
    private func siblings(of licence: Licence, for visitor: Visitor, in connection: any Connection) throws -> [Licence] {
        let held = try licence.holders.flatMap { try table.licences(of: $0.number, types: nil, in: connection) }
        return Set(held).subtracting([licence]).filter { LicenceRights.may(visitor.scope, LicenceRights.readers, $0) }.sorted {
            $0.id > $1.id
        }
    }

    static let filedShape: Schema = .object(
        listedShape.members + [
            .init("metadata", .object([]), required: false), .init("actions", .array(.string), required: false),
            .init("versions", .array(.string), required: false),
            .init(
                "events",
                .array(
                    .object([
                        .init("sequence", .integer), .init("at", .dateTime), .init("from", .string.orNull), .init("to", .string),
                        .init("ground", .string.orNull), .init("law", .string.orNull), .init("reason", .string), .init("actor", .string),
                        .init("cause", .string),
                    ])), required: false),
            .init(
                "uses", .array(.object([.init("item", .string), .init("uses", .integer), .init("latest", .date)])), required: false),
        ])

    /// Masked as in the list; in full once it was said what for.
    private var registerFile: Screen<Look> {
        Screen(
            "register.read", get: "/console/licences/{id}", access: Licences.registrars, summary: RegisterText.licence, tag: "register",
            query: .object([.init("purpose", .oneOf(RegisterPurpose.allCases.map(\.rawValue)), required: false)]),
            refuses: ["invalid", "licences.not-found"], load: { try await looked($0) },
            page: { look, call in
                switch look {
                case .masked(let licence): purposePage(licence, call)
                case .full(let filed): filePage(filed, call, act: nil, problem: nil)
                }
            },
            gives: Licences.filedShape,
            json: { look, call in
                switch look {
                case .masked(let licence): listedJSON(licence, on: call.now.date)
                case .full(let filed): filedJSON(filed, call)
                }
            })
    }

    private func act(_ definition: LicenceAct) -> Act<Submitted, Licence> {
        Act(
            "register.\(definition.noun)", post: "/console/licences/{id}/\(definition.noun)", access: Licences.registrars,
            summary: definition.name, tag: "register",
            takes: .object([
                .init("ground", .oneOf(LicenceGround.table.filter { $0.to == definition.to }.map(\.code))),
                .init("law", .string(maxLength: 200), required: false),
                .init("reason", .string(maxLength: 1000)),
            ]), refuses: ["invalid", "licences.not-found", "licences.not-allowed", "licences.not-yours", "licences.own"],
            input: { submitted, _ in submitted },
            run: { submitted, call in
                let id = try call.id()
                guard let licence = try await licence(id) else { throw LicenceRefusal.notFound.problem }
                guard LicenceRights.may(call.visitor.scope, LicenceRights.readers, licence) else { throw LicenceRefusal.notFound.problem }
                let words = try definition.words(submitted, for: licence, on: call.now.date, in: catalogue.snapshot)
                return try await perform(
                    definition, on: id, ground: words.ground, law: words.law, reason: words.reason, by: call.visitor, at: call.now)
            },
            then: { licence, _ in fileLink(licence.id, for: .decision) },
            again: { problem, call in filePage(try await filed(call, for: .decision), call, act: definition, problem: problem) },
            gives: Licences.listedShape, json: { licence, call in listedJSON(licence, on: call.now.date) }, status: 200)
    }

    private func filedJSON(_ filed: Filed, _ call: Call) -> JSON {
        var json = json(filed.licence, isFull: false, on: call.now.date)
        json["holder"] = .string(filed.licence.names(.zh))
        json["metadata"] = LicenceMetadata(filed.licence, events: filed.events, in: catalogue.snapshot, masked: true).json
        json["actions"] = .array(LicenceAct.allowed(filed.licence, scope: call.visitor.scope).map { .string($0.noun) })
        json["versions"] = .array(filed.versions.map { .string($0.identifier.rawValue) })
        json["events"] = .array(
            filed.events.map {
                [
                    "sequence": .int($0.sequence), "at": .string($0.at.rfc3339), "from": JSON($0.from?.rawValue),
                    "to": .string($0.to.rawValue), "ground": JSON($0.ground), "law": JSON($0.law), "reason": .string($0.reason),
                    "actor": .string($0.actor.name),
                    "cause": .string($0.cause),
                ]
            })
        json["uses"] = .array(
            filed.uses.map { ["item": .string($0.item), "uses": .int($0.uses), "latest": .string($0.latest.description)] })
        return json
    }
}
