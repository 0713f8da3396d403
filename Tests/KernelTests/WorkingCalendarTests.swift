import Testing

@testable import Kernel

@Suite struct WorkingCalendarTests {
    @Test(arguments: [
        ("2026-09-18", 5, "2026-09-24"), ("2026-09-18", 20, "2026-10-22"), ("2026-02-13", 5, "2026-02-27"),
        ("2026-04-30", 20, "2026-06-01"),
        ("2026-01-01", 5, "2026-01-08"), ("2023-08-31", 1, "2023-09-01"), ("2025-03-05", 15, "2025-03-26"), ("2022-07-19", 5, "2022-07-26"),
        ("2024-09-09", 20, "2024-10-12"), ("2025-11-23", 2, "2025-11-25"), ("2023-03-01", 60, "2023-05-26"),
        ("2025-06-13", 30, "2025-07-25"),
        ("2024-08-04", 1, "2024-08-05"), ("2022-06-01", 15, "2022-06-23"), ("2024-12-30", 45, "2025-03-10"),
        ("2025-09-27", 20, "2025-10-30"),
        ("2026-08-18", 20, "2026-09-15"), ("2024-07-05", 45, "2024-09-06"), ("2024-04-16", 60, "2024-07-11"),
        ("2024-11-30", 5, "2024-12-06"),
    ])
    func `a limit in working days ends as an independent count says`(_ from: String, _ count: Int, _ due: String) throws {
        let calendar = try DataFiles.calendar()
        #expect(calendar.due(from: date(from), .workdays(count)) == DueDate(date: date(due), provisional: false))
        #expect(calendar.elapsed(from: date(from), to: date(due)) == count)
    }

    @Test func `a year has as many working days as the notices gave it`() throws {
        let calendar = try DataFiles.calendar()
        for (year, count) in [(2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)] {
            let days = calendar.workdays(after: date("\(year - 1)-12-31"), through: date("\(year)-12-31"))
            #expect(days == count)
        }
    }

    @Test func `a make-up Saturday is worked and a holiday Monday is not`() throws {
        let calendar = try DataFiles.calendar()
        #expect(calendar.isWorkday(date("2026-02-14")) == (true, false))
        #expect(calendar.isWorkday(date("2026-09-20")) == (true, false))
        #expect(calendar.isWorkday(date("2026-02-16")) == (false, false))
        #expect(calendar.isWorkday(date("2026-11-22")) == (false, false))
    }

    @Test func `past the last loaded year weekends and the thirteen holidays rest, provisionally`() throws {
        let calendar = try DataFiles.calendar()
        let rest = [
            "01-01", "02-05", "02-06", "02-07", "02-08", "04-05", "05-01", "05-02", "06-09", "09-15", "10-01", "10-02", "10-03",
        ]
        for day in rest { #expect(calendar.isWorkday(date("2027-" + day)) == (false, true)) }
        let weekdays = (date("2027-01-01").dayNumber...date("2027-12-31").dayNumber).count { LocalDate(dayNumber: $0).weekday < 6 }
        let onWeekdays = rest.count { date("2027-" + $0).weekday < 6 }
        #expect(calendar.workdays(after: date("2026-12-31"), through: date("2027-12-31")) == weekdays - onWeekdays)
        let due = calendar.due(from: date("2026-11-23"), .workdays(45))
        #expect(due.provisional && due.date.year == 2027)
        #expect(!calendar.due(from: date("2026-11-23"), .workdays(20)).provisional)
        #expect(calendar.due(from: date("2027-01-01"), .workdays(1)) == DueDate(date: date("2027-01-04"), provisional: true))
    }

    @Test func `loading the year settles the date`() throws {
        let before = try DataFiles.calendar(2022...2025)
        let after = try DataFiles.calendar(2022...2026)
        #expect(before.lastLoadedYear == 2025 && after.lastLoadedYear == 2026)
        let early = before.due(from: date("2025-12-22"), .workdays(10))
        let settled = after.due(from: date("2025-12-22"), .workdays(10))
        #expect(early.provisional && !settled.provisional)
        #expect(settled.date == date("2026-01-06"))
    }

    @Test func `before the first year, in a gap and with no year at all there is an answer, provisional`() throws {
        let gap = try DataFiles.calendar([2022, 2024])
        #expect(gap.isWorkday(date("2023-10-02")) == (false, true))
        #expect(gap.isWorkday(date("2023-10-09")) == (true, true))
        #expect(gap.isWorkday(date("2019-10-01")) == (false, true))
        let none = WorkingCalendar(years: [])
        #expect(none.due(from: date("2026-11-23"), .workdays(5)) == DueDate(date: date("2026-11-30"), provisional: true))
        #expect(none.lastLoadedYear == nil)
    }

    @Test func `far outside the table a count by arithmetic is the count day by day`() throws {
        let calendar = try DataFiles.calendar()
        for (from, to) in [
            ("2015-06-01", "2021-12-31"), ("2035-06-01", "2041-03-15"), ("2020-01-01", "2038-01-01"), ("1969-01-01", "1970-02-01"),
        ] {
            let byDay = (date(from).dayNumber + 1...date(to).dayNumber).count { calendar.isWorkday(LocalDate(dayNumber: $0)).workday }
            #expect(calendar.workdays(after: date(from), through: date(to)) == byDay)
        }
        #expect(calendar.due(from: date("2040-01-02"), .workdays(3)).provisional)
    }

    @Test func `a notice may name days of the December before`() throws {
        let next = try CalendarYear(
            year: 2027, source: "test",
            rest: ["2026-12-31", "2027-01-01", "2027-05-01", "2027-10-01", "2027-10-02", "2027-10-03"].map(date), work: [date("2026-12-26")]
        )
        let calendar = WorkingCalendar(years: try [DataFiles.year(2026), next])
        #expect(calendar.isWorkday(date("2026-12-31")) == (false, false))
        #expect(calendar.isWorkday(date("2026-12-26")) == (true, false))
    }
}

@Suite struct CalendarPeriodTests {
    @Test func `days and months are calendar periods whose last day rolls on`() throws {
        let calendar = try DataFiles.calendar()
        #expect(calendar.due(from: date("2026-03-02"), .days(30)).date == date("2026-04-01"))
        // 2026-10-03 is a rest day, and so are the days to the 7th.
        #expect(calendar.due(from: date("2026-09-03"), .days(30)).date == date("2026-10-08"))
        // 2026-10-10 is a Saturday, but worked.
        #expect(calendar.due(from: date("2026-09-10"), .months(1)).date == date("2026-10-10"))
        #expect(calendar.due(from: date("2026-01-31"), .months(1)).date == date("2026-02-28"))
        #expect(calendar.due(from: date("2026-08-31"), .months(6)) == DueDate(date: date("2027-03-01"), provisional: true))
        #expect(calendar.due(from: date("2026-11-23"), .months(1)).provisional == false)
    }

    @Test func `where the day of the act counts the limit ends a day earlier`() throws {
        let calendar = try DataFiles.calendar()
        #expect(calendar.due(from: date("2026-11-23"), .workdays(1), counting: .sameDay).date == date("2026-11-23"))
        #expect(calendar.due(from: date("2026-11-21"), .workdays(1), counting: .sameDay).date == date("2026-11-23"))
        #expect(calendar.due(from: date("2026-03-02"), .days(30), counting: .sameDay).date == date("2026-03-31"))
        #expect(calendar.due(from: date("2026-03-02"), .months(1), counting: .sameDay).date == date("2026-04-01"))
        #expect(calendar.due(from: date("2026-11-22"), .workdays(0)) == DueDate(date: date("2026-11-22"), provisional: false))
    }

    @Test func `a period says itself and comes back from JSON`() {
        #expect(Period.workdays(5).text == Text("5 个工作日", "5 working days"))
        #expect(Period.workdays(1).text.en == "1 working day")
        #expect(Period.days(30).text == Text("30 个自然日", "30 calendar days"))
        #expect(Period.months(6).text == Text("6 个月", "6 months"))
        #expect(Period.workdays(0).text == Text("当场", "on the spot"))
        for period in [Period.workdays(20), .days(60), .months(6)] { #expect(Period(json: period.json) == period) }
        #expect(Period(json: ["count": -1, "unit": "day"]) == nil && Period(json: ["count": 1, "unit": "week"]) == nil)
    }
}

@Suite struct StopTests {
    @Test func `the day a stop begins still runs and the day it ends does not`() throws {
        let calendar = try DataFiles.calendar()
        let start = date("2026-11-02")  // a Monday; no holiday until the new year
        let stop = Stop(from: date("2026-11-04"), to: date("2026-11-06"))
        #expect(calendar.elapsed(from: start, to: date("2026-11-04"), stops: [stop]) == 2)
        #expect(calendar.elapsed(from: start, to: date("2026-11-06"), stops: [stop]) == 2)
        #expect(calendar.elapsed(from: start, to: date("2026-11-09"), stops: [stop]) == 3)
        #expect(calendar.due(from: start, .workdays(5), stops: [stop])?.date == date("2026-11-11"))
        #expect(calendar.due(from: start, .workdays(2), stops: [stop])?.date == date("2026-11-04"))
        #expect(calendar.remaining(of: .workdays(5), from: start, to: date("2026-11-12"), stops: [stop]) == -1)
    }

    @Test func `overlapping stops count once`() throws {
        let calendar = try DataFiles.calendar()
        let start = date("2026-11-02")
        let one = [Stop(from: date("2026-11-04"), to: date("2026-11-13"))]
        let three = [
            Stop(from: date("2026-11-09"), to: date("2026-11-13")), Stop(from: date("2026-11-04"), to: date("2026-11-10")),
            Stop(from: date("2026-11-05"), to: date("2026-11-06")), Stop(from: date("2026-11-20"), to: date("2026-11-20")),
        ]
        #expect(calendar.due(from: start, .workdays(10), stops: three) == calendar.due(from: start, .workdays(10), stops: one))
        #expect(calendar.elapsed(from: start, to: date("2026-11-30"), stops: three) == 13)
    }

    @Test func `while a stop is open there is no due date unless the limit ran out before it`() throws {
        let calendar = try DataFiles.calendar()
        let open = [Stop(from: date("2026-11-04"), to: nil)]
        #expect(calendar.due(from: date("2026-11-02"), .workdays(5), stops: open) == nil)
        #expect(calendar.due(from: date("2026-11-02"), .workdays(2), stops: open)?.date == date("2026-11-04"))
        #expect(calendar.elapsed(from: date("2026-11-02"), to: date("2026-11-30"), stops: open) == 2)
        #expect(calendar.remaining(of: .workdays(5), from: date("2026-11-02"), to: date("2026-11-30"), stops: open) == 3)
    }

    @Test func `a stop extends calendar periods by calendar days`() throws {
        let calendar = try DataFiles.calendar()
        let stop = Stop(from: date("2026-03-10"), to: date("2026-03-15"))
        #expect(calendar.due(from: date("2026-03-02"), .days(30), stops: [stop])?.date == date("2026-04-07"))  // 04-06 is a rest day
        #expect(calendar.due(from: date("2026-03-02"), .months(1), stops: [stop])?.date == date("2026-04-07"))
        #expect(calendar.remaining(of: .days(30), from: date("2026-03-02"), to: date("2026-03-31")) == 1)
        #expect(
            calendar.remaining(of: .days(30), from: date("2026-03-02"), to: date("2026-03-12"), stops: [Stop(from: stop.from, to: nil)])
                == 22)
    }
}
