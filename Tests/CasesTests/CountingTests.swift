import Catalogue
import Graph
import Kernel
import TestSupport
import Testing
import Web

@testable import Cases

/// A year of cases as the graph reads it.
struct CountingTests {
    @Test(arguments: TestDatabases.each()) func `statistics tell what was asked, typed, added and done together`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let food = try await city.submitFood()
            _ = try await city.submit("residence-proof", key: "proof")
            try await city.perform(.requestSupplement, on: food, by: city.officer(.window)) {
                $0.points = [SupplementPoint(subject: "floor-plan", label: Text("平面图", "Floor plan"), ask: "请换一张")]
            }
            city.clock.advance(seconds: 60)
            let found = try await city.cases.statistics(city.catalogue.snapshot, until: city.clock.now)
            let item = try #require(found.items["food-permit"])
            #expect(found.isMeasured && item.cases == 1 && item.supplements == 1 && item.supplementPoints == ["floor-plan": 1])
            #expect(item.materials["floor-plan"] == .init(asked: 1, waived: 0))
            #expect(item.elements["premises.area"] == .init(typed: 1, prefilled: 0))
            #expect(item.elements["person.name"] == .init(typed: 0, prefilled: 1))
            #expect(found.things == ["food-permit": 1, "residence-proof": 1])
            #expect(found.pairs == [.init("food-permit", "residence-proof", applicants: 1)])
            // What lies more than a year back is none of this year's.
            city.clock.advance(seconds: 400 * 86_400)
            #expect(try await city.cases.statistics(city.catalogue.snapshot, until: city.clock.now).items.isEmpty)
        }
    }

    @Test func `pairs are counted once for each applicant, near in time and in two applications`() {
        var counting = PairCounting(within: 100)
        func add(_ applicant: String, _ item: String, _ application: String, _ at: Int64) {
            counting.add(applicant: applicant, item: item, application: application, at: Instant(microseconds: at))
        }
        for (item, application, at) in [("a", "1", 0), ("b", "2", 50), ("a", "3", 60), ("c", "4", 1_000), ("d", "4", 1_000)]
            as [(String, String, Int64)]
        {
            add("first", item, application, at)
        }
        add("second", "b", "5", 0)
        add("second", "a", "6", 100)
        #expect(counting.pairs(scaledBy: 1) == [.init("a", "b", applicants: 2)])
        #expect(counting.pairs(scaledBy: 2.5) == [.init("a", "b", applicants: 5)])
    }
}
