import Catalogue
import Foundation
import Kernel
import Store
import TestSupport
import Testing

struct CatalogueStoreTests {
    static let now = TestClock.mondayMorning

    @Test(arguments: TestDatabases.each()) func `what is published is read back the same`(_ engine: TestEngine) async throws {
        let catalogue = try Fixture.catalogue()
        try await engine.with(CatalogueMigrations.all) { database in
            let store = CatalogueStore(database)
            #expect(try await store.current() == nil)
            let first = try await store.publish(catalogue, note: "first", at: Self.now)
            #expect(first.version == 1 && first.isNew)
            // A store without a memory reads from the tables.
            let read = try #require(try await CatalogueStore(database).current())
            #expect(read.version == 1)
            #expect(read.hash == catalogue.hash)
            #expect(read.definitions.map(\.content) == catalogue.definitions.map(\.content))
            #expect(read.items.keys.sorted() == catalogue.items.keys.sorted())
            #expect(try await store.versions().map(\.note) == ["first"])
        }
    }

    @Test(arguments: TestDatabases.each()) func `the same content is no new version, a change is, and the old one stays`(
        _ engine: TestEngine
    ) async throws {
        let catalogue = try Fixture.catalogue()
        let files = Fixture.files("items/social-card.yaml", replacing: "trips: 1", with: "trips: 2")
        let changed = try #require(CatalogueLoading.load(files: files).catalogue)
        try await engine.with(CatalogueMigrations.all) { database in
            let store = CatalogueStore(database)
            try await store.publish(catalogue, note: "a", at: Self.now)
            let again = try await store.publish(catalogue, note: "b", at: Self.now)
            #expect(again.version == 1 && !again.isNew)
            let next = try await store.publish(changed, note: "c", at: Self.now.adding(seconds: 60))
            #expect(next.version == 2 && next.isNew)
            #expect(try await store.version(1)?.items["social-card"]?.trips == 1)
            #expect(try await store.version(2)?.items["social-card"]?.trips == 2)
            #expect(try await store.version(3) == nil)
            // Each definition is stored once: one item changed.
            let counts = try await database.read { connection in
                (
                    try connection.row("SELECT COUNT(*) AS n FROM catalogue_definition")?.int("n"),
                    try connection.row("SELECT COUNT(*) AS n FROM catalogue_entry")?.int("n")
                )
            }
            #expect(counts.0 == catalogue.definitions.count + 1)
            #expect(counts.1 == catalogue.definitions.count * 2)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a node takes a newer version into force, and never an older one`(_ engine: TestEngine)
        async throws
    {
        let catalogue = try Fixture.catalogue()
        let files = Fixture.files("items/social-card.yaml", replacing: "zh: 社会保障卡", with: "zh: 新社会保障卡")
        let changed = try #require(CatalogueLoading.load(files: files).catalogue)
        try await engine.with(CatalogueMigrations.all) { database in
            let store = CatalogueStore(database)
            try await store.publish(catalogue, note: "", at: Self.now)
            let first = try #require(try await store.current())
            let current = CurrentCatalogue(first)
            #expect(try await current.refresh(from: store) == false)
            try await store.publish(changed, note: "", at: Self.now)
            #expect(try await current.refresh(from: store))
            #expect(current.snapshot.version == 2)
            #expect(current.search.search("新社会保障卡", language: .zh).first?.code == "social-card")
            current.replace(with: first)
            #expect(current.snapshot.version == 2)
        }
    }

    @Test(arguments: TestDatabases.each())
    func `a version for a later day takes effect at its midnight, and one for a day gone by is refused`(
        _ engine: TestEngine
    ) async throws {
        let catalogue = try Fixture.catalogue()
        let files = Fixture.files("items/social-card.yaml", replacing: "trips: 1", with: "trips: 2")
        let changed = try #require(CatalogueLoading.load(files: files).catalogue)
        try await engine.with(CatalogueMigrations.all) { database in
            let store = CatalogueStore(database)
            let today = Self.now.date
            try await store.publish(catalogue, note: "a", at: Self.now)
            let next = try await store.publish(changed, note: "b", effectiveOn: today.adding(days: 1), at: Self.now)
            #expect(next.version == 2 && next.isNew)
            #expect(try await store.inForce(on: today)?.number == 1)
            #expect(try await store.inForce(on: today.adding(days: 1))?.number == 2)
            #expect(try await store.inForce(on: today.adding(days: -1)) == nil)
            #expect(try await store.scheduled(after: today).map(\.number) == [2])
            let current = CurrentCatalogue(try #require(try await store.current(on: today)))
            #expect(try await current.refresh(from: store, on: today) == false)
            #expect(try await current.refresh(from: store, on: today.adding(days: 1)))
            #expect(current.snapshot.items["social-card"]?.trips == 2)
            #expect(current.snapshot.effectiveOn == today.adding(days: 1))
            // The same content again is a version only where it changes what is in force.
            #expect(try await store.publish(changed, note: "c", effectiveOn: today.adding(days: 2), at: Self.now).isNew == false)
            await #expect(throws: Problem.self) {
                try await store.publish(catalogue, note: "d", effectiveOn: today.adding(days: -1), at: Self.now)
            }
            // What is published for today while another day waits is in force until that day.
            let third = Fixture.files("items/social-card.yaml", replacing: "trips: 1", with: "trips: 3")
            let urgent = try #require(CatalogueLoading.load(files: third).catalogue)
            try await store.publish(urgent, note: "e", at: Self.now)
            #expect(try await store.inForce(on: today)?.number == 3)
            #expect(try await store.inForce(on: today.adding(days: 1))?.number == 2)
            // Each version is told how it stands, from its day and those of the others.
            let tomorrow = today.adding(days: 1)
            #expect(try await store.state(of: 1, on: today) == .superseded(by: 3, from: today))
            #expect(try await store.state(of: 2, on: today) == .scheduled)
            #expect(try await store.state(of: 3, on: today) == .inForce)
            #expect(try await store.state(of: 2, on: tomorrow) == .inForce)
            #expect(try await store.state(of: 3, on: tomorrow) == .superseded(by: 2, from: tomorrow))
            #expect(try await store.state(of: 9, on: today) == nil)
            let all = try await store.versions()
            #expect(all.count { $0.state(on: tomorrow, among: all) == .inForce } == 1)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a failure in the middle of publishing leaves nothing`(_ engine: TestEngine) async throws {
        let catalogue = try Fixture.catalogue()
        try await engine.place { place in
            try await Migrator.run(CatalogueMigrations.all, place.database(), at: Self.now)
            for number in [2, 3, 9] {
                let failing = CatalogueStore(Database(FailingEngine(try place.engine(), failingAt: number)))
                await #expect(throws: (any Error).self) { try await failing.publish(catalogue, note: "", at: Self.now) }
            }
            #expect(try await CatalogueStore(place.database()).lastVersion() == nil)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a folder fills an empty database once, and a broken one fills none`(_ engine: TestEngine)
        async throws
    {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("catalogue_\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        func write(_ files: [CatalogueLoading.File]) throws {
            for file in files {
                let url = folder.appendingPathComponent(file.name)
                try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try file.text.write(to: url, atomically: true, encoding: .utf8)
            }
        }
        try await engine.with(CatalogueMigrations.all) { database in
            let store = CatalogueStore(database)
            try write(Fixture.files("themes.yaml", replacing: "[newborn]", with: "[nobody]"))
            guard case .broken(let findings) = try await store.importFolder(folder.path, at: Self.now) else {
                Issue.record("not broken")
                return
            }
            #expect(findings.hasErrors)
            #expect(try await store.lastVersion() == nil)
            try write(Fixture.files)
            guard case .published(1) = try await store.importFolder(folder.path, at: Self.now),
                case .unchanged(1) = try await store.importFolder(folder.path, at: Self.now)
            else {
                Issue.record("not imported")
                return
            }
            try write(Fixture.files("items/social-card.yaml", replacing: "trips: 1", with: "trips: 2"))
            guard case .differs(from: 1) = try await store.importFolder(folder.path, at: Self.now) else {
                Issue.record("no difference seen")
                return
            }
            #expect(try await store.lastVersion()?.number == 1)
        }
    }

    @Test(arguments: TestDatabases.each()) func `calendars are kept by year and may be replaced`(_ engine: TestEngine) async throws {
        func year(_ year: Int, _ source: String) throws -> CalendarYear {
            let days = [
                "01-01", "02-16", "02-17", "02-18", "02-19", "04-05", "05-01", "05-02", "06-19", "09-25", "10-01", "10-02", "10-03",
            ]
            let rest = days.compactMap { LocalDate("\(year)-\($0)") }
            return try CalendarYear(year: year, source: source, rest: rest, work: [])
        }
        try await engine.with(CatalogueMigrations.all) { database in
            let store = CatalogueStore(database)
            #expect(try await store.calendarYears().isEmpty)
            try await store.store([year(2027, "draft"), year(2026, "notice")])
            try await store.store([year(2027, "notice")])
            #expect(try await store.calendarYears().map { "\($0.year) \($0.source)" } == ["2026 notice", "2027 notice"])
        }
    }
}
