import Catalogue
import Identity
import Kernel
import Store
import TestSupport
import Testing

@testable import Cases

@Suite struct SavingTests {
    /// Enters food permits that were submitted at these times: each spares fifteen working days of the twenty that the law allows.
    private func enter(_ count: Int, at submitted: Instant, key: String, _ city: City) async throws {
        let profile = PartyProfile(
            party: city.applicant.party, name: city.applicant.name, number: city.applicant.idNumber.rawValue, maskedNumber: "",
            region: city.applicant.region, mobile: nil, address: "")
        let list = (0..<count).map { number in
            SimulatedApplication(
                submission: city.submission("food-permit", key: "\(key)-\(number)", given: ["premises.area": 60]), profile: profile,
                at: submitted, moves: [])
        }
        let cases = city.cases
        try await city.database.write { _ = try cases.load(cases.prepared(list), in: $0) }
    }

    @Test func `what an application spares is what its guide shows, and nothing where nobody counted`() throws {
        let catalogue = try CityCatalogue.catalogue(
            replacing: "accept: [pdf, jpg]", with: "accept: [pdf, jpg], satisfiedBy: [{licence: residence-proof, role: applicant}]")
        let thing = try #require(catalogue.thing("food-permit"))
        func saving(_ documents: [DocumentHolding]) -> Saving {
            Saving(
                Checklist.resolve(
                    thing, in: catalogue, answers: [:], given: [:], holdings: Holdings(fields: [], documents: documents),
                    today: LocalDate("2026-11-23")!))
        }
        #expect(saving([]) == Saving(materials: 0, certificates: 0, days: 15, trips: 0))
        let proof = DocumentHolding(
            role: "applicant", licenceType: "residence-proof", id: "x", number: "1",
            source: .licence(type: "residence-proof", number: "1"))
        #expect(saving([proof]) == Saving(materials: 1, certificates: 1, days: 15, trips: 0))
    }

    @Test(arguments: TestDatabases.each()) func `each application counts once, in the year in which it was submitted`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let newYear = Instant(LocalDate("2026-01-01")!)
            try await enter(7, at: newYear.adding(seconds: -1), key: "old", city)
            try await enter(600, at: newYear, key: "new", city)
            let live = try await city.submitFood()
            city.clock.advance(seconds: 121)
            for _ in 0..<3 { try await city.cases.countSavings(at: city.clock.now) }
            #expect(try await city.cases.saving(of: 2025) == Saving(days: 7 * 15))
            #expect(try await city.cases.saving(of: 2026) == Saving(days: 601 * 15))
            #expect(try await city.cases.saving(of: 2024).isEmpty)
            let cases = city.cases
            let read = try await database.read { try cases.tables.applications.application(live.application, in: $0) }
            #expect(read?.counts.saving == Saving(days: 15))
        }
    }

    @Test(arguments: TestDatabases.each()) func `what is younger than two minutes waits, since an older one may yet be committed`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            _ = try await city.submitFood(key: "first")
            city.clock.advance(seconds: 100)
            _ = try await city.submitFood(key: "second")
            try await city.cases.countSavings(at: city.clock.now)
            #expect(try await city.cases.saving(of: 2026).isEmpty)
            city.clock.advance(seconds: 60)
            let job = try #require(city.cases.jobs.first { $0.name == "cases.savings" })
            try await job.run(database, city.clock.now)
            #expect(try await city.cases.saving(of: 2026).days == 15)
            city.clock.advance(seconds: 100)
            try await job.run(database, city.clock.now)
            #expect(try await city.cases.saving(of: 2026).days == 30)
        }
    }

    @Test(arguments: TestDatabases.each()) func `two nodes that count at the same time count once`(_ engine: TestEngine) async throws {
        try await engine.place { place in
            let first = try place.database()
            try await Migrator.run(City.migrations, first, at: TestDatabases.migratedAt)
            let city = try await City(first)
            let second = try place.database()
            let other = try await City(sharing: city, second)
            try await enter(1200, at: city.clock.now, key: "many", city)
            city.clock.advance(seconds: 121)
            let now = city.clock.now
            async let one: Void = city.cases.countSavings(at: now)
            async let two: Void = other.cases.countSavings(at: now)
            _ = try await (one, two)
            #expect(try await city.cases.saving(of: 2026).days == 1200 * 15)
            await first.close()
            await second.close()
        }
    }

    @Test(arguments: TestDatabases.each()) func `a failure leaves cursor and counters as they were`(_ engine: TestEngine) async throws {
        try await engine.place { place in
            let database = try place.database()
            try await Migrator.run(City.migrations, database, at: TestDatabases.migratedAt)
            let city = try await City(database)
            _ = try await city.submitFood()
            city.clock.advance(seconds: 121)
            var number = 1
            while true {
                let failing = Database(FailingEngine(try place.engine(), failingAt: number))
                let other = try await City(sharing: city, failing)
                let isDone = (try? await other.cases.countSavings(at: city.clock.now)) != nil
                await failing.close()
                if isDone { break }
                // Four statements count the application; what follows them looks for more.
                #expect(try await city.cases.saving(of: 2026).days == (number <= 4 ? 0 : 15), "statement \(number)")
                number += 1
            }
            #expect(number > 4)
            #expect(try await city.cases.saving(of: 2026).days == 15)
            await database.close()
        }
    }

    @Test func `the counters at hand change their revision with their value only`() async throws {
        try await TestEngine.sqlite.with(City.migrations) { database in
            let city = try await City(database)
            let current = CurrentSaving()
            try await current.refresh(from: city.cases, at: city.clock.now)
            #expect(current.value.isEmpty && current.revision == 0)
            _ = try await city.submitFood()
            city.clock.advance(seconds: 121)
            try await city.cases.countSavings(at: city.clock.now)
            for _ in 0..<2 { try await current.refresh(from: city.cases, at: city.clock.now) }
            #expect(current.value.days == 15 && current.revision == 1)
        }
    }
}
