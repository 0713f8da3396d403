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

    /// Decided on Monday, 2 November 2026: ten working days end on the 16th.
    @Test(arguments: [
        // Made, waits, goes on: the time between is not counted; the day on which it begins still runs, the day on which it ends does not.
        ("2026-11-04", "2026-11-11", "2026-11-23"), ("2026-11-04", "2026-11-04", "2026-11-16"), ("2026-11-02", "2026-12-14", "2026-12-28"),
        // While it lasts nothing is due.
        ("2026-11-04", nil, nil), ("2026-11-02", nil, nil),
        // What was late before it began stays late.
        ("2026-11-18", nil, "2026-11-16"), ("2026-11-18", "2026-12-14", "2026-11-16"),
    ])
    func `waiting for the others by choice stands outside the limit to issue`(_ from: String, _ to: String?, _ due: String?) throws {
        var clock = CaseClock().applying(.receive, on: date("2026-10-26")).applying(.startDecision, on: date("2026-10-26"))
        #expect(clock.waitingForOthers(true, on: date("2026-10-27")) == clock)
        clock = clock.applying(.startIssue, on: date("2026-11-02"))
        #expect(clock.due(CaseFixture.limits(), calendar)?.due?.date == date("2026-11-16"))
        clock = clock.waitingForOthers(true, on: date(from))
        #expect(clock.waitingForOthers(true, on: date("2026-11-30")) == clock)
        #expect(clock.phase == .together && clock.isPaused)
        if let to {
            clock = clock.waitingForOthers(false, on: date(to))
            #expect(clock.waitingForOthers(false, on: date("2026-12-30")) == clock)
        }
        let found = try #require(clock.due(CaseFixture.limits(), calendar))
        #expect(found.phase == (to == nil ? .together : .issue) && found.due?.date == due.map(date) && found.statutory == found.due)
        #expect(try #require(CaseClock(json: clock.json)) == clock)
        #expect(clock.applying(.stop, on: date("2026-12-30")).deliveryStops.last?.to == date(to ?? "2026-12-30"))
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
