import Kernel
import Testing

@testable import Cases

@Suite struct ClockTests {
    let calendar = CaseFixture.calendar
    func date(_ text: String) -> LocalDate { LocalDate(text)! }

    @Test func `twenty working days over the National Day holiday`() {
        var clock = CaseClock()
        clock = clock.applying(.receive, on: date("2026-09-18")).applying(.startDecision, on: date("2026-09-18"))
        let due = clock.due(CaseLimits(statutory: Period(20, .workday), promised: nil, deemedAcceptance: true), calendar)
        #expect(due?.due?.date == date("2026-10-22"))
        #expect(due?.due?.provisional == false)
    }

    @Test func `the earlier of promise and law is due`() {
        let clock = CaseClock().applying(.receive, on: date("2026-09-18")).applying(.startDecision, on: date("2026-09-18"))
        let due = clock.due(CaseFixture.limits(), calendar)
        #expect(due?.due?.date == date("2026-09-24"))
        #expect(due?.statutory?.date == date("2026-10-22"))
    }

    @Test func `waiting for additions stops the five days, and never the decision`() {
        var clock = CaseClock().applying(.receive, on: date("2026-11-02"))
        #expect(clock.due(CaseFixture.limits(), calendar)?.due?.date == date("2026-11-09"))
        clock = clock.applying(.pauseAcceptance, on: date("2026-11-03"))
        #expect(clock.isPaused)
        clock = clock.applying(.resumeAcceptance, on: date("2026-11-10"))
        #expect(clock.due(CaseFixture.limits(), calendar)?.due?.date == date("2026-11-16"))
        clock = clock.applying(.startDecision, on: date("2026-11-11"))
        #expect(clock.due(CaseFixture.limits(), calendar)?.due?.date == date("2026-11-18"))
    }

    @Test func `a special procedure stands outside the limit, and an extension adds ten working days`() {
        var clock = CaseClock().applying(.receive, on: date("2026-11-02")).applying(.startDecision, on: date("2026-11-02"))
        let before = clock.due(CaseFixture.limits(), calendar)!
        clock = clock.applying(.pauseDecision, on: date("2026-11-04")).applying(.resumeDecision, on: date("2026-11-06"))
        let after = clock.due(CaseFixture.limits(), calendar)!
        #expect(calendar.elapsed(from: before.due!.date, to: after.due!.date) == 2)
        let extended = clock.applying(.extendDecision, on: date("2026-11-09")).due(CaseFixture.limits(), calendar)!
        #expect(calendar.elapsed(from: after.statutory!.date, to: extended.statutory!.date) == 10)
    }

    @Test func `a date past the last loaded year is provisional and no error`() {
        let clock = CaseClock().applying(.receive, on: date("2026-12-20")).applying(.startDecision, on: date("2026-12-20"))
        let due = clock.due(CaseLimits(statutory: Period(20, .workday), promised: nil, deemedAcceptance: true), calendar)!
        #expect(due.due?.provisional == true)
        #expect(due.due!.date > date("2027-01-10"))
    }

    @Test func `the light turns amber two working days before and red after`() {
        let due = date("2026-11-27")
        #expect(CaseLight(due: due, today: date("2026-11-24"), calendar: calendar) == .green)
        #expect(CaseLight(due: due, today: date("2026-11-25"), calendar: calendar) == .amber)
        #expect(CaseLight(due: due, today: date("2026-11-27"), calendar: calendar) == .amber)
        #expect(CaseLight(due: due, today: date("2026-11-28"), calendar: calendar) == .red)
    }
}
