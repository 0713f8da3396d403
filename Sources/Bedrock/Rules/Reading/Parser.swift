import Kernel

/// Reads a text into nodes: recursive descent with operator precedence (DMN 1.5 §10.3.1.2).
struct Parser {
    let source: SourceText
    let lexer: Lexer
    var token: Token
    /// Names that stand for values here.
    var names: NameBook
    /// Names that may follow a point or stand in a filter: entries of contexts and properties of values.
    var members: NameBook
    var filterDepth = 0
    /// Whether an opening bracket may be the end of a range: `[1..3[`.
    var endsRange = false
    /// Whether a range may leave out an end, as in the text that `range()` takes.
    var allowsOpenEnds = false
    private var level = 0
    /// Where what was read so far ends.
    private(set) var lastEnd = 0

    /// Hostile text must not exhaust the stack, neither while it is read nor while it is evaluated.
    static let deepestNesting = 200
    static let deepestTree = 400
    static let longestText = 100_000

    init(_ source: SourceText, names: Set<String>) throws(ParseError) {
        self.source = source
        lexer = Lexer(source: source)
        guard source.scalars.count <= Parser.longestText else { throw ParseError(source, at: 0, RulesText.textTooLong) }
        let segments = names.flatMap { $0.split(separator: ".").map(String.init) }
        self.names = Parser.languageNames
        members = Parser.propertyNames
        for name in segments {
            self.names.add(name)
            members.add(name)
        }
        token = try lexer.token(at: lexer.skip(0))
    }

    private static let languageNames = NameBook(BuiltIns.byName.keys)
    private static let propertyNames = NameBook(["time offset", "start included", "end included"])

    /// The whole text as one expression; several with commas between them are a list (DMN 1.5 grammar rule 3).
    mutating func whole() throws(ParseError) -> Node {
        let first = try expression()
        var items = [first]
        while try take(",") { items.append(try expression()) }
        guard token.kind == .end else { throw unexpected(RulesText.operatorOrEnd) }
        return items.count == 1 ? first : try node(.list(items), from: first.range.lowerBound)
    }

    // MARK: Steps

    var position: Int { token.range.lowerBound }

    mutating func advance() throws(ParseError) { try move(to: token.range.upperBound) }

    mutating func move(to offset: Int) throws(ParseError) {
        lastEnd = offset
        token = try lexer.token(at: lexer.skip(offset))
    }

    func isSign(_ sign: String) -> Bool { token.kind == .sign(sign) }
    func isWord(_ word: String) -> Bool { token.kind == .word(word) }

    mutating func take(_ sign: String) throws(ParseError) -> Bool {
        guard isSign(sign) else { return false }
        try advance()
        return true
    }

    mutating func expect(_ signs: String...) throws(ParseError) {
        guard signs.contains(where: isSign) else { throw unexpected(signs.map(Text.init(same:))) }
        try advance()
    }

    mutating func expect(word: String) throws(ParseError) {
        guard isWord(word) else { throw unexpected(Text(same: word)) }
        try advance()
    }

    mutating func node(_ kind: Node.Kind, from start: Int) throws(ParseError) -> Node {
        let node = Node(kind, start..<max(start, lastEnd))
        guard node.depth <= Parser.deepestTree else { throw ParseError(source, at: start, RulesText.tooDeep) }
        return node
    }

    mutating func nested<T>(_ read: (inout Parser) throws(ParseError) -> T) throws(ParseError) -> T {
        level += 1
        defer { level -= 1 }
        guard level <= Parser.deepestNesting else { throw ParseError(source, at: position, RulesText.tooDeep) }
        return try read(&self)
    }

    func unexpected(_ expected: Text...) -> ParseError { unexpected(expected) }

    func unexpected(_ expected: [Text]) -> ParseError {
        ParseError(source, at: position, expected: expected, RulesText.unexpected(expected, found: found))
    }

    private var found: Text {
        token.kind == .end ? RulesText.endOfText : Text(same: "“\(source.slice(token.range))”")
    }
}
