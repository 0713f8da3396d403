/// A word, literal or sign of the language.
struct Token {
    enum Kind: Equatable {
        case word(String)
        case number(Decimal34)
        case string(String)
        /// `@"…"`
        case temporal(Value)
        case sign(String)
        case end
    }

    let kind: Kind
    let range: Range<Int>
}

/// Words that never begin a name of their own.
enum Keywords {
    static let all: Set<String> = [
        "and", "or", "between", "in", "if", "then", "else", "for", "return", "some", "every", "satisfies", "instance", "function", "true",
        "false", "null",
    ]

    /// After an opening bracket these words cannot begin an expression.
    static let followers: Set<String> = ["and", "or", "between", "in", "then", "else", "return", "satisfies", "instance"]
}
