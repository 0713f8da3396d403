package import Kernel

/// A value of FEEL (DMN 1.5 §10.3.2.2). `==` compares form; the language's own `=`, with its third value, is `equals`.
package enum Value: Sendable, Hashable {
    case null
    case boolean(Bool)
    case number(Decimal34)
    case string(String)
    case date(LocalDate)
    indirect case time(TimeOfDay)
    indirect case dateTime(DateTime)
    /// A days and time duration.
    case daysDuration(DaysDuration)
    /// A years and months duration, in months.
    case monthsDuration(Int)
    case list([Value])
    case context(Context)
    indirect case range(Interval)
    case function(Function)

    package static func number(_ value: Int) -> Value { .number(Decimal34(value)) }

    package var isNull: Bool { if case .null = self { true } else { false } }
    package var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }
    package var number: Decimal34? { if case .number(let value) = self { value } else { nil } }
    package var string: String? { if case .string(let value) = self { value } else { nil } }
    package var date: LocalDate? { if case .date(let value) = self { value } else { nil } }
    package var list: [Value]? { if case .list(let value) = self { value } else { nil } }
    package var context: Context? { if case .context(let value) = self { value } else { nil } }
}

// There is no `nil` literal: `Value?` of `nil` and the value null are two things.
extension Value: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
    package init(stringLiteral value: String) { self = .string(value) }
    package init(booleanLiteral value: Bool) { self = .boolean(value) }
    package init(integerLiteral value: Int) { self = .number(Decimal34(value)) }
    package init(arrayLiteral elements: Value...) { self = .list(elements) }
}
