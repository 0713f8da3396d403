import Identity
import Kernel
import Licences
import Store
import TestSupport
import Testing
import Web

@testable import Exchange

/// A department's system freezes, releases and ends its department's licences as itself, by the grounds that an official needs.
struct LicenceActTests {
    private static func system(_ code: String = "scjg-archive", _ department: String = "scjg", _ types: [String] = ["food-permit"])
        -> DepartmentSystem
    {
        var system = DepartmentSystem(
            code: code, department: department, name: Text("许可档案系统", "Permit archive"), items: [], way: .webhook, url: nil)
        (system.duties, system.licenceTypes) = ([.licences], types)
        return system
    }

    /// The answer to what a system posts to one of its addresses.
    private func post(
        _ name: String, _ address: String, _ body: JSON, _ city: ExchangeCity, from code: String = "scjg-archive", id: String,
        secret: String = "the secret of the tests"
    ) async throws -> JSON {
        let answer = try await city.call(
            name, path: "/exchange/systems/\(code)/\(address)", ["code": code], body: body.bytes, signing: body.bytes, id: id,
            secret: Array(secret.utf8))
        guard case .json(let json) = answer.content else { return .null }
        return json
    }

    /// Brings a licence in; its id in the register.
    private func delivered(
        _ source: String, _ city: ExchangeCity, from code: String = "scjg-archive", type: String = "food-permit", id: String = "d1"
    ) async throws -> Licence {
        let face: JSON = type == "resident-card" ? ["person.cardNumber": "K1"] : ["premises.area": 60]
        let row: JSON = [
            "certificate_source_id": .string(source), "certificate_type_code": .string(type),
            "certificate_holder": .string(city.applicant.name), "certificate_holder_code": .string(city.applicant.idNumber.rawValue),
            "certificate_holder_type": "111", "certificate_number": .string("NO\(source)"), "issue_date": "2026-03-01",
            "valid_until": "2031-03-01", "face": face,
        ]
        let report = try await post("exchange.deliver", "licences", ["origin": "register", "rows": [row]], city, from: code, id: id)
        #expect(report["made"] == 1, "\(report.text)")
        let held = try await city.licences.licences(ofNumber: city.applicant.idNumber.rawValue, types: [type])
        return try #require(held.first { $0.number == "NO\(source)" })
    }

    private func act(
        _ noun: String, _ source: String, _ city: ExchangeCity, ground: String? = nil, reason: String? = "执法文书 12 号",
        from code: String = "scjg-archive", id: String, secret: String = "the secret of the tests", _ more: [(String, JSON)] = []
    ) async throws -> JSON {
        var body: JSON = ["act": .string(noun), "certificate_source_id": .string(source)]
        body["ground"] = ground.map(JSON.string)
        body["reason"] = reason.map(JSON.string)
        for (name, value) in more { body[name] = value }
        return try await post("exchange.licence-act", "licence-acts", body, city, from: code, id: id, secret: secret)
    }

    private func status(_ licence: Licence, _ city: ExchangeCity) async throws -> LicenceStatus? {
        try await city.licences.licence(licence.id)?.status
    }

    @Test(arguments: TestDatabases.each()) func `it freezes, releases and ends as itself, each with its ground, and its name stands there`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            try await city.register(Self.system())
            try await city.register()
            let licence = try await delivered("S1", city)
            let frozen = try await act("freeze", "S1", city, ground: "lost", id: "a1")
            #expect(frozen["certificate_state"] == "frozen" && frozen["repeated"] == false && frozen["id"] == "a1")
            #expect(frozen["certificate_source_id"] == "S1" && frozen["state_date"] == "20261123" && frozen["state_law"] == .null)
            #expect(try await status(licence, city) == .frozen)
            #expect(try await act("release", "S1", city, ground: "reason-gone", id: "a2")["certificate_state"] == "active")
            // By its identifier as well, as messages name it.
            let ended = try await act("revocation", licence.identifier.rawValue, city, ground: "fraud", id: "a3")
            #expect(ended["certificate_state"] == "revoked" && ended["state_ground"] == "fraud")
            #expect(ended["state_law"] == "行政许可法 第六十九条第二款")
            #expect(try await act("cancellation", "S1", city, ground: "after-end", id: "a4")["certificate_state"] == "cancelled")
            let events = try await city.licences.events(of: licence.id)
            #expect(events.map(\.to) == [.active, .frozen, .active, .revoked, .cancelled])
            for event in events.dropFirst() {
                #expect(event.actor == LicenceActor(kind: .system, name: "许可档案系统"))
                #expect(event.cause == "system:scjg-archive" && event.reason == "执法文书 12 号")
            }
            let lines = try await city.lines("scjg-archive").dropFirst()
            #expect(lines.map(\.act) == ["licence-freeze", "licence-release", "licence-revocation", "licence-cancellation"])
            #expect(lines.allSatisfy { $0.outcome == .done && $0.official == nil && $0.number == licence.id.rawValue })
            #expect(lines.compactMap { $0.act.flatMap(LicenceActMessage.name(of:))?.zh } == ["证照冻结", "证照解冻", "证照撤销", "证照注销"])
            // Whoever else of the department issues such licences hears of it, as of an official's act.
            try await city.deliver()
            #expect(
                city.wire.types == ["frozen", "released", "revoked", "cancelled"].map { "yiwang.licence.\($0)" }, "\(city.wire.types)")
        }
    }

    @Test(arguments: TestDatabases.each()) func `the same message again is done once and answered alike; with other content it is refused`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            try await city.register(Self.system())
            let licence = try await delivered("S1", city)
            let first = try await act("freeze", "S1", city, ground: "lost", id: "a1")
            city.clock.advance(seconds: 86_400)
            var again = try await act("freeze", "S1", city, ground: "lost", id: "a1")
            #expect(again["repeated"] == true)
            again["repeated"] = false
            #expect(again == first, "\(again.text) \(first.text)")
            // What has happened since does not change what the act came to.
            _ = try await act("release", "S1", city, ground: "reason-gone", id: "a2")
            #expect(try await act("freeze", "S1", city, ground: "lost", id: "a1")["certificate_state"] == "frozen")
            #expect(try await status(licence, city) == .active)
            for (noun, id, ground) in [("freeze", "a1", "disputed"), ("revocation", "a1", "fraud"), ("freeze", "d1", "lost")] {
                let code = try await refusal { _ = try await act(noun, "S1", city, ground: ground, id: id) }
                #expect(code == "exchange.other-content", "\(noun) \(id)")
            }
            // Nor is an id of an act one of a delivery.
            let body: JSON = ["origin": "register", "rows": [["certificate_source_id": "S1"]]]
            let mixed = try await refusal { _ = try await post("exchange.deliver", "licences", body, city, id: "a1") }
            #expect(mixed == "exchange.other-content")
            #expect(try await city.licences.events(of: licence.id).count == 3)
            let outcomes = try await city.lines("scjg-archive").map(\.outcome)
            #expect(outcomes == [.done, .done, .repeated, .done, .repeated, .refused, .refused, .refused, .refused])
        }
    }

    @Test(arguments: TestDatabases.each()) func `another's licence, another type and none at all are answered alike`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            // However it was registered: another department's type gives nothing.
            try await city.register(Self.system("scjg-archive", "scjg", ["food-permit", "resident-card"]))
            try await city.register(Self.system("scjg-records", "scjg", ["food-record"]))
            try await city.register(Self.system("gaj-archive", "gaj", ["resident-card"]))
            let mine = try await delivered("S1", city)
            let record = try await delivered("S2", city, from: "scjg-records", type: "food-record", id: "d2")
            let theirs = try await delivered("G1", city, from: "gaj-archive", type: "resident-card", id: "d3")
            var told: Set<String> = []
            let names = ["S2", record.identifier.rawValue, "G1", theirs.identifier.rawValue, theirs.number, mine.number, "nobody"]
            for (index, name) in names.enumerated() {
                do {
                    _ = try await act("freeze", name, city, ground: "lost", id: "n\(index)")
                    Issue.record("\(name)")
                } catch let problem as Problem {
                    told.insert("\(problem.code) \(problem.status) \(problem.title.zh) \(problem.detail.zh)")
                }
            }
            #expect(told.count == 1 && told.first?.hasPrefix("exchange.no-licence 404") == true, "\(told)")
            // The same words, whatever else is wrong with the order.
            #expect(try await refusal { _ = try await act("revocation", "G1", city, id: "n8") } == "exchange.no-licence")
            let lines = try await city.lines("scjg-archive").dropFirst()
            #expect(lines.count == 8 && lines.allSatisfy { $0.outcome == .refused && $0.number == nil })
            for licence in [mine, record, theirs] { #expect(try await status(licence, city) == .active) }
            _ = try await act("freeze", "S2", city, ground: "lost", from: "scjg-records", id: "r1")
            #expect(try await status(record, city) == .frozen)
        }
    }

    @Test(arguments: TestDatabases.each()) func `without a ground that fits, its law and the facts nothing changes`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            try await city.register(Self.system())
            try await city.register(Self.system("gaj-archive", "gaj", ["resident-card"]))
            let permit = try await delivered("S1", city)
            let card = try await delivered("G1", city, from: "gaj-archive", type: "resident-card", id: "d2")
            let wrong: [(String, String, String?, String?, [(String, JSON)], [String])] = [
                ("scjg-archive", "revocation", nil, "事由", [], ["ground"]), ("scjg-archive", "revocation", "lost", "事由", [], ["ground"]),
                ("scjg-archive", "revocation", "fraud", nil, [], ["reason"]), ("scjg-archive", "revocation", "fraud", "  ", [], ["reason"]),
                ("scjg-archive", "revocation", nil, nil, [], ["ground", "reason"]),
                ("scjg-archive", "cancellation", "after-end", "事由", [], ["ground"]),
                ("scjg-archive", "revocation", "other-revocation", "事由", [], ["law"]),
                ("scjg-archive", "revocation", "other-revocation", "事由", [("law", " ")], ["law"]),
                // No permit: the department names the law of its own matter.
                ("gaj-archive", "cancellation", "death", "事由", [], ["law"]),
                ("scjg-archive", "erase", "fraud", "事由", [], ["act"]), ("scjg-archive", "superseded", "fraud", "事由", [], ["act"]),
                ("scjg-archive", "freeze", "lost", "事由", [("handle_user_no", "S-chen")], ["handle_user_no"]),
                ("scjg-archive", "freeze", "lost", "事由", [("law", 12)], ["law"]),
                ("scjg-archive", "freeze", "lost", "事由", [("certificate_source_id", .null)], ["certificate_source_id"]),
            ]
            for (index, (code, noun, ground, reason, more, fields)) in wrong.enumerated() {
                let source = code == "scjg-archive" ? "S1" : "G1"
                do {
                    _ = try await act(noun, source, city, ground: ground, reason: reason, from: code, id: "w\(index)", more)
                    Issue.record("\(index)")
                } catch let problem as Problem {
                    #expect(problem.code == "invalid" && problem.faults.map(\.field) == fields, "\(index): \(problem.faults)")
                }
            }
            for licence in [permit, card] {
                #expect(try await status(licence, city) == .active)
                #expect(try await city.licences.events(of: licence.id).count == 1)
            }
            // What was refused may be sent again under the same id, as it should have been.
            let mended = try await act("revocation", "S1", city, ground: "other-revocation", id: "w0", [("law", "《食品安全法》第一百二十四条")])
            #expect(mended["state_law"]?.string?.contains("《食品安全法》第一百二十四条") == true)
            let death = try await act(
                "cancellation", "G1", city, ground: "death", from: "gaj-archive", id: "w8", [("law", "《居民身份证法》第十一条")])
            #expect(death["certificate_state"] == "cancelled" && death["state_law"] == "《居民身份证法》第十一条")
        }
    }

    @Test(arguments: TestDatabases.each()) func `what has ended does not end twice, and does not come back`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            try await city.register(Self.system())
            let licence = try await delivered("S1", city)
            _ = try await act("forfeiture", "S1", city, ground: "penalty", id: "a1")
            let later = [("forfeiture", "penalty"), ("revocation", "fraud"), ("freeze", "lost"), ("release", "term-over")]
            for (index, (noun, ground)) in later.enumerated() {
                let code = try await refusal { _ = try await act(noun, "S1", city, ground: ground, id: "b\(index)") }
                #expect(code == "licences.not-allowed", "\(noun)")
            }
            #expect(try await status(licence, city) == .forfeited)
            #expect(try await city.licences.events(of: licence.id).map(\.to) == [.active, .forfeited])
            // Two at once under one id: one is done, the other finds it done.
            let second = try await delivered("S2", city, id: "d2")
            let message = LicenceActMessage(
                id: "twice", content: ["act": "freeze", "certificate_source_id": "S2", "ground": "lost", "reason": "报失"])
            let (exchange, now, system) = (city.exchange, city.clock.now, try await city.system_("scjg-archive").system)
            async let one = exchange.carryOut(message, from: system, at: now)
            async let other = exchange.carryOut(message, from: system, at: now)
            let (a, b) = (try await one, try await other)
            #expect(a.isRepeated != b.isRepeated && a.step.event == b.step.event)
            #expect(try await city.licences.events(of: second.id).map(\.to) == [.active, .frozen])
        }
    }

    @Test(arguments: TestDatabases.each())
    func `whichever statement fails, state, history, claim and line are there together or not at all`(
        _ engine: TestEngine
    ) async throws {
        try await engine.place { place in
            let database = try place.database()
            try await Migrator.run(ExchangeCity.migrations, database, at: TestDatabases.migratedAt)
            let city = try await ExchangeCity(database)
            try await city.register(Self.system())
            let licence = try await delivered("S1", city)
            let message = LicenceActMessage(
                id: "a1", content: ["act": "revocation", "certificate_source_id": "S1", "ground": "fraud", "reason": "执法文书 12 号"])
            var failures = 0
            for number in 1...80 {
                // Each attempt counts towards the limit of a minute.
                city.clock.advance(seconds: 61)
                let failing = FailingEngine(try place.engine(), failingAt: number)
                let node = try await city.node(on: Database(failing))
                let outcome = try? await node.carryOut(message, from: try await city.system_("scjg-archive").system, at: city.clock.now)
                await failing.close()
                let (status, tables) = (try await status(licence, city), city.exchange.tables)
                let events = try await city.licences.events(of: licence.id).count
                let claim = try await database.read { try tables.received.find("scjg-archive", "a1", in: $0) }
                let lines = try await city.lines("scjg-archive").filter { $0.act == "licence-revocation" && $0.outcome == .done }.count
                if outcome == nil {
                    failures += 1
                    #expect(status == .active && events == 1 && claim == nil && lines == 0, "statement \(number)")
                } else {
                    #expect(status == .revoked && events == 2 && claim?.report == licence.id && lines == 1)
                    break
                }
            }
            #expect(failures > 5)
            await database.close()
        }
    }

    @Test func `who is not registered for it, is paused, does not sign or does not stop, ends nothing`() async throws {
        try await TestEngine.sqlite.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            var system = Self.system()
            try await city.register(system)
            let licence = try await delivered("S1", city)
            func change(_ change: (inout DepartmentSystem) -> Void) async throws {
                change(&system)
                let revision = try await city.system_("scjg-archive").system.revision
                _ = try await city.exchange.register(system, expected: revision, for: city.keeper, at: city.clock.now)
            }
            func freeze(_ id: String, secret: String = "the secret of the tests", from code: String = "scjg-archive") async throws
                -> String?
            {
                try await refusal { _ = try await act("freeze", "S1", city, ground: "lost", from: code, id: id, secret: secret) }
            }
            try await change { $0.licenceTypes = [] }
            #expect(try await freeze("a1") == "exchange.no-duty", "it delivers, and no more")
            try await change { ($0.duties, $0.items, $0.url) = ([], ["food-permit"], "http://scjg.example:9000/cases") }
            #expect(try await freeze("a2") == "exchange.no-duty")
            try await change { ($0.duties, $0.licenceTypes) = ([.licences], ["food-record"]) }
            #expect(try await freeze("a3") == "exchange.no-licence")
            try await change { $0.licenceTypes = ["food-permit"] }
            #expect(try await freeze("a4", secret: "guessed") == "exchange.signature")
            #expect(try await freeze("a5", from: "nobody") == "exchange.signature", "it is not told who exists")
            try await city.set(.paused, "scjg-archive")
            #expect(try await freeze("a6") == "exchange.paused")
            try await city.set(.active, "scjg-archive")
            #expect(try await status(licence, city) == .active)
            var limited = 0
            for index in 0..<40 {
                do {
                    _ = try await act(
                        index % 2 == 0 ? "freeze" : "release", "S1", city, ground: index % 2 == 0 ? "lost" : "reason-gone", id: "r\(index)")
                } catch is Refusal {
                    limited = index
                    break
                }
            }
            // One attempt has counted before: the one for another type.
            #expect(limited == 29)
            city.clock.advance(seconds: 61)
            #expect(try await act("revocation", "S1", city, ground: "fraud", id: "later")["certificate_state"] == "revoked")
        }
    }
}
