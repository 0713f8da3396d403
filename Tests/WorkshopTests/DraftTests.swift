import Kernel
import TestSupport
import Testing

@testable import Workshop

/// The rules of a draft, without a database.
struct DraftTests {
    private static let now = TestClock.mondayMorning
    private static let clock = TestClock()
    private static let author = clock.newID()
    private static let other = clock.newID()

    private static func draft(_ state: DraftState) -> CatalogueDraft {
        var draft = CatalogueDraft(id: clock.newID(), title: "少交一份材料", baseVersion: 1, author: author, authorName: "许清", at: now)
        draft.state = state
        return draft
    }

    private static func actor(_ hands: Set<DraftHand>) -> DraftActor { DraftActor(account: other, name: "宋远", hands: hands) }

    @Test(arguments: DraftState.allCases, DraftAction.allCases)
    func `a step is taken exactly where the table has a row for one of the hands`(_ state: DraftState, _ action: DraftAction) {
        let row = DraftTransition.of(action, from: state)
        for hand in DraftHand.allCases {
            let move = DraftMove(action, reason: "请补充依据", effectiveOn: Self.now.date, publishedVersion: 2)
            let next = try? Self.draft(state).performing(move, by: Self.actor([hand]), at: Self.now)
            let isAllowed = row?.hands.contains(hand) == true
            #expect((next != nil) == isAllowed, "\(state) \(action) \(hand)")
            if let next { #expect(next.state == row?.to) }
        }
    }

    @Test func `whoever wrote a draft does not review it`() {
        for action in [DraftAction.approve, .sendBack] {
            #expect(throws: WorkshopRefusal.ownDraft) {
                try Self.draft(.review).performing(DraftMove(action, reason: "好"), by: Self.actor([.author, .reviewer]), at: Self.now)
            }
        }
    }

    @Test func `nothing is published from a day that is over`() throws {
        let yesterday = Self.now.date.adding(days: -1)
        #expect(throws: WorkshopRefusal.pastPublication(yesterday, today: Self.now.date)) {
            try Self.draft(.review).performing(DraftMove(.approve, effectiveOn: yesterday), by: Self.actor([.reviewer]), at: Self.now)
        }
        let approved = try Self.draft(.review).performing(DraftMove(.approve), by: Self.actor([.reviewer]), at: Self.now)
        #expect(approved.effectiveOn == Self.now.date)
    }

    @Test func `a draft goes back with a reason only`() {
        #expect(throws: WorkshopRefusal.reasonMissing) {
            try Self.draft(.review).performing(DraftMove(.sendBack), by: Self.actor([.reviewer]), at: Self.now)
        }
    }

    @Test func `what is closed stays closed`() {
        for state in [DraftState.published, .withdrawn] {
            #expect(DraftTransition.all.allSatisfy { $0.from != state })
        }
    }
}
