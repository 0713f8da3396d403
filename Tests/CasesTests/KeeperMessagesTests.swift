import Identity
import Kernel
import Licences
import Messages
import Store
import TestSupport
import Testing
import Web

@testable import Cases

/// Whoever keeps the register is told of objections to what was issued there.
struct KeeperMessagesTests {
    /// A member of staff, and who that is as a citizen.
    private func member(_ person: Person, _ role: Role, _ department: String, _ region: String, _ city: City) throws -> Staff {
        let id = city.clock.newID()
        return Staff(
            id: id, number: id.rawValue, name: "甲", person: person.id,
            scope: City.scope([role], department: department, region: region).scope)
    }

    /// What the room's own subscription makes of the latest news of a topic.
    private func told(_ topic: String, _ city: City) async throws -> [Message] {
        let now = city.clock.now
        return try await city.database.read { connection in
            let row = try connection.row("SELECT payload FROM store_outbox WHERE topic = \(topic) ORDER BY id DESC LIMIT 1")
            return try row.map { try city.cases.licenceMessages(topic, try $0.json("payload"), at: now, in: connection) } ?? []
        }
    }

    @Test(
        arguments: TestDatabases.each(),
        [
            (.licensor, "gaj", "310104", true), (.steward, "gaj", "310000", true), (.licensor, "gaj", "310115", false),
            (.reviewer, "gaj", "310000", false), (.licensor, "scjg", "310000", false),
        ] as [(Role, String, String, Bool)])
    func `the keepers of the department that issued it, in that place, and nobody else`(
        _ engine: TestEngine, _ staff: (role: Role, department: String, region: String, isTold: Bool)
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let (licences, now, holder) = (city.licences, city.clock.now, city.applicant)
            let keeper = try member(city.neighbour, staff.role, staff.department, staff.region, city)
            var order = IssueOrder(
                type: "resident-card", holder: Licence.Holder(kind: .person, name: holder.name, number: holder.idNumber.rawValue),
                face: ["person.cardNumber": "SH-77"], number: "JM-2026-9", issuer: "gaj", issuedOn: now.date, validUntil: nil, caseID: nil)
            order.region = try #require(RegionCode("310104"))
            let (made, police) = (order, city.officer(.licensor, department: "gaj", region: "310000"))
            let objection = try await database.write { connection in
                try city.cases.identity.insert(staff: [keeper], in: connection)
                let card = try licences.issue(made, at: now, in: connection)
                return try licences.object(to: card.id, "卡号应为 SH-78", for: police, at: now, in: connection)
            }
            let expected = staff.isTold ? [city.neighbour.party] : []
            let first = try await told(Licences.objectedTopic, city)
            #expect(first.map(\.to) == expected && first.allSatisfy { $0.body.zh.contains(objection.due.date.text.zh) })
            city.clock.set(Instant(objection.due.date.adding(days: 1), secondOfDay: 9 * 3600))
            try await licences.remindOfObjections(at: city.clock.now)
            let late = try await told(Licences.objectionOverdueTopic, city)
            #expect(late.map(\.to) == expected && late.allSatisfy { $0.subject.zh.contains("逾期") })
            #expect(Set((first + late).map(\.reference)).count == 2 * expected.count, "each is sent, and a second time neither")
            let said = (first + late).flatMap { [$0.subject, $0.body] }.map { $0.zh + $0.en }.joined()
            for personal in [holder.name, "JM-2026-9", "SH-7"] { #expect(!said.contains(personal), "\(said)") }
        }
    }
}
