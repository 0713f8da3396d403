import Catalogue
import Cryptography
import DataCentre
import Foundation
import Identity
import Kernel
import Licences
import Messages
import Store
import TestSupport
import Testing
import Web

// Store has a type of this name too.
import struct Cases.Submission

@testable import Cases

/// A city with one applicant, her neighbour, and officers at every desk.
struct City: Sendable {
    let cases: Cases
    let database: Database
    let clock: TestClock
    let catalogue: CurrentCatalogue
    let versions: CatalogueStore
    let licences: Licences
    let messages: Messages
    let calendars: Calendars
    let applicant: Person
    let neighbour: Person
    let account: ID
    let keyring: Keyring
    let visitor: Visitor

    static let migrations =
        WebMigrations.all + CatalogueMigrations.all + Identity.migrations + Messages.migrations + Licences.migrations
        + DataCentre.migrations
        + CasesMigrations.all

    init(_ database: Database, settings: CasesSettings = CasesSettings(), sources: [String: OutsideSource] = [:]) async throws {
        let clock = TestClock()
        let keyring = Keyring.made(suite: .international, now: clock.now)
        let versions = CatalogueStore(database)
        if try await versions.lastVersion() == nil {
            try await versions.publish(CityCatalogue.catalogue(), note: "test", at: clock.now)
        }
        try await self.init(database, clock, keyring, versions, settings, sources)
    }

    /// The same city, seen by another node.
    init(sharing city: City, _ database: Database) async throws {
        let (catalogue, keyring, clock) = (city.catalogue, city.keyring, city.clock)
        let (sealer, index) = (Sealer(keyring), BlindIndex(keyring))
        let identity = Identity(
            database: database, sealer: sealer, blindIndex: index, sessions: Sessions(), surroundings: clock.surroundings,
            settings: Identity.Settings(passwordCost: .light))
        messages = Messages(database: database, sealer: sealer, surroundings: clock.surroundings)
        licences = Licences(
            database: database, catalogue: catalogue, identity: identity, sealer: sealer, blindIndex: index,
            surroundings: clock.surroundings,
            origin: "https://city.example")
        let dataCentre = DataCentre(
            database: database, catalogue: catalogue, identity: identity, sealer: sealer, blindIndex: index,
            surroundings: clock.surroundings)
        versions = CatalogueStore(database)
        let calendars = city.calendars
        cases = Cases(
            database: database, catalogue: catalogue, versions: versions, calendar: { calendars.current }, regions: City.regions,
            licences: licences, dataCentre: dataCentre, identity: identity, messages: messages, sealer: sealer, blindIndex: index,
            signer: Signer(keyring), digest: .sha256, surroundings: clock.surroundings)
        (self.database, self.clock, self.keyring, self.catalogue, self.calendars) = (database, clock, keyring, catalogue, calendars)
        (applicant, neighbour, account, visitor) = (city.applicant, city.neighbour, city.account, city.visitor)
    }

    private init(
        _ database: Database, _ clock: TestClock, _ keyring: Keyring, _ versions: CatalogueStore, _ settings: CasesSettings,
        _ sources: [String: OutsideSource]
    ) async throws {
        let catalogue = CurrentCatalogue(
            try #require(try await versions.current()), places: City.regions, industries: City.industries)
        let (sealer, index) = (Sealer(keyring), BlindIndex(keyring))
        let identity = Identity(
            database: database, sealer: sealer, blindIndex: index, sessions: Sessions(), surroundings: clock.surroundings,
            settings: Identity.Settings(passwordCost: .light))
        let messages = Messages(database: database, sealer: sealer, surroundings: clock.surroundings)
        let licences = Licences(
            database: database, catalogue: catalogue, identity: identity, sealer: sealer, blindIndex: index,
            surroundings: clock.surroundings,
            origin: "https://city.example")
        let dataCentre = DataCentre(
            database: database, catalogue: catalogue, identity: identity, sealer: sealer, blindIndex: index,
            surroundings: clock.surroundings, connectors: ConnectorSettings(sources: sources))
        let calendars = Calendars(CaseFixture.calendar)
        cases = Cases(
            database: database, catalogue: catalogue, versions: versions, calendar: { calendars.current }, regions: City.regions,
            licences: licences, dataCentre: dataCentre, identity: identity, messages: messages, sealer: sealer, blindIndex: index,
            signer: Signer(keyring), digest: .sha256, surroundings: clock.surroundings, settings: settings)
        func person(_ seventeen: String, _ name: String) -> Person {
            let number = ResidentIdentityNumber(stored: seventeen + String(ResidentIdentityNumber.checkDigit(seventeen)!))!
            return Person(
                id: clock.newID(), name: name, idNumber: number, mobile: "13900000001", address: "徐汇区示例路 18 号",
                region: RegionCode("310104003")!, createdAt: clock.now)
        }
        let (applicant, neighbour) = (person("31010419930512992", "顾晓岚"), person("31010419900101991", "沈一舟"))
        let account = clock.newID()
        let now = clock.now
        try await database.write { connection in
            try identity.insert(persons: [applicant, neighbour], in: connection)
            try identity.insert(
                Account(id: account, login: "gu", owner: .person(applicant.id), level: 4), passwordHash: "-", at: now, in: connection)
            // Every department may use what its items need.
            try dataCentre.openSharing(catalogue.snapshot, at: now, in: connection)
        }
        (self.database, self.clock, self.keyring, self.catalogue, self.versions) = (database, clock, keyring, catalogue, versions)
        (self.licences, self.messages, self.calendars) = (licences, messages, calendars)
        (self.applicant, self.neighbour, self.account) = (applicant, neighbour, account)
        visitor = Visitor(kind: .person, account: account, name: applicant.name, party: applicant.party, language: .zh)
    }

    static let regions = try! Regions(csv: data("regions.csv"), elsewhere: data("divisions.csv"))
    static let industries = try! Industries(csv: data("industries.csv"))

    private static func data(_ name: String) throws -> String {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../data/\(name)").standardized
        return try String(contentsOf: file, encoding: .utf8)
    }

    // MARK: Submitting

    func submission(
        _ thing: String, key: String = "key-1", given: [String: JSON] = [:], region: String? = "310104003", draft: ID? = nil
    ) -> Submission {
        var fields = [
            Holding(field: "applicant.name", value: .string(applicant.name), source: .account, asOf: clock.now.date),
            Holding(field: "applicant.idNumber", value: .string(applicant.idNumber.rawValue), source: .account, asOf: clock.now.date),
        ]
        if let region {
            fields.append(Holding(field: "applicant.regionCode", value: .string(region), source: .account, asOf: clock.now.date))
        }
        return Submission(
            thing: thing, catalogueVersion: catalogue.snapshot.version, party: applicant.party, account: account, actorName: applicant.name,
            answers: [:], given: given, holdings: Holdings(fields: fields), draft: draft, idempotencyKey: key)
    }

    @discardableResult
    func submit(_ thing: String, key: String = "key-1", given: [String: JSON] = [:], region: String? = "310104003") async throws
        -> SubmittedApplication
    {
        try await cases.submit(submission(thing, key: key, given: given, region: region), at: clock.now)
    }

    /// A food permit with its floor plan: the case that every officer has a hand in.
    @discardableResult
    func submitFood(key: String = "food-1", area: Int = 60) async throws -> Case {
        let draft = clock.newID()
        let material = try #require(catalogue.snapshot.items["food-permit"]?.materials.first)
        _ = try await cases.attach(City.pdf(), as: material, to: draft, at: clock.now)
        let submitted = try await cases.submit(
            submission("food-permit", key: key, given: ["premises.area": .int(area)], draft: draft), at: clock.now)
        return try #require(submitted.cases.first)
    }

    static func pdf(_ text: String = "plan", name: String = "平面图.pdf") -> UploadedFile {
        UploadedFile(field: "file", name: name, type: "application/pdf", bytes: Array("%PDF-1.7 \(text)".utf8))
    }

    // MARK: Officers

    func officer(_ roles: Role..., department: String = "scjg", region: String = "310104") -> Visitor {
        let id = clock.newID()
        return Visitor(
            kind: .staff, account: id, name: "钱科员", scope: Self.scope(roles, department: department, region: region).scope, language: .zh)
    }

    static func scope(_ roles: [Role], department: String?, region: String) -> (scope: Scope, region: RegionCode) {
        let place = RegionCode(region)!
        return (Scope(grants: roles.map { Scope.Grant(role: $0, department: department, region: place) }), place)
    }

    @discardableResult
    func perform(_ action: CaseAction, on value: Case, by visitor: Visitor, _ change: (inout CaseMove) -> Void = { _ in }) async throws
        -> Case
    {
        var move = CaseMove(action)
        change(&move)
        return try await cases.perform(value.id, move, for: visitor, expectedVersion: value.version, at: clock.now)
    }

    func current(_ value: Case) async throws -> Case {
        let cases = cases
        return try #require(try await database.read { try cases.tables.cases.case_(value.id, in: $0) })
    }

    func count(_ table: Query) async throws -> Int {
        try await database.read { connection in try connection.row("SELECT COUNT(*) AS n FROM \(table)")?.int("n") ?? -1 }
    }

    func events(_ value: Case) async throws -> [CaseEvent] {
        let cases = cases
        return try await database.read { try cases.tables.events.events(of: value.id, in: $0) }
    }
}

/// The calendar in force, which a test may change.
final class Calendars: @unchecked Sendable {
    private let lock = NSLock()
    private var calendar: WorkingCalendar

    init(_ calendar: WorkingCalendar) { self.calendar = calendar }

    var current: WorkingCalendar {
        get { lock.withLock { calendar } }
        set { lock.withLock { calendar = newValue } }
    }
}

/// The refusal that a body ends in.
func problem(_ body: () async throws -> Void) async -> Problem? {
    do {
        try await body()
        return nil
    } catch let problem as Problem {
        return problem
    } catch {
        return nil
    }
}
