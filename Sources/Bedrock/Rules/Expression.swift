package import Kernel

/// A parsed expression of FEEL (DMN 1.5 chapter 10): read once, evaluated over any facts.
package struct Expression: Sendable, Hashable {
    package let source: String
    /// The names with spaces or signs in them that the text was read with.
    package let names: Set<String>
    private let text: SourceText
    private let root: Node

    /// `names` are the facts whose names are more than plain words (`last name`); a dotted name counts for each of its parts.
    package init(_ source: String, names: Set<String> = []) throws(ParseError) {
        self.source = source
        self.names = names
        text = SourceText(source)
        var parser = try Parser(text, names: names)
        root = try parser.whole()
    }

    /// `now` is what `now()` and `today()` tell; without it they are null.
    package func evaluate(_ facts: Facts, at now: Instant? = nil) -> Evaluation {
        var evaluator = Evaluator(text, now: now)
        let value = evaluator.value(root, Scope(facts.root))
        return Evaluation(value: evaluator.outcome(value), reasons: evaluator.reasons)
    }

    /// Which part made the value what it is.
    package func explain(_ facts: Facts, at now: Instant? = nil) -> Explanation {
        var evaluator = Evaluator(text, now: now)
        return evaluator.explain(root, Scope(facts.root))
    }

    /// The dotted paths of the facts that the expression asks for. A path may go on into a value: `person.birth.year`. A plain
    /// name inside a filter belongs to the filtered elements, unless it is in `names` or is used outside too.
    package var inputs: Set<String> { Inputs.of(root, known: names) }

    package static func == (a: Expression, b: Expression) -> Bool { a.source == b.source && a.names == b.names }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(source)
        hasher.combine(names)
    }
}
