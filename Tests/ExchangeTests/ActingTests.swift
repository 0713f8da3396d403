import Cases
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Exchange

struct ActingTests {
    @Test(arguments: TestDatabases.each()) func `a system's officials take a case through every step, as in the console`(
        _ engine: TestEngine
    )
        async throws
    {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            try await city.register()
            let value = try #require(try await city.submit().first)
            let (number, chen) = (value.number, ("S-chen", "陈静"))
            #expect(try await city.perform(city.act(.precheck, number, id: "1")).status == .precheck)
            #expect(try await city.perform(city.act(.accept, number, id: "2", [("version", 2)])).status == .accepted)
            #expect(try await city.perform(city.act(.note, number, id: "3", [("handle_explain", "现场已看")])).version == 4)
            let opinion = city.act(.opinion, number, id: "4", [("opinion", "pass"), ("handle_explain", "布局合理")])
            #expect(try await city.perform(opinion).status == .accepted)
            let hearing: [(String, JSON)] = [("special_name", "hearing"), ("special_reason", "利害关系人申请")]
            #expect(try await city.perform(city.act(.special, number, by: chen, id: "5", hearing)).status == .special)
            #expect(try await city.perform(city.act(.specialEnd, number, by: chen, id: "6", [("result", "听证结束")])).status == .accepted)
            #expect(try await city.perform(city.act(.grant, number, by: chen, id: "7")).status == .granted)
            #expect(try await city.perform(city.act(.issue, number, by: chen, id: "8")).status == .issued)
            #expect(try await city.perform(city.act(.handOver, number, by: chen, id: "9", [("delivery", "窗口领取")])).status == .done)
            let file = try await city.current(value)
            #expect(file.documents.map(\.kind) == [.receipt, .acceptance, .specialNotice, .grantDecision, .proofOfService])
            #expect(file.events.first { $0.action == .accept }?.actorName == "钱明（经食品许可系统）")
            #expect(try await city.lines().map(\.outcome) == Array(repeating: .done, count: 9))
        }
    }

    @Test(arguments: TestDatabases.each()) func `the same act twice is done once, other content under its id is refused`(
        _ engine: TestEngine
    )
        async throws
    {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            try await city.register()
            let value = try #require(try await city.submit().first)
            let first = try await city.perform(city.act(.accept, value.number))
            let second = try await city.perform(city.act(.accept, value.number))
            #expect(!first.isRepeated && second.isRepeated && second.version == first.version && second.caseID == value.id)
            let other = try await refusal { _ = try await city.perform(city.act(.note, value.number, [("handle_explain", "x")])) }
            #expect(other == "exchange.other-content")
            #expect(try await city.current(value).events.count == 2)
            #expect(try await city.lines().map(\.outcome) == [.done, .repeated, .refused])
        }
    }

    @Test(arguments: TestDatabases.each()) func `of the same act sent many times at once one is done`(_ engine: TestEngine) async throws {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            try await city.register()
            let value = try #require(try await city.submit().first)
            let outcomes = await withTaskGroup(of: ActOutcome?.self) { group in
                for _ in 0..<8 { group.addTask { try? await city.perform(city.act(.accept, value.number)) } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.count { $0?.isRepeated == false } == 1)
            #expect(outcomes.allSatisfy { $0?.version == 2 }, "each sender learns what was done")
            #expect(try await city.current(value).events.count == 2)
        }
    }

    /// What is wrong with an act, and what its sender is told.
    static let wrong: [(what: String, code: String, make: @Sendable (ExchangeCity, Case, Case) -> IncomingAct)] = [
        ("an unknown case", "exchange.no-case", { city, _, _ in city.act(.accept, "310000") }),
        ("another department's case", "exchange.no-case", { city, _, card in city.act(.accept, card.number) }),
        ("an unknown official", "exchange.unknown-official", { city, value, _ in city.act(.accept, value.number, by: ("S-9", "钱明")) }),
        ("another name", "exchange.unknown-official", { city, value, _ in city.act(.accept, value.number, by: ("S-qian", "陈静")) }),
        (
            "another department's official", "exchange.unknown-official",
            { city, value, _ in city.act(.accept, value.number, by: ("S-han", "韩立")) }
        ),
        ("a role that may not", "cases.wrong-role", { city, value, _ in city.act(.accept, value.number, by: ("S-chen", "陈静")) }),
        ("a step that is not next", "cases.not-allowed", { city, value, _ in city.act(.grant, value.number) }),
        ("a stale version", "cases.stale", { city, value, _ in city.act(.accept, value.number, [("version", 7)]) }),
        ("no reason", "invalid", { city, value, _ in city.act(.decline, value.number, [("legal_basis", "第三十二条")]) }),
        ("an unknown point", "invalid", { city, value, _ in city.act(.supplement, value.number, [("points", ["shoes": "请补"])]) }),
        ("no point", "invalid", { city, value, _ in city.act(.supplement, value.number) }),
        ("an unknown member", "invalid", { city, value, _ in city.act(.accept, value.number, [("colour", "red")]) }),
    ]

    @Test(arguments: wrong.indices) func `whatever is wrong is refused, logged, and changes nothing`(_ index: Int) async throws {
        let (what, code, make) = Self.wrong[index]
        try await TestEngine.sqlite.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            try await city.register()
            let cases = try await city.submit("both")
            let permit = try #require(cases.first { $0.item == "food-permit" })
            let card = try #require(cases.first { $0.item == "card" })
            let act = make(city, permit, card)
            #expect(try await refusal { _ = try await city.perform(act) } == code, "\(what)")
            #expect(try await city.current(permit).current == permit, "\(what)")
            let line = try #require(try await city.lines().first)
            #expect(line.outcome == .refused && line.problem == code && line.words?.en.isEmpty == false)
            #expect(line.number == act.data["project_no"]?.string && line.act == act.kind.rawValue)
        }
    }

    @Test(arguments: TestDatabases.each()) func `whoever accepted does not decide, here or there`(_ engine: TestEngine) async throws {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            try await city.register()
            let value = try #require(try await city.submit().first)
            // Accepted in the console, decided by the system: the same person all the same.
            _ = try await city.cases.perform(value.id, CaseMove(.accept), for: city.qian, expectedVersion: 1, at: city.clock.now)
            let opinion = city.act(.opinion, value.number, id: "o", [("opinion", "pass"), ("handle_explain", "合格")])
            _ = try await city.perform(opinion)
            #expect(try await refusal { _ = try await city.perform(city.act(.grant, value.number, id: "g")) } == "cases.separate-hands")
            let refused = city.act(.refuse, value.number, id: "r", [("result_explain", "不符"), ("legal_basis", "第三十八条")])
            #expect(try await refusal { _ = try await city.perform(refused) } == "cases.separate-hands")
            #expect(try await city.perform(city.act(.grant, value.number, by: ("S-chen", "陈静"), id: "g")).status == .granted)
        }
    }

    @Test func `a paused system moves nothing`() async throws {
        try await TestEngine.sqlite.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            try await city.register()
            let value = try #require(try await city.submit().first)
            try await city.set(.paused)
            #expect(try await refusal { _ = try await city.perform(city.act(.accept, value.number)) } == "exchange.paused")
        }
    }

    @Test(arguments: TestDatabases.each()) func `whichever statement fails, case, claim and line are there together or not at all`(
        _ engine: TestEngine
    ) async throws {
        try await engine.place { place in
            let database = try place.database()
            try await Migrator.run(ExchangeCity.migrations, database, at: TestDatabases.migratedAt)
            let city = try await ExchangeCity(database)
            try await city.register()
            let value = try #require(try await city.submit().first)
            var failures = 0
            for number in 1...80 {
                let failing = FailingEngine(try place.engine(), failingAt: number)
                let node = try await city.node(on: Database(failing))
                let outcome = try? await node.perform(
                    city.act(.accept, value.number), from: try await city.system_().system, at: city.clock.now)
                await failing.close()
                let (events, tables) = (try await city.current(value).events.count, city.exchange.tables)
                let claim = try await database.read { try tables.received.find(ExchangeCity.webhook.code, "e1", in: $0) }
                let lines = try await city.lines().filter { $0.outcome == .done }.count
                if outcome == nil {
                    failures += 1
                    #expect(events == 1 && claim == nil && lines == 0, "statement \(number)")
                } else {
                    #expect(events == 2 && claim != nil && lines == 1)
                    break
                }
            }
            #expect(failures > 5)
            await database.close()
        }
    }
}
