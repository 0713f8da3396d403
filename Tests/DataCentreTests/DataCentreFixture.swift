import Catalogue
import Cryptography
import Foundation
import Identity
import Kernel
import Messages
import Store
import TestSupport
import Testing
import Web

@testable import DataCentre

/// A data centre under the shipped catalogue, with two people and one record about the first.
struct DataCentreFixture: Sendable {
    let dataCentre: DataCentre
    let database: Database
    let clock: TestClock
    let subject: Person
    let other: Person

    static let migrations = WebMigrations.all + Identity.migrations + Messages.migrations + DataCentre.migrations

    static let loaded: Catalogue? = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../catalogue").standardized.path
        return CatalogueLoading.load(folder: folder).catalogue
    }()

    init(
        _ database: Database, sources: [String: OutsideSource] = [:], settings: DataCentreSettings = DataCentreSettings(),
        drops: ConnectorSettings = ConnectorSettings(), elsewhere: @escaping ObjectionElsewhere.Reading = { _, _, _ in [] },
        readings: ReadingElsewhere = .nothing
    ) async throws {
        let clock = TestClock()
        var connectors = drops
        connectors.sources = sources
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
        let (subject, other) = (try person("31010419930512992", "顾晓岚"), try person("31010419900101991", "沈一舟"))
        let dataCentre = DataCentre(
            database: database, catalogue: CurrentCatalogue(try #require(DataCentreFixture.loaded)), identity: identity,
            sealer: Sealer(keyring), blindIndex: BlindIndex(keyring), surroundings: clock.surroundings, settings: settings,
            connectors: connectors, elsewhere: elsewhere, readings: readings)
        let record = RegisterRecord(
            resource: "ga-population", key: subject.idNumber.rawValue, content: DataCentreFixture.content, updatedOn: clock.now.date)
        try await database.write { connection in
            try identity.insert(persons: [subject, other], in: connection)
            try dataCentre.load([record], in: connection)
        }
        (self.dataCentre, self.database, self.clock) = (dataCentre, database, clock)
        (self.subject, self.other) = (subject, other)
    }

    static let content: JSON = ["person.name": "顾晓岚", "person.householdAddress": "徐汇区示例路 18 号"]

    var purpose: Purpose {
        Purpose(reader: .staff, account: nil, code: "newborn", reason: Text("办理“小孩出生”", "Handling “A baby is born”"), reference: "case:1")
    }

    func question(_ resource: String = "ga-population", about person: Person? = nil) -> RecordQuestion {
        RecordQuestion(resource: resource, key: (person ?? subject).idNumber.rawValue)
    }

    func ask(_ questions: RecordQuestion..., for code: String = "newborn") async throws -> [RecordAnswer] {
        var purpose = purpose
        purpose.code = code
        // As whoever asks does: heard, written down, and only then gone by.
        while true {
            let hearing = try await dataCentre.hear(questions, for: purpose, at: clock.now)
            if try await database.write({ try dataCentre.enter([hearing], in: $0) }) { return hearing.answers }
        }
    }

    /// A steward of those departments; of all for none.
    func steward(_ departments: String?...) -> Visitor {
        let grants = departments.map { Scope.Grant(role: .steward, department: $0, region: .shanghai) }
        return Visitor(kind: .staff, account: clock.newID(), name: "舒文", scope: Scope(grants: grants), language: .zh)
    }

    /// A data steward of a department with an account, and who that is as a citizen.
    func staff(_ department: String?, _ person: Person) async throws -> (account: ID, visitor: Visitor) {
        let member = Staff(
            id: clock.newID(), number: "T-\(clock.newID().rawValue.suffix(6))", name: "舒文", person: person.id,
            scope: Scope(grants: [Scope.Grant(role: .steward, department: department, region: .shanghai)]))
        let account = Account(id: clock.newID(), login: member.number.lowercased(), owner: .staff(member.id), level: 4)
        let (identity, now) = (dataCentre.identity, clock.now)
        try await database.write { connection in
            try identity.insert(staff: [member], in: connection)
            try identity.insert(account, passwordHash: "-", at: now, in: connection)
        }
        let visitor = Visitor(kind: .staff, account: account.id, name: member.name, scope: member.scope, language: .zh)
        return (account.id, visitor)
    }

    /// The subjects of somebody's messages, the latest first.
    func told(_ person: Person) async throws -> [String] {
        try await dataCentre.messages.list(of: person.party, limit: 50).map(\.subject.zh)
    }

    func visitor(_ person: Person) -> Visitor {
        Visitor(kind: .person, account: clock.newID(), name: person.name, party: person.party, language: .zh)
    }

    /// The latest line of the log about the subject.
    func lastLine() async throws -> DataAccess { try #require(try await dataCentre.accesses(about: subject.party).first) }

    func count(_ table: Query) async throws -> Int {
        try await database.read { connection in try connection.row("SELECT COUNT(*) AS n FROM \(table)")?.int("n") ?? -1 }
    }

    /// `GET /data-uses` as that person.
    func uses(_ person: Person?, _ face: Call.Face = .api, before: String? = nil) async throws -> Answer {
        let endpoint = try #require(dataCentre.endpoints.first { $0.name == "datacentre.uses" && $0.face == face })
        let visitor =
            person.map { Visitor(kind: .person, account: clock.newID(), name: $0.name, party: $0.party, language: .zh) } ?? .anonymous(.zh)
        #expect(visitor.may(endpoint.access) == (person != nil))
        return try await endpoint.answer(
            Call(
                method: .get, path: "/data-uses", face: face, query: before.map { ["after": $0] } ?? [:], visitor: visitor, requestID: "r",
                now: clock.now, surroundings: clock.surroundings))
    }

    func listed(_ person: Person?, before: String? = nil) async throws -> JSON {
        guard case .json(let json) = try await uses(person, before: before).content else { return .null }
        return json
    }

    // MARK: Any endpoint

    /// What an endpoint answers, as the router would ask it.
    func answer(
        _ name: String, _ face: Call.Face, by visitor: Visitor, _ parameters: [String: String] = [:], query: [String: String] = [:],
        sent: [String: [String]] = [:]
    ) async throws -> Answer {
        let endpoint = try #require(dataCentre.endpoints.first { $0.name == name && $0.face == face })
        #expect(visitor.may(endpoint.access))
        return try await endpoint.answer(
            Call(
                method: endpoint.method, path: endpoint.path, face: face, parameters: parameters, query: query,
                submitted: Submitted(values: sent), visitor: visitor, requestID: "r", now: clock.now, surroundings: clock.surroundings))
    }

    func json(
        _ name: String, by visitor: Visitor, _ parameters: [String: String] = [:], query: [String: String] = [:],
        sent: [String: [String]] = [:]
    ) async throws -> JSON {
        guard case .json(let json) = try await answer(name, .api, by: visitor, parameters, query: query, sent: sent).content else {
            return .null
        }
        return json
    }

    func page(
        _ name: String, by visitor: Visitor, _ parameters: [String: String] = [:], query: [String: String] = [:]
    ) async throws -> String {
        guard case .page(let page) = try await answer(name, .page, by: visitor, parameters, query: query).content else { return "" }
        return page.body.string
    }
}
