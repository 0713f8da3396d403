package import Catalogue
package import Cryptography
package import Identity
package import Kernel
package import Store
import Web

/// The register of electronic licences: types come from the catalogue, licences from decisions and from collection.
package struct Licences: Sendable {
    let database: Database
    let catalogue: CurrentCatalogue
    let identity: Identity
    let surroundings: Surroundings
    let table: LicenceTable
    /// The address of this site, for the codes on licences: `https://city.example`.
    let origin: String
    let calendar: @Sendable () -> WorkingCalendar
    let settings: LicencesSettings

    package init(
        database: Database, catalogue: CurrentCatalogue, identity: Identity, sealer: Sealer, blindIndex: BlindIndex,
        surroundings: Surroundings,
        origin: String, calendar: @escaping @Sendable () -> WorkingCalendar = { WorkingCalendar(years: []) },
        settings: LicencesSettings = LicencesSettings()
    ) {
        self.calendar = calendar
        self.settings = settings
        self.database = database
        self.catalogue = catalogue
        self.identity = identity
        self.surroundings = surroundings
        self.origin = origin
        table = LicenceTable(sealer: sealer, blindIndex: blindIndex)
    }

    /// The licences of whoever has that identity number or credit code, the newest first.
    package func licences(ofNumber number: String, types: [String]? = nil) async throws -> [Licence] {
        try await database.read { try table.licences(of: number, types: types, in: $0) }
    }

    /// What a party has in their wallet: their own licences, and those that they keep for a child.
    package func licences(of party: Party) async throws -> [Licence] {
        try await database.read { connection in
            guard let profile = try identity.profile(of: party, in: connection) else { return [] }
            return try table.wallet(of: profile.number, in: connection)
        }
    }

    package func licence(_ id: ID) async throws -> Licence? { try await database.read { try table.licence(id, in: $0) } }

    package func licence(_ id: ID, in connection: any Connection) throws -> Licence? { try table.licence(id, in: connection) }

    package func licence(identifier: String) async throws -> Licence? {
        try await database.read { try table.licence(identifier: identifier, in: $0) }
    }

    /// The version whose place a licence has taken; nil for a first one.
    package func version(before licence: Licence) async throws -> Licence? {
        guard licence.version > 1 else { return nil }
        return try await database.read { try table.version(licence.version - 1, type: licence.type, number: licence.number, in: $0) }
    }

    /// The history of a licence, the first step first.
    package func events(of id: ID) async throws -> [LicenceEvent] {
        try await database.read { try table.events.events(of: id, in: $0) }
    }

    /// Told after every change of a licence's state that is not a new version: `{licence, type, from, to, ground, law, sequence}`.
    package static let changedTopic = "licences.changed"

    /// Changes the state of a licence, by a row of `LicenceTransition.table`; row, event and news together.
    ///
    /// - Parameters:
    ///   - ground: code of a `LicenceGround` that fits; the four ends are never without one.
    ///   - law: the law that the department names, where the ground needs one.
    /// - Returns: the step as its history keeps it.
    @discardableResult
    package func change(
        _ id: ID, to status: LicenceStatus, reason: String, ground: String? = nil, law: String? = nil, by actor: LicenceActor = .system,
        cause: String = "", at instant: Instant, in connection: any Connection
    ) throws -> LicenceEvent {
        guard let licence = try table.licence(id, in: connection) else { throw LicenceRefusal.notFound.problem }
        guard let step = LicenceTransition.of(licence.status, to: status) else {
            throw LicenceRefusal.notAllowed(licence.status, status).problem
        }
        let matter = catalogue.snapshot.matter(of: licence.type)
        let fitting = licence.grounds(to: status, of: matter, on: instant.date).first { $0.code == ground }
        let cited = fitting?.law(of: matter, naming: law)
        // Whoever calls this has asked for both: without them it would be an end that nobody could contest.
        if step.isEnd, fitting == nil || fitting?.needsLaw(of: matter) == true && cited == nil {
            throw StoreError.malformed("licence \(id) would be \(status.rawValue) without a ground of law")
        }
        var event = LicenceEvent(
            sequence: 0, at: instant, from: licence.status, to: status, ground: ground, law: cited, reason: reason, actor: actor,
            cause: cause)
        guard try table.change(licence, event, in: connection) else { throw LicenceRefusal.notAllowed(licence.status, status).problem }
        event.sequence = try table.events.next(of: id, in: connection) - 1
        try Outbox.post(
            topic: Licences.changedTopic, key: id.rawValue,
            payload: [
                "licence": .string(id.rawValue), "type": .string(licence.type), "from": .string(licence.status.rawValue),
                "to": .string(status.rawValue), "ground": JSON(event.ground), "law": JSON(event.law),
                "sequence": .int(event.sequence),
            ], id: surroundings.newID(), at: instant, in: connection)
        return event
    }

    /// Keeps the line of a use. Whoever shows or relies on a licence calls this in the same transaction.
    package func log(_ uses: [LicenceUse], in connection: any Connection) throws {
        for use in uses { try table.log(use, id: surroundings.newID(), in: connection) }
    }
}
