import Kernel

/// DMN 1.5 table 70: what makes dates, times and durations.
extension BuiltIns {
    static let temporalConversions: [BuiltIn] = [
        BuiltIn("date", [["from"], ["year", "month", "day"]]) { arguments, _ throws(Cause) in
            guard arguments.count == 3 else {
                switch arguments.scalar(0) {
                case .date(let date): return .date(date)
                case .dateTime(let moment): return .date(moment.date)
                default: return .date(try read(arguments, TemporalReader.date))
                }
            }
            return .date(try date(arguments))
        },
        BuiltIn("time", [["from"], ["hour", "minute", "second", "offset?"]]) { arguments, _ throws(Cause) in
            guard arguments.count == 1 else { return .time(try time(arguments, from: 0)) }
            switch arguments.scalar(0) {
            case .time(let time): return .time(time)
            case .dateTime(let moment): return .time(moment.time)
            case .date: return .time(TimeOfDay(nanosecondOfDay: 0, zone: .utc))
            default: return .time(try read(arguments, TemporalReader.time))
            }
        },
        BuiltIn(
            "date and time",
            [
                ["from"], ["date", "time"], ["year", "month", "day", "hour", "minute", "second", "offset?"],
                ["year", "month", "day", "hour", "minute", "second", "timezone?"], ["date", "time", "timezone"],
            ]
        ) { arguments, _ throws(Cause) in try dateTime(arguments) },
        BuiltIn("duration", "from") { arguments throws(Cause) in
            switch arguments.scalar(0) {
            case .daysDuration, .monthsDuration: return arguments.scalar(0)
            default: return try read(arguments, TemporalReader.duration)
            }
        },
        BuiltIn("years and months duration", "from", "to") { arguments throws(Cause) in
            .monthsDuration(wholeMonths(from: try anyDate(arguments, 0), to: try anyDate(arguments, 1)))
        },
    ]

    private static func read<T>(_ arguments: Arguments, _ reader: (String) -> T?) throws(Cause) -> T {
        let text = try arguments.string(0)
        guard let value = reader(text) else { throw arguments.outOfBounds(0) }
        return value
    }

    private static func anyDate(_ arguments: Arguments, _ index: Int) throws(Cause) -> LocalDate {
        switch arguments.scalar(index) {
        case .date(let date): return date
        case .dateTime(let moment): return moment.date
        default: throw arguments.wrong(index, .date)
        }
    }

    private static func date(_ arguments: Arguments) throws(Cause) -> LocalDate {
        guard let date = LocalDate(feelYear: try arguments.whole(0), month: try arguments.whole(1), day: try arguments.whole(2)) else {
            throw Cause(RulesText.noSuchDate)
        }
        return date
    }

    /// Hour, minute, second and perhaps an offset or a zone from the argument `first` on.
    private static func time(_ arguments: Arguments, from first: Int) throws(Cause) -> TimeOfDay {
        let second = try arguments.number(first + 2)
        let whole = second.rounded(toScale: 0, .floor)
        let fraction = (second - whole).flatMap { $0 * 1_000_000_000 }?.rounded(toScale: 0, .down).int
        var zone: Zone?
        if arguments.has(first + 3) {
            switch arguments.scalar(first + 3) {
            case .daysDuration(let offset) where (-64_800...64_800).contains(offset.seconds): zone = .offset(seconds: Int(offset.seconds))
            case .string(let name) where ZoneRules.isKnown(name): zone = .region(name)
            case .daysDuration, .string: throw arguments.outOfBounds(first + 3)
            default: throw arguments.wrong(first + 3, .daysDuration)
            }
        }
        guard let wholeSecond = whole.int, let fraction,
            let time = TimeOfDay(
                hour: try arguments.whole(first), minute: try arguments.whole(first + 1), second: wholeSecond, nanosecond: fraction,
                zone: zone)
        else { throw Cause(RulesText.noSuchTime) }
        return time
    }

    private static func dateTime(_ arguments: Arguments) throws(Cause) -> Value {
        switch arguments.count {
        case 1:
            switch arguments.scalar(0) {
            case .dateTime(let moment): return .dateTime(moment)
            case .date(let date): return .dateTime(DateTime(midnightOf: date))
            default: return .dateTime(try read(arguments, TemporalReader.dateTime))
            }
        case 2, 3:
            guard case .time(let time) = arguments.scalar(1) else { throw arguments.wrong(1, .time) }
            let date = try anyDate(arguments, 0)
            guard arguments.count == 3 else { return .dateTime(DateTime(date, time)) }
            let name = try arguments.string(2)
            guard ZoneRules.isKnown(name) else { throw arguments.outOfBounds(2) }
            return .dateTime(DateTime(date, TimeOfDay(nanosecondOfDay: time.nanosecondOfDay, zone: .region(name))))
        default: return .dateTime(DateTime(try date(arguments), try time(arguments, from: 3)))
        }
    }

    /// Full months between two dates; what is over falls away, in either direction.
    private static func wholeMonths(from: LocalDate, to: LocalDate) -> Int {
        if to < from { return -wholeMonths(from: to, to: from) }
        let (a, b) = (from.parts, to.parts)
        return (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day ? 1 : 0)
    }
}
