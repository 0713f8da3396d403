import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Licences

/// Who may see what of a licence.
struct SecrecyTests {
    @Test(arguments: TestDatabases.each()) func `a number finds its licences through the keyed hash only`(_ engine: TestEngine) async throws
    {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let licence = try await fixture.issue(fixture.order())
            let number = fixture.holder.idNumber.rawValue
            #expect(try await fixture.licences.licences(ofNumber: number).map(\.id) == [licence.id])
            #expect(try await fixture.licences.licences(ofNumber: number, types: ["id-card"]).count == 1)
            #expect(try await fixture.licences.licences(ofNumber: number, types: ["social-card"]).isEmpty)
            #expect(try await fixture.licences.licences(ofNumber: fixture.other.idNumber.rawValue).isEmpty)
            #expect(try await fixture.licences.licences(of: fixture.holder.party).count == 1)
            #expect(try await fixture.underOtherKeys().licences(ofNumber: number).isEmpty)
            let plain = try await database.read {
                try $0.row("SELECT COUNT(*) AS n FROM licences_licence WHERE holder_hash = \(number)")?.int("n")
            }
            #expect(plain == 0)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a row holds nothing in clear that tells whose it is`(_ engine: TestEngine) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let licence = try await fixture.issue(fixture.order())
            _ = try await fixture.answer(
                "licences.read", .api, by: fixture.visitor(fixture.holder), ["id": licence.id.rawValue], query: ["show": "full"])
            try await fixture.change(licence.id, to: .frozen)
            let rows = try await database.read { connection in
                try ["licences_licence", "licences_use", "licences_event"].flatMap { (table: String) -> [ResultRow] in
                    switch table {
                    case "licences_licence": try connection.rows("SELECT * FROM licences_licence")
                    case "licences_use": try connection.rows("SELECT * FROM licences_use")
                    default: try connection.rows("SELECT * FROM licences_event")
                    }
                }
            }
            #expect(rows.count == 4)
            for row in rows {
                let text = "\(row)"
                for secret in [
                    fixture.holder.idNumber.rawValue, fixture.holder.name, String(fixture.holder.idNumber.rawValue.dropFirst(6)),
                ] {
                    #expect(!text.contains(secret))
                }
            }
            let content = try #require(try await database.read { try $0.row("SELECT content FROM licences_licence")?.blob("content") })
            let bytes = String(decoding: content, as: UTF8.self)
            #expect(!bytes.contains(fixture.holder.name) && !bytes.contains(fixture.holder.idNumber.rawValue))
        }
    }

    @Test(arguments: TestDatabases.each()) func `a holder sees their own licence and nobody else's`(_ engine: TestEngine) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let licence = try await fixture.issue(fixture.order())
            let (own, stranger) = (fixture.visitor(fixture.holder), fixture.visitor(fixture.other))
            let parameters = ["id": licence.id.rawValue]
            #expect(try await fixture.json("licences.read", by: own, parameters)["identifier"]?.string == licence.identifier.rawValue)
            #expect(try await fixture.json("licences.list", by: own)["items"]?.array?.count == 1)
            #expect(try await fixture.page("licences.list", by: own).contains("/licences/\(licence.id)"))
            #expect(try await fixture.json("licences.list", by: stranger)["items"]?.array?.isEmpty == true)
            let refusal = await problem { _ = try await fixture.json("licences.read", by: stranger, parameters) }
            #expect(refusal?.code == "licences.not-found" && refusal?.status == 404)
            let full = await problem { _ = try await fixture.json("licences.read", by: stranger, parameters, query: ["show": "full"]) }
            #expect(full?.status == 404)
            #expect(try await fixture.count("licences_use") == 0)
            let own404 = await problem { _ = try await fixture.json("licences.read", by: own, ["id": fixture.clock.newID().rawValue]) }
            #expect(own404 == refusal)
        }
    }

    @Test(arguments: TestDatabases.each()) func `numbers are masked unless the holder asks, and that look is logged`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let licence = try await fixture.issue(fixture.order())
            let (own, number) = (fixture.visitor(fixture.holder), fixture.holder.idNumber.rawValue)
            let parameters = ["id": licence.id.rawValue]
            let masked = try await fixture.json("licences.read", by: own, parameters)
            #expect(masked["face"]?["person.idNumber"] != nil)
            #expect(!masked.text.contains(number))
            #expect(try await !fixture.json("licences.list", by: own).text.contains(number))
            let page = try await fixture.page("licences.read", by: own, parameters)
            #expect(!page.contains(number) && page.contains(fixture.holder.idNumber.masked) && page.contains("?show=full"))
            #expect(try await fixture.count("licences_use") == 0)
            let full = try await fixture.json("licences.read", by: own, parameters, query: ["show": "full"])
            #expect(full["face"]?["person.idNumber"]?.string == number)
            #expect(try await fixture.page("licences.read", by: own, parameters, query: ["show": "full"]).contains(number))
            let uses = try await database.read { try fixture.licences.table.useLog.lines(of: licence.id, limit: 10, in: $0) }
            #expect(uses.map(\.reader) == ["self", "self"] && uses.allSatisfy { $0.reference == "request-1" })
            #expect(try await fixture.page("licences.read", by: own, parameters).contains("持证人本人查看完整号码"))
        }
    }

    @Test(arguments: TestDatabases.each()) func `whoever verifies learns type, issuer, state and a masked name, and no more`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let licence = try await fixture.issue(fixture.order())
            let parameters = ["identifier": licence.identifier.rawValue]
            let told = try await fixture.json("licences.verify", by: .anonymous(.zh), parameters)
            #expect(Set(told.members?.map(\.name) ?? []) == ["identifier", "type", "issuer", "holder", "status", "valid"])
            #expect(told["type"] == "id-card" && told["issuer"] == "gaj" && told["holder"] == "顾**" && told["valid"] == true)
            let page = try await fixture.page("licences.verify", by: .anonymous(.en), parameters)
            for secret in [fixture.holder.name, fixture.holder.idNumber.rawValue, fixture.holder.idNumber.masked, licence.number] {
                #expect(!page.contains(secret) && !told.text.contains(secret))
            }
            #expect(page.contains("This licence is valid"))
            try await fixture.change(licence.id, to: .revoked)
            #expect(try await fixture.page("licences.verify", by: .anonymous(.en), parameters).contains("This licence is not valid now"))
            let next = try licence.identifier.next().rawValue
            for unknown in [next, "1.2.156.3005.2.x", "", "' OR 1=1"] {
                let refusal = await problem { _ = try await fixture.json("licences.verify", by: .anonymous(.zh), ["identifier": unknown]) }
                #expect(refusal?.status == 404, "\(unknown)")
            }
        }
    }
}
