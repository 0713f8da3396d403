import Cases
import Identity
import Kernel
import Licences
import Platform
import Store
import TestSupport
import Testing
import Web

/// One confirmation renews a food licence in its time.
struct RenewalJourneyTests {
    /// Somebody who acts for a business that holds a food licence, forty days before it ends.
    private func owner(_ city: City) async throws -> (program: Program, licence: String) {
        let identity = city.platform.identity
        let (rows, person) = try await city.platform.ground.database.read { connection in
            (
                try connection.rows("SELECT id FROM licences_licence WHERE type = 'food-licence' AND status = 'active' ORDER BY id"),
                try connection.row("SELECT person_id FROM identity_account WHERE login = 'lin'")?.id("person_id")
            )
        }
        let today = city.clock.now.date
        for row in rows {
            guard let licence = try await city.platform.licences.licence(try row.id("id")), let until = licence.validUntil,
                until.days(since: today) > 60, let enterprise = try await identity.enterprise(code: licence.holder.number), let person
            else { continue }
            let agency = Agency(enterprise: enterprise.id, person: person, power: .agent, validFrom: today)
            try await city.platform.ground.database.write { try identity.insert(enterprises: [], agencies: [agency], in: $0) }
            city.clock.set(Instant(until.adding(days: -40), secondOfDay: 9 * 3600))
            let program = try await city.program("lin")
            _ = await program.post("/acting-for", ["party": .string(enterprise.party.description)])
            let offered = await program.get("/licences/\(licence.id)/renewal").json
            // Some have a penalty open, or a food handler without certificate: not by one confirmation.
            if offered?["confirmable"]?.bool == true { return (program, licence.id.rawValue) }
        }
        throw Fault.nobody
    }

    private enum Fault: Error { case nobody }

    @Test func `one confirmation renews, and a second click is the same application`() async throws {
        try await City.withDemo { city in
            let (owner, licence) = try await owner(city)
            let offered = await owner.get("/licences/\(licence)/renewal").json
            #expect(offered?["open"]?.bool == true)
            #expect(await owner.post("/licences/\(licence)/renewal", [:]).status == 422, "nobody's word is taken for granted")
            func confirm() async throws -> String {
                let answer = await owner.post("/licences/\(licence)/renewal", ["unchanged": true])
                return try #require(answer.json?["id"]?.string, Comment(rawValue: "\(answer.status) " + answer.text))
            }
            let first = try await confirm()
            #expect(try await confirm() == first, "granted at once, and the licence is no longer the one to be renewed")
            let held = await owner.get("/licences").json?["items"]?.array ?? []
            let next = try #require(held.first { $0["type"]?.string == "food-licence" && $0["status"]?.string == "active" })
            #expect(next["id"]?.string != licence)
            #expect(await owner.get("/applications/\(first)").json?["outcome"]?.string == "done")
        }
    }
}
