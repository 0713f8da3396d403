package import Kernel

/// Where a value became null, and why.
package struct Reason: Sendable, Hashable {
    /// From 1.
    package let line: Int
    /// In characters, from 1.
    package let column: Int
    /// The part of the expression in question.
    package let source: String
    package let message: Text

    package init(line: Int, column: Int, source: String, message: Text) {
        self.line = line
        self.column = column
        self.source = source
        self.message = message
    }
}

/// Why an operation has no result: thrown inside the room, told as a `Reason`.
struct Cause: Error {
    let message: Text

    init(_ message: Text) { self.message = message }
}

/// The three values of a condition.
package enum Truth: Sendable, Hashable {
    case yes, no, unknown
}

/// What an expression came to.
package struct Evaluation: Sendable {
    package let value: Value
    /// Everything that became null on the way, in the order in which it did.
    package let reasons: [Reason]

    /// The value as a condition: whatever is neither true nor false is unknown.
    package var truth: Truth {
        switch value {
        case .boolean(true): .yes
        case .boolean(false): .no
        default: .unknown
        }
    }
}
