import Cases
import DataCentre
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Exchange

/// What another office asks goes to the asked department's system, and its officials answer by it.
struct SystemAssistingTests {
    private static let police: DepartmentSystem = {
        var system = DepartmentSystem(
            code: "gaj-registry", department: "gaj", name: Text("户籍系统", "Registry"), items: [], way: .webhook,
            url: "http://scjg.example:9000/asked")
        system.duties = [.assistance]
        return system
    }()
    private let han = ("S-han", "韩立")

    private func asked(_ city: ExchangeCity, _ words: String = "该场所的门牌是否已登记？") async throws -> Assistance {
        let value = try #require(try await city.submit().first)
        let request = try await city.cases.ask(
            AssistanceWish(subject: "material:floor-plan", department: "gaj", words: words), about: value.id, for: city.qian,
            at: city.clock.now)
        try await city.deliver()
        return request
    }

    private func answer(
        _ kind: OfficialAct.Kind, _ request: Assistance, by official: (String, String)? = nil, id: String = "a1",
        _ more: [(String, JSON)] = []
    ) -> IncomingAct {
        let official = official ?? han
        var data: JSON = [
            "assistance_no": .string(request.id.rawValue), "handle_user_no": .string(official.0), "handle_user_name": .string(official.1),
        ]
        for (name, value) in more { data[name] = value }
        return IncomingAct(way: .webhook, eventID: id, kind: kind, data: data)
    }

    private func state(_ request: Assistance, _ city: ExchangeCity) async throws -> Assistance {
        try await city.cases.assistance(request.id, for: Self.police.reader)
    }

    @Test(arguments: TestDatabases.each()) func `a request is sent to the asked department's system and answered by it, once`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            try await city.register(Self.police)
            // A system of the same department that is not registered for it, and the one whose case it is.
            var cards = ExchangeCity.webhook
            (cards.code, cards.department, cards.items) = ("gaj-cards", "gaj", ["card"])
            try await city.register(cards)
            let request = try await asked(city)
            #expect(try await city.deliveries("gaj-cards").isEmpty)
            let sent = try #require(city.wire.requests.first)
            #expect(city.wire.requests.count == 1 && sent.address == "http://scjg.example:9000/asked")
            let event = try JSON(parsing: try #require(sent.body))
            #expect(event["type"] == "yiwang.assistance.requested" && event["subject"]?.string == request.id.rawValue)
            let row = try #require(event["data"]?["up_pro_assistance"]?.array?.first)
            #expect(row["person_name"] == "顾晓岚" && row["person_code"]?.string == city.applicant.idNumber.rawValue)
            #expect(row["question"] == "该场所的门牌是否已登记？" && row["org_code"] == "11310000MB2F30661Y" && row["due_date"] == "20261130")
            #expect(row["subject_name"] == "场所平面图")
            let looks = try await city.dataCentre.accesses(about: city.applicant.party)
            #expect(looks.count == 1 && looks.first?.reference == "case:\(request.caseNumber)", "the person is told that it left")

            let act = answer(.assistanceAnswer, request, [("handle_explain", "门牌已登记"), ("version", 1), ("as_of", "2026-11-20")])
            let first = try await city.perform(act, from: "gaj-registry")
            let second = try await city.perform(act, from: "gaj-registry")
            #expect(!first.isRepeated && second.isRepeated && first.version == 2 && second.version == 2)
            let after = try await state(request, city)
            #expect(after.state == .answered && after.answer?.words == "门牌已登记" && after.answer?.asOf == LocalDate("2026-11-20"))
            #expect(after.answer?.officerName == "韩立（经户籍系统）")
            let file = try await city.cases.caseFile(request.caseID, for: city.qian, at: city.clock.now)
            #expect(file.events.map(\.action) == [.submit, .requestAssistance, .closeAssistance])
            try await city.deliver()
            #expect(city.wire.types == ["yiwang.assistance.requested", "yiwang.assistance.closed"])
            let closed = try JSON(parsing: try #require(city.wire.requests.last?.body))
            #expect(closed["data"]?["status"] == "answered" && !closed.text.contains("顾晓岚"))
            let lines = try await city.lines("gaj-registry")
            #expect(lines.map(\.outcome) == [.done, .repeated] && lines.allSatisfy { $0.number == request.id.rawValue })
        }
    }

    @Test(arguments: TestDatabases.each()) func `what an official may not do in the console, no system does for them`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            try await city.register(Self.police)
            try await city.register()
            let request = try await asked(city)
            let good: [(String, JSON)] = [("handle_explain", "有登记")]
            let nobody = Assistance.sample(like: request, id: city.clock.newID())
            let wrong: [(IncomingAct, String, String)] = [
                (answer(.assistanceAnswer, request, good), ExchangeCity.webhook.code, "exchange.no-duty"),
                (answer(.assistanceAnswer, nobody, good), "gaj-registry", "cases.no-assistance"),
                (answer(.assistanceAnswer, request, by: ("S-qian", "钱明"), good), "gaj-registry", "exchange.unknown-official"),
                (answer(.assistanceAnswer, request, by: ("S-han", "钱明"), good), "gaj-registry", "exchange.unknown-official"),
                (answer(.assistanceAnswer, request), "gaj-registry", "invalid"),
                (answer(.assistanceRefusal, request), "gaj-registry", "invalid"),
                (answer(.assistanceAnswer, request, [("handle_explain", "x"), ("version", 7)]), "gaj-registry", "cases.assistance-stale"),
                (answer(.assistanceAnswer, request, [("handle_explain", "x"), ("as_of", "昨天")]), "gaj-registry", "invalid"),
                (answer(.assistanceNothing, request, [("shoe_size", 43)]), "gaj-registry", "invalid"),
                (answer(.assistanceAnswer, request, [("handle_explain", "x"), ("value", "A")]), "gaj-registry", "invalid"),
            ]
            for (index, (act, system, code)) in wrong.enumerated() {
                var act = act
                act.eventID = "w\(index)"
                #expect(try await refusal { _ = try await city.perform(act, from: system) } == code, "\(index)")
            }
            #expect(try await state(request, city).state == .open)
            _ = try await city.perform(answer(.assistanceNothing, request, id: "n"), from: "gaj-registry")
            #expect(try await state(request, city).state == .nothing)
            let late = try await refusal {
                _ = try await city.perform(answer(.assistanceRefusal, request, id: "z", good), from: "gaj-registry")
            }
            #expect(late == "cases.assistance-closed")
        }
    }

    @Test func `one that was taken back while the system was down tells nothing of the person any more`() async throws {
        try await TestEngine.sqlite.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            try await city.register(Self.police)
            try await city.set(.paused, "gaj-registry")
            let request = try await asked(city)
            _ = try await city.cases.takeBack(assistance: request.id, for: city.qian, at: city.clock.now)
            try await city.deliver()
            try await city.set(.active, "gaj-registry")
            let (exchange, now) = (city.exchange, city.clock.now)
            try await database.write { try exchange.release("gaj-registry", at: now, in: $0) }
            try await city.deliver()
            #expect(city.wire.types == ["yiwang.assistance.requested", "yiwang.assistance.closed"])
            #expect(city.wire.requests.allSatisfy { !String(decoding: $0.body ?? [], as: UTF8.self).contains("顾晓岚") })
            #expect(try await city.dataCentre.accesses(about: city.applicant.party).isEmpty)
        }
    }

    @Test func `one that is taken off the registration meanwhile is told nothing of anybody, and answers nothing`() async throws {
        try await TestEngine.sqlite.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            try await city.register(Self.police)
            city.wire.answers(503)
            let request = try await asked(city)
            let before = city.wire.requests.count
            var idle = Self.police
            (idle.duties, idle.items) = ([], ["card"])
            let revision = try await city.system_("gaj-registry").system.revision
            _ = try await city.exchange.register(idle, expected: revision, for: city.keeper, at: city.clock.now)
            city.wire.answers(204)
            city.clock.advance(seconds: 3600)
            try await city.deliver()
            #expect(city.wire.requests.count > before)
            #expect(city.wire.requests.dropFirst(before).allSatisfy { !String(decoding: $0.body ?? [], as: UTF8.self).contains("顾晓岚") })
            let refused = try await refusal {
                _ = try await city.perform(answer(.assistanceAnswer, request, [("handle_explain", "x")]), from: "gaj-registry")
            }
            #expect(refused == "exchange.no-duty")
        }
    }

    @Test(arguments: TestDatabases.each()) func `by tables a request is a row, and so is its answer`(_ engine: TestEngine) async throws {
        try await engine.with(ExchangeCity.migrations) { database in
            try await engine.place { place in
                let city = try await ExchangeCity(database, national: place)
                var system = Self.police
                (system.way, system.url) = (.tables, nil)
                try await city.register(system)
                let request = try await asked(city)
                let theirs = try place.database()
                let row = try #require(try await theirs.read { try $0.row("SELECT * FROM up_pro_assistance") })
                #expect(try row.text("assistance_no") == request.id.rawValue && row.text("person_name") == "顾晓岚")
                try await theirs.write { connection in
                    _ = try connection.run(
                        """
                        INSERT INTO dn_pro_assistance (row_guid, assistance_no, act, handle_explain, handle_user_no, handle_user_name, cd_time)
                        VALUES ('r1', \(request.id.rawValue), 'answer', '门牌已登记', 'S-han', '韩立', '20261123T091500')
                        """)
                }
                try await city.exchange.takeReturned(at: city.clock.now)
                let done = try #require(try await theirs.read { try $0.row("SELECT cd_state, cd_reason FROM dn_pro_assistance") })
                let (state, reason) = (try done.text("cd_state"), try done.textOrNil("cd_reason"))
                #expect(state == "1" && reason == nil)
                #expect(try await self.state(request, city).answer?.words == "门牌已登记")
                await theirs.close()
                await city.exchange.close()
            }
        }
    }
}

extension Assistance {
    /// Another request of which nobody knows.
    fileprivate static func sample(like other: Assistance, id: ID) -> Assistance {
        var other = other
        other.id = id
        return other
    }
}
