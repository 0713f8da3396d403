import Kernel

extension Value {
    /// What follows a point after a date, time, duration or range (DMN 1.5 table 63); nil where the value has no such property.
    func property(_ name: String) -> Value? {
        switch self {
        case .date(let date): date.property(name)
        case .time(let time): time.property(name)
        case .dateTime(let moment): moment.date.property(name) ?? moment.timeProperty(name)
        case .monthsDuration(let months): monthsProperty(name, months)
        case .daysDuration(let duration): duration.property(name)
        case .range(let range): range.property(name)
        default: nil
        }
    }
}

extension LocalDate {
    fileprivate func property(_ name: String) -> Value? {
        switch name {
        case "year": .number(parts.year)
        case "month": .number(parts.month)
        case "day": .number(parts.day)
        case "weekday": .number(weekday)
        default: nil
        }
    }
}

extension TimeOfDay {
    fileprivate func property(_ name: String) -> Value? {
        switch name {
        case "hour": .number(hour)
        case "minute": .number(minute)
        case "second": .number(decimalSecond)
        case "time offset": zone?.fixedOffset.map { .daysDuration(DaysDuration(seconds: Int64($0))) } ?? .null
        case "timezone": if case .region(let name) = zone { .string(name) } else { .null }
        default: nil
        }
    }
}

extension DateTime {
    /// Of a region the offset depends on the date.
    fileprivate func timeProperty(_ name: String) -> Value? {
        guard name == "time offset", let zone = time.zone, let offset = ZoneRules.offsetSeconds(of: zone, atWall: self) else {
            return time.property(name)
        }
        return .daysDuration(DaysDuration(seconds: Int64(offset)))
    }
}

private func monthsProperty(_ name: String, _ months: Int) -> Value? {
    switch name {
    case "years": .number(months / 12)
    case "months": .number(months % 12)
    default: nil
    }
}

extension DaysDuration {
    fileprivate func property(_ name: String) -> Value? {
        let parts = self.parts
        let sign = parts.negative ? -1 : 1
        switch name {
        case "days": return .number(Int(parts.days) * sign)
        case "hours": return .number(parts.hours * sign)
        case "minutes": return .number(parts.minutes * sign)
        case "seconds":
            let fraction = Digits(negative: parts.negative, UInt128(parts.seconds * 1_000_000_000 + parts.nanoseconds), exponent: -9)
            return Decimal34(fraction).map(Value.number)
        default: return nil
        }
    }
}

extension Interval {
    fileprivate func property(_ name: String) -> Value? {
        switch name {
        case "start": form == .exclusion ? .null : start ?? .null
        case "end": form == .exclusion ? .null : end ?? .null
        case "start included": .boolean(startIncluded)
        case "end included": .boolean(endIncluded)
        default: nil
        }
    }
}
