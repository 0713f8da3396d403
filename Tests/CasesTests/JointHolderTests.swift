import Catalogue
import Identity
import Kernel
import Licences
import Messages
import Store
import TestSupport
import Testing
import Web

@testable import Cases

/// A decision about several people makes out one licence to all of them: a child's certificate to both parents.
struct JointHolderTests {
    private func filled(
        _ city: City, _ change: @escaping @Sendable (inout Draft) -> Void = { _ in }
    ) async throws -> SubmittedApplication {
        let open = try await city.change(try await city.open("birth-certificate")) { draft, _ in
            draft.given["child.name"] = "沈念安"
            change(&draft)
        }
        return try await city.cases.submit(open.submission(by: city.visitor), at: city.clock.now)
    }

    private func page(_ city: City, _ name: String, _ parameters: [String: String] = [:], by visitor: Visitor) async throws -> String {
        let endpoint = try #require(city.licences.endpoints.first { $0.name == name && $0.face == .page && $0.method == .get })
        let answer = try await endpoint.answer(
            Call(
                method: .get, path: endpoint.path, face: .page, parameters: parameters, submitted: Submitted(values: [:], json: nil),
                visitor: visitor, requestID: "request-1", now: city.clock.now, surroundings: city.clock.surroundings))
        guard case .page(let page) = answer.content else { return "" }
        return page.body.string
    }

    @Test(arguments: TestDatabases.each()) func `a certificate goes to both parents, and the one who did not apply finds and reads it`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let case_ = try #require(try await filled(city).cases.first)
            #expect(case_.status == .done)
            let issued = try #require(case_.licence)
            let licence = try #require(try await city.licences.licence(issued))
            #expect(licence.holders.map(\.name) == [city.applicant.name, city.neighbour.name])
            #expect(licence.holders.map(\.number) == [city.applicant.idNumber.rawValue, city.neighbour.idNumber.rawValue])
            for visitor in [city.visitor, city.stranger] {
                #expect(try await page(city, "licences.list", by: visitor).contains("/licences/\(licence.id)"))
                let read = try await page(city, "licences.read", ["id": licence.id.rawValue], by: visitor)
                #expect(read.contains(city.applicant.name) && read.contains(city.neighbour.name))
            }
            // Nobody but its holders.
            var other = city.stranger
            other.party = Party(.person, CaseFixture.id(77))
            let refused = await problem { _ = try await page(city, "licences.read", ["id": licence.id.rawValue], by: other) }
            #expect(refused?.status == 404)
            // Whoever did not apply is told, once; whoever applied has read so of the case.
            let told = try await database.read {
                try city.cases.licenceMessages(
                    Licences.issuedTopic, ["licence": .string(licence.id.rawValue)], at: city.clock.now, in: $0)
            }
            #expect(told.map(\.to) == [city.neighbour.party] && told.map(\.link?.path) == ["/licences/\(licence.id)"])
            #expect(told[0].subject.zh.contains("出生医学证明") && told[0].body.en.contains("object"))
        }
    }

    @Test(arguments: TestDatabases.each()) func `whoever is no part of the form holds nothing`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database, married: false)
            let case_ = try #require(try await filled(city).cases.first)
            let issued = try #require(case_.licence)
            let licence = try #require(try await city.licences.licence(issued))
            #expect(licence.holders.map(\.name) == [city.applicant.name])
            #expect(try await city.count("licences_coholder") == 0)
            let topics = try await database.read { try $0.rows("SELECT topic FROM store_outbox").map { try $0.text("topic") } }
            #expect(!topics.contains(Licences.issuedTopic))
        }
    }

    @Test(arguments: TestDatabases.each(), [true, false])
    func `to somebody whom the applicant alone names nothing is issued until an officer has looked`(
        _ engine: TestEngine, _ isTyped: Bool
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let digit = try #require(ResidentIdentityNumber.checkDigit("31010119880808021"))
            let born = city.clock.now.date.adding(days: 100).description
            let open = try await city.change(try await city.open("fertility-registration")) { draft, _ in
                draft.given["applicant.expectedBirth"] = .string(born)
                draft.given["applicant.childOrder"] = 1
                guard isTyped else { return }
                draft.corrected.formUnion(["applicant.spouseName", "applicant.spouseIdNumber"])
                draft.given["applicant.spouseName"] = "周远"
                draft.given["applicant.spouseIdNumber"] = .string("31010119880808021\(digit)")
            }
            let submitted = try await city.cases.submit(open.submission(by: city.visitor), at: city.clock.now)
            let case_ = try #require(submitted.cases.first)
            #expect(case_.checks.allSatisfy { $0.outcome == .holds })
            #expect(case_.status == (isTyped ? .submitted : .done))
            #expect(try await city.count("licences_licence") == (isTyped ? 0 : 1))
            guard let issued = case_.licence else { return }
            let licence = try #require(try await city.licences.licence(issued))
            #expect(licence.holders.map(\.number) == [city.applicant.idNumber.rawValue, city.neighbour.idNumber.rawValue])
        }
    }

    @Test(arguments: TestDatabases.each()) func `a licence names the first of its holders alone in the forms of the others`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            try await CatalogueStore(database).publish(
                try #require(DraftFixture.loaded), note: "test", at: TestClock.mondayMorning)
            let city = try await City(database)
            let (husband, wife) = (city.neighbour, city.applicant)
            var order = IssueOrder(
                type: "marriage-certificate",
                holder: Licence.Holder(kind: .person, name: husband.name, number: husband.idNumber.rawValue),
                face: [
                    "person.name": .string(husband.name), "person.idNumber": .string(husband.idNumber.rawValue),
                    "person.spouseName": .string(wife.name), "person.spouseIdNumber": .string(wife.idNumber.rawValue),
                ], number: "J310104-2022-100037", issuer: "mzj", issuedOn: city.clock.now.date, validUntil: nil, caseID: nil)
            order.coholders = [Licence.Holder(kind: .person, name: wife.name, number: wife.idNumber.rawValue)]
            let (licences, now, made) = (city.licences, city.clock.now, order)
            let licence = try await database.write { try licences.issue(made, at: now, in: $0) }
            #expect(licence.face(of: husband.idNumber.rawValue) == licence.face && licence.face(of: wife.idNumber.rawValue).isEmpty)
            // It spares her the paper, and does not say that she is married to herself.
            let open = try await city.change(try await city.open("fertility-registration")) { draft, _ in
                draft.given["applicant.married"] = true
            }
            #expect(open.checklist.materials.first { $0.material.code == "marriage-certificate" }?.isAsked == false)
            #expect(open.checklist.facts["applicant.spouseName"] == nil && open.checklist.facts["applicant.spouseIdNumber"] == nil)
        }
    }
}
