import Cases
import DataCentre
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Exchange
@testable import Licences

/// What becomes of a licence later goes to the system of its department, once for each event.
struct LicenceNewsTests {
    private func with(_ engine: TestEngine, _ body: (ExchangeCity, Database) async throws -> Void) async throws {
        try await engine.with(ExchangeCity.migrations) { database in
            try await engine.place { place in
                let city = try await ExchangeCity(database, national: place)
                try await city.register(ExchangeCity.tables)
                try await city.register()
                var police = ExchangeCity.webhook
                (police.code, police.department, police.items) = ("gaj-cards", "gaj", ["card"])
                try await city.register(police)
                let theirs = try place.database()
                try await body(city, theirs)
                await theirs.close()
                await city.exchange.close()
            }
        }
    }

    private func issued(_ city: ExchangeCity) async throws -> Licence {
        let value = try #require(try await city.submit().first)
        for (index, (action, official)) in [
            (CaseAction.accept, city.qian), (.recordOpinion, city.qian), (.grant, city.chen), (.issue, city.chen),
        ].enumerated() {
            _ = try await city.cases.perform(
                value.id, CaseMove(action, reason: "齐全"), for: official, expectedVersion: index + 1, at: city.clock.now)
        }
        try await city.deliver()
        return try #require(try await city.licences.licences(ofNumber: city.applicant.idNumber.rawValue).first)
    }

    private func rows(_ database: Database) async throws -> [[String: String]] {
        try await database.read { connection in
            try connection.rows("SELECT * FROM up_lic_data ORDER BY cd_time, row_guid, cd_batch").map { row in
                var values: [String: String] = [:]
                for column in row.columns.names { values[column] = try row.textOrNil(column) }
                return values
            }
        }
    }

    private func change(_ id: ID, to status: LicenceStatus, ground: String? = nil, _ city: ExchangeCity) async throws {
        let (licences, now) = (city.licences, city.clock.now)
        try await city.database.write { connection in
            try licences.change(id, to: status, reason: "核实", ground: ground, at: now, in: connection)
        }
        try await city.deliver()
    }

    @Test(arguments: TestDatabases.each()) func `frozen, released and ended, its row is written anew, once for each event`(
        _ engine: TestEngine
    ) async throws {
        try await with(engine) { city, theirs in
            let licence = try await issued(city)
            let first = try #require(try await rows(theirs).first)
            #expect(first["cd_operation"] == "I" && first["certificate_state"] == "active" && first["row_guid"] == licence.id.rawValue)
            let ground = try #require(licence.grounds(to: .frozen, of: .permit, on: city.clock.now.date).first?.code)
            city.clock.advance(seconds: 60)
            try await change(licence.id, to: .frozen, ground: ground, city)
            city.clock.advance(seconds: 60)
            try await change(licence.id, to: .active, city)
            city.clock.advance(seconds: 60)
            let end = try #require(
                licence.grounds(to: .withdrawn, of: .permit, on: city.clock.now.date).first { !$0.needsLaw(of: .permit) })
            try await change(licence.id, to: .withdrawn, ground: end.code, city)
            let found = try await rows(theirs)
            #expect(found.map { $0["certificate_state"] } == ["active", "frozen", "active", "withdrawn"])
            #expect(found.dropFirst().allSatisfy { $0["cd_operation"] == "U" && $0["row_guid"] == licence.id.rawValue })
            #expect(found[1]["state_ground"] == ground && found[3]["state_law"]?.isEmpty == false && found[1]["state_date"] == "20261123")
            #expect(found.allSatisfy { $0["certificate_holder"] == "顾晓岚" && $0["certificate_number"] == licence.number })
            #expect(Set(found.compactMap { $0["cd_batch"] }).count == 4)
            // Told once more, as after a fall: nothing is there twice.
            let again = try #require(try await city.deliveries(ExchangeCity.tables.code).last)
            let notice = try await city.exchange.notice(of: again, to: ExchangeCity.tables, at: city.clock.now)
            try await city.exchange.national.write(
                notice.rows, batch: again.id.rawValue, to: ExchangeCity.tables.code, source: "310", at: city.clock.now)
            #expect(try await rows(theirs).count == 4)
            // By message the same news, to the same department's other system; the police hear nothing.
            let types = city.wire.types.filter { $0.hasPrefix("yiwang.licence.") }
            #expect(types == ["yiwang.licence.frozen", "yiwang.licence.released", "yiwang.licence.withdrawn"])
            #expect(try await city.deliveries("gaj-cards").isEmpty)
        }
    }

    @Test(arguments: TestDatabases.each()) func `corrected, the wrong version ends and the right one stands beside it in one batch`(
        _ engine: TestEngine
    ) async throws {
        try await with(engine) { city, theirs in
            let licence = try await issued(city)
            city.clock.advance(seconds: 60)
            let (licences, chen, now) = (city.licences, city.chen, city.clock.now)
            _ = try await city.database.write { connection in
                let objection = try licences.object(to: licence.id, "面积有误", for: chen, at: now, in: connection)
                var face = licence.face
                face["premises.area"] = 66
                return try licences.correct(
                    objection, face: face, holderName: licence.holder.name, answer: "已核实", by: .system, at: now, in: connection)
            }
            try await city.deliver()
            let found = try await rows(theirs).filter { $0["cd_time"] == "20261123T090100" }
            #expect(found.count == 2 && Set(found.compactMap { $0["cd_batch"] }).count == 1)
            let old = try #require(found.first { $0["row_guid"] == licence.id.rawValue })
            let new = try #require(found.first { $0["row_guid"] != licence.id.rawValue })
            #expect(old["cd_operation"] == "U" && old["certificate_state"] == "superseded")
            #expect(new["cd_operation"] == "I" && new["certificate_state"] == "active" && new["certificate_number"] == licence.number)
            #expect(city.wire.types.last == "yiwang.licence.corrected")
            let message = try JSON(parsing: try #require(city.wire.requests.last?.body))
            #expect(message["data"]?["up_lic_data"]?.array?.count == 2)
            #expect(message["subject"]?.string == new["certificate_source_id"])
        }
    }

    @Test func `an objection that is refused changes no licence and is no news`() async throws {
        try await with(.sqlite) { city, theirs in
            let licence = try await issued(city)
            let (licences, chen, now) = (city.licences, city.chen, city.clock.now)
            _ = try await city.database.write { connection in
                let objection = try licences.object(to: licence.id, "面积有误", for: chen, at: now, in: connection)
                return try licences.move(objection, .refuse, by: .issuer, answer: "无误", at: now, in: connection)
            }
            try await city.deliver()
            #expect(try await rows(theirs).count == 1)
        }
    }
}
