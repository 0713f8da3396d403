import Kernel

extension Parser {
    /// What joins two expressions, from the loosest to the tightest.
    private var infixLevel: Int? {
        switch token.kind {
        case .word("or"): 1
        case .word("and"): 2
        case .word("between"), .word("in"): 3
        case .sign("="), .sign("!="), .sign("<"), .sign("<="), .sign(">"), .sign(">="): 3
        case .sign("+"), .sign("-"): 4
        case .sign("*"), .sign("/"): 5
        case .sign("**"): 6
        default: nil
        }
    }

    private static let additive = 4

    mutating func expression(_ level: Int = 1) throws(ParseError) -> Node {
        try climb(unary(), level)
    }

    /// Goes on from a left side that is read already, as far as operators of at least this level follow. All are left-associative.
    mutating func climb(_ first: Node, _ level: Int) throws(ParseError) -> Node {
        var left = first
        while let here = infixLevel, here >= level {
            let start = left.range.lowerBound
            switch here {
            case 1: left = try node(.or(chain(left, "or", here)), from: start)
            case 2: left = try node(.and(chain(left, "and", here)), from: start)
            case 3: left = try comparison(left)
            default:
                guard case .sign(let sign) = token.kind, let operation = Arithmetic(rawValue: sign) else { return left }
                try advance()
                left = try node(.arithmetic(operation, left, expression(here + 1)), from: start)
            }
        }
        return left
    }

    private mutating func chain(_ first: Node, _ word: String, _ level: Int) throws(ParseError) -> [Node] {
        var items = [first]
        while isWord(word) {
            try advance()
            items.append(try expression(level + 1))
        }
        return items
    }

    private mutating func comparison(_ left: Node) throws(ParseError) -> Node {
        let start = left.range.lowerBound
        if isWord("between") {
            try advance()
            let low = try expression(Parser.additive)
            try expect(word: "and")
            return try node(.between(left, low, expression(Parser.additive)), from: start)
        }
        if isWord("in") {
            try advance()
            let (tests, grouped) = try testsAfterIn()
            return try node(.within(left, tests, grouped: grouped), from: start)
        }
        let operation = try comparisonSign()
        return try node(.comparison(operation, left, expression(Parser.additive)), from: start)
    }

    private mutating func comparisonSign() throws(ParseError) -> Comparison {
        guard case .sign(let sign) = token.kind, let operation = Comparison(rawValue: sign) else { throw unexpected(RulesText.anOperator) }
        let end = token.range.upperBound
        try advance()
        if isSign("="), position == end { throw ParseError(source, at: position, RulesText.oneEqualsSign) }
        return operation
    }

    /// `(1, < 5, [7..9])`, `(1..3)`, or one value, test, list or range without parentheses.
    private mutating func testsAfterIn() throws(ParseError) -> ([Node], Bool) {
        let start = position
        guard isSign("(") else { return ([try expression(Parser.additive)], false) }
        try advance()
        let first = try inBrackets { inner throws(ParseError) in try inner.expression() }
        if isSign("..") {
            let range = try rangeEnd(start: first, startIncluded: false, from: start)
            return ([try climb(postfix(range), Parser.additive)], false)
        }
        var tests = [first]
        while try take(",") { tests.append(try inBrackets { inner throws(ParseError) in try inner.expression() }) }
        try expect(")")
        // `x in (a)[1]` and `x in (a) + 1`: the parentheses were only those of an expression.
        let goesOn = isSign(".") || isSign("...") || isSign("[") && !bracketEndsRange || isSign("(") || (infixLevel ?? 0) >= Parser.additive
        guard tests.count == 1, goesOn else { return (tests, true) }
        return ([try climb(postfix(first), Parser.additive)], false)
    }

    // MARK: Signs before and after

    mutating func unary() throws(ParseError) -> Node {
        try nested { parser throws(ParseError) in
            guard parser.isSign("-") else { return try parser.postfix(parser.primary()) }
            let start = parser.position
            try parser.advance()
            if case .number(let value) = parser.token.kind {
                try parser.advance()
                return try parser.postfix(parser.node(.constant(.number(-value)), from: start))
            }
            return try parser.node(.negation(parser.unary()), from: start)
        }
    }

    mutating func postfix(_ first: Node) throws(ParseError) -> Node {
        var left = first
        while true {
            let start = left.range.lowerBound
            if isSign(".") {
                left = try node(.path(left, memberName()), from: start)
            } else if isSign("...") {
                left = try node(.descendants(left, memberName()), from: start)
            } else if isSign("[") {
                if bracketEndsRange { return left }
                left = try node(.filter(left, filterBody()), from: start)
            } else if isSign("(") {
                left = try call(left)
            } else if isWord("instance") {
                try advance()
                try expect(word: "of")
                left = try node(.instance(left, type()), from: start)
            } else {
                return left
            }
        }
    }

    private mutating func memberName() throws(ParseError) -> String {
        let point = token.range.upperBound
        let start = try lexer.skip(point)
        if let (name, end) = members.match(source, at: start) {
            try move(to: end)
            return name
        }
        try advance()
        guard case .word(let name) = token.kind else { throw unexpected(RulesText.aName) }
        try advance()
        return name
    }

    private mutating func filterBody() throws(ParseError) -> Node {
        try advance()
        filterDepth += 1
        let body = try inBrackets { inner throws(ParseError) in try inner.expression() }
        filterDepth -= 1
        try expect("]")
        return body
    }

    /// Inside brackets of its own an expression does not see that it stands in a range.
    mutating func inBrackets<T>(_ read: (inout Parser) throws(ParseError) -> T) throws(ParseError) -> T {
        let outside = endsRange
        endsRange = false
        defer { endsRange = outside }
        return try read(&self)
    }

    /// In `[1..3[` the last bracket excludes the end; a filter would go on with an expression.
    private var bracketEndsRange: Bool {
        guard endsRange, isSign("["), let next = try? lexer.token(at: lexer.skip(token.range.upperBound)) else { return false }
        switch next.kind {
        case .end: return true
        case .word(let word): return Keywords.followers.contains(word)
        case .sign(let sign): return !["(", "[", "{", "-", "?"].contains(sign)
        default: return false
        }
    }
}
