import Catalogue
import Kernel
import Rules

/// Judges the conditions of an item over the facts of an application that has been submitted: nobody will answer a question any more.
struct CaseJudge: Sendable {
    private let judge: Judge
    private let thing: Thing

    init(thing: Thing, catalogue: Catalogue, facts: [String: Fact], answers: [String: JSON], today: LocalDate) {
        self.init(thing: thing, catalogue: catalogue, values: facts.mapValues(\.value), answers: answers, today: today)
    }

    init(thing: Thing, catalogue: Catalogue, values: [String: JSON], answers: [String: JSON], today: LocalDate) {
        self.thing = thing
        judge = Judge(facts: values, answers: answers, thing: thing, catalogue: catalogue, today: today, open: [])
    }

    func value(_ expression: Rules.Expression) -> JSON? { judge.value(expression) }

    /// The place that an expression comes to.
    func region(_ expression: Rules.Expression?) -> RegionCode? { expression.flatMap(judge.value)?.string.flatMap { RegionCode($0) } }

    /// The day that a fact names.
    func day(_ field: String) -> LocalDate? { judge.facts[thing.canonical(field)]?.string.flatMap { LocalDate($0) } }

    /// Whether a condition holds, and by which facts and answers that was decided.
    func explained(_ expression: Rules.Expression) -> (truth: Bool?, deciding: [String]) { judge.explained(expression) }
}
