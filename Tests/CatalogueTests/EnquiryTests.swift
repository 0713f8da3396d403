import Catalogue
import Kernel
import Testing

struct EnquiryTests {
    let catalogue: Catalogue
    let thing: Thing

    init() throws {
        catalogue = try Fixture.catalogue()
        thing = try Fixture.newborn(catalogue)
    }

    func plan(_ holdings: Holdings, answers: [String: JSON] = [:], deciding: Bool = false) -> [String] {
        Enquiry.plan(thing, in: catalogue, holdings: holdings, answers: answers, deciding: deciding, today: Fixture.today).map(\.id)
    }

    @Test func `without a key nothing can be looked up`() {
        #expect(plan(Holdings()) == [])
    }

    @Test func `only what the thing needs is looked up, each register once`() {
        #expect(
            plan(Held.account) == [
                "licence:id-card@mother", "resource:ga-children@mother", "resource:ga-population@mother", "resource:mz-marriage@mother",
                "resource:wj-births@mother", "resource:yb-insured@mother",
            ])
    }

    @Test func `every lookup tells what it is for`() {
        let lookups = Enquiry.plan(thing, in: catalogue, holdings: Held.account, today: Fixture.today)
        #expect(lookups.allSatisfy { !$0.purposes.isEmpty && $0.value == .string(Fixture.motherNumber) && $0.key == "mother.idNumber" })
        #expect(lookups.first { $0.id == "resource:wj-births@mother" }?.purposes == ["child.birthDate", "child.sex", "child.weight"])
    }

    /// Registers that answer, as connectors would.
    func answer(_ lookup: Lookup) -> JSON? {
        switch lookup.id {
        case "resource:ga-population@mother":
            ["name": "王晓", "person.idNumber": .string(Fixture.motherNumber), "regionCode": "310115", "sex": "女"]
        case "resource:ga-population@father": ["name": "李远", "idNumber": .string(Fixture.fatherNumber), "regionCode": "310101"]
        case "resource:mz-marriage@mother": ["married": true, "spouseIdNumber": .string(Fixture.fatherNumber)]
        case "resource:wj-births@mother": ["child": ["sex": "2", "birthDate": "2026-11-18", "weightGrams": 3200]]
        case "resource:yb-insured@mother": ["insured": true]
        case "resource:ga-children@mother": ["children": 1, "child": ["name": "王大", "idNumber": .string(Fixture.otherNumber)]]
        default: nil
        }
    }

    @Test func `looked up again and again, the father is found through the mother, and it ends`() {
        var holdings = Held.account
        var rounds: [[String]] = []
        while rounds.count < 10 {
            let lookups = Enquiry.plan(thing, in: catalogue, holdings: holdings, today: Fixture.today)
            if lookups.isEmpty { break }
            rounds.append(lookups.map(\.id))
            for lookup in lookups { holdings.add(answer(lookup), to: lookup, for: thing, in: catalogue, asOf: Held.day) }
        }
        #expect(rounds.count == 2)
        #expect(rounds.last == ["resource:ga-population@father"])
        let checklist = Checklist.resolve(
            thing, in: catalogue, answers: ["follow": "mother", "card": false], given: [:], holdings: holdings, today: Fixture.today)
        #expect(checklist.fields.filter(\.isAsked).map(\.field) == ["child.name", "child.consent"])
        #expect(checklist.field("child.weight")?.value == 3200)
        // Another child's name in another register is not this child's.
        #expect(checklist.field("child.name")?.value == nil)
    }

    @Test func `a lookup that found nothing, or no answer, is not made again`() {
        var holdings = Held.account
        var made: [String] = []
        for _ in 0..<10 {
            for (index, lookup) in Enquiry.plan(thing, in: catalogue, holdings: holdings, today: Fixture.today).enumerated() {
                made.append(lookup.id)
                if index % 2 == 0 { holdings.addNothing(to: lookup) } else { holdings.addUnavailable(Text("维护", "down"), to: lookup) }
            }
        }
        #expect(plan(holdings) == [])
        #expect(made.count == Set(made).count)
        // What a register did not know may still stand on a licence.
        #expect(made.contains("licence:household-page@mother"))
    }

    @Test func `answers make lookups needless`() {
        #expect(!plan(Held.account, answers: ["married": false, "wards": true]).contains("resource:yb-insured@mother"))
        let unmarried = plan(Held.account + Held.population, answers: ["married": false])
        #expect(!unmarried.contains { $0.hasSuffix("@father") })
    }

    @Test func `nobody is looked up before it is known that he matters`() {
        // Whether the parents are married comes first; the father's facts only if they are.
        let first = plan(Held.account + Held.population + Held.birth)
        #expect(first.contains("resource:mz-marriage@mother"))
        #expect(!first.contains { $0.hasSuffix("@father") })
        #expect(plan(Held.account + Held.population + Held.birth + Held.marriage).contains("resource:ga-population@father"))
    }

    @Test func `a number that was only typed opens nobody's records, and the facts of the wrong person go`() throws {
        var holdings = Held.account + Held.marriage
        func father(_ given: [String: JSON]) -> Lookup? {
            Enquiry.plan(thing, in: catalogue, holdings: holdings, given: given, today: Fixture.today).first { $0.role == "father" }
        }
        let wrong = try #require(father([:]))
        holdings.add(answer(wrong), to: wrong, for: thing, in: catalogue, asOf: Held.day)
        #expect(father([:]) == nil)
        let checklist = Checklist.resolve(
            thing, in: catalogue, answers: [:], given: [:], corrected: ["mother.spouseIdNumber"], holdings: holdings, today: Fixture.today)
        #expect(checklist.facts["father.name"] == nil)
        #expect(father(["mother.spouseIdNumber": .string(Fixture.otherNumber)]) == nil)
        #expect(holdings.fields.contains { $0.field == "mother.married" })
    }

    @Test func `several records are none, and several children no child`() {
        var holdings = Held.account
        let lookups = Enquiry.plan(thing, in: catalogue, holdings: holdings, today: Fixture.today)
        guard let births = lookups.first(where: { $0.id == "resource:wj-births@mother" }) else {
            Issue.record("not planned")
            return
        }
        holdings.add(
            ["child": [["sex": "1"], ["sex": "2"]]], to: births, for: thing, in: catalogue, asOf: Held.day)
        #expect(!holdings.fields.contains { $0.field == "child.sex" })
        #expect(holdings.documents.filter { $0.resource == "wj-births" }.count == 1)
        // Looked up once more, the later answer stands.
        holdings.add([], to: births, for: thing, in: catalogue, asOf: Held.day)
        #expect(!holdings.documents.contains { $0.resource == "wj-births" })
    }

    @Test func `a licence brings its face and waives its paper`() throws {
        var holdings = Held.account
        let lookup = try #require(
            Enquiry.plan(thing, in: catalogue, holdings: holdings, today: Fixture.today).first { $0.id == "licence:id-card@mother" })
        holdings.add(
            licence: "id1", number: "X1", face: ["name": "王晓", "idNumber": .string(Fixture.motherNumber)],
            validUntil: LocalDate("2030-01-01"),
            to: lookup, for: thing, in: catalogue, asOf: Held.day)
        let checklist = Checklist.resolve(thing, in: catalogue, answers: [:], given: [:], holdings: holdings, today: Fixture.today)
        guard case .waived(_, let source)? = checklist.material("mother-id-card")?.state else {
            Issue.record("not waived")
            return
        }
        #expect(source == .licence(type: "id-card", number: "X1"))
    }
}
