import Catalogue
import Cryptography
import Foundation
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Licences

/// A register of licences under the shipped catalogue, with two people who have accounts.
struct LicencesFixture: Sendable {
    let licences: Licences
    let identity: Identity
    let catalogue: CurrentCatalogue
    let database: Database
    let clock: TestClock
    let holder: Person
    let other: Person

    static let migrations = WebMigrations.all + Identity.migrations + Licences.migrations

    static let loaded: Catalogue? = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../catalogue").standardized.path
        return CatalogueLoading.load(folder: folder).catalogue
    }()

    static let regions: Regions? = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../data/regions.csv").standardized
        return try? Regions(csv: String(contentsOf: file, encoding: .utf8))
    }()

    init(_ database: Database) async throws {
        let clock = TestClock()
        let catalogue = CurrentCatalogue(try #require(LicencesFixture.loaded), places: LicencesFixture.regions)
        let keyring = Keyring.made(suite: .international, now: clock.now)
        let identity = Identity(
            database: database, sealer: Sealer(keyring), blindIndex: BlindIndex(keyring), sessions: Sessions(),
            surroundings: clock.surroundings,
            settings: Identity.Settings(passwordCost: .light))
        func person(_ seventeen: String, _ name: String) throws -> Person {
            let digit = try #require(ResidentIdentityNumber.checkDigit(seventeen))
            return Person(
                id: clock.newID(), name: name, idNumber: try #require(ResidentIdentityNumber(stored: seventeen + String(digit))),
                mobile: "13900000001", address: "徐汇区示例路 18 号", region: try #require(RegionCode("310104003")), createdAt: clock.now)
        }
        let (holder, other) = (try person("31010419930512992", "顾晓岚"), try person("31010419900101991", "沈一舟"))
        try await database.write { try identity.insert(persons: [holder, other], in: $0) }
        licences = Licences(
            database: database, catalogue: catalogue, identity: identity, sealer: Sealer(keyring), blindIndex: BlindIndex(keyring),
            surroundings: clock.surroundings, origin: "https://city.example")
        (self.identity, self.catalogue, self.database, self.clock) = (identity, catalogue, database, clock)
        (self.holder, self.other) = (holder, other)
    }

    /// The same tables under other keys.
    func underOtherKeys() -> Licences {
        let keyring = Keyring.made(suite: .international, now: clock.now)
        return Licences(
            database: database, catalogue: catalogue, identity: identity, sealer: Sealer(keyring), blindIndex: BlindIndex(keyring),
            surroundings: clock.surroundings, origin: "https://city.example")
    }

    func order(_ type: String = "id-card", number: String? = nil, until: LocalDate? = nil) -> IssueOrder {
        IssueOrder(
            type: type, holder: Licence.Holder(kind: .person, name: holder.name, number: holder.idNumber.rawValue),
            face: ["person.name": .string(holder.name), "person.idNumber": .string(holder.idNumber.rawValue), "person.ethnicity": "01"],
            number: number, issuer: "gaj", issuedOn: clock.now.date, validUntil: until, caseID: nil)
    }

    func issue(_ order: IssueOrder) async throws -> Licence {
        let (licences, now) = (licences, clock.now)
        return try await database.write { try licences.issue(order, at: now, in: $0) }
    }

    /// Found, and then used at once.
    func use(_ type: String, of number: String, for purpose: LicencePurpose) async throws -> AnnotatedCopy? {
        let (licences, now) = (licences, clock.now)
        let look = try await licences.find([.init(type, of: number, for: purpose)], at: now)
        guard let found = look.licences[0] else { return nil }
        return try await database.write {
            try licences.use(found: found, of: number, for: purpose, took: look.microseconds, at: now, in: $0)
        }
    }

    /// On the first ground that fits, by a law that is made up where one has to be named.
    func change(_ id: ID, to status: LicenceStatus) async throws {
        let (licences, now) = (licences, clock.now)
        try await database.write { connection in
            let licence = try licences.licence(id, in: connection)
            let matter = licences.catalogue.snapshot.matter(of: licence?.type ?? "")
            let ground = licence?.grounds(to: status, of: matter, on: now.date).first
            try licences.change(id, to: status, reason: "理由", ground: ground?.code, law: "《示例条例》第一条", at: now, in: connection)
        }
    }

    func count(_ table: Query) async throws -> Int {
        try await database.read { connection in try connection.row("SELECT COUNT(*) AS n FROM \(table)")?.int("n") ?? -1 }
    }

    func visitor(_ person: Person) -> Visitor {
        Visitor(kind: .person, account: clock.newID(), name: person.name, party: person.party, language: .zh)
    }

    /// An officer with these roles in a department and a place.
    func officer(_ roles: Set<Role>, _ department: String? = "scjg", _ region: String = "310000") throws -> Visitor {
        let place = try #require(RegionCode(region))
        return Visitor(
            kind: .staff, account: clock.newID(), name: "郑洁",
            scope: Scope(grants: roles.sorted().map { Scope.Grant(role: $0, department: department, region: place) }), language: .zh)
    }

    /// What an endpoint answers.
    func answer(
        _ name: String, _ face: Call.Face, by visitor: Visitor, _ parameters: [String: String] = [:], query: [String: String] = [:],
        sent: Submitted = Submitted()
    ) async throws -> Answer {
        let endpoint = try #require(licences.endpoints.first { $0.name == name && $0.face == face })
        #expect(visitor.may(endpoint.access))
        return try await endpoint.answer(
            Call(
                method: endpoint.method, path: endpoint.path, face: face, parameters: parameters, query: query, submitted: sent,
                visitor: visitor,
                requestID: "request-1", now: clock.now, surroundings: clock.surroundings))
    }

    func json(
        _ name: String, by visitor: Visitor, _ parameters: [String: String] = [:], query: [String: String] = [:],
        sent: Submitted = Submitted()
    ) async throws -> JSON {
        guard case .json(let json) = try await answer(name, .api, by: visitor, parameters, query: query, sent: sent).content else {
            return .null
        }
        return json
    }

    func page(_ name: String, by visitor: Visitor, _ parameters: [String: String] = [:], query: [String: String] = [:]) async throws
        -> String
    {
        guard case .page(let page) = try await answer(name, .page, by: visitor, parameters, query: query).content else { return "" }
        return page.body.string
    }
}

/// The refusal that a body ends in.
func problem(_ body: () async throws -> Void) async -> Problem? {
    do {
        try await body()
        return nil
    } catch {
        return error as? Problem
    }
}
