import Kernel

/// DMN 1.5 tables 71 and 79.
extension BuiltIns {
    static let logic: [BuiltIn] = [
        BuiltIn("not", "negand") { arguments throws(Cause) in .boolean(try !arguments.boolean(0)) },
        BuiltIn("is", "value1", "value2") { arguments throws(Cause) in .boolean(same(arguments[0], arguments[1])) },
    ]

    /// The same element of the same domain: one point in time told in two zones is two (DMN 1.5 §10.3.2.3).
    private static func same(_ a: Value, _ b: Value) -> Bool {
        switch (a, b) {
        case (.time(let a), .time(let b)): a.nanosecondOfDay == b.nanosecondOfDay && a.standardOffset == b.standardOffset
        case (.dateTime(let a), .dateTime(let b)): a.wall == b.wall && a.universal == b.universal
        default: a.equals(b) == true
        }
    }
}
