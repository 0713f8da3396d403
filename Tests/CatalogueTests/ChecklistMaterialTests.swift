import Catalogue
import Kernel
import Testing

struct ChecklistMaterialTests {
    let catalogue: Catalogue
    let thing: Thing

    init() throws {
        catalogue = try Fixture.catalogue()
        thing = try Fixture.newborn(catalogue)
    }

    func resolve(
        _ holdings: Holdings = Holdings(), answers: [String: JSON] = [:], given: [String: JSON] = [:], corrected: Set<String> = [],
        today: LocalDate = Fixture.today
    ) -> Checklist {
        Checklist.resolve(
            thing, in: catalogue, answers: answers, given: given, corrected: corrected, holdings: holdings, today: today)
    }

    @Test func `what is on record is not asked for, and the source is told`() {
        let checklist = resolve(Held.everything, answers: ["follow": "mother"])
        guard case .waived(let reason, let source)? = checklist.material("mother-id-card")?.state else {
            Issue.record("not waived")
            return
        }
        #expect(source == .resource(code: "ga-population"))
        #expect(reason.zh.contains("人口库"))
        #expect(checklist.material("mother-id-card")?.neededBy == ["birth-certificate", "household-entry"])
        #expect(checklist.material("marriage-certificate")?.isAsked == false)
    }

    @Test func `the result of one item is a material of the next`() {
        guard case .waived(_, let source)? = resolve().material("birth-certificate")?.state else {
            Issue.record("not waived")
            return
        }
        #expect(source == .result(item: "birth-certificate"))
    }

    @Test func `an original that has to be handed in is asked even if it is held`() {
        let holdings = Holdings(documents: [
            DocumentHolding(
                role: "mother", licenceType: "household-page", number: "H", source: .licence(type: "household-page", number: "H"))
        ])
        guard case .asked(let reason, let basis)? = resolve(holdings).material("household-book")?.state else {
            Issue.record("not asked")
            return
        }
        #expect(reason.zh.contains("原件要交回"))
        #expect(basis.count == 1)
    }

    @Test func `what may follow later is said so, and conditions take materials away`() {
        let checklist = resolve(Held.everything)
        #expect(checklist.material("photo")?.deferral?.within.count == 3)
        if case .notNeeded? = checklist.material("income")?.state {} else { Issue.record("income") }
        if case .notNeeded? = checklist.material("statement")?.state {} else { Issue.record("statement") }
        #expect(checklist.materials.filter(\.isAsked).map(\.code) == ["household-book", "photo"])
    }

    @Test func `while nothing is known of a condition its material counts as needed`() {
        let checklist = resolve()
        #expect(checklist.material("statement")?.isAsked == true)
        #expect(checklist.material("marriage-certificate")?.isAsked == true)
        guard case .asked(let reason, _)? = checklist.material("statement")?.state else { return }
        #expect(reason.zh.contains("还不知道"))
    }

    @Test func `an identity card that has run out is asked for again, and the reason says why`() {
        let holdings = Holdings(documents: [
            DocumentHolding(
                role: "mother", licenceType: "id-card", number: "X1", source: .licence(type: "id-card", number: "X1"),
                validUntil: LocalDate("2026-01-31"))
        ])
        guard case .asked(let reason, _)? = resolve(holdings).material("mother-id-card")?.state else {
            Issue.record("not asked")
            return
        }
        #expect(reason.zh.contains("2026 年 1 月 31 日"))
    }
}
