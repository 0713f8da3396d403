import Cases
import DataCentre
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Exchange

/// What a system is told of cases that were open before it joined.
struct OpeningTests {
    private struct Told: Hashable {
        var number: String
        var type: String
        var version: Int
    }

    private func told(_ city: ExchangeCity) throws -> [Told] {
        try city.wire.requests.map { request in
            let event = try JSON(parsing: try #require(request.body))
            return Told(
                number: try #require(event["subject"]?.string),
                type: try #require(event["type"]?.string?.split(separator: ".").last.map(String.init)),
                version: try #require(event["data"]?["version"]?.int))
        }
    }

    /// What officials do with a case, one after the other.
    private static let steps: [CaseAction] = [.accept, .recordOpinion, .grant, .issue, .handOver]

    private func move(_ value: Case, _ city: ExchangeCity) async throws {
        let current = try await city.current(value).current
        guard current.version <= Self.steps.count else { return }
        let action = Self.steps[current.version - 1]
        var move = CaseMove(action, reason: "齐全")
        move.delivery = "窗口领取"
        let official = [.accept, .recordOpinion].contains(action) ? city.qian : city.chen
        _ = try await city.cases.perform(value.id, move, for: official, expectedVersion: current.version, at: city.clock.now)
    }

    @Test(arguments: TestDatabases.each()) func `an open case goes over once, whole, and what comes later follows it`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            let value = try #require(try await city.submit().first)
            try await move(value, city)
            try await city.deliver()
            try await city.register()
            try await city.deliver()
            #expect(city.wire.requests.isEmpty, "who registers does not wait for it")
            try await city.exchange.openFurther(at: city.clock.now)
            try await city.deliver()
            #expect(try told(city) == [Told(number: value.number, type: "snapshot", version: 2)])
            let body = try #require(city.wire.requests.first?.body)
            let data = try #require(try JSON(parsing: body)["data"])
            let accept = try #require(data["up_pro_accept"]?.array?.first)
            #expect(data["status"] == "accepted" && accept["cd_operation"] == "I" && accept["accept_doc_no"]?.string?.isEmpty == false)
            #expect(data["up_pro_process"]?.array?.compactMap { $0["act"]?.string } == ["submit", "accept"])
            #expect(data["up_pro_form"]?.array?.count == 4 && data["up_pro_material"]?.array?.count == 1)
            #expect(data["files"]?.array?.count == 1 && data["up_pro_result"] == nil)
            let looks = try await city.dataCentre.accesses(about: city.applicant.party)
            #expect(looks.map(\.reference) == ["case:\(value.number)"], "whoever asks who used their data is told")
            try await city.exchange.openFurther(at: city.clock.now)
            try await move(value, city)
            try await city.deliver()
            #expect(try told(city).map(\.type) == ["snapshot", "reviewed"])
            #expect(try await city.count("exchange_opening") == 0)
        }
    }

    @Test(arguments: TestDatabases.each())
    func `one that moves before its turn goes whole at once, and one that is told late tells nothing`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            let first = try #require(try await city.submit(key: "a").first)
            let second = try #require(try await city.submit(key: "b").first)
            try await city.deliver()
            try await city.register()
            try await move(first, city)
            try await city.deliver()
            #expect(try told(city) == [Told(number: first.number, type: "snapshot", version: 2)])
            // The second moves, its turn comes before the outbox tells of the move: the whole has it.
            try await move(second, city)
            try await city.exchange.openFurther(at: city.clock.now)
            try await city.deliver()
            #expect(
                try Set(told(city)) == [
                    Told(number: first.number, type: "snapshot", version: 2), Told(number: second.number, type: "snapshot", version: 2),
                ])
            #expect(try told(city).count == 2)
        }
    }

    @Test(arguments: TestDatabases.each()) func `an item that is added brings its own, one taken away and back what was missed`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            var police = ExchangeCity.webhook
            (police.code, police.department, police.items) = ("gaj-cards", "gaj", ["card"])
            let card = try #require(try await city.submit("card").first)
            let permit = try #require(try await city.submit(key: "key-2").first)
            let made = try await city.register()
            try await city.exchange.openFurther(at: city.clock.now)
            try await city.deliver()
            #expect(try told(city).map(\.number) == [permit.number], "another department's case stays where it is")
            try await city.register(police)
            try await city.exchange.openFurther(at: city.clock.now)
            try await city.deliver()
            #expect(try told(city).map(\.number) == [permit.number, card.number])
            // The same registration again brings nothing.
            func put(_ items: [String]) async throws {
                var system = made
                system.items = items
                let revision = try await city.system_().system.revision
                _ = try await city.exchange.register(system, expected: revision, for: city.keeper, at: city.clock.now)
            }
            try await put(["food-permit"])
            #expect(try await city.count("exchange_opening") == 0)
            city.clock.advance(seconds: 60)
            try await put(["other"])
            try await move(permit, city)
            try await city.deliver()
            #expect(try told(city).count == 2)
            city.clock.advance(seconds: 60)
            try await put(["food-permit"])
            try await city.exchange.openFurther(at: city.clock.now)
            try await city.deliver()
            #expect(try told(city).last == Told(number: permit.number, type: "snapshot", version: 2))
            #expect(try told(city).count == 3)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a paused system's are held, and go when it runs again`(_ engine: TestEngine) async throws {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            let value = try #require(try await city.submit().first)
            try await city.register()
            try await city.set(.paused)
            try await city.exchange.openFurther(at: city.clock.now)
            try await move(value, city)
            try await city.deliver()
            #expect(city.wire.requests.isEmpty)
            #expect(try await city.deliveries().map(\.state) == [.held, .held])
            #expect(try await city.deliveries().map(\.news.messageType) == ["yiwang.case.snapshot", "yiwang.case.accepted"])
            try await city.set(.active)
            let now = city.clock.now
            try await database.write { try city.exchange.release(ExchangeCity.webhook.code, at: now, in: $0) }
            try await city.deliver()
            #expect(try told(city).map(\.type) == ["snapshot", "accepted"])
        }
    }

    /// Cases move, the outbox is delivered and the job goes on a piece, on two nodes and in any order: of each case the system hears its
    /// beginning or the whole first, then every step once, and in the end all.
    @Test(arguments: TestDatabases.each()) func `whatever happens between any two steps, each case arrives in order and once`(
        _ engine: TestEngine
    ) async throws {
        for seed in 1...4 as ClosedRange<UInt64> {
            try await engine.with(ExchangeCity.migrations) { database in
                let city = try await ExchangeCity(database)
                let other = try await city.node(on: database)
                var dice = Dice(state: seed &* 7919)
                var cases: [Case] = []
                for number in 0..<5 { cases += try await city.submit(key: "k\(number)") }
                for value in cases where dice.next() % 2 == 0 { try await move(value, city) }
                if dice.next() % 2 == 0 { try await city.deliver() }
                try await city.register()
                for turn in 0..<40 {
                    city.clock.advance(seconds: 1)
                    switch dice.next() % 6 {
                    case 0, 1: try await move(cases[Int(dice.next() % UInt64(cases.count))], city)
                    case 2: try await city.deliver()
                    case 3: cases += try await city.submit(key: "later\(turn)")
                    case 4: try await city.exchange.openFurther(at: city.clock.now, piece: 2, pieces: 1)
                    default:
                        let now = city.clock.now
                        async let one: Void = city.exchange.openFurther(at: now, piece: 2, pieces: 1)
                        async let two: Void = other.openFurther(at: now, piece: 1, pieces: 2)
                        async let three: Void = city.deliver()
                        _ = try await (one, two, three)
                    }
                }
                try await city.exchange.openFurther(at: city.clock.now, piece: 2)
                for _ in 0..<3 { try await city.deliver() }
                let told = try told(city)
                for value in cases {
                    let heard = told.filter { $0.number == value.number }
                    let version = try await city.current(value).current.version
                    let first = try #require(heard.first, "seed \(seed): nothing of \(value.number)")
                    #expect(["submitted", "snapshot"].contains(first.type), "seed \(seed): \(heard)")
                    #expect(heard.map(\.version) == Array(first.version...max(first.version, version)), "seed \(seed): \(heard)")
                    #expect(heard.count { $0.type == "snapshot" } <= 1, "seed \(seed): \(heard)")
                }
                #expect(try await city.count("exchange_opening") == 0)
            }
        }
    }

    @Test(arguments: TestDatabases.each()) func `a page of open cases reads an index, and holds none that has ended or waits`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            let ended = try #require(try await city.submit(key: "a").first)
            for _ in Self.steps { try await move(ended, city) }
            let open = try #require(try await city.submit(key: "b").first)
            let waits = try #require(try await city.submit(key: "c").first)
            try await database.write { _ = try $0.run("UPDATE cases_case SET status = 'waiting' WHERE id = \(waits.id)") }
            let found = try await database.read { try city.cases.openCases(of: "food-permit", after: nil, limit: 10, in: $0) }
            #expect(found.map(\.id) == [open.id] && found.map(\.version) == [1] && found.map(\.action) == [.submit])
            guard engine == .sqlite else { return }
            let plan = try await database.read { connection in
                try connection.rows(
                    """
                    EXPLAIN QUERY PLAN SELECT c.id FROM cases_case c WHERE c.desk IS NOT NULL AND c.item = \("x") AND c.id > \("")
                    ORDER BY c.id LIMIT 10
                    """
                ).map { try $0.text("detail") }
            }
            #expect(plan.count == 1 && plan[0].contains("cases_case_item"), "\(plan)")
        }
    }

    /// The same numbers for the same seed.
    private struct Dice {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33
        }
    }
}
