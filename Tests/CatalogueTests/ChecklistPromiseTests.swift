import Catalogue
import Kernel
import Testing

/// 告知承诺: a paper may be promised where the item takes promises, and only if the person so chooses.
struct ChecklistPromiseTests {
    private let catalogue: Catalogue

    init() throws { catalogue = try #require(ContentTests.loaded.catalogue) }

    private func checklist(_ code: String, promised: Set<String> = [], deferred: Set<String> = [], approvals: Set<String> = [])
        throws -> Checklist
    {
        Checklist.resolve(
            try #require(catalogue.thing(code)), in: catalogue, answers: ["changes": ["address"]], given: [:],
            promises: Promises(certificates: promised, deferrals: deferred, approvals: approvals), holdings: Holdings(),
            today: Fixture.today)
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

/// 容缺 and 审批告知承诺: what may follow later is owed all the same, and an approval on a promise is offered only where it may be.
struct ChecklistDeferralTests {
    private let catalogue: Catalogue

    init() throws { catalogue = try #require(ContentTests.loaded.catalogue) }

    private func checklist(
        _ code: String, _ promises: Promises = Promises(), answers: [String: JSON] = [:], holdings: Holdings = Holdings()
    ) throws -> Checklist {
        Checklist.resolve(
            try #require(catalogue.thing(code)), in: catalogue, answers: answers, given: [:], promises: promises, holdings: holdings,
            today: Fixture.today)
    }

    @Test func `a paper to follow later is deferred and not waived: it counts among those that are owed`() throws {
        let plain = try checklist("food-licence")
        let later = try checklist("food-licence", Promises(deferrals: ["food-safety-rules"]))
        #expect(plain.material("food-safety-rules")?.deferral?.within.count == 3 && plain.reductions.deferred == 0)
        #expect(later.material("food-safety-rules")?.isDeferred == true)
        #expect(later.material("food-safety-rules")?.isAsked == true)
        #expect(later.reductions.materials.now == plain.reductions.materials.now && later.reductions.deferred == 1)
    }

    @Test func `what the item wants at once cannot be deferred, and nobody defers without having said so`() throws {
        for code in catalogue.items.keys.sorted() {
            let materials = Set(catalogue.items[code]?.materials.map(\.code) ?? [])
            let outcomes = try checklist(code, Promises(deferrals: materials)).materials
            for outcome in outcomes where outcome.isDeferred { #expect(outcome.material.need == .later, "\(code) \(outcome.code)") }
            #expect(try checklist(code).materials.allSatisfy { !$0.isDeferred }, "\(code)")
        }
    }

    @Test func `a paper that a source holds is never offered to be deferred`() throws {
        for code in catalogue.items.keys.sorted() {
            let (plain, later) = (try checklist(code), try checklist(code, Promises(deferrals: ["portrait", "food-safety-rules"])))
            for outcome in plain.materials + later.materials {
                if case .waived = outcome.state { #expect(outcome.deferral == nil, "\(code) \(outcome.code)") }
            }
        }
    }

    @Test func `where its condition is not known to hold a deferral is not offered`() throws {
        let deferred = Promises(deferrals: ["safety-rules"])
        #expect(try checklist("freight-operation-permit", deferred).material("safety-rules")?.isDeferred == false)
        let ready = try checklist("freight-operation-permit", deferred, answers: ["vehiclesReady": true])
        #expect(ready.material("safety-rules")?.isDeferred == true)
        let unready = try checklist("freight-operation-permit", deferred, answers: ["vehiclesReady": false])
        #expect(unready.material("safety-rules")?.deferral == nil)
    }

    @Test func `on a promise the covered papers are not asked for and the decision is the same day`() throws {
        let hot: [String: JSON] = ["dishes": ["hot"]]
        let usual = try checklist("food-licence", answers: hot)
        let promised = try checklist("food-licence", Promises(approvals: ["food-licence"]), answers: hot)
        #expect(usual.item("food-licence")?.approval?.version == "2026-1" && usual.item("food-licence")?.isOnPromise == false)
        #expect(promised.item("food-licence")?.isOnPromise == true && promised.workingDays == 0 && usual.workingDays == 5)
        for code in ["floor-plan", "food-safety-rules"] {
            if case .covered? = promised.material(code)?.state {} else { Issue.record("\(code) is not covered") }
        }
        #expect(usual.material("floor-plan")?.isAsked == true)
        // In the usual way the rules are written for whoever serves nothing raw.
        if case .composed? = usual.material("food-safety-rules")?.state {} else { Issue.record("the rules are not written") }
        // What it does not cover is asked for as before.
        #expect(promised.material("premises-proof")?.isAsked == usual.material("premises-proof")?.isAsked)
    }

    @Test func `raw dishes bar the promise, and while the dishes are not known it is not offered`() throws {
        let promise = Promises(approvals: ["food-licence"])
        let raw = try checklist("food-licence", promise, answers: ["dishes": ["hot", "raw"]])
        #expect(raw.item("food-licence")?.approval == nil && raw.item("food-licence")?.isOnPromise == false)
        #expect(raw.material("floor-plan")?.isAsked == true)
        #expect(try checklist("food-licence", promise).item("food-licence")?.approval == nil)
    }

    @Test func `safety, ecology and life are promised only where a statute says so`() {
        for item in catalogue.items.values where item.approvalPromise != nil && (!item.hazards.isEmpty || item.onSiteCheck) {
            #expect(item.approvalPromise?.bases.isEmpty == false, "\(item.code)")
        }
        #expect(catalogue.items["fire-check"]?.approvalPromise?.bases.first?.citation.zh.contains("消防法") == true)
    }
}
