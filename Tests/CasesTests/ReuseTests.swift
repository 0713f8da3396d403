import Catalogue
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Cases

/// 再来一单, promises in place of papers, and the list of what was asked.
struct ReuseTests {
    private static let day = LocalDate(dayNumber: 20_700)

    private static func earlier(_ given: [String: JSON], facts: [String: JSON], number: String = "202609010001") -> EarlierAnswers {
        let saving = Saving(materials: 0, certificates: 0, days: 0, trips: 0)
        let application = Application(
            id: CaseFixture.id(1), number: number, thing: "newborn", catalogueVersion: 1, party: Party(.person, CaseFixture.id(2)),
            account: CaseFixture.id(3), submittedAt: Instant(day), outcome: .done,
            counts: .init(fieldsAsked: 3, fieldsTotal: 40, materialsAsked: 0, materialsTotal: 9, trips: 0, saving: saving))
        let frozen = FrozenApplication(
            applicant: ApplicantSnapshot(name: "顾晓岚", number: "310104200003080016", mobile: nil), answers: [:], given: given,
            facts: facts.mapValues { Fact(value: $0, source: .answer, asOf: day) }, holdings: Holdings(), materials: [])
        return EarlierAnswers(application: application, frozen: frozen)
    }

    private static func checklist(_ thing: Thing, _ catalogue: Catalogue, _ holdings: [Holding] = []) -> Checklist {
        Checklist.resolve(thing, in: catalogue, answers: [:], given: [:], holdings: Holdings(fields: holdings), today: day)
    }

    @Test func `what one wrote oneself is offered again, consents and the child of before are not`() throws {
        let catalogue = try #require(DraftFixture.loaded)
        let thing = try #require(catalogue.thing("newborn"))
        let never = thing.parts.flatMap(\.item.fields).filter { $0.reuse == .never }.map(\.field)
        let given: [String: JSON] = ["mother.deliveryAddress": "示例路 18 号", "child.name": "沈念安", "child.ethnicity": "11"]
            .merging(never.map { ($0, JSON.bool(true)) }) { own, _ in own }
        let offered = Self.earlier(given, facts: [:]).holdings(for: thing, beside: Self.checklist(thing, catalogue))
        #expect(offered.map(\.field) == ["mother.deliveryAddress"])
        #expect(offered.first?.source == .earlier(application: "202609010001"))
        #expect(offered.first?.asOf == Self.day)
    }

    @Test(arguments: TestDatabases.each()) func `what was answered the last time is chosen beforehand, and asked all the same`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            try await city.submitNewborn()
            for (outcome, before) in [("open", nil), ("done", "mother")] as [(String, String?)] {
                try await database.write {
                    try $0.run("UPDATE cases_application SET outcome = \(outcome)")
                    try $0.run("DELETE FROM cases_draft")
                }
                let open = try await city.open()
                #expect(open.draft.answeredBefore["follow"]?.string == before)
                #expect(open.draft.answers.isEmpty && open.checklist.openQuestions.contains { $0.question.code == "follow" })
                let page = try await city.draftPage("drafts.read", open)
                #expect(page.contains("value=\"mother\" checked") == (before != nil))
            }
        }
    }

    @Test func `what was written of another is offered only if it is the same person`() throws {
        let catalogue = try #require(DraftFixture.loaded)
        let thing = try #require(catalogue.thing("school-enrolment"))
        let number = "310104201803080011"
        let child = Holding(field: "child.idNumber", value: .string(number), source: .resource(code: "ga-children"), asOf: Self.day)
        let known = Self.checklist(thing, catalogue, [child])
        guard known.facts["child.idNumber"] != nil else {
            Issue.record("the number cannot be read")
            return
        }
        let given: [String: JSON] = ["child.regionCode": "310104003", "child.idNumber": .string(number)]
        let same = Self.earlier(given, facts: ["child.idNumber": .string(number)]).holdings(for: thing, beside: known)
        #expect(same.map(\.field) == ["child.regionCode"])
        let other = Self.earlier(given, facts: ["child.idNumber": "310104201903080019"]).holdings(for: thing, beside: known)
        #expect(other == [])
    }

    @Test func `an earlier answer stands in its box to be read, and is not among what we know`() throws {
        let catalogue = try #require(DraftFixture.loaded)
        let thing = try #require(catalogue.thing("newborn"))
        let offered = Holding(
            field: "mother.deliveryAddress", value: "示例路 18 号", source: .earlier(application: "1"), asOf: Self.day)
        let checklist = Self.checklist(thing, catalogue, [offered])
        let field = try #require(checklist.field("mother.deliveryAddress"))
        #expect(field.hasBox && !field.isAsked && field.value == "示例路 18 号")
    }

    @Test(arguments: TestDatabases.each()) func `a promise is made, kept with the draft, frozen, and can be taken back`(
        _ engine: TestEngine
    )
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let open = try await city.open("individual-business")
            let id = ["id": open.draft.id.rawValue]
            let unread = await problem {
                try await city.draftAct("drafts.promise", id, sending: ["material": ["address-proof"]])
            }
            #expect(unread?.faults.map(\.field) == ["agreed"])
            let agreed = ["material": ["address-proof"], "agreed": ["true"]]
            let made = try await city.draftAct("drafts.promise", id, as: .page, sending: agreed)
            #expect(made.headers["location"] == "/drafts/\(open.draft.id)/form")
            let after = try await city.reopen(open)
            #expect(after.draft.promises[.certificate] == ["address-proof"])
            #expect(after.checklist.material("address-proof")?.isAsked == false)
            let frozen = after.checklist.materials.compactMap(FrozenMaterial.init).first { $0.code == "address-proof" }
            #expect(frozen?.state == .promised && frozen?.promiseVersion == "2026-1")
            let none = await problem {
                try await city.draftAct("drafts.promise", id, sending: ["material": ["id-card"], "agreed": ["true"]])
            }
            #expect(none?.faults.map(\.field) == ["material"])
            _ = try await city.draftAct("drafts.take-promise-back", id, sending: ["material": ["address-proof"]])
            #expect(try await city.reopen(open).checklist.material("address-proof")?.isAsked == true)
        }
    }

    @Test(arguments: TestDatabases.each()) func `the list of what was asked counts every fact and paper, each with its reason`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let open = try await city.change(try await city.open()) { draft, _ in draft.answers["follow"] = "mother" }
            let proof = AskingProof(open.checklist, open.draft.holdings, in: open.catalogue)
            let needed = open.checklist.fields.filter(\.isNeeded)
            #expect(proof.facts.count == needed.count)
            #expect(proof.facts.filter(\.isAsked).count == 3)
            #expect(proof.documents.allSatisfy { !$0.isAsked } && !proof.documents.isEmpty)
            #expect(proof.summary.zh.contains("中的 3 项") && proof.summary.zh.contains("一份没要"))
            #expect(proof.facts.filter { !$0.isAsked }.allSatisfy { $0.asOf != nil && !$0.because.zh.isEmpty })
            // Beside a question stands the law, and where it was looked for.
            let asked = proof.facts.filter(\.isAsked)
            #expect(asked.allSatisfy { !$0.because.en.isEmpty })
            #expect(asked.contains { $0.because.zh.contains("依据《") })
        }
    }
}
