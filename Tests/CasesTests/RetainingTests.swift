import Catalogue
import DataCentre
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Cases

/// What registers said is kept no longer than its grade allows; what the person wrote is theirs until the draft is given up.
@Suite struct RetainingTests {
    private func retain(_ city: City, _ database: Database) async throws {
        let job = try #require(city.cases.jobs.first { $0.name == "cases.retention" })
        try await job.run(database, city.clock.now)
    }

    private func stored(_ city: City, _ id: ID) async throws -> Draft? {
        let cases = city.cases
        return try await city.database.read { try cases.drafts.draft(id, in: $0) }
    }

    @Test(arguments: TestDatabases.each()) func `sensitive answers go first, then personal ones, and what was typed stays`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let open = try await city.change(try await city.open()) { draft, _ in
                draft.answers["follow"] = "mother"
                draft.given["child.name"] = "沈念安"
            }
            let (thing, catalogue) = (open.thing, open.catalogue)
            func grades(_ draft: Draft) -> Set<DataElement.Sensitivity> {
                Set(
                    draft.holdings.fields.filter { $0.source != .account }.compactMap {
                        thing.elementCode(of: $0.field).flatMap { catalogue.elements[$0]?.sensitivity }
                    })
            }
            #expect(grades(open.draft).contains(.sensitive) && grades(open.draft).contains(.personal))
            try await retain(city, database)
            #expect(try await stored(city, open.draft.id)?.holdings == open.draft.holdings)
            city.clock.advance(seconds: 3 * 86_400)
            try await retain(city, database)
            let later = try #require(try await stored(city, open.draft.id))
            #expect(!grades(later).contains(.sensitive) && grades(later).contains(.personal))
            #expect(later.given == open.draft.given && later.answers == open.draft.answers && later.revision == open.draft.revision)
            city.clock.advance(seconds: 40 * 86_400)
            try await retain(city, database)
            let last = try #require(try await stored(city, open.draft.id))
            #expect(grades(last).isDisjoint(with: [.personal, .sensitive]) && last.given == open.draft.given)
            // Opened again, everything is gathered anew and nothing is asked that was known.
            let reopened = try await city.reopen(open)
            #expect(reopened.asked == open.asked)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a draft that was handed in is emptied, and one that nobody touches is deleted`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let idle = try await city.change(try await city.open()) { draft, _ in draft.given["child.name"] = "沈念安" }
            city.clock.advance(seconds: 179 * 86_400)
            try await retain(city, database)
            #expect(try await stored(city, idle.draft.id) != nil)
            city.clock.advance(seconds: 2 * 86_400)
            try await retain(city, database)
            #expect(try await stored(city, idle.draft.id) == nil)

            let open = try await city.open()
            let id = open.draft.id
            try await database.write { try city.cases.drafts.close(id, application: CaseFixture.id(9), in: $0) }
            city.clock.advance(seconds: 32 * 86_400)
            try await retain(city, database)
            let emptied = try #require(try await stored(city, id))
            #expect(emptied.holdings == Holdings() && emptied.given.isEmpty && emptied.application == CaseFixture.id(9))
        }
    }

    // MARK: In full, and masked

    private func screen(_ city: City, _ name: String, _ parameters: [String: String], _ query: [String: String], by visitor: Visitor)
        async throws -> Answer
    {
        let endpoint = try #require(city.cases.endpoints.first { $0.name == name && $0.face == .api })
        return try await endpoint.answer(
            Call(
                method: .get, path: endpoint.path, face: .api, parameters: parameters, query: query, visitor: visitor, requestID: "r",
                now: city.clock.now, surroundings: city.clock.surroundings))
    }

    @Test(arguments: TestDatabases.each()) func `a number is masked until whoever handles the case says what for, and that is logged`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let value = try await city.submitFood()
            let number = city.applicant.idNumber.rawValue
            let officer = city.officer(.reviewer)
            let place = ["id": value.id.rawValue, "field": "applicant.idNumber"]
            func text(_ answer: Answer) -> String { if case .json(let json) = answer.content { json.text } else { "" } }
            #expect(!text(try await screen(city, "console.case", ["id": value.id.rawValue], [:], by: officer)).contains(number))
            #expect(!text(try await screen(city, "console.full-value", place, [:], by: officer)).contains(number))
            let full = try await screen(city, "console.full-value", place, ["purpose": "compare"], by: officer)
            #expect(text(full).contains(number))
            let log = try await city.asked(about: city.applicant)
            #expect(log.first?.reason.en.contains("in full") == true && log.first?.account == officer.account)
            for (who, code) in [
                (city.officer(.supervisor), "cases.no-hand"), (city.officer(.reviewer, region: "310105"), "cases.not-found"),
            ] {
                let refusal = await problem { _ = try await screen(city, "console.full-value", place, ["purpose": "compare"], by: who) }
                #expect(refusal?.code == code)
            }
            let odd = await problem { _ = try await screen(city, "console.full-value", place, ["purpose": "curiosity"], by: officer) }
            #expect(odd?.faults.map(\.field) == ["purpose"])
            let open = await problem {
                _ = try await screen(
                    city, "console.full-value", ["id": value.id.rawValue, "field": "premises.area"], ["purpose": "compare"], by: officer)
            }
            #expect(open?.code == "cases.not-found")
        }
    }
}
