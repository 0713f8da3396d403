import Kernel

/// Reads the texts of dates, times and durations as FEEL's constructors take them (DMN 1.5 §10.3.2.3.4–7, XML Schema 1.1).
struct TemporalReader {
    private var rest: Substring.UTF8View

    init(_ text: some StringProtocol) { rest = Substring(text).utf8 }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard rest.first == byte else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// Between `least` and `most` digits, as many as stand there.
    private mutating func digits(_ least: Int, _ most: Int) -> Int? {
        let figures = rest.prefix { (48...57).contains($0) }
        guard (least...most).contains(figures.count) else { return nil }
        rest = rest.dropFirst(figures.count)
        return figures.reduce(0) { $0 * 10 + Int($1 - 48) }
    }

    /// The figures after a point, to the nanosecond; 0 where there is no point.
    private mutating func fraction(mayBeEmpty: Bool = false) -> Int? {
        guard take(0x2E) else { return 0 }
        let figures = rest.prefix { (48...57).contains($0) }
        guard mayBeEmpty || !figures.isEmpty else { return nil }
        rest = rest.dropFirst(figures.count)
        return (0..<9).reduce((0, figures[...])) { state, _ in (state.0 * 10 + Int((state.1.first ?? 48) - 48), state.1.dropFirst()) }.0
    }

    private mutating func readDate() -> LocalDate? {
        let negative = take(0x2D)
        // A year has four digits, or more and then no leading zero.
        let leadingZero = rest.first == 0x30
        let length = rest.prefix { (48...57).contains($0) }.count
        guard length == 4 || !leadingZero, let year = digits(4, 9), take(0x2D), let month = digits(2, 2), take(0x2D), let day = digits(2, 2)
        else { return nil }
        return LocalDate(feelYear: negative ? -year : year, month: month, day: day)
    }

    /// `24:00:00` is the midnight that follows.
    private mutating func readTime() -> (time: TimeOfDay, isNextDay: Bool)? {
        guard let hour = digits(2, 2), take(0x3A), let minute = digits(2, 2), take(0x3A), let second = digits(2, 2),
            let nanosecond = fraction(),
            let zone = readZone()
        else { return nil }
        if hour == 24, minute == 0, second == 0, nanosecond == 0 { return (TimeOfDay(nanosecondOfDay: 0, zone: zone), true) }
        return TimeOfDay(hour: hour, minute: minute, second: second, nanosecond: nanosecond, zone: zone).map { ($0, false) }
    }

    /// The outer nil says that what stands there is no zone, the inner that none is given.
    private mutating func readZone() -> Zone?? {
        if rest.isEmpty { return .some(nil) }
        if take(0x5A) || take(0x7A) { return .utc }
        if take(0x40) {
            let name = String(Substring(rest))
            rest = rest.suffix(0)
            return ZoneRules.isKnown(name) ? .region(name) : nil
        }
        guard let sign = rest.first, sign == 0x2B || sign == 0x2D else { return nil }
        rest = rest.dropFirst()
        guard let hours = digits(2, 2), take(0x3A), let minutes = digits(2, 2), minutes < 60 else { return nil }
        var seconds = 0
        if take(0x3A) {
            guard let more = digits(2, 2), more < 60 else { return nil }
            seconds = more
        }
        let offset = hours * 3600 + minutes * 60 + seconds
        guard offset <= 18 * 3600 else { return nil }
        return .offset(seconds: sign == 0x2D ? -offset : offset)
    }

    static func date(_ text: some StringProtocol) -> LocalDate? {
        var reader = TemporalReader(text)
        guard let date = reader.readDate(), reader.rest.isEmpty else { return nil }
        return date
    }

    static func time(_ text: some StringProtocol) -> TimeOfDay? {
        var reader = TemporalReader(text)
        guard let (time, _) = reader.readTime(), reader.rest.isEmpty else { return nil }
        return time
    }

    /// A date alone is its midnight.
    static func dateTime(_ text: some StringProtocol) -> DateTime? {
        var reader = TemporalReader(text)
        guard let date = reader.readDate() else { return nil }
        if reader.rest.isEmpty { return DateTime(date, .midnight) }
        guard reader.take(0x54), let (time, isNextDay) = reader.readTime(), reader.rest.isEmpty else { return nil }
        return isNextDay ? LocalDate(feelDayNumber: date.dayNumber + 1).map { DateTime($0, time) } : DateTime(date, time)
    }

    static func duration(_ text: some StringProtocol) -> Value? {
        var reader = TemporalReader(text)
        let negative = reader.take(0x2D)
        guard reader.take(0x50) else { return nil }
        return reader.monthsDuration(negative) ?? reader.daysDuration(negative)
    }

    private func monthsDuration(_ negative: Bool) -> Value? {
        var reader = self
        var (months, seen) = (0, false)
        for (unit, factor) in [(UInt8(ascii: "Y"), 12), (UInt8(ascii: "M"), 1)] {
            var ahead = reader
            guard let number = ahead.digits(1, 12), ahead.take(unit) else { continue }
            months += number * factor
            seen = true
            reader = ahead
        }
        return seen && reader.rest.isEmpty ? .monthsDuration(negative ? -months : months) : nil
    }

    private func daysDuration(_ negative: Bool) -> Value? {
        var reader = self
        var (total, seen) = (Int128(0), false)
        func number(_ unit: UInt8, _ factor: Int128) {
            var ahead = reader
            guard let number = ahead.digits(1, 18), ahead.take(unit) else { return }
            total += Int128(number) * factor * 1_000_000_000
            seen = true
            reader = ahead
        }
        number(UInt8(ascii: "D"), 86_400)
        if reader.take(UInt8(ascii: "T")) {
            seen = false
            number(UInt8(ascii: "H"), 3600)
            number(UInt8(ascii: "M"), 60)
            var ahead = reader
            if let whole = ahead.digits(1, 18), let nanoseconds = ahead.fraction(mayBeEmpty: true), ahead.take(UInt8(ascii: "S")) {
                total += Int128(whole) * 1_000_000_000 + Int128(nanoseconds)
                seen = true
                reader = ahead
            }
        }
        guard seen, reader.rest.isEmpty, let duration = DaysDuration(total: negative ? -total : total) else { return nil }
        return .daysDuration(duration)
    }

    /// What `@"…"` may hold: a date, a date and time, a time or a duration.
    static func any(_ text: some StringProtocol) -> Value? {
        date(text).map(Value.date) ?? dateTime(text).map(Value.dateTime) ?? time(text).map(Value.time) ?? duration(text)
    }
}
