import Kernel

/// DMN 1.5 tables 71 and 79.
extension BuiltIns {
    static let logic: [BuiltIn] = [
        BuiltIn("not", "negand") { arguments throws(Cause) in .boolean(try !arguments.boolean(0)) },
        // An argument that is not named is null; one that is not given at its place is missing.
        BuiltIn("is", [["value1?", "value2?"]]) { arguments, _ throws(Cause) in
            guard arguments.isNamed || arguments.count == 2 else { throw Cause(RulesText.wrongCount(2, arguments.count)) }
            return .boolean(same(arguments[0], arguments[1]))
        },
    ]

    /// The same element of the same domain: one point in time told in two zones is two, and so is one told in a region and with
    /// the region's offset (DMN 1.5 §10.3.2.3).
    private static func same(_ a: Value, _ b: Value) -> Bool {
        switch (a, b) {
        case (.time(let a), .time(let b)): a == b
        case (.dateTime(let a), .dateTime(let b)): a == b
        case (.date, .dateTime), (.dateTime, .date): false
        default: a.equals(b) == true
        }
    }
}
