import Identity
import Kernel
import Licences
import Store
import TestSupport
import Testing
import Web

@testable import Cases

/// A department that used a licence finds, beside the news that it was corrected, which of its cases rest on it.
@Suite struct CorrectedLicenceTests {
    private func answer(
        _ city: City, _ name: String, _ face: Call.Face, by officer: Visitor, _ parameters: [String: String] = [:],
        query: [String: String] = [:], _ values: [String: String] = [:]
    ) async throws -> Answer {
        let endpoint = try #require(city.licences.endpoints.first { $0.name == name && $0.face == face })
        return try await endpoint.answer(
            Call(
                method: endpoint.method, path: endpoint.path, face: face, parameters: parameters, query: query,
                submitted: Submitted(values: values.mapValues { [$0] }), visitor: officer, requestID: "r", now: city.clock.now,
                surroundings: city.clock.surroundings))
    }

    private func told(_ city: City) async throws -> String {
        let officer = city.officer(.reviewer, region: "310000")
        guard case .page(let page) = try await answer(city, "corrections.list", .page, by: officer, query: ["show": "told"]).content else {
            return ""
        }
        return page.body.string
    }

    @Test(arguments: TestDatabases.each()) func `the news of a correction name the licence and the open cases that rest on it`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let value = try await city.submitFood()
            let (licences, now, holder) = (city.licences, city.clock.now, city.applicant)
            let order = IssueOrder(
                type: "resident-card", holder: Licence.Holder(kind: .person, name: holder.name, number: holder.idNumber.rawValue),
                face: ["person.cardNumber": "SH-77"], number: "JM-2026-9", issuer: "gaj", issuedOn: now.date, validUntil: nil, caseID: nil)
            let used = LicencePurpose(
                reader: .staff, account: nil, user: Text(same: "x"), department: "scjg", item: "food-permit",
                reference: "case:\(value.number)", reason: Text("办理", "For a case"), basis: "《食品安全法》", consent: .application)
            let police = city.officer(.licensor, department: "gaj", region: "310000")
            let objection = try await database.write { connection in
                let card = try licences.issue(order, at: now, in: connection)
                _ = try licences.use(card, for: used, at: now, in: connection)
                return try licences.object(to: card.id, "卡号应为 SH-78", for: police, at: now, in: connection)
            }
            _ = try await answer(
                city, "corrections.correction", .api, by: police, ["id": objection.id.rawValue],
                ["holderName": holder.name, "person.name": holder.name, "person.cardNumber": "SH-78", "answer": "已核实"])
            let before = try await told(city)
            #expect(before.contains("JM-2026-9") && !before.contains(value.number))
            for _ in 0..<2 {
                try await database.write { connection in
                    let row = try connection.row("SELECT payload FROM store_outbox WHERE topic = \(Licences.correctedTopic)")
                    let payload = try JSON(parsing: Array(try row?.text("payload").utf8 ?? "".utf8))
                    _ = try city.cases.licenceMessages(Licences.correctedTopic, payload, at: now, in: connection)
                }
                let page = try await told(city)
                #expect(page.contains(value.number) && page.contains("/console/cases/\(value.id)") && page.contains("JM-2026-9"))
            }
        }
    }
}
