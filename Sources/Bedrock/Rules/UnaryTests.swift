package import Kernel

/// The tests of one input, as a cell of a decision table holds them: `< 18`, `"C39", "I65"`, `not(0)`, `-` (DMN 1.5 grammar rule 15).
package struct UnaryTests: Sendable {
    package let source: String
    private let text: SourceText
    private let tests: [Node]
    private let isNegated: Bool

    package init(_ source: String, names: Set<String> = []) throws(ParseError) {
        self.source = source
        text = SourceText(source)
        var parser = try Parser(text, names: names)
        let (read, isAny) = try parser.unaryTests()
        if !isAny, read.count == 1, case .call(let call) = read[0].kind, case .name("not") = call.callee.kind, call.names == nil {
            (tests, isNegated) = (call.arguments, true)
        } else {
            (tests, isNegated) = (read, isAny)
        }
    }

    /// Whether the value passes: `-` passes everything, a list of tests what passes one of them.
    package func evaluate(_ value: Value, _ facts: Facts, at now: Instant? = nil) -> Evaluation {
        var evaluator = Evaluator(text, now: now)
        // `?` is known everywhere in a test, also deep inside a function's arguments.
        let passedOne = evaluator.within(value, tests, Scope(Scope(facts.root), "?", value))
        let result = evaluator.outcome(passedOne)
        let passed = isNegated ? result.boolean.map { Value.boolean(!$0) } ?? .null : result
        return Evaluation(value: passed, reasons: evaluator.reasons)
    }
}

extension Parser {
    /// The tests, and whether a lone hyphen lets everything pass: that is, no test denied.
    mutating func unaryTests() throws(ParseError) -> (tests: [Node], isAny: Bool) {
        if isSign("-"), source.scalars.dropFirst(position + 1).allSatisfy(Letters.isSpace) { return ([], true) }
        var tests = [try expression()]
        while try take(",") { tests.append(try expression()) }
        guard token.kind == .end else { throw unexpected(RulesText.operatorOrEnd) }
        return (tests, false)
    }
}
