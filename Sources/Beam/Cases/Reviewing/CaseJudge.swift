import Catalogue
import Kernel
import Rules

/// Judges the conditions of an item over the facts of an application that has been submitted: nobody will answer a question any more.
struct CaseJudge: Sendable {
    private let judge: Judge
    private let thing: Thing

    init(thing: Thing, catalogue: Catalogue, facts: [String: Fact], answers: [String: JSON], today: LocalDate) {
        self.thing = thing
        judge = Judge(facts: facts.mapValues(\.value), answers: answers, thing: thing, catalogue: catalogue, today: today, open: [])
    }

    func value(_ expression: Rules.Expression) -> JSON? { judge.value(expression) }

    /// The place that an expression comes to.
    func region(_ expression: Rules.Expression?) -> RegionCode? { expression.flatMap(judge.value)?.string.flatMap { RegionCode($0) } }

    /// Whether a condition holds, and by which values: for the officer.
    func explained(_ expression: Rules.Expression) -> (truth: Bool?, because: String) {
        let names = expression.inputs.sorted()
        let values = names.compactMap { name in stated(name).map { "\(name) = \($0)" } }
        let because = values.isEmpty ? expression.source : "\(expression.source) · \(values.joined(separator: ", "))"
        return (judge.truth(expression), because)
    }

    private func stated(_ name: String) -> String? {
        if name.hasPrefix("answers.") { return judge.answers[String(name.dropFirst("answers.".count))]?.text }
        return judge.facts[thing.canonical(name)]?.text
    }
}
