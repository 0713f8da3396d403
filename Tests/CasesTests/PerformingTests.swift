import Kernel
import Testing

@testable import Cases

@Suite struct PerformingTests {
    let window = CaseFixture.staff(10, [.window])
    let approver = CaseFixture.staff(11, [.approver])
    let licensor = CaseFixture.staff(12, [.licensor])
    let monday = CaseFixture.monday

    @Test func `a case goes from receipt to hand-over`() throws {
        let rules = CaseFixture.rules()
        var current = CaseFixture.submitted()
        for (action, actor) in [(CaseAction.accept, window), (.grant, approver), (.issue, licensor), (.handOver, window)] {
            current = try current.performing(CaseMove(action), by: actor, at: monday, rules).after
        }
        #expect(current.status == .done)
        #expect(current.version == 5)
        #expect(current.closedAt == monday)
    }

    @Test func `an officer cannot decide a case they accepted`() throws {
        let both = CaseFixture.staff(13, [.window, .approver])
        let accepted = try CaseFixture.submitted().performing(CaseMove(.accept), by: both, at: monday, CaseFixture.rules()).after
        #expect(throws: CaseRefusal.sameHand) { try accepted.performing(CaseMove(.grant), by: both, at: monday, CaseFixture.rules()) }
        #expect(try accepted.performing(CaseMove(.grant), by: approver, at: monday, CaseFixture.rules()).after.status == .granted)
    }

    @Test func `nobody handles their own case`() {
        let own = CaseFixture.staff(14, [.window], own: [CaseFixture.applicant])
        #expect(throws: CaseRefusal.ownCase) {
            try CaseFixture.submitted().performing(CaseMove(.accept), by: own, at: monday, CaseFixture.rules())
        }
    }

    @Test func `a refusal without reasons or basis is not taken`() throws {
        let accepted = try CaseFixture.submitted().performing(CaseMove(.accept), by: window, at: monday, CaseFixture.rules()).after
        #expect(throws: CaseRefusal.missing([.reason, .legalBasis])) {
            try accepted.performing(CaseMove(.refuse, reason: "  "), by: approver, at: monday, CaseFixture.rules())
        }
    }

    @Test func `an on-site check needs two officers`() throws {
        let rules = CaseFixture.rules(twoOfficers: true)
        let accepted = try CaseFixture.submitted().performing(CaseMove(.accept), by: window, at: monday, rules).after
        var move = CaseMove(.grant)
        move.officers = ["甲", "甲"]
        #expect(throws: CaseRefusal.missing([.twoOfficers])) { try accepted.performing(move, by: approver, at: monday, rules) }
        move.officers = ["甲", "乙"]
        #expect(try accepted.performing(move, by: approver, at: monday, rules).after.status == .granted)
    }

    @Test func `a second notice may list only what the first left open`() throws {
        let rules = CaseFixture.rules()
        var first = CaseMove(.requestSupplement)
        first.points = [
            SupplementPoint(subject: "a", label: Text("甲", "A"), ask: "补"), SupplementPoint(subject: "b", label: Text("乙", "B"), ask: "补"),
        ]
        var current = try CaseFixture.submitted().performing(first, by: window, at: monday, rules).after
        let applicant = CaseActor(kind: .applicant, account: nil, name: "顾晓岚", hands: [.applicant])
        current = try current.performing(CaseMove(.supply), by: applicant, at: monday, rules).after
        var second = CaseMove(.requestSupplement)
        second.points = [SupplementPoint(subject: "c", label: Text("丙", "C"), ask: "补")]
        #expect(throws: CaseRefusal.newPoints(["丙"])) { try current.performing(second, by: window, at: monday, rules) }
        second.points = [first.points[1]]
        #expect(try current.performing(second, by: window, at: monday, rules).after.status == .supplement)
    }

    @Test func `no licence before the fee`() throws {
        let rules = CaseFixture.rules()
        var current = try CaseFixture.submitted(fee: Money(fen: 1000)).performing(CaseMove(.accept), by: window, at: monday, rules).after
        current = try current.performing(CaseMove(.grant), by: approver, at: monday, rules).after
        #expect(throws: CaseRefusal.notPaid) { try current.performing(CaseMove(.issue), by: licensor, at: monday, rules) }
        var payment = CaseMove(.recordPayment)
        payment.receiptNumber = "R-7"
        current = try current.performing(payment, by: window, at: monday, rules).after
        #expect(try current.performing(CaseMove(.issue), by: licensor, at: monday, rules).after.status == .issued)
    }

    @Test func `silence counts as acceptance from the day of receipt, for licences only, after five working days`() throws {
        let rules = CaseFixture.rules()
        let current = CaseFixture.submitted()
        // Received on Monday the 14th: Tuesday to Friday are four, and Sunday the 20th is a make-up working day.
        let fifth = Instant(LocalDate("2026-09-20")!, secondOfDay: 8 * 3600)
        #expect(throws: CaseRefusal.notDue) { try current.performing(CaseMove(.deemAccept), by: .system, at: fifth, rules) }
        let next = Instant(LocalDate("2026-09-21")!, secondOfDay: 60)
        let accepted = try current.performing(CaseMove(.deemAccept), by: .system, at: next, rules).after
        #expect(accepted.isDeemedAccepted)
        #expect(accepted.clock.acceptedOn == monday.date)
        #expect(throws: CaseRefusal.noDeemedAcceptance) {
            try current.performing(CaseMove(.deemAccept), by: .system, at: next, CaseFixture.rules(licence: false))
        }
    }
}
