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

/// What arrives at the door, as bytes and headers.
struct ReceivingTests {
    private static let secret = Array("the secret of the tests".utf8)

    private func event(_ act: IncomingAct, source: String = "/exchange/systems/scjg-permits") -> [UInt8] {
        let event: JSON = [
            "specversion": "1.0", "id": .string(act.eventID), "source": .string(source), "type": .string(act.kind.messageType),
            "data": act.data,
        ]
        return event.bytes
    }

    private func post(
        _ city: ExchangeCity, _ body: [UInt8], signing: [UInt8]? = nil, system: String = "scjg-permits", id: String = "e1",
        secret: [UInt8] = secret, address: String = "10.0.0.1"
    ) async throws -> JSON {
        let answer = try await city.call(
            "exchange.receive", path: "/exchange/systems/\(system)/events", ["code": system], body: body, signing: signing ?? body,
            id: id, secret: secret, address: address)
        guard case .json(let json) = answer.content else { return .null }
        return json
    }

    @Test(arguments: TestDatabases.each()) func `a signed event is done and answered with what came of it`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            try await city.register()
            let value = try #require(try await city.submit().first)
            let body = event(city.act(.accept, value.number))
            let first = try await post(city, body)
            #expect(first["status"] == "accepted" && first["version"] == 2 && first["repeated"] == false && first["id"] == "e1")
            #expect(first["project_no"]?.string == value.number)
            let second = try await post(city, body)
            #expect(second["repeated"] == true && second["version"] == 2)
        }
    }

    @Test func `a forged, altered or reflected message is refused, and leaves a line`() async throws {
        try await TestEngine.sqlite.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            try await city.register()
            let value = try #require(try await city.submit().first)
            let body = event(city.act(.accept, value.number))
            #expect(try await refusal { _ = try await post(city, body, secret: Array("guessed".utf8)) } == "exchange.signature")
            #expect(try await refusal { _ = try await post(city, body, signing: body + [32]) } == "exchange.signature")
            #expect(
                try await refusal { _ = try await post(city, body, system: "nobody") } == "exchange.signature", "it is not told who exists")
            let reflected = event(city.act(.accept, value.number), source: "https://city.example/exchange")
            #expect(try await refusal { _ = try await post(city, reflected) } == "invalid")
            #expect(try await refusal { _ = try await post(city, event(city.act(.accept, value.number, id: "e2"))) } == "invalid")
            #expect(try await city.current(value).events.count == 1)
            #expect(try await city.lines().map(\.problem) == ["exchange.signature", "exchange.signature", "invalid", "invalid"])
            #expect(try await city.lines("nobody").map(\.problem) == ["exchange.signature"])
        }
    }

    @Test func `whoever goes on guessing is no longer listened to, and nobody else suffers`() async throws {
        try await TestEngine.sqlite.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            try await city.register()
            let value = try #require(try await city.submit().first)
            let body = event(city.act(.accept, value.number))
            var isLimited = false
            for _ in 0..<40 {
                do {
                    _ = try await post(city, body, secret: Array("guessed".utf8))
                } catch is Refusal {
                    isLimited = true
                    break
                } catch is Problem {}
            }
            #expect(isLimited)
            #expect(try await city.lines().count == 30, "the log does not grow with every guess")
            #expect(try await post(city, body, address: "10.0.0.2")["status"] == "accepted")
        }
    }

    @Test(arguments: TestDatabases.each()) func `a file is fetched by the system that takes the case and by nobody else`(
        _ engine: TestEngine
    )
        async throws
    {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            try await city.register()
            var other = ExchangeCity.webhook
            (other.code, other.department, other.items) = ("gaj-cards", "gaj", ["card"])
            try await city.register(other)
            let value = try #require(try await city.submit("both").first { $0.item == "food-permit" })
            let file = try #require(try await city.cases.attachments(of: value.application).first)
            func fetch(_ system: String, _ secret: [UInt8] = Self.secret) async throws -> Answer {
                let path = Exchange.filePath(system, file.id.rawValue)
                return try await city.call(
                    "exchange.file", path: path, ["code": system, "id": file.id.rawValue], signing: Array("GET \(path)".utf8),
                    secret: secret)
            }
            guard case .bytes(let bytes, let type) = try await fetch("scjg-permits").content else {
                Issue.record("no file")
                return
            }
            #expect(String(decoding: bytes, as: UTF8.self) == "%PDF-1.7 plan" && type == "application/pdf")
            #expect(try await refusal { _ = try await fetch("gaj-cards") } == "exchange.no-case", "of the same application, and not theirs")
            #expect(try await refusal { _ = try await fetch("scjg-permits", Array("guessed".utf8)) } == "exchange.signature")
            #expect(try await city.dataCentre.accesses(about: city.applicant.party).count == 1)
        }
    }
}
