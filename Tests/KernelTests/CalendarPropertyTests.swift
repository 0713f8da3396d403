import Testing

@testable import Kernel

@Suite struct CalendarPropertyTests {
    private func randomStops(_ start: LocalDate, using random: inout SeededRandom) -> [Stop] {
        (0..<Int.random(in: 0...4, using: &random)).map { _ in
            let from = start.adding(days: Int.random(in: -10...60, using: &random))
            return Stop(from: from, to: from.adding(days: Int.random(in: 0...40, using: &random)))
        }
    }

    // The oracle: day by day, no sums, no merging.
    private func slowElapsed(_ calendar: WorkingCalendar, _ start: LocalDate, _ now: LocalDate, _ stops: [Stop]) -> Int {
        guard now > start else { return 0 }
        return (start.dayNumber + 1...now.dayNumber).count { number in
            let day = LocalDate(dayNumber: number)
            return calendar.isWorkday(day).workday && !stops.contains { $0.from < day && day <= $0.to ?? now }
        }
    }

    @Test func `a due date has exactly its days elapsed, is worked, and is the first such day`() throws {
        var random = SeededRandom.printed("due and elapsed")
        let calendar = try DataFiles.calendar()
        for _ in 0..<3000 {
            let start = date("2021-06-01").adding(days: Int.random(in: 0...6000, using: &random))
            let count = Int.random(in: 1...90, using: &random)
            let stops = randomStops(start, using: &random)
            let due = try #require(calendar.due(from: start, .workdays(count), stops: stops)).date
            #expect(calendar.elapsed(from: start, to: due, stops: stops) == count)
            #expect(slowElapsed(calendar, start, due, stops) == count)
            #expect(slowElapsed(calendar, start, due.adding(days: -1), stops) == count - 1)
            #expect(calendar.isWorkday(due).workday)
            #expect(calendar.remaining(of: .workdays(count), from: start, to: due, stops: stops) == 0)
        }
    }

    @Test func `due dates rise with the start and with the count, and stops only put them off`() throws {
        var random = SeededRandom.printed("monotone")
        let calendar = try DataFiles.calendar()
        for _ in 0..<2000 {
            let start = date("2022-01-01").adding(days: Int.random(in: 0...1800, using: &random))
            let count = Int.random(in: 0...60, using: &random)
            let unit = Period.Unit.allCases.randomElement(using: &random)!
            let (period, longer) = (Period(count, unit), Period(count + 1, unit))
            let due = calendar.due(from: start, period).date
            #expect(due >= start)
            #expect(calendar.due(from: start.adding(days: 1), period).date >= due)
            #expect(calendar.due(from: start, longer).date >= due)
            #expect(calendar.due(from: start, period, counting: .sameDay).date <= due)
            let stops = randomStops(start, using: &random)
            #expect(try #require(calendar.due(from: start, period, stops: stops)).date >= due)
            #expect(calendar.due(from: start, period, stops: [])?.date == due)
        }
    }

    @Test func `a day is never counted twice and never goes lost`() throws {
        var random = SeededRandom.printed("additive")
        let calendar = try DataFiles.calendar()
        for _ in 0..<2000 {
            let days = (0..<3).map { _ in date("2015-01-01").adding(days: Int.random(in: 0...9000, using: &random)) }.sorted()
            #expect(
                calendar.workdays(after: days[0], through: days[2])
                    == calendar.workdays(after: days[0], through: days[1]) + calendar.workdays(after: days[1], through: days[2]))
        }
    }
}

@Suite struct CalendarYearTests {
    private static let valid: JSON = [
        "year": 2026, "source": "notice", "rest": ["2026-01-01", "2026-05-01", "2026-10-01", "2026-10-02", "2026-10-03"],
        "work": ["2026-10-10"],
    ]

    @Test func `every year of the data is valid, has its make-up days on weekends, and comes back from JSON`() throws {
        for year in 2022...2026 {
            let loaded = try DataFiles.year(year)
            #expect(loaded.year == year && loaded.work.count >= 5 && loaded.rest.count >= 27)
            #expect(try CalendarYear(json: loaded.json) == loaded)
        }
    }

    @Test func `a mistake is told in words`() throws {
        _ = try CalendarYear(json: CalendarYearTests.valid)
        let mistakes: [(String, JSON, String)] = [
            ("year", "2026", "year"), ("source", "", "source"), ("rest", ["2026-13-01"], "2026-13-01"), ("work", ["2026-10-09"], "weekday"),
            ("work", ["2026-10-01"], "twice"), ("work", ["2025-10-11"], "not in 2026"), ("rest", ["2026-01-01"], "2026-05-01"),
            ("rest", "2026-01-01", "list"), ("work", [20_261_010], "20261010"), ("holidays", [], "holidays"),
        ]
        for (member, value, word) in mistakes {
            var json = CalendarYearTests.valid
            json[member] = value
            do throws(CalendarFault) {
                _ = try CalendarYear(json: json)
                Issue.record("\(member) = \(value.text) was taken")
            } catch {
                #expect(error.message.en.contains(word))
                #expect(!error.message.zh.isEmpty && error.problem.status == 422)
            }
        }
    }
}
