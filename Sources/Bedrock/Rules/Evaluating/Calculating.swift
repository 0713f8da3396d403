import Kernel

extension Evaluator {
    /// DMN 1.5 tables 48 and 57.
    mutating func arithmetic(_ operation: Arithmetic, _ left: Value, _ right: Value) throws(Cause) -> Value {
        if case .number(let a) = left, case .number(let b) = right { return try numbers(operation, a, b) }
        if operation == .add, case .string(let a) = left, case .string(let b) = right {
            try spend((a.utf8.count + b.utf8.count) / 16)
            return .string(a + b)
        }
        let result: Value?
        switch operation {
        case .add: result = Calendar.sum(left, right) ?? Calendar.sum(right, left)
        case .subtract: result = Calendar.difference(left, right)
        case .multiply: result = Calendar.product(left, right) ?? Calendar.product(right, left)
        case .divide: result = Calendar.quotient(left, right)
        case .power: result = nil
        }
        guard let result else { throw Cause(RulesText.cannotCalculate(operation.rawValue, left.type, right.type)) }
        return result
    }

    private mutating func numbers(_ operation: Arithmetic, _ a: Decimal34, _ b: Decimal34) throws(Cause) -> Value {
        let result: Decimal34?
        switch operation {
        case .add: result = a + b
        case .subtract: result = a - b
        case .multiply: result = a * b
        case .divide:
            if b.isZero { throw Cause(RulesText.divisionByZero) }
            result = a / b
        case .power:
            try spend(b.int == nil ? Evaluator.seriesCost : 10)
            result = a.power(b)
        }
        guard let result else { throw Cause(RulesText.outOfRange) }
        return .number(result)
    }
}

func negated(_ value: Value) throws(Cause) -> Value {
    switch value {
    case .number(let number): return .number(-number)
    case .monthsDuration(let months): return .monthsDuration(-months)
    case .daysDuration(let duration):
        guard let result = DaysDuration(total: -duration.total) else { throw Cause(RulesText.outOfRange) }
        return .daysDuration(result)
    default: throw Cause(RulesText.cannotNegate(value.type))
    }
}

/// Arithmetic with dates, times and durations. nil where an operation has no meaning or leaves the range.
enum Calendar {
    static func sum(_ left: Value, _ right: Value) -> Value? {
        switch (left, right) {
        case (.date(let date), .monthsDuration(let months)): date.feelAdding(months: months).map(Value.date)
        case (.dateTime(let moment), .monthsDuration(let months)):
            moment.date.feelAdding(months: months).map { .dateTime(DateTime($0, moment.time)) }
        case (.date(let date), .daysDuration(let duration)): moved(DateTime(date, .midnight), duration.total).map { .date($0.date) }
        case (.dateTime(let moment), .daysDuration(let duration)): moved(moment, duration.total).map(Value.dateTime)
        case (.time(let time), .daysDuration(let duration)): .time(moved(time, duration.total))
        case (.monthsDuration(let a), .monthsDuration(let b)): whole(Int128(a) + Int128(b))
        case (.daysDuration(let a), .daysDuration(let b)): DaysDuration(total: a.total + b.total).map(Value.daysDuration)
        default: nil
        }
    }

    static func difference(_ left: Value, _ right: Value) -> Value? {
        switch (left, right) {
        case (.date(let a), .date(let b)): return .daysDuration(DaysDuration(days: a.dayNumber - b.dayNumber))
        case (.dateTime(let a), .dateTime(let b)): return between(a, b)
        case (.date(let a), .dateTime(let b)): return between(DateTime(midnightOf: a), b)
        case (.dateTime(let a), .date(let b)): return between(a, DateTime(midnightOf: b))
        case (.time(let a), .time(let b)): return a.distance(from: b).flatMap { nanoseconds(Int128($0)) }
        case (_, .monthsDuration(let months)): return sum(left, .monthsDuration(-months))
        case (_, .daysDuration(let duration)): return DaysDuration(total: -duration.total).flatMap { sum(left, .daysDuration($0)) }
        default: return nil
        }
    }

    static func product(_ left: Value, _ right: Value) -> Value? {
        guard case .number(let factor) = right else { return nil }
        switch left {
        case .monthsDuration(let months): return (Decimal34(months) * factor).flatMap(months(_:))
        case .daysDuration(let duration): return (duration.decimalSeconds * factor).flatMap(seconds)
        default: return nil
        }
    }

    static func quotient(_ left: Value, _ right: Value) -> Value? {
        switch (left, right) {
        case (.monthsDuration(let a), .monthsDuration(let b)): (Decimal34(a) / Decimal34(b)).map(Value.number)
        case (.daysDuration(let a), .daysDuration(let b)): (a.decimalSeconds / b.decimalSeconds).map(Value.number)
        case (.monthsDuration(let a), .number(let divisor)): (Decimal34(a) / divisor).flatMap(months(_:))
        case (.daysDuration(let a), .number(let divisor)): (a.decimalSeconds / divisor).flatMap(seconds)
        default: nil
        }
    }

    // MARK: Parts

    private static func between(_ a: DateTime, _ b: DateTime) -> Value? {
        if a.time.zone == nil, b.time.zone == nil { return nanoseconds(a.wall - b.wall) }
        guard let here = a.universal, let there = b.universal else { return nil }
        return nanoseconds(here - there)
    }

    /// In a region the clock may be put forward or back on the way: the duration counts real time.
    private static func moved(_ moment: DateTime, _ nanoseconds: Int128) -> DateTime? {
        guard let zone = moment.time.zone, zone.fixedOffset == nil, let universal = moment.universal,
            let offset = ZoneRules.offsetSeconds(of: zone, atUniversal: universal + nanoseconds)
        else { return DateTime(wall: moment.wall + nanoseconds, zone: moment.time.zone) }
        return DateTime(wall: universal + nanoseconds + Int128(offset) * 1_000_000_000, zone: zone)
    }

    private static func moved(_ time: TimeOfDay, _ nanoseconds: Int128) -> TimeOfDay {
        let day = Int128(TimeOfDay.nanosecondsPerDay)
        let rest = (Int128(time.nanosecondOfDay) + nanoseconds) % day
        return TimeOfDay(nanosecondOfDay: Int64(rest < 0 ? rest + day : rest), zone: time.zone)
    }

    /// Far beyond any calendar, and far enough from the ends of `Int` for sums of two.
    private static let mostMonths = 1_000_000_000_000_000

    private static func whole(_ months: Int128) -> Value? {
        months.magnitude <= mostMonths ? .monthsDuration(Int(months)) : nil
    }

    /// Parts of a month fall away.
    private static func months(_ number: Decimal34) -> Value? { number.rounded(toScale: 0, .down).int.flatMap { whole(Int128($0)) } }

    private static func seconds(_ number: Decimal34) -> Value? { DaysDuration(decimalSeconds: number).map(Value.daysDuration) }

    private static func nanoseconds(_ total: Int128) -> Value? { DaysDuration(total: total).map(Value.daysDuration) }
}
