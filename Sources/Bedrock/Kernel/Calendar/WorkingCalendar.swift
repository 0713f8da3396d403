/// Which days are worked, and what follows: when a limit ends, how much of it has run.
///
/// A weekday test is wrong on some 25 days a year (trap 5), so the yearly arrangement is data. Where no year is loaded, weekends and the
/// statutory holidays are counted and the answer is *provisional*: to be told so, and settled when the year is loaded. That holds
/// for the years between and before the loaded ones too.
///
/// Counts of working days are summed up once, so that a span of years costs two look-ups and a due date a handful.
package struct WorkingCalendar: Sendable {
    private let first: Int
    /// `sums[i]` working days lie before day `first + i`.
    private let sums: [Int32]
    private let loaded: Set<Int>

    /// A later year wins over an earlier one where both name a day, and the last of two with the same number.
    package init(years: [CalendarYear]) {
        let loaded = Set(years.map(\.year))
        let span = (loaded.union(StatutoryDays.lunarYears).min() ?? 0)...(loaded.union(StatutoryDays.lunarYears).max() ?? 0)
        var arranged: [Int: Bool] = [:]
        var current: [Int: CalendarYear] = [:]
        for year in years { current[year.year] = year }
        for year in current.values.sorted(by: { $0.year < $1.year }) {
            for date in year.rest { arranged[date.dayNumber] = false }
            for date in year.work { arranged[date.dayNumber] = true }
        }
        var sums: [Int32] = [0]
        let start = WorkingCalendar.newYear(span.lowerBound)
        var sum: Int32 = 0
        for year in span {
            let statutory = loaded.contains(year) ? [] : StatutoryDays.days(of: year)
            for day in WorkingCalendar.newYear(year)..<WorkingCalendar.newYear(year + 1) {
                if arranged[day] ?? (LocalDate(dayNumber: day).weekday < 6 && !statutory.contains(day)) { sum += 1 }
                sums.append(sum)
            }
        }
        first = start
        self.sums = sums
        self.loaded = loaded
    }

    /// The last year whose arrangement is loaded; nil where none is.
    package var lastLoadedYear: Int? { loaded.max() }
    package var loadedYears: [Int] { loaded.sorted() }

    /// Whether the day is worked, and whether that is only provisional.
    package func isWorkday(_ date: LocalDate) -> (workday: Bool, provisional: Bool) {
        (works(date.dayNumber), !loaded.contains(date.year))
    }

    /// Working days in (`start`, `end`]: the first day does not count, the last does. None if `end` comes first.
    package func workdays(after start: LocalDate, through end: LocalDate) -> Int {
        end > start ? sum(through: end.dayNumber) - sum(through: start.dayNumber) : 0
    }

    /// The day itself where it is worked, else the next that is (民法典 203).
    package func workday(onOrAfter date: LocalDate) -> LocalDate {
        var day = date.dayNumber
        while !works(day) { day += 1 }
        return LocalDate(dayNumber: day)
    }

    /// Whether any day from the one to the other lies in a year that is not loaded.
    package func isProvisional(_ from: LocalDate, _ to: LocalDate) -> Bool {
        guard from <= to else { return false }
        return (from.year...to.year).contains { !loaded.contains($0) }
    }

    /// The n-th working day after `start`; `start` itself for none.
    func workday(_ count: Int, after start: LocalDate) -> LocalDate {
        guard count > 0 else { return start }
        let goal = sum(through: start.dayNumber) + count
        // No day counts twice, so it lies at least `count` days off; beyond, halve what is left.
        var low = start.dayNumber + count
        var reach = count * 2 / 5 + 16
        while sum(through: low + reach) < goal {
            low += reach + 1
            reach *= 2
        }
        var high = low + reach
        while low < high {
            let middle = (low + high) / 2
            if sum(through: middle) >= goal { high = middle } else { low = middle + 1 }
        }
        return LocalDate(dayNumber: low)
    }

    private func works(_ day: Int) -> Bool { sum(through: day) > sum(through: day - 1) }

    // Working days from the table's beginning to the end of that day; negative before it.
    private func sum(through day: Int) -> Int {
        let index = day + 1 - first
        if index < 0 { return -WorkingCalendar.count(day + 1..<first) }
        if index < sums.count { return Int(sums[index]) }
        return Int(sums[sums.count - 1]) + WorkingCalendar.count(first + sums.count - 1..<day + 1)
    }

    // Outside the table: weekdays by arithmetic, less the holidays of fixed date that fall on one.
    private static func count(_ days: Range<Int>) -> Int {
        guard let last = days.last else { return 0 }
        let weekdays = weekdaysBefore(days.upperBound) - weekdaysBefore(days.lowerBound)
        let years = LocalDate(dayNumber: days.lowerBound).year...LocalDate(dayNumber: last).year
        return years.reduce(weekdays) { rest, year in
            rest - StatutoryDays.days(of: year).count { days.contains($0) && LocalDate(dayNumber: $0).weekday < 6 }
        }
    }

    // Mondays to Fridays before that day, counted from Monday 1969-12-29.
    private static func weekdaysBefore(_ day: Int) -> Int {
        let shifted = day + 3
        let weeks = shifted >= 0 ? shifted / 7 : (shifted - 6) / 7
        return weeks * 5 + min(5, shifted - weeks * 7)
    }

    private static func newYear(_ year: Int) -> Int { LocalDate(year: year, month: 1, day: 1)?.dayNumber ?? 0 }
}
