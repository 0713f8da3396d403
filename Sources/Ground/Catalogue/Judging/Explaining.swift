import Kernel
package import Rules

extension Judge {
    /// Whether a condition holds, and by which facts and answers that was decided.
    package func explained(_ expression: Rules.Expression) -> (truth: Bool?, deciding: [String]) {
        var known: [String: Value] = ["today": .date(today)]
        let inputs = expression.inputs
        for name in inputs { known[name] = input(name) }
        let explanation = expression.explain(Facts(known))
        let told = explanation.decisive.reduce(into: Set<String>()) { $0.formUnion($1.inputs) }.intersection(inputs)
        // What a list of people decides is told by what the whole asks for.
        let deciding = Set((told.isEmpty ? inputs : told).filter { $0 != "today" }.map(thing.canonical)).sorted()
        // With every input known, what the explanation came to is the truth; otherwise it depends on what the unknown may be.
        let isSettled = inputs.allSatisfy { known[$0] != nil }
        return (isSettled ? explanation.value.boolean ?? truth(expression) : truth(expression), deciding)
    }

    private func input(_ name: String) -> Value? {
        if name == "today" { return .date(today) }
        if name == "applicant.kind" { return .string(thing.applicant.kind) }
        if name.hasPrefix("answers.") { return answers[String(name.dropFirst("answers.".count))].map { Value($0) } }
        let field = thing.canonical(name)
        guard let fact = facts[field] else { return nil }
        let isDate = thing.elementCode(of: field).flatMap { catalogue.elements[$0] }?.type == .date
        return isDate ? fact.string.flatMap { LocalDate($0) }.map(Value.date) : Value(fact)
    }
}
