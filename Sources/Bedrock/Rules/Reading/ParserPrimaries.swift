import Kernel

extension Parser {
    mutating func primary() throws(ParseError) -> Node {
        let start = position
        switch token.kind {
        case .number(let value): return try constant(.number(value))
        case .string(let text): return try constant(.string(text))
        case .temporal(let value): return try constant(value)
        case .word(let word): return try name(word)
        case .sign("?"):
            try advance()
            return try node(.name("?"), from: start)
        case .sign("("): return try parenthesis()
        case .sign("["): return try bracket()
        case .sign("]"):
            try advance()
            let first = try endpoint()
            guard isSign("..") else { throw unexpected(Text(same: "..")) }
            return try rangeEnd(start: first, startIncluded: false, from: start)
        case .sign("{"): return try context()
        case .sign(let sign):
            guard let comparison = Comparison(rawValue: sign) else { throw unexpected(RulesText.anExpression) }
            try advance()
            return try node(.test(comparison, expression(4)), from: start)
        case .end: throw unexpected(RulesText.anExpression)
        }
    }

    private mutating func constant(_ value: Value) throws(ParseError) -> Node {
        let start = position
        try advance()
        return try node(.constant(value), from: start)
    }

    private mutating func name(_ word: String) throws(ParseError) -> Node {
        let start = position
        if let (name, end) = names.match(source, at: start) ?? (filterDepth > 0 ? members.match(source, at: start) : nil) {
            try move(to: end)
            return try node(.name(name), from: start)
        }
        switch word {
        case "true": return try constant(true)
        case "false": return try constant(false)
        case "null": return try constant(.null)
        case "if": return try conditional()
        case "for": return try loop()
        case "some", "every": return try quantified(word)
        case "function": return try function()
        default:
            if Keywords.all.contains(word) { throw unexpected(RulesText.anExpression) }
            try advance()
            return try node(.name(word), from: start)
        }
    }

    private mutating func conditional() throws(ParseError) -> Node {
        let start = position
        try advance()
        let condition = try inBrackets { inner throws(ParseError) in try inner.expression() }
        try expect(word: "then")
        let yes = try inBrackets { inner throws(ParseError) in try inner.expression() }
        try expect(word: "else")
        return try node(.conditional(condition, yes, expression()), from: start)
    }

    private mutating func loop() throws(ParseError) -> Node {
        let start = position
        let outside = names
        try advance()
        let iterations = try iterations()
        try expect(word: "return")
        let body = try expression()
        names = outside
        return try node(.loop(iterations, body), from: start)
    }

    private mutating func quantified(_ word: String) throws(ParseError) -> Node {
        let start = position
        let outside = names
        try advance()
        let iterations = try iterations()
        try expect(word: "satisfies")
        let body = try expression()
        names = outside
        return try node(.quantified(every: word == "every", iterations, body), from: start)
    }

    private mutating func iterations() throws(ParseError) -> [Iteration] {
        var iterations: [Iteration] = []
        repeat {
            let variable = try newName(until: { $0.isWord("in") }, Text(same: "in"))
            try expect(word: "in")
            let source = try inBrackets { inner throws(ParseError) in try inner.expression() }
            let end = try take("..") ? expression() : nil
            names.add(variable)
            iterations.append(Iteration(variable: variable, source: source, end: end))
        } while try take(",")
        return iterations
    }

    private mutating func function() throws(ParseError) -> Node {
        let start = position
        let outside = names
        try advance()
        try expect("(")
        var parameters: [FunctionLiteral.Parameter] = []
        if !isSign(")") {
            repeat {
                let name = try newName(until: { $0.isSign(":") || $0.isSign(",") || $0.isSign(")") }, Text(same: ")"))
                let type = try take(":") ? type() : nil
                names.add(name)
                parameters.append(FunctionLiteral.Parameter(name: name, type: type))
            } while try take(",")
        }
        try expect(")")
        let isExternal = isWord("external")
        if isExternal { try advance() }
        let body = try expression()
        names = outside
        return try node(.function(FunctionLiteral(parameters: parameters, body: body, isExternal: isExternal)), from: start)
    }

    // MARK: Brackets

    private mutating func parenthesis() throws(ParseError) -> Node {
        let start = position
        try advance()
        if allowsOpenEnds, isSign("..") { return try rangeEnd(start: nil, startIncluded: false, from: start) }
        let inner = try inBrackets { inner throws(ParseError) in try inner.expression() }
        if isSign("..") { return try rangeEnd(start: inner, startIncluded: false, from: start) }
        try expect(")")
        return inner
    }

    private mutating func bracket() throws(ParseError) -> Node {
        let start = position
        try advance()
        if try take("]") { return try node(.list([]), from: start) }
        var items = [try inBrackets { inner throws(ParseError) in try inner.expression() }]
        if isSign("..") { return try rangeEnd(start: items[0], startIncluded: true, from: start) }
        while try take(",") { items.append(try inBrackets { inner throws(ParseError) in try inner.expression() }) }
        try expect("]", ",")
        return try node(.list(items), from: start)
    }

    private mutating func endpoint() throws(ParseError) -> Node {
        let outside = endsRange
        endsRange = true
        defer { endsRange = outside }
        return try expression(4)
    }

    /// From the two points on.
    mutating func rangeEnd(start: Node?, startIncluded: Bool, from place: Int) throws(ParseError) -> Node {
        try expect("..")
        if allowsOpenEnds, try take(")") {
            return try node(.range(start: start, startIncluded: startIncluded, end: nil, endIncluded: false), from: place)
        }
        let end = try endpoint()
        let included = isSign("]")
        try expect("]", ")", "[")
        return try node(.range(start: start, startIncluded: startIncluded, end: end, endIncluded: included), from: place)
    }

    private mutating func context() throws(ParseError) -> Node {
        let start = position
        let outside = names
        try advance()
        var entries: [ContextEntry] = []
        if !isSign("}") {
            repeat {
                let name: String
                if case .string(let text) = token.kind {
                    name = text
                    try advance()
                } else {
                    name = try newName(until: { $0.isSign(":") }, Text(same: ":"))
                }
                try expect(":")
                // A function may call itself by its entry's name.
                if isWord("function") { names.add(name) }
                let value = try inBrackets { inner throws(ParseError) in try inner.expression() }
                names.add(name)
                members.add(name)
                entries.append(ContextEntry(name: name, value: value))
            } while try take(",")
        }
        names = outside
        try expect("}", ",")
        return try node(.context(entries), from: start)
    }

    // MARK: Calls and names

    mutating func call(_ callee: Node) throws(ParseError) -> Node {
        try advance()
        var (arguments, labels) = ([Node](), [String]())
        let isNamed = hasLabel
        if !isSign(")") {
            repeat {
                if isNamed {
                    labels.append(try newName(until: { $0.isSign(":") }, Text(same: ":")))
                    try expect(":")
                }
                arguments.append(try inBrackets { inner throws(ParseError) in try inner.expression() })
            } while try take(",")
        }
        try expect(")", ",")
        var builtIn: BuiltIn?
        if case .name(let name) = callee.kind { builtIn = BuiltIns.byName[name] }
        let call = Call(callee: callee, builtIn: builtIn, arguments: arguments, names: isNamed ? labels : nil)
        return try node(.call(call), from: callee.range.lowerBound)
    }

    /// Whether an argument's name and a colon stand here.
    private var hasLabel: Bool {
        var (ahead, count) = (token, 0)
        while true {
            switch ahead.kind {
            case .word, .number: break
            case .sign(":"): return count > 0
            case .sign(let sign): if !["-", "+", "*", "/", "."].contains(sign) { return false }
            default: return false
            }
            count += 1
            guard let next = try? lexer.token(at: lexer.skip(ahead.range.upperBound)) else { return false }
            ahead = next
        }
    }

    /// A name that is introduced here: words and name signs up to what must follow it, with single spaces.
    mutating func newName(until stop: (Parser) -> Bool, _ follower: Text) throws(ParseError) -> String {
        let start = position
        guard case .word = token.kind else { throw unexpected(RulesText.aName) }
        while !stop(self) {
            switch token.kind {
            case .word, .number: break
            case .sign(let sign) where ["-", "+", "*", "/", ".", "**"].contains(sign): break
            default: throw unexpected(follower)
            }
            try advance()
        }
        guard position > start else { throw unexpected(RulesText.aName) }
        return source.slice(start..<lastEnd).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
