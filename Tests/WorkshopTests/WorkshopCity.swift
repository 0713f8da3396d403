import Cases
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

@testable import Workshop

/// A city with a small catalogue, editors and reviewers.
struct WorkshopCity: Sendable {
    let workshop: Workshop
    let cases: Cases
    let database: Database
    let clock: TestClock
    let catalogue: CurrentCatalogue
    let versions: CatalogueStore
    let applicant: Person
    let account: ID
    /// Writes what is the market administration's.
    let editor: Visitor
    /// Writes and reviews for every department of the city.
    let chief: Visitor
    let publisher: Visitor

    static let migrations =
        WebMigrations.all + CatalogueMigrations.all + Identity.migrations + Messages.migrations + Licences.migrations
        + DataCentre.migrations + CasesMigrations.all + WorkshopMigrations.all

    init(_ database: Database) async throws {
        let clock = TestClock()
        let keyring = Keyring.made(suite: .international, now: clock.now)
        let versions = CatalogueStore(database)
        try await versions.publish(SmallCatalogue.catalogue(), note: "test", at: clock.now)
        let catalogue = CurrentCatalogue(try #require(try await versions.current()))
        let (sealer, index) = (Sealer(keyring), BlindIndex(keyring))
        let identity = Identity(
            database: database, sealer: sealer, blindIndex: index, sessions: Sessions(), surroundings: clock.surroundings,
            settings: Identity.Settings(passwordCost: .light))
        let messages = Messages(database: database, sealer: sealer, surroundings: clock.surroundings)
        let licences = Licences(
            database: database, catalogue: catalogue, identity: identity, sealer: sealer, blindIndex: index,
            surroundings: clock.surroundings, origin: "https://city.example")
        let dataCentre = DataCentre(
            database: database, catalogue: catalogue, identity: identity, sealer: sealer, blindIndex: index,
            surroundings: clock.surroundings)
        let years = try JSON(parsing: Array(Data(contentsOf: WorkshopCity.file("data/calendar/2026.json"))))
        let calendar = WorkingCalendar(years: [try CalendarYear(json: years)])
        cases = Cases(
            database: database, catalogue: catalogue, versions: versions, calendar: { calendar }, regions: WorkshopCity.regions,
            licences: licences, dataCentre: dataCentre, identity: identity, messages: messages, sealer: sealer, blindIndex: index,
            signer: Signer(keyring), digest: .sha256, surroundings: clock.surroundings)
        workshop = Workshop(
            database: database, catalogue: catalogue, versions: versions, cases: cases, surroundings: clock.surroundings)
        let seventeen = "31010419930512992"
        let digit = try #require(ResidentIdentityNumber.checkDigit(seventeen))
        let number = try #require(ResidentIdentityNumber(stored: seventeen + String(digit)))
        let applicant = Person(
            id: clock.newID(), name: "顾晓岚", idNumber: number, mobile: "13900000001", address: "徐汇区示例路 18 号",
            region: try #require(RegionCode("310104003")), createdAt: clock.now)
        let account = clock.newID()
        let now = clock.now
        try await database.write { connection in
            try identity.insert(persons: [applicant], in: connection)
            try identity.insert(
                Account(id: account, login: "gu", owner: .person(applicant.id), level: 4), passwordHash: "-", at: now, in: connection)
        }
        (self.database, self.clock, self.catalogue, self.versions) = (database, clock, catalogue, versions)
        (self.applicant, self.account) = (applicant, account)
        editor = WorkshopCity.official("许清", [.editor], department: "scjg", clock: clock)
        chief = WorkshopCity.official("宋远", [.editor, .publisher], clock: clock)
        publisher = WorkshopCity.official("梅青", [.publisher], clock: clock)
    }

    static func official(
        _ name: String, _ roles: [Role], department: String? = nil, region: String = "310000", clock: TestClock
    ) -> Visitor {
        let place = RegionCode(region) ?? .shanghai
        return Visitor(
            kind: .staff, account: clock.newID(), name: name,
            scope: Scope(grants: roles.map { Scope.Grant(role: $0, department: department, region: place) }), language: .zh)
    }

    static func file(_ path: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../\(path)").standardized
    }

    static let regions: Regions = try! Regions(csv: String(contentsOf: file("data/regions.csv"), encoding: .utf8))

    // MARK: Short ways

    static let permit = DefinitionKey(.item, "food-permit")

    func draft(_ title: String = "少交一份材料", by visitor: Visitor? = nil) async throws -> CatalogueDraft {
        try await workshop.openDraft(title: title, for: visitor ?? editor, at: clock.now)
    }

    /// Changes the content of a definition as a program does.
    @discardableResult
    func change(
        _ key: DefinitionKey = permit, in draft: CatalogueDraft, by visitor: Visitor? = nil,
        _ change: @Sendable @escaping (inout JSON) -> Void
    ) async throws -> DraftContents {
        try await workshop.save(key, in: draft.id, for: visitor ?? editor, shown: .revision(nil), at: clock.now) { old in
            var content = old ?? .object([])
            change(&content)
            return content
        }
    }

    /// Makes the name of the permit another.
    func rename(_ name: String, in draft: CatalogueDraft, by visitor: Visitor? = nil) async throws {
        try await change(in: draft, by: visitor) { $0["name"] = ["zh": .string(name), "en": "Permit"] }
    }

    func take(_ action: DraftAction, _ draft: CatalogueDraft, by visitor: Visitor, reason: String? = nil, on day: LocalDate? = nil)
        async throws -> CatalogueDraft
    {
        try await workshop.take(DraftMove(action, reason: reason, effectiveOn: day), on: draft.id, for: visitor, at: clock.now)
    }

    func submit(area: Int, key: String, region: String? = "310104003") async throws {
        let fields = [
            Holding(field: "applicant.name", value: .string(applicant.name), source: .account, asOf: clock.now.date),
            Holding(field: "applicant.idNumber", value: .string(applicant.idNumber.rawValue), source: .account, asOf: clock.now.date),
        ]
        _ = try await cases.submit(
            Submission(
                thing: "food-permit", catalogueVersion: catalogue.snapshot.version, party: applicant.party, account: account,
                actorName: applicant.name, answers: ["kitchen": false],
                given: ["premises.area": .int(area), "applicant.regionCode": "310104003"],
                promises: Promises(deferrals: ["floor-plan", "residence-paper"]), holdings: Holdings(fields: fields), idempotencyKey: key),
            at: clock.now)
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
