import Cases
import Catalogue
import Graph
import Kernel
import TestSupport
import Testing

@testable import Workshop

/// The rules of advice, without a database.
struct AdviceTests {
    private static let now = TestClock.mondayMorning
    private static let clock = TestClock()

    private static func kept(_ state: AdviceState, kind: String = "material-held") throws -> KeptAdvice {
        let json: JSON = [
            "id": "x", "kind": .string(kind), "title": ["zh": "甲", "en": "A"],
            "worth": ["materials": 1, "fields": 0, "days": 0, "trips": 0, "citizenHours": 1],
        ]
        return KeptAdvice(
            advice: try #require(Advice(json: json)), state: state, revision: 1, position: 0, firstSeen: now, lastSeen: now,
            decision: state == .open ? nil : decision("许清"), draft: state == .accepted ? clock.newID() : nil)
    }

    private static func decision(_ name: String) -> KeptAdvice.Decision {
        KeptAdvice.Decision(id: clock.newID(), account: clock.newID(), name: name, at: now, reason: "已有安排")
    }

    @Test(arguments: AdviceState.allCases, AdviceAction.allCases)
    func `a step is taken exactly where the table has a row`(_ state: AdviceState, _ action: AdviceAction) throws {
        let kept = try Self.kept(state)
        let move = AdviceMove(action: action, reason: "已有安排", draft: Self.clock.newID())
        let next = try? kept.performing(move, by: Self.decision("宋远"), draftState: .withdrawn)
        let row = AdviceTransition.of(action, from: state)
        #expect(next?.state == row?.to)
        #expect(next.map { ($0.decision == nil) == ($0.state == .open) } ?? true)
        #expect(kept.actions(draftState: .withdrawn).contains(action) == (row != nil))
    }

    @Test func `a risk is not accepted, nothing is declined without a reason, and a draft under way is not forgotten`() throws {
        let decision = Self.decision("宋远")
        #expect(throws: AdviceRefusal.isRisk) {
            try Self.kept(.open, kind: "single-source").performing(AdviceMove(action: .accept), by: decision, draftState: nil)
        }
        #expect(throws: AdviceRefusal.reasonMissing) {
            try Self.kept(.open).performing(AdviceMove(action: .decline, reason: ""), by: decision, draftState: nil)
        }
        let accepted = try Self.kept(.accepted)
        #expect(throws: AdviceRefusal.draftGoesOn(try #require(accepted.draft))) {
            try accepted.performing(AdviceMove(action: .reopen), by: decision, draftState: .review)
        }
        #expect(throws: AdviceRefusal.decided(.accepted, by: "许清", draft: accepted.draft)) {
            try accepted.performing(AdviceMove(action: .accept), by: decision, draftState: .review)
        }
    }

    @Test func `it is computed at first need, for a new version, after a failure and by the clock`() {
        func run(_ state: AdviceRun.State, took milliseconds: Int = 100, version: Int = 1) -> AdviceRun {
            let last = AdviceRun.Result(at: Self.now, version: version, cases: 1, tookMilliseconds: milliseconds, found: [:])
            return AdviceRun(run: Self.clock.newID(), state: state, share: 0, askedAt: Self.now, updatedAt: Self.now, last: last)
        }
        func isDue(_ run: AdviceRun?, after seconds: Int64) -> Bool {
            AdviceRun.isDue(run, version: 1, at: Self.now.adding(seconds: seconds))
        }
        #expect(isDue(nil, after: 0))
        #expect(!isDue(run(.done), after: 299) && isDue(run(.done), after: 300))
        #expect(!isDue(run(.done, took: 4_000), after: 1_199) && isDue(run(.done, took: 4_000), after: 1_200))
        #expect(!isDue(run(.done, took: 60_000), after: 3_599) && isDue(run(.done, took: 60_000), after: 3_600))
        #expect(isDue(run(.done, version: 0), after: 1))
        #expect(!isDue(run(.running), after: 599) && isDue(run(.running), after: 600) && isDue(run(.failed), after: 600))
    }

    @Test func `changes fit together or not at all`() throws {
        let catalogue = try SmallCatalogue.catalogue()
        let proof = AdviceChange(.item, "food-permit", .addProof(material: "floor-plan", .licence("food-permit", role: "applicant")))
        let gone = AdviceChange(.item, "food-permit", .removeMaterial("kitchen-plan"))
        let edits = try AdviceApplying.edits([proof, gone], over: catalogue)
        #expect(edits.count == 1)
        let materials = edits[0].1?["materials"]?.array ?? []
        #expect(materials.count == 1 && materials[0]["satisfiedBy"]?.array?.count == 1)
        let misfit = AdviceChange(.item, "food-permit", .removeMaterial("no-such-paper"))
        #expect(throws: AdviceRefusal.outdated(["food-permit / no-such-paper", "nowhere"])) {
            try AdviceApplying.edits([proof, misfit, AdviceChange(.item, "nowhere", .removeDefinition)], over: catalogue)
        }
    }

    // MARK: What it really saved

    private func burden(_ applications: Int, materials: Int, ended: Int = 0, days: Double = 0) -> AskedBurden {
        var burden = AskedBurden()
        (burden.applications, burden.materials, burden.ended, burden.days) = (applications, materials, ended, days)
        return burden
    }

    @Test func `a change in what people apply for is no saving`() {
        // The heavy thing has become rare, and nothing else has changed.
        let pairs = [
            SavedBurden.Pair(before: burden(100, materials: 500), since: burden(10, materials: 50)),
            SavedBurden.Pair(before: burden(100, materials: 100), since: burden(90, materials: 90)),
        ]
        let saved = SavedBurden.compared(pairs, since: Self.now.date)
        #expect(saved.materials == 0 && saved.applicationsSince == 100 && saved.isEnough)
    }

    @Test func `what is spared is counted over the applications since`() {
        let pairs = [
            SavedBurden.Pair(before: burden(50, materials: 100, ended: 10, days: 50), since: burden(40, materials: 40, ended: 4, days: 8))
        ]
        let saved = SavedBurden.compared(pairs, since: Self.now.date)
        #expect(saved.materials == 40 && saved.before.materials == 2 && saved.after.materials == 1)
        #expect(saved.days == 12 && saved.endedSince == 4)
        #expect(SavedBurden(json: saved.json) == saved)
        let few = SavedBurden.compared(
            [SavedBurden.Pair(before: burden(50, materials: 100), since: burden(19, materials: 19))], since: Self.now.date)
        #expect(!few.isEnough)
        #expect(
            SavedBurden.compared([SavedBurden.Pair(before: burden(0, materials: 0), since: burden(30, materials: 3))], since: Self.now.date)
                .applicationsSince == 0)
    }

    @Test func `a new thing is compared with all its items together`() {
        let joined = SavedBurden.joined([burden(40, materials: 40), burden(20, materials: 60)])
        #expect(joined.applications == 20 && joined.materials == 80)
        #expect(SavedBurden.joined([burden(40, materials: 40), burden(0, materials: 0)]).applications == 0)
    }

    @Test(arguments: [(0, "0"), (12, "12"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-4_321, "−4,321")])
    func `numbers are read in groups of three`(_ number: Int, _ written: String) {
        #expect(Grouped.digits(number) == written)
    }
}
