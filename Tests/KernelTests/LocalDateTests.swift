import Testing

@testable import Kernel

@Suite struct LocalDateTests {
    @Test func `every day of four centuries has parts that lead back to it`() {
        let first = LocalDate(year: 1800, month: 1, day: 1)!
        for number in first.dayNumber..<(first.dayNumber + 146_097) {
            let parts = LocalDate(dayNumber: number).parts
            #expect(LocalDate(year: parts.year, month: parts.month, day: parts.day)?.dayNumber == number)
        }
    }

    @Test func `a date that does not exist is refused`() {
        #expect(LocalDate("2026-02-29") == nil)
        #expect(LocalDate("2028-02-29") != nil)
        #expect(LocalDate("2026-13-01") == nil)
        #expect(LocalDate("26-01-01") == nil)
    }

    @Test func `months roll to the last day`() {
        #expect(LocalDate("2026-01-31")!.adding(months: 1).description == "2026-02-28")
        #expect(LocalDate("2026-11-30")!.adding(months: 3).description == "2027-02-28")
        #expect(LocalDate("2026-03-31")!.adding(months: -1).description == "2026-02-28")
    }

    @Test func `the day in Shanghai begins at four in the afternoon in Greenwich`() {
        #expect(Instant(rfc3339: "2026-11-22T16:00:00Z")!.date.description == "2026-11-23")
        #expect(Instant(rfc3339: "2026-11-22T15:59:59Z")!.date.description == "2026-11-22")
        #expect(Instant(rfc3339: "2026-11-23T09:12:00+08:00")!.rfc3339 == "2026-11-23T09:12:00+08:00")
        #expect(Instant(rfc3339: "2026-11-23T25:12:00+08:00") == nil)
    }
}
