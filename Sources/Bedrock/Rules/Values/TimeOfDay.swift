package import Kernel

/// What a time is told in: an offset from UTC, or the rules of a region (`Europe/Paris`).
package enum Zone: Sendable, Hashable {
    case offset(seconds: Int)
    case region(String)

    package static let utc = Zone.offset(seconds: 0)

    /// The offset where it needs no date to be known.
    var fixedOffset: Int? {
        switch self {
        case .offset(let seconds): seconds
        case .region(let name): ["UTC", "Etc/UTC", "Z", "GMT", "Etc/GMT"].contains(name) ? 0 : nil
        }
    }
}

/// A time of day, with or without a zone.
package struct TimeOfDay: Sendable, Hashable {
    /// 0..<86,400,000,000,000
    package let nanosecondOfDay: Int64
    package let zone: Zone?

    package static let nanosecondsPerDay: Int64 = 86_400_000_000_000
    package static let midnight = TimeOfDay(nanosecondOfDay: 0, zone: nil)

    package init(nanosecondOfDay: Int64, zone: Zone?) {
        self.nanosecondOfDay = nanosecondOfDay
        self.zone = zone
    }

    /// nil where a part is outside the clock face.
    init?(hour: Int, minute: Int, second: Int, nanosecond: Int = 0, zone: Zone?) {
        guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second), (0..<1_000_000_000).contains(nanosecond)
        else { return nil }
        self.init(nanosecondOfDay: Int64(hour * 3600 + minute * 60 + second) * 1_000_000_000 + Int64(nanosecond), zone: zone)
    }

    var hour: Int { Int(nanosecondOfDay / 3_600_000_000_000) }
    var minute: Int { Int(nanosecondOfDay / 60_000_000_000 % 60) }
    var second: Int { Int(nanosecondOfDay / 1_000_000_000 % 60) }
    var nanosecond: Int { Int(nanosecondOfDay % 1_000_000_000) }

    /// The second with its fraction.
    var decimalSecond: Decimal34 {
        Decimal34(Digits(UInt128(nanosecondOfDay % 60_000_000_000), exponent: -9)) ?? .zero
    }

    /// The time without its fraction of a second.
    var wholeSeconds: TimeOfDay {
        let fraction = nanosecondOfDay % 1_000_000_000
        return fraction == 0 ? self : TimeOfDay(nanosecondOfDay: nanosecondOfDay - fraction, zone: zone)
    }

    /// Nanoseconds from the other time to this; nil where one has a zone and the other none.
    func distance(from other: TimeOfDay) -> Int64? {
        let distance = nanosecondOfDay - other.nanosecondOfDay
        if zone == other.zone { return distance }
        guard let here = standardOffset, let there = other.standardOffset else { return nil }
        return distance - Int64(here - there) * 1_000_000_000
    }

    /// Order of two times; nil where one has a zone and the other none.
    func compared(with other: TimeOfDay) -> Int? { distance(from: other).map { Int($0.signum()) } }

    /// A time of day in a region has no date to tell summer from winter: it is told in the region's standard time.
    var standardOffset: Int? { zone.flatMap(ZoneRules.standardOffsetSeconds) }
}

/// A date and time, with or without a zone.
package struct DateTime: Sendable, Hashable {
    package let date: LocalDate
    package let time: TimeOfDay

    package init(_ date: LocalDate, _ time: TimeOfDay) {
        self.date = date
        self.time = time
    }

    /// The date's first moment in UTC: what a date is where a date and time is wanted (DMN 1.5 §10.3.2.9.4).
    init(midnightOf date: LocalDate) { self.init(date, TimeOfDay(nanosecondOfDay: 0, zone: .utc)) }

    /// The point in time, told in Shanghai (UTC+8).
    package init(_ instant: Instant) {
        let offset = Instant.shanghaiOffsetSeconds
        let local = instant.microseconds + offset * 1_000_000
        let date = instant.date
        let nanosecond = (local - Int64(date.dayNumber) * 86_400_000_000) * 1000
        self.init(date, TimeOfDay(nanosecondOfDay: nanosecond, zone: .offset(seconds: Int(offset))))
    }

    /// Nanoseconds since 1970 on the wall, whatever the zone.
    var wall: Int128 { Int128(date.dayNumber) * Int128(TimeOfDay.nanosecondsPerDay) + Int128(time.nanosecondOfDay) }

    /// Nanoseconds since 1970 in UTC; nil without a zone.
    var universal: Int128? {
        guard let zone = time.zone, let offset = ZoneRules.offsetSeconds(of: zone, atWall: self) else { return nil }
        return wall - Int128(offset) * 1_000_000_000
    }

    /// nil beyond the years that a date can have.
    init?(wall: Int128, zone: Zone?) {
        let day = Int128(TimeOfDay.nanosecondsPerDay)
        var (days, rest) = wall.quotientAndRemainder(dividingBy: day)
        if rest < 0 { (days, rest) = (days - 1, rest + day) }
        guard let dayNumber = Int(exactly: days), let date = LocalDate(feelDayNumber: dayNumber) else { return nil }
        self.init(date, TimeOfDay(nanosecondOfDay: Int64(rest), zone: zone))
    }

    /// Order of two points; nil where only one has a zone.
    func compared(with other: DateTime) -> Int? {
        if time.zone == other.time.zone, time.zone?.fixedOffset != nil || time.zone == nil { return Int((wall - other.wall).signum()) }
        guard let here = universal, let there = other.universal else { return nil }
        return Int((here - there).signum())
    }
}
