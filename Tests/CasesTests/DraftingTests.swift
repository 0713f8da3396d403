import Catalogue
import DataCentre
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Cases

/// Filling in: what is asked, what is kept, and whose draft it is.
struct DraftingTests {
    @Test(arguments: TestDatabases.each()) func `a mother answers one question and fills in three boxes`(_ engine: TestEngine) async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let open = try await city.open()
            #expect(open.checklist.openQuestions.map(\.question.code) == ["follow"])
            #expect(!open.draft.isBegun)
            #expect(try await city.cases.begunDrafts(of: city.applicant.party).isEmpty)
            let id = ["id": open.draft.id.rawValue]
            let answered = try await city.draftAct("drafts.answer", id, as: .page, sending: ["answers.follow": ["mother"]])
            #expect(answered.status == 303 && answered.headers["location"] == "/drafts/\(open.draft.id)/form")
            let after = try await city.reopen(open)
            #expect(after.checklist.openQuestions.isEmpty)
            #expect(after.asked == ["child.ethnicity", "child.name", "mother.deliveryAddress"])
            #expect(after.missingCount == 3)
            #expect(after.checklist.materials.filter(\.isAsked).map(\.code) == [])
            #expect(after.checklist.includedItems.count == 10)
            #expect(try await city.cases.begunDrafts(of: city.applicant.party).map(\.id) == [open.draft.id])
            let sent = ["child.name": ["沈念安"], "child.ethnicity": ["11"], "mother.deliveryAddress": ["上海市徐汇区示例路 18 号"]]
            let filled = try await city.draftAct("drafts.fill", id, as: .page, sending: sent)
            #expect(filled.headers["location"] == "/drafts/\(open.draft.id)/check")
            #expect(try await city.reopen(open).checklist.complete)
        }
    }

    @Test(arguments: TestDatabases.each()) func `parents of one ethnic group have nothing to choose`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database, fatherIs: "01")
            let open = try await city.change(try await city.open()) { draft, _ in draft.answers["follow"] = "father" }
            #expect(open.asked == ["child.name", "mother.deliveryAddress"])
        }
    }

    @Test(arguments: TestDatabases.each()) func `beginning twice goes on with the same draft`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let first = try await city.draftAct("drafts.begin", ["code": "newborn"], as: .page, sending: ["answers.follow": ["mother"]])
            let again = try await city.draftAct("drafts.begin", ["code": "newborn"], as: .page)
            let id = try #require(try await city.cases.begunDrafts(of: city.applicant.party).first?.id)
            #expect(first.headers["location"] == "/drafts/\(id)/form" && again.headers["location"] == "/drafts/\(id)/form")
            #expect(try await city.count("cases_draft") == 1)
            #expect(await problem { try await city.draftAct("drafts.begin", ["code": "moon"]) }?.status == 404)
        }
    }

    @Test(arguments: TestDatabases.each()) func `what is right is kept when something else is wrong`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let open = try await city.change(try await city.open()) { draft, _ in draft.answers["follow"] = "mother" }
            let id = ["id": open.draft.id.rawValue]
            let sent = ["child.name": ["沈念安"], "child.ethnicity": ["99"], "mother.deliveryAddress": ["上海市徐汇区示例路 18 号"]]
            let refusal = await problem { try await city.draftAct("drafts.fill", id, sending: sent) }
            #expect(refusal?.faults.map(\.field) == ["child.ethnicity"])
            let kept = try await city.reopen(open)
            #expect(kept.draft.given == ["child.name": "沈念安", "mother.deliveryAddress": "上海市徐汇区示例路 18 号"])
            #expect(kept.missingCount == 1)
            let question = await problem { try await city.draftAct("drafts.answer", id, sending: ["answers.follow": ["nobody"]]) }
            #expect(question?.faults.map(\.field) == ["answers.follow"])
            #expect(try await city.reopen(open).draft.answers["follow"] == "mother")
            // A box that was emptied is empty.
            _ = await problem { try await city.draftAct("drafts.fill", id, sending: ["child.name": [""]]) }
            #expect(try await city.reopen(open).draft.given == ["mother.deliveryAddress": "上海市徐汇区示例路 18 号"])
        }
    }

    @Test(arguments: TestDatabases.each()) func `a correction is never overwritten`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let open = try await city.change(try await city.open()) { draft, _ in draft.answers["follow"] = "mother" }
            #expect(open.checklist.field("mother.mobile")?.isAsked == false)
            try await city.draftAct("drafts.correct", ["id": open.draft.id.rawValue], sending: ["field": ["mother.mobile"]])
            let disputed = try await city.reopen(open)
            #expect(disputed.asked.contains("mother.mobile") && disputed.missingCount == 4)
            #expect(disputed.values(on: city.clock.now.date)["mother.mobile"] == ["13900000001"])
            _ = try await city.change(open) { draft, _ in draft.given["mother.mobile"] = "13800000002" }
            city.clock.advance(seconds: 25 * 3600)
            try await city.load([
                ("ga-population", city.applicant, DraftFixture.population(city.applicant, ethnicity: "01", mobile: "13700000003"))
            ])
            let later = try await city.reopen(open)
            #expect(later.checklist.field("mother.mobile")?.value == "13800000002")
            #expect(later.checklist.field("mother.mobile")?.source == .answer)
            #expect(later.draft.holdings.fields.contains { $0.field == "mother.mobile" && $0.value == "13700000003" })
            #expect(later.draft.corrected == ["mother.mobile"] && later.draft.answers["follow"] == "mother")
        }
    }

    @Test(arguments: TestDatabases.each()) func `who one is cannot be disputed, nor borrowed to look at others`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database, married: false)
            let open = try await city.open()
            let id = ["id": open.draft.id.rawValue]
            for field in ["mother.idNumber", "mother.name", "nonsense"] {
                let refusal = await problem { try await city.draftAct("drafts.correct", id, sending: ["field": [field]]) }
                #expect(refusal?.faults.map(\.field) == ["field"], "\(field)")
            }
            #expect(try await city.reopen(open).draft.corrected.isEmpty)
            let other = city.neighbour.idNumber.rawValue
            _ = try await city.change(open) { draft, _ in
                draft.answers["follow"] = "mother"
                draft.given["mother.idNumber"] = .string(other)
            }
            #expect(try await city.asked(about: city.neighbour).isEmpty)
            let body: JSON = ["answers": ["follow": "mother"], "fields": ["mother.idNumber": .string(other)], "declared": true]
            let refusal = await problem {
                try await city.draftAct("applications.submit", ["code": "newborn"], sending: ["declared": ["true"]], json: body)
            }
            #expect(refusal?.faults.map(\.field) == ["mother.idNumber"])
            #expect(try await city.asked(about: city.neighbour).isEmpty)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a discarded draft is gone, and the next one is new`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let open = try await city.change(try await city.open()) { draft, _ in draft.given["child.name"] = "沈念安" }
            let id = ["id": open.draft.id.rawValue]
            #expect(try await city.draftAct("drafts.discard", id).status == 200)
            #expect(await problem { _ = try await city.reopen(open) }?.status == 404)
            #expect(await problem { try await city.draftAct("drafts.discard", id) }?.status == 404)
            #expect(
                await problem { _ = try await city.change(open) { draft, _ in draft.answers["follow"] = "mother" } }?.code
                    == "cases.not-found")
            #expect(try await city.cases.begunDrafts(of: city.applicant.party).isEmpty)
            let next = try await city.open()
            #expect(next.draft.id != open.draft.id && next.draft.given.isEmpty)
        }
    }

    @Test(arguments: TestDatabases.each()) func `somebody else's draft is not there`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let open = try await city.change(try await city.open()) { draft, _ in draft.given["child.name"] = "沈念安" }
            let id = ["id": open.draft.id.rawValue]
            for name in ["drafts.read", "drafts.answer", "drafts.fill", "drafts.correct", "drafts.discard"] {
                let refusal = await problem { try await city.draftAct(name, id, by: city.stranger, sending: ["field": ["mother.mobile"]]) }
                #expect(refusal?.status == 404, "\(name)")
            }
            for name in ["drafts.form", "drafts.check"] {
                #expect(await problem { try await city.draftAct(name, id, as: .page, by: city.stranger) }?.status == 404, "\(name)")
            }
            let submission = await problem {
                try await city.draftAct("drafts.submit", id, by: city.stranger, sending: ["declared": ["true"]])
            }
            #expect(submission?.status == 404)
            #expect(await problem { try await city.draftAct("drafts.read", id, by: .anonymous(.zh)) } == WebProblem.signInNeeded)
            #expect(try await city.reopen(open).draft == open.draft)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a draft's row holds nothing in clear`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            _ = try await city.change(try await city.open()) { draft, _ in draft.given["child.name"] = "沈念安" }
            let row = try #require(try await database.read { try $0.row("SELECT * FROM cases_draft") })
            let bytes = String(decoding: try row.blob("content"), as: UTF8.self)
            for secret in ["沈念安", city.applicant.idNumber.rawValue, city.applicant.name] {
                #expect(!bytes.contains(secret) && !"\(row)".contains(secret))
            }
        }
    }
}
