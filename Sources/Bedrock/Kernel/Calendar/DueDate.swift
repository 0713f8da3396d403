/// The last day of a limit. Provisional: the holiday notice that settles it is not loaded yet.
package struct DueDate: Sendable, Hashable {
    package let date: LocalDate
    package let provisional: Bool

    package init(date: LocalDate, provisional: Bool) {
        self.date = date
        self.provisional = provisional
    }

    package var text: Text {
        guard provisional else { return date.text }
        return Text("\(date.text.zh)（暂定，以当年节假日通知为准）", "\(date.text.en) (provisional, until that year’s holidays are announced)")
    }
}

/// A time that stands outside the limit. The rule is the same as for the limit itself: the day it begins still runs, the day it ends
/// does not. `to` is nil while it lasts.
package struct Stop: Sendable, Hashable {
    package let from: LocalDate
    package let to: LocalDate?

    package init(from: LocalDate, to: LocalDate?) {
        self.from = from
        self.to = to
    }

    var isEmpty: Bool { to.map { $0 <= from } ?? false }
}

extension WorkingCalendar {
    /// Which day is the first of a limit. The law's reading, and Shanghai's, is the day after the act (民法典 201).
    package enum Counting: String, Sendable, Hashable, CaseIterable {
        case nextDay = "next-day"
        case sameDay = "same-day"
    }

    /// The last day of a limit that begins with an act on `start`.
    ///
    /// Working days: the n-th after the act. Days and months are calendar periods whose last day, if a rest day, rolls on to the next
    /// working day (民法典 201–203). An instant limit ends on the day of the act.
    package func due(from start: LocalDate, _ period: Period, counting: Counting = .nextDay) -> DueDate {
        let clock = Clock(start, period, counting)
        return settled(unrolled: advance(clock.start, by: clock.length, period.unit), clock: clock, period)
    }

    /// The same with times that stand outside it. nil while the clock stands still: an open stop that began before the limit ran out.
    package func due(from start: LocalDate, _ period: Period, stops: [Stop], counting: Counting = .nextDay) -> DueDate? {
        let clock = Clock(start, period, counting)
        guard !stops.isEmpty, !period.isInstant else { return due(from: start, period, counting: counting) }
        var at = clock.start
        var left = clock.length
        for stop in WorkingCalendar.merged(stops) {
            if let end = stop.to, end <= at { continue }
            let pause = max(stop.from, at)
            let run = distance(at, pause, period.unit)
            if run >= left { break }
            guard let end = stop.to else { return nil }
            left -= run
            at = end
        }
        return settled(unrolled: advance(at, by: left, period.unit), clock: clock, period)
    }

    /// Working days run by the end of `now`: those in (`start`, `now`] that lie in no stop.
    package func elapsed(from start: LocalDate, to now: LocalDate, stops: [Stop] = []) -> Int {
        var elapsed = workdays(after: start, through: now)
        guard elapsed > 0, !stops.isEmpty else { return elapsed }
        for stop in WorkingCalendar.merged(stops) {
            elapsed -= workdays(after: max(stop.from, start), through: min(stop.to ?? now, now))
        }
        return elapsed
    }

    /// What is left at the end of `now`: working days of a limit in working days, else calendar days. Negative when overdue. A stop still
    /// open is reckoned as if it ended now.
    package func remaining(
        of period: Period, from start: LocalDate, to now: LocalDate, stops: [Stop] = [], counting: Counting = .nextDay
    ) -> Int {
        let clock = Clock(start, period, counting)
        guard period.unit != .workday else { return clock.length - elapsed(from: clock.start, to: now, stops: stops) }
        let past = stops.filter { $0.from < now }.map { Stop(from: $0.from, to: min($0.to ?? now, now)) }
        return (due(from: start, period, stops: past, counting: counting)?.date ?? now).days(since: now)
    }

    /// Where a limit begins to be counted and how long it is in its own unit; a month's length is that of these very months.
    private struct Clock {
        let start: LocalDate
        let length: Int

        init(_ act: LocalDate, _ period: Period, _ counting: Counting) {
            start = counting == .sameDay && !period.isInstant ? act.adding(days: -1) : act
            // 民法典 202: the corresponding day of the last month, or that month's last; one day less if the act's own counts.
            let months = act.adding(months: period.count).adding(days: counting == .sameDay ? -1 : 0)
            length = period.unit == .month && !period.isInstant ? months.days(since: start) : period.count
        }
    }

    private func advance(_ date: LocalDate, by length: Int, _ unit: Period.Unit) -> LocalDate {
        unit == .workday ? workday(length, after: date) : date.adding(days: length)
    }

    private func distance(_ from: LocalDate, _ to: LocalDate, _ unit: Period.Unit) -> Int {
        unit == .workday ? workdays(after: from, through: to) : max(0, to.days(since: from))
    }

    private func settled(unrolled: LocalDate, clock: Clock, _ period: Period) -> DueDate {
        if period.isInstant { return DueDate(date: unrolled, provisional: false) }
        if period.unit == .workday {
            return DueDate(date: unrolled, provisional: isProvisional(clock.start.adding(days: 1), unrolled))
        }
        let date = workday(onOrAfter: unrolled)
        return DueDate(date: date, provisional: isProvisional(unrolled, date))
    }

    /// The stops in order, with what overlaps or touches made one, and empty ones gone.
    static func merged(_ stops: [Stop]) -> [Stop] {
        var merged: [Stop] = []
        for stop in stops.filter({ !$0.isEmpty }).sorted(by: { $0.from < $1.from }) {
            guard let last = merged.last else {
                merged.append(stop)
                continue
            }
            guard let end = last.to else { break }
            if stop.from <= end {
                merged[merged.count - 1] = Stop(from: last.from, to: stop.to.map { max($0, end) })
            } else {
                merged.append(stop)
            }
        }
        return merged
    }
}
