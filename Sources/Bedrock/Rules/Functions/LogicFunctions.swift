import Kernel

/// DMN 1.5 tables 71 and 79.
extension BuiltIns {
    static let logic: [BuiltIn] = [
        BuiltIn("not", "negand") { arguments throws(Cause) in .boolean(try !arguments.boolean(0)) },
        BuiltIn("is", "value1", "value2") { arguments throws(Cause) in .boolean(same(arguments[0], arguments[1])) },
    ]

    /// The same element of the same domain: without any of the conversions that `=` allows itself.
    private static func same(_ a: Value, _ b: Value) -> Bool {
        switch (a, b) {
        case (.time(let a), .time(let b)): a == b
        case (.dateTime(let a), .dateTime(let b)): a == b
        default: a.equals(b) == true
        }
    }
}
