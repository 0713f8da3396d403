import Catalogue
import Kernel
import Testing

/// 告知承诺: a paper may be promised where the item takes promises, and only if the person so chooses.
struct ChecklistPromiseTests {
    private let catalogue: Catalogue

    init() throws { catalogue = try #require(ContentTests.loaded.catalogue) }

    private func checklist(_ code: String, promised: Set<String> = []) throws -> Checklist {
        Checklist.resolve(
            try #require(catalogue.thing(code)), in: catalogue, answers: ["changes": ["address"]], given: [:], promised: promised,
            holdings: Holdings(), today: Fixture.today)
    }

    @Test(arguments: [
        ("business-registration", "address-proof"), ("individual-business", "address-proof"),
        ("enterprise-change-registration", "new-address-proof"),
    ])
    func `a promise is offered with its words, its version and what follows if it is not true`(_ thing: String, _ paper: String) throws {
        let outcome = try #require(try checklist(thing).material(paper))
        let promise = try #require(outcome.promise)
        #expect(outcome.isAsked)
        #expect(!promise.version.isEmpty && promise.text.zh.contains("承诺") && !promise.consequence.en.isEmpty)
    }

    @Test func `a promise that was given stands for its paper and for no other`() throws {
        let before = try checklist("business-registration")
        let after = try checklist("business-registration", promised: ["address-proof"])
        guard case .promised(let promise)? = after.material("address-proof")?.state else {
            Issue.record("not promised")
            return
        }
        #expect(promise == before.material("address-proof")?.promise)
        let others = Set(before.materials.filter(\.isAsked).map(\.code)).subtracting(["address-proof"])
        #expect(Set(after.materials.filter(\.isAsked).map(\.code)) == others)
        #expect(after.reductions.materials.now == before.reductions.materials.now - 1)
    }

    @Test func `where the item takes no promise, promising changes nothing`() throws {
        let thing = try #require(catalogue.thing("food-licence"))
        let codes = Set(thing.parts.flatMap(\.item.materials).map(\.code))
        let (plain, promised) = (try checklist("food-licence"), try checklist("food-licence", promised: codes))
        #expect(plain.materials.map(\.isAsked) == promised.materials.map(\.isAsked))
        #expect(promised.materials.allSatisfy { $0.promise == nil })
    }

    @Test func `one who has never promised is never taken to have`() throws {
        for code in catalogue.items.keys.sorted() {
            let outcomes = try checklist(code).materials
            #expect(outcomes.allSatisfy { if case .promised = $0.state { false } else { true } }, "\(code)")
        }
    }
}
