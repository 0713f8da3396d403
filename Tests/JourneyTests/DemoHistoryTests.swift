import Cases
import Catalogue
import Cryptography
import DataCentre
import Foundation
import Graph
import Identity
import Kernel
import Licences
import Messages
import Store
import TestSupport
import Testing
import Web

@testable import DemoCity

/// The year of cases, made and entered by the engine's own rules.
struct DemoHistoryTests {
    private static func calendar() throws -> WorkingCalendar {
        let folder = DemoFixture.home + "/data/calendar/"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }.sorted()
        return WorkingCalendar(
            years: try names.map { try CalendarYear(json: JSON(parsing: String(contentsOfFile: folder + $0, encoding: .utf8))) })
    }

    private static func history(_ count: Int) throws -> DemoHistory {
        DemoHistory(try DemoFixture.city.get(), catalogue: try DemoFixture.catalogue(), calendar: try calendar(), count: count)
    }

    @Test func `a year has every kind of errand, and hardly anybody is turned away for want of a record`() throws {
        let history = try Self.history(1600)
        let list = (0..<history.batchCount).flatMap(history.batch)
        #expect(list.count > 1000 && list.count > history.visitCount * 94 / 100)
        #expect(Set(list.map(\.submission.thing)).count >= 28)
        #expect(zip(list, list.dropFirst()).allSatisfy { $0.at <= $1.at })
        let today = Instant(DemoFixture.today)
        for application in list {
            #expect(application.at < today && application.moves.allSatisfy { $0.at >= application.at && $0.at < today })
            #expect(zip(application.moves, application.moves.dropFirst()).allSatisfy { $0.at <= $1.at })
        }
    }

    @Test func `officers act on working days between nine and five, and whoever accepts does not decide`() throws {
        let history = try Self.history(800)
        for application in (0..<history.batchCount).flatMap(history.batch) {
            for move in application.moves where move.actor.kind == .staff {
                #expect(history.hours.calendar.isWorkday(move.at.date).workday)
                #expect((9 * 3600...17 * 3600).contains(move.at.secondOfDay))
            }
            for item in Set(application.moves.map(\.item)) {
                let moves = application.moves.filter { $0.item == item }
                let accepted = moves.first { $0.move.action == .accept }?.actor.account
                let decided = moves.first { [.grant, .refuse].contains($0.move.action) }?.actor.account
                #expect(accepted == nil || accepted != decided)
            }
        }
    }

    @Test func `people and a part of the year enter a database, once`() async throws {
        let database = try await TestEngine.sqlite.open()
        let desk = try await DemoDesk(database, calendar: Self.calendar())
        try await desk.loadPeople()
        try await desk.loadPeople()
        let mother = try #require(try DemoFixture.city.get().person("gu"))
        #expect(try await desk.identity.person(idNumber: mother.number)?.name == "顾晓岚")
        #expect(try await desk.licences.licences(ofNumber: mother.number).count >= 4)
        // Of every errand some, spread over the year.
        let history = try Self.history(4000)
        var seen: [String: Int] = [:]
        let list = (0..<history.batchCount).flatMap(history.batch).filter { application in
            seen[application.submission.thing, default: 0] += 1
            return seen[application.submission.thing, default: 0] % 8 == 1
        }
        #expect(list.count > 400 && seen.keys.contains("restaurant"))
        var entered = 0
        for batch in list.pieces(of: 80) {
            entered += try await database.write { try desk.cases.load(desk.cases.prepared(batch), in: $0) }.count
        }
        #expect(entered == list.count)
        let forgotten = try await database.read { connection in
            try connection.rows(
                "SELECT item, status, due_on FROM cases_case WHERE desk IS NOT NULL AND due_on < \(DemoFixture.today.adding(days: -14))"
            ).map { try "\($0.text("item")) \($0.text("status")) \($0.text("due_on"))" }
        }
        #expect(forgotten == [], "what the offices have not done lately they have done")
        let mine = try await database.read { connection in
            try connection.row("SELECT SUM(certificates_spared) AS n FROM cases_application")?.int("n")
        }
        #expect((mine ?? 0) > 100, "licences stand for papers")
        let findings = try await desk.cases.audit()
        #expect(findings.isEmpty, "\(findings.prefix(3))")
    }

    @Test(arguments: TestDatabases.each())
    func `many left a restaurant lying, and the counts tell of how many that is so`(_ engine: TestEngine) async throws {
        let database = try await engine.open()
        let desk = try await DemoDesk(database, calendar: Self.calendar())
        try await desk.loadPeople()
        let (city, now) = (try DemoFixture.city.get(), desk.surroundings.now())
        let history = try Self.history(4000)
        let since = desk.city.draftsBegin(city.today)
        let list = (0..<history.batchCount).flatMap(history.batch)
            .filter { $0.submission.thing == "restaurant" && $0.at > since.adding(seconds: 3600) }.prefix(8)
        #expect(list.count > 3)
        let left = desk.city.leftDrafts(city)
        #expect(Set(left.map(\.party)).count == left.count && left.allSatisfy { $0.leftAt > $0.begunAt && $0.leftAt < now })
        try await database.write { connection in
            _ = try desk.cases.load(desk.cases.prepared(Array(list)), in: connection)
            try desk.cases.load(left, submittedSince: since, in: connection)
        }
        let counted = try #require(try await desk.cases.statistics(DemoFixture.catalogue(), until: now).drafts["restaurant"])
        #expect(counted.begun == left.count + list.count)
        #expect(counted.abandoned.values.reduce(0, +) == left.count)
        #expect(counted.abandoned["materials"] == left.filter { !$0.given.isEmpty }.count)
        #expect((counted.abandoned["questions"] ?? 0) > 0)
    }
}

/// The rooms that the city is loaded into, on a database of a test.
struct DemoDesk: Sendable {
    let database: Database
    let identity: Identity
    let licences: Licences
    let dataCentre: DataCentre
    let cases: Cases
    let city: DemoCity
    let surroundings: Surroundings

    init(_ database: Database, calendar: WorkingCalendar) async throws {
        let clock = TestClock(at: Instant(DemoFixture.today, secondOfDay: 9 * 3600))
        let surroundings = clock.surroundings
        let migrations =
            WebMigrations.all + CatalogueMigrations.all + Identity.migrations + Messages.migrations + Licences.migrations
            + DataCentre.migrations + CasesMigrations.all + DemoCity.migrations
        try await Migrator.run(migrations, database, at: clock.now)
        let keyring = Keyring.made(suite: .international, now: clock.now)
        let (sealer, index) = (Sealer(keyring), BlindIndex(keyring))
        let catalogue = try DemoFixture.catalogue()
        let current = CurrentCatalogue(catalogue)
        identity = Identity(
            database: database, sealer: sealer, blindIndex: index, sessions: Sessions(), surroundings: surroundings,
            settings: Identity.Settings(passwordCost: .light))
        licences = Licences(
            database: database, catalogue: current, identity: identity, sealer: sealer, blindIndex: index, surroundings: surroundings,
            origin: "https://city.example")
        dataCentre = DataCentre(
            database: database, catalogue: current, identity: identity, sealer: sealer, blindIndex: index, surroundings: surroundings)
        cases = Cases(
            database: database, catalogue: current, versions: CatalogueStore(database), calendar: { calendar },
            regions: try DemoFixture.regions(),
            licences: licences, dataCentre: dataCentre, identity: identity,
            messages: Messages(database: database, sealer: sealer, surroundings: surroundings), sealer: sealer, blindIndex: index,
            signer: Signer(keyring), digest: keyring.suite.digest, surroundings: surroundings)
        city = DemoCity(catalogue: catalogue, regions: try DemoFixture.regions(), today: DemoFixture.today)
        self.database = database
        self.surroundings = surroundings
    }

    func loadPeople() async throws {
        try await city.loadPeople(
            identity: identity, licences: licences, dataCentre: dataCentre, database: database, surroundings: surroundings)
    }
}
