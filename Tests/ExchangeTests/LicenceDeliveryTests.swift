import Identity
import Kernel
import Licences
import Store
import TestSupport
import Testing
import Web

@testable import Exchange

/// A department's system brings licences in as itself, with no official's log-in and no official's rights.
struct LicenceDeliveryTests {
    private static let secret = Array("the secret of the tests".utf8)

    private static let system: DepartmentSystem = {
        var system = DepartmentSystem(
            code: "scjg-archive", department: "scjg", name: Text("许可档案系统", "Permit archive"), items: [], way: .webhook, url: nil)
        system.duties = [.licences]
        return system
    }()

    private func row(_ index: Int, _ city: ExchangeCity, _ change: [(String, JSON)] = []) -> JSON {
        var row: JSON = [
            "certificate_source_id": .string("S\(index)"), "certificate_type_code": "food-permit",
            "certificate_holder": .string(city.applicant.name), "certificate_holder_code": .string(city.applicant.idNumber.rawValue),
            "certificate_holder_type": "111", "certificate_number": .string("JY3101040\(index)"), "issue_date": "2026-03-01",
            "valid_until": "2031-03-01", "face": ["premises.area": 60],
        ]
        for (name, value) in change { row[name] = value }
        return row
    }

    private func send(
        _ rows: [JSON], _ city: ExchangeCity, id: String = "d1", origin: JSON = "register", secret: [UInt8] = secret
    ) async throws -> JSON {
        let body: JSON = ["origin": origin, "rows": .array(rows)]
        let answer = try await city.call(
            "exchange.deliver", path: "/exchange/systems/scjg-archive/licences", ["code": "scjg-archive"], body: body.bytes,
            signing: body.bytes, id: id, secret: secret)
        guard case .json(let json) = answer.content else { return .null }
        return json
    }

    @Test(arguments: TestDatabases.each()) func `it delivers as itself: rows are taken or told, and its name stands in their history`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            try await city.register(Self.system)
            let report = try await send([row(1, city), row(2, city, [("certificate_holder_code", "123")])], city)
            #expect(report["made"] == 1 && report["rejected"] == 1 && report["total"] == 2 && report["department"] == "scjg")
            #expect(report["rows"]?.array?.first?["line"] == 2)
            let held = try await city.licences.licences(ofNumber: city.applicant.idNumber.rawValue)
            let licence = try #require(held.first)
            #expect(held.count == 1 && licence.trust == .b && licence.issuer == "scjg" && licence.number == "JY31010401")
            let first = try #require(try await city.licences.events(of: licence.id).first)
            #expect(first.actor.name == "许可档案系统" && first.actor.kind == .system && first.actor.account == nil)
            let line = try #require(try await city.lines("scjg-archive").last)
            #expect(line.outcome == .done && line.act == "licences" && line.official == nil && line.words?.zh.contains("新增 1") == true)
            // The next state of the same licence; its end is an official's act.
            let changed = try await send([row(1, city, [("valid_until", "2032-03-01")])], city, id: "d2")
            #expect(changed["changed"] == 1)
            let ended = try await send([row(1, city, [("cd_operation", "D"), ("cancel_ground", "death")])], city, id: "d3")
            #expect(ended["cancelled"] == 0 && ended["rejected"] == 1, "\(ended.text)")
            let column = ended["rows"]?.array?.first?["faults"]?.array?.first?["column"]
            #expect(column == "cd_operation", "\(ended.text)")
        }
    }

    @Test(arguments: TestDatabases.each()) func `the same message again changes nothing and has the same report`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            try await city.register(Self.system)
            let first = try await send([row(1, city)], city)
            city.clock.advance(seconds: 60)
            let again = try await send([row(1, city)], city)
            #expect(first["id"] == again["id"] && again["made"] == 1)
            #expect(try await city.count("licences_collection") == 1)
            let other = try await refusal { _ = try await send([row(2, city)], city) }
            #expect(other == "exchange.other-content")
            #expect(try await city.lines("scjg-archive").map(\.outcome) == [.done, .repeated, .refused])
            // Under an id of its own the same content is only found to be there.
            #expect(try await send([row(1, city)], city, id: "d9")["unchanged"] == 1)
        }
    }

    @Test(arguments: TestDatabases.each()) func `another department's types, and what takes an official, are refused row by row`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            try await city.register(Self.system)
            _ = try await send([row(1, city)], city)
            let theirs = row(2, city, [("certificate_type_code", "resident-card"), ("face", .object([]))])
            let freeze = row(1, city, [("cd_operation", "freeze"), ("ground", "dispute"), ("reason", "投诉核实")])
            let revoke = row(1, city, [("cd_operation", "revocation"), ("ground", "unlawful"), ("reason", "欺骗取得")])
            let grounds = try await send([theirs], city, id: "d2")
            #expect(grounds["rejected"] == 1 && grounds["made"] == 0)
            for (index, act) in [freeze, revoke].enumerated() {
                let report = try await send([act], city, id: "a\(index)")
                #expect(report["rejected"] == 1 && report["changed"] == 0)
                let columns = report["rows"]?.array?.first?["faults"]?.array?.compactMap { $0["column"]?.string } ?? []
                #expect(columns.contains("cd_operation"), "\(report.text)")
            }
            #expect(try await city.licences.licences(ofNumber: city.applicant.idNumber.rawValue).map(\.status) == [.active])
        }
    }

    @Test func `who is not registered for it, is paused, or does not sign, delivers nothing`() async throws {
        try await TestEngine.sqlite.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            var idle = Self.system
            (idle.duties, idle.items, idle.url) = ([], ["food-permit"], "http://scjg.example:9000/cases")
            try await city.register(idle)
            #expect(try await refusal { _ = try await send([row(1, city)], city) } == "exchange.no-duty")
            let revision = try await city.system_("scjg-archive").system.revision
            _ = try await city.exchange.register(Self.system, expected: revision, for: city.keeper, at: city.clock.now)
            #expect(try await refusal { _ = try await send([row(1, city)], city, secret: Array("guessed".utf8)) } == "exchange.signature")
            try await city.set(.paused, "scjg-archive")
            #expect(try await refusal { _ = try await send([row(1, city)], city) } == "exchange.paused")
            try await city.set(.active, "scjg-archive")
            #expect(try await refusal { _ = try await send([], city, id: "d4") } == "invalid")
            #expect(try await refusal { _ = try await send([row(1, city)], city, id: "d5", origin: "issuing") } == "invalid")
            #expect(try await refusal { _ = try await send(["x"], city, id: "d6") } == "invalid")
            #expect(try await city.count("licences_licence") == 0)
            #expect(try await send([row(1, city)], city, id: "d7")["made"] == 1)
        }
    }

    @Test func `it may not deliver without end`() async throws {
        try await TestEngine.sqlite.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            try await city.register(Self.system)
            var limited = 0
            for index in 0..<40 {
                do { _ = try await send([row(1, city)], city, id: "r\(index)") } catch is Refusal {
                    limited = index
                    break
                }
            }
            #expect(limited == 30)
            city.clock.advance(seconds: 61)
            #expect(try await send([row(1, city)], city, id: "later")["unchanged"] == 1)
        }
    }
}
