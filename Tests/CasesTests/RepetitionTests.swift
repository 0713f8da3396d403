import Catalogue
import Identity
import Kernel
import Licences
import Store
import TestSupport
import Testing
import Web

@testable import Cases

/// One birth has one certificate; of one matter there is one application at a time.
struct RepetitionTests {
    private func filled(_ city: City, _ thing: String = "birth-certificate", name: String = "沈念安") async throws -> OpenDraft {
        try await city.change(try await city.open(thing)) { draft, _ in
            draft.answers["follow"] = "mother"
            draft.given["child.name"] = .string(name)
            if thing == "newborn" {
                draft.given["child.ethnicity"] = "11"
                draft.given["mother.deliveryAddress"] = "上海市徐汇区示例路 18 号"
            }
        }
    }

    private func submit(_ city: City, _ open: OpenDraft) async throws -> SubmittedApplication {
        try await city.cases.submit(open.submission(by: city.visitor), at: city.clock.now)
    }

    private func refusal(_ city: City, _ open: OpenDraft) async -> Problem? { await problem { _ = try await submit(city, open) } }

    @Test(arguments: TestDatabases.each()) func `the same birth gets no second certificate, whatever the child is called`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let first = try await submit(city, try await filled(city))
            let licence = try #require(first.cases.first?.licence)
            for (thing, name) in [("birth-certificate", "沈念安"), ("birth-certificate", "沈若溪"), ("newborn", "沈念安")] {
                let open = try await filled(city, thing, name: name)
                let refusal = try #require(await refusal(city, open))
                #expect(refusal.code == "cases.repeated" && refusal.status == 409)
                #expect(refusal.related.map(\.path) == ["/licences/\(licence)"])
                #expect(refusal.detail.zh.contains("出生医学证明") && refusal.detail.en.contains("in force"))
                let page = try await city.draftPage("drafts.check", open)
                #expect(page.contains("/licences/\(licence)") && !page.contains("name=\"declared\""))
                // Told before anything more is filled in, and nothing there leads on.
                for name in ["drafts.read", "drafts.form"] {
                    let early = try await city.draftPage(name, open)
                    #expect(early.contains("/licences/\(licence)") && !early.contains("下一步</button>"), "\(thing) \(name)")
                }
                try await city.draftAct("drafts.discard", ["id": open.draft.id.rawValue])
            }
            #expect(try await city.count("cases_application") == 1)
            #expect(try await city.count("licences_licence") == 1)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a twin and a later child are other matters, and a disputed birth is for an officer`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            #expect(try await submit(city, try await filled(city)).cases.first?.status == .done)
            // The register knows one birth time; for the other twin the mother gives hers, and somebody looks at it.
            let open = try await city.change(try await filled(city, name: "沈若溪")) { draft, _ in
                draft.corrected.insert("child.birthTime")
                draft.given["child.birthTime"] = "05:51"
            }
            let twin = try #require(try await submit(city, open).cases.first)
            #expect(twin.status == .submitted && twin.checks.allSatisfy { $0.outcome == .holds })
            let again = try await city.change(try await filled(city, name: "沈若溪")) { draft, _ in
                draft.corrected.insert("child.birthTime")
                draft.given["child.birthTime"] = "05:51"
            }
            let running = try #require(await refusal(city, again))
            #expect(running.related.map(\.path) == ["/applications/\(twin.application)"] && running.detail.zh.contains("撤回"))
            // Once it is withdrawn the way is free.
            _ = try await city.cases.perform(
                twin.id, CaseMove(.withdraw), for: city.visitor, expectedVersion: twin.version, at: city.clock.now)
            #expect(try await submit(city, again).cases.first?.status == .submitted)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a licence that was cancelled may be applied for again`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let licence = try #require(try await submit(city, try await filled(city)).cases.first?.licence)
            let (licences, now) = (city.licences, city.clock.now)
            try await database.write {
                try licences.change(licence, to: .revoked, reason: "错误", ground: "unqualified", law: "《示例条例》", at: now, in: $0)
            }
            #expect(try await submit(city, try await filled(city)).cases.first?.status == .done)
        }
    }

    @Test(arguments: TestDatabases.each()) func `whoever holds the licence from elsewhere is told so, and what replaces it`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await city(database, "residence-proof, holder", "residence-proof, once: [applicant.idNumber], holder")
            let order = IssueOrder(
                type: "residence-proof",
                holder: Licence.Holder(kind: .person, name: city.applicant.name, number: city.applicant.idNumber.rawValue), face: [:],
                number: "OLD-1", issuer: "gaj", issuedOn: city.clock.now.date, validUntil: nil, caseID: nil)
            let (licences, now) = (city.licences, city.clock.now)
            let held = try await database.write { try licences.issue(order, at: now, in: $0) }
            let refusal = try #require(await problem { try await city.submit("residence-proof") })
            #expect(refusal.code == "cases.repeated" && refusal.detail.zh.contains("OLD-1"))
            #expect(refusal.related.map(\.path) == ["/licences/\(held.id)"])
            #expect(try await city.count("cases_matter") == 0)
        }
    }

    @Test(arguments: TestDatabases.each()) func `an item that succeeds its licence issues the next version`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await city(
                database, "residence-proof, holder", "residence-proof, once: [applicant.idNumber], succeeds: renewal, holder")
            let first = try await city.submit("residence-proof", key: "one")
            let second = try await city.submit("residence-proof", key: "two")
            var licences: [Licence] = []
            for id in [first, second].compactMap({ $0.cases.first?.licence }) {
                licences.append(try #require(try await city.licences.licence(id)))
            }
            #expect(licences.map(\.version) == [1, 2] && Set(licences.map(\.number)).count == 1)
            #expect(licences.map(\.status) == [.superseded, .active])
            // Frozen: no machine goes round it, an officer looks.
            let (register, now, id) = (city.licences, city.clock.now, licences[1].id)
            try await database.write { try register.change(id, to: .frozen, reason: "挂失", at: now, in: $0) }
            #expect(try await city.submit("residence-proof", key: "three").cases.first?.status == .submitted)
            // While that one is open, no other.
            #expect(await problem { try await city.submit("residence-proof", key: "four") }?.code == "cases.repeated")
        }
    }

    @Test(arguments: TestDatabases.each()) func `of two that come at once one is taken`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await city(database, "resident-card, holder", "resident-card, once: [applicant.idNumber], holder")
            let outcomes = await withTaskGroup(of: String.self) { group in
                for number in 0..<6 {
                    group.addTask {
                        await problem { try await city.submit("card", key: "card-\(number)") }?.code ?? "taken"
                    }
                }
                return await group.reduce(into: [String]()) { $0.append($1) }
            }
            #expect(outcomes.sorted() == Array(repeating: "cases.repeated", count: 5) + ["taken"])
            #expect(try await city.count("cases_application") == 1)
        }
    }

    private func city(_ database: Database, _ old: String, _ new: String) async throws -> City {
        try await CatalogueStore(database).publish(
            try CityCatalogue.catalogue(replacing: old, with: new), note: "", at: TestClock.mondayMorning)
        return try await City(database)
    }

    @Test func `every fact that names a matter in the shipped catalogue is a field of its form or recorded by its decision`() throws {
        for item in try #require(DraftFixture.loaded).items.values {
            for fact in item.results.flatMap(\.once) {
                let isKnown =
                    item.fields.contains { $0.field == fact } || item.decides.contains { $0.field == fact } || fact == "child.idNumber"
                #expect(isKnown, "\(item.code): \(fact)")
            }
        }
    }

    @Test func `renewals and changes of the shipped catalogue take the old licence's place`() throws {
        let items = try #require(DraftFixture.loaded).items
        for (code, succession) in [
            ("food-licence-renewal", ResultSpec.Succession.renewal), ("food-licence-change", .change),
            ("driving-licence-renewal", .renewal),
            ("enterprise-change-registration", .change), ("id-card-reissue", .renewal),
        ] {
            #expect(items[code]?.results.first?.succeeds == succession, "\(code)")
        }
        #expect(items["food-licence-renewal"]?.results.first?.number == "enterprise.foodLicenceNumber")
    }
}
