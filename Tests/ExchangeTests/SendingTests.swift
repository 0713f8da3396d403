import Cases
import DataCentre
import Foundation
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Exchange

struct SendingTests {
    @Test(arguments: TestDatabases.each()) func `a case goes to the system that takes it, signed, with what its item needs and no more`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            try await city.register()
            let cases = try await city.submit("both")
            try await city.deliver()
            let request = try #require(city.wire.requests.first)
            #expect(city.wire.requests.count == 1, "the police have no system")
            #expect(request.address == "http://scjg.example:9000/cases")
            #expect(request.headers["content-type"] == "application/cloudevents+json" && request.headers["host"] == "scjg.example:9000")
            let body = try #require(request.body)
            let id = try MessageSignature.checked(
                Headers(request.headers.map { Headers.Field($0.key, $0.value) }), body: body,
                secrets: [Array("the secret of the tests".utf8)], at: city.clock.now)
            let event = try JSON(parsing: body)
            #expect(event["specversion"] == "1.0" && event["id"]?.string == id && event["type"] == "yiwang.case.submitted")
            #expect(event["source"] == "https://city.example/exchange")
            let permit = try #require(cases.first { $0.item == "food-permit" })
            #expect(event["subject"]?.string == permit.number && event["data"]?["version"] == 1)
            let accept = try #require(event["data"]?["up_pro_accept"]?.array?.first)
            #expect(
                accept["applyer_page_code"]?.string == city.applicant.idNumber.rawValue, "its own case: the department is entitled to it")
            #expect(accept["applyer_page_type"] == "111" && accept["org_code"] == "11310000MB2F30661Y" && accept["accept_date"] == nil)
            let form = (event["data"]?["up_pro_form"]?.array ?? []).compactMap { $0["field_code"]?.string }
            #expect(Set(form) == ["applicant.name", "applicant.idNumber", "applicant.regionCode", "premises.area"])
            #expect(!request.body.map { String(decoding: $0, as: UTF8.self) }!.contains("AB"), "what the other department asks stays there")
            #expect(event["data"]?["up_pro_material"]?.array?.first?["material_attach_name"] == "平面图.pdf")
            #expect(event["data"]?["files"]?.array?.count == 1)
            let looks = try await city.dataCentre.accesses(about: city.applicant.party)
            #expect(looks.map(\.reference) == ["case:\(permit.number)"], "whoever asks who used their data is told")
        }
    }

    @Test(arguments: TestDatabases.each()) func `what fails is tried again, and everything arrives in its order`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            try await city.register()
            city.wire.answers(503)
            let value = try #require(try await city.submit().first)
            try await city.deliver()
            #expect(try await city.deliveries().map(\.state) == [.waiting])
            #expect(try await city.deliveries().first?.error == "status-503")
            let failing = try await city.system_()
            #expect(failing.failures == 1 && failing.lastError == "status-503")
            _ = try await city.cases.perform(value.id, CaseMove(.accept), for: city.qian, expectedVersion: 1, at: city.clock.now)
            try await city.deliver()
            #expect(city.wire.types == ["yiwang.case.submitted"], "the second waits for the first")
            city.wire.answers(204)
            city.clock.advance(seconds: 6)
            try await city.deliver()
            #expect(city.wire.types == ["yiwang.case.submitted", "yiwang.case.submitted", "yiwang.case.accepted"])
            let ids = city.wire.requests.compactMap { $0.headers["webhook-id"] }
            #expect(ids[0] == ids[1] && ids[1] != ids[2], "the same message bears the same id")
            #expect(try await city.deliveries().map(\.state) == [.sent, .sent])
            #expect(try await city.system_().failures == 0)
        }
    }

    @Test(arguments: TestDatabases.each()) func `after days it is given up, stays visible, and goes out when somebody tries again`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            try await city.register()
            city.wire.answers(nil)
            try await city.submit()
            for _ in 0..<20 {
                try await city.deliver()
                city.clock.advance(seconds: 43_300)
            }
            #expect(try await city.deliveries().map(\.state) == [.failed])
            #expect(try await database.read { try Outbox.deadLetters(in: $0).count } == 1)
            city.wire.answers(200)
            let now = city.clock.now
            try await database.write { try city.exchange.tryAgain(ExchangeCity.webhook.code, at: now, in: $0) }
            try await city.deliver()
            #expect(try await city.deliveries().map(\.state) == [.sent])
            #expect(try await database.read { try Outbox.deadLetters(in: $0).isEmpty })
        }
    }

    @Test(arguments: TestDatabases.each()) func `a system that fails is left alone for a minute, and what waits follows the first success`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            try await city.register()
            city.wire.answers(nil)
            for number in 0..<8 { try await city.submit(key: "k\(number)") }
            for _ in 0..<4 {
                try await city.deliver()
                city.clock.advance(seconds: 1)
            }
            let tried = city.wire.requests.count
            #expect(try await city.system_().restingUntil != nil)
            city.clock.advance(seconds: 30)
            try await city.deliver()
            #expect(city.wire.requests.count == tried, "nobody is asked while it rests")
            city.wire.answers(204)
            city.clock.advance(seconds: 121)
            try await city.deliver()
            try await city.deliver()
            #expect(try await city.deliveries().allSatisfy { $0.state == .sent })
        }
    }

    @Test(arguments: TestDatabases.each()) func `a pause holds everything, and its end lets it go in order`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            try await city.register()
            let value = try #require(try await city.submit().first)
            try await city.set(.paused)
            _ = try await city.cases.perform(value.id, CaseMove(.accept), for: city.qian, expectedVersion: 1, at: city.clock.now)
            try await city.deliver()
            #expect(city.wire.requests.isEmpty)
            #expect(try await city.deliveries().map(\.state) == [.held, .held])
            try await city.set(.active)
            let now = city.clock.now
            try await database.write { try city.exchange.release(ExchangeCity.webhook.code, at: now, in: $0) }
            try await city.deliver()
            #expect(city.wire.types == ["yiwang.case.submitted", "yiwang.case.accepted"])
        }
    }

    @Test func `nothing goes to a host that the operator does not allow, nor without a secret`() async throws {
        try await TestEngine.sqlite.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database, settings: ExchangeSettings())
            try await city.register()
            try await city.submit()
            try await city.deliver()
            #expect(city.wire.requests.isEmpty)
            #expect(try await city.deliveries().first?.error == "address")
        }
        try await TestEngine.sqlite.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            _ = try await city.exchange.register(ExchangeCity.webhook, expected: nil, for: city.keeper, at: city.clock.now)
            try await city.submit()
            try await city.deliver()
            #expect(city.wire.requests.isEmpty)
            #expect(try await city.deliveries().first?.error == "no-secret")
        }
    }
}
