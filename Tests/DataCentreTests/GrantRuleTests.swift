import Kernel
import Testing

@testable import DataCentre

/// The life of a grant, as its table tells it.
struct GrantRuleTests {
    private static let start = Instant(microseconds: 1_764_000_000_000_000)

    private static func grant(_ state: GrantState, until: LocalDate? = nil, extensionNeed: String? = nil) -> Grant {
        var grant = Grant(
            id: ID(at: start, random: Array(repeating: 7, count: 10)), key: Grant.Key(department: "jyj", resource: "r", item: "i"),
            state: state, need: "n", requestedAt: start, dueOn: start.date, until: until)
        grant.extensionNeed = extensionNeed
        return grant
    }

    @Test func `each state and action has at most one row, and every state can be reached`() {
        var seen: Set<String> = []
        for row in GrantTransition.table { #expect(seen.insert("\(String(describing: row.from)) \(row.action)").inserted) }
        #expect(Set(GrantTransition.table.map(\.to)) == Set(GrantState.allCases))
    }

    @Test func `a machine never refuses and never withdraws, and who uses data does not answer for who holds them`() {
        for row in GrantTransition.table {
            if row.hands.contains(.machine) { #expect(row.action != .refuse && row.action != .withdraw) }
            if row.hands.contains(.user) { #expect(row.action == .request) }
        }
    }

    @Test func `only rows of the table are taken, and each no has a reason`() throws {
        for state in GrantState.allCases {
            for action in GrantAction.allCases {
                for hand in GrantHand.allCases {
                    for reason in ["because", nil] {
                        let move = GrantMove(action: action, reason: reason)
                        let row = GrantTransition.row(from: state, action)
                        let after = try? Self.grant(state).taking(move, by: hand, at: Self.start)
                        let isNo = [.refuse, .withdraw, .postpone].contains(action)
                        // Of a grant that goes on without a term nothing is asked and nothing answered.
                        let isAbout = state != .granted || action == .withdraw || action == .lapse
                        let isAllowed = row?.hands.contains(hand) == true && (reason != nil || !isNo) && isAbout
                        #expect((after != nil) == isAllowed, "\(state) \(action) \(hand)")
                        if let after { #expect(after.state == row?.to && after.revision == 2) }
                    }
                }
            }
        }
    }

    @Test func `a longer term is asked for once, answered once, and a no leaves the grant as it is`() throws {
        let (day, now) = (Self.start.date.adding(days: 30), Self.start)
        var granted = Self.grant(.granted, until: day)
        (granted.reason, granted.decidedAt) = ("同意", now)
        #expect(!granted.allows(.grant, by: .holder, on: now.date) && !granted.allows(.refuse, by: .holder, on: now.date))
        #expect(!Self.grant(.granted).allows(.request, by: .user, on: now.date))
        #expect(granted.allows(.request, by: .user, on: day) && granted.allows(.request, by: .user, on: day.adding(days: 1)))
        let asked = try granted.asked("还要用一年", by: .user, dueOn: day, at: now)
        #expect(asked.state == .granted && asked.until == day && asked.need == "n" && asked.extensionNeed == "还要用一年")
        #expect(throws: DataCentreRefusal.notAllowed(.granted, .request)) { try asked.asked("x", by: .user, dueOn: day, at: now) }
        #expect(throws: DataCentreRefusal.shorterTerm(day)) {
            try asked.taking(GrantMove(action: .grant, until: day), by: .holder, at: now)
        }
        let longer = try asked.taking(GrantMove(action: .grant, until: day.adding(days: 365)), by: .holder, at: now)
        #expect(longer.until == day.adding(days: 365) && longer.extensionNeed == nil && longer.reason == "同意" && longer.decidedAt == now)
        let kept = try asked.taking(GrantMove(action: .refuse, reason: "够了"), by: .holder, at: now)
        #expect(kept.state == .granted && kept.until == day && kept.extensionNeed == nil && kept.reason == "同意")
        #expect(try asked.lapsing().state == .lapsed)
    }

    @Test func `an answer is put off once, by whoever watches, with a reason`() throws {
        let (requested, later) = (Self.grant(.requested), Self.start.date.adding(days: 14))
        let move = GrantMove(action: .postpone, reason: "涉及三个系统", dueOn: later)
        let delayed = try requested.taking(move, by: .authority, at: Self.start)
        #expect(delayed.state == .requested && delayed.dueOn == later && delayed.isPostponed && delayed.decidedAt == nil)
        #expect(throws: DataCentreRefusal.postponedAlready) { try delayed.taking(move, by: .authority, at: Self.start) }
        #expect(throws: DataCentreRefusal.self) { try requested.taking(move, by: .holder, at: Self.start) }
        #expect(try !delayed.taking(GrantMove(action: .grant), by: .holder, at: Self.start).isPostponed)
    }

    @Test func `a term ends by itself on the day after its last`() {
        let day = Self.start.date
        #expect(Self.grant(.granted, until: day).state(on: day) == .granted)
        #expect(Self.grant(.granted, until: day).state(on: day.adding(days: 1)) == .lapsed)
        #expect(Self.grant(.refused, until: day).state(on: day.adding(days: 1)) == .refused)
        #expect(throws: DataCentreRefusal.pastTerm) {
            _ = try Self.grant(.requested).taking(
                GrantMove(action: .grant, until: day.adding(days: -1)), by: .holder, at: Self.start)
        }
    }

    @Test func `a circuit opens after so many failures, lets one trial through and closes with its success`() {
        let limits = Circuit.Limits(failures: 3, seconds: 60)
        var circuit = Circuit()
        for _ in 0..<2 { circuit = circuit.failed(at: Self.start, limits) }
        #expect(circuit.passage(at: Self.start) == .closed && circuit.failures == 2)
        circuit = circuit.failed(at: Self.start, limits)
        #expect(circuit.passage(at: Self.start.adding(seconds: 59)) == .open)
        let later = Self.start.adding(seconds: 60)
        #expect(circuit.passage(at: later) == .trial)
        #expect(circuit.claimed(at: later, limits).passage(at: later) == .open)
        #expect(circuit.claimed(at: later, limits).failed(at: later, limits).passage(at: later.adding(seconds: 59)) == .open)
    }
}
