import Kernel

/// DMN 1.5 table 78, and the clock.
extension BuiltIns {
    static let temporals: [BuiltIn] = [
        ofDate("day of year") { .number($0.dayOfYear) },
        ofDate("week of year") { .number($0.weekOfYear) },
        ofDate("day of week") { .string(weekdays[$0.weekday - 1]) },
        ofDate("month of year") { .string(months[$0.parts.month - 1]) },
        BuiltIn("today", [[]]) { _, evaluator throws(Cause) in
            guard let now = evaluator.now else { throw Cause(RulesText.noClock) }
            return .date(now.date)
        },
        BuiltIn("now", [[]]) { _, evaluator throws(Cause) in
            guard let now = evaluator.now else { throw Cause(RulesText.noClock) }
            return .dateTime(DateTime(now))
        },
    ]

    private static func ofDate(_ name: String, _ value: @escaping @Sendable (LocalDate) -> Value) -> BuiltIn {
        BuiltIn(name, "date") { arguments throws(Cause) in
            switch arguments.scalar(0) {
            case .date(let date): return value(date)
            case .dateTime(let moment): return value(moment.date)
            default: throw arguments.wrong(0, .date)
            }
        }
    }

    private static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]
}
