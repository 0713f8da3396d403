import Catalogue
import Kernel
import Rules

/// Judges the conditions of an item over the facts of an application that has been submitted: nobody will answer a question any more.
struct CaseJudge: Sendable {
    private let judge: Judge
    private let thing: Thing
    private let catalogue: Catalogue
    private let today: LocalDate

    init(thing: Thing, catalogue: Catalogue, facts: [String: Fact], answers: [String: JSON], today: LocalDate) {
        self.init(thing: thing, catalogue: catalogue, values: facts.mapValues(\.value), answers: answers, today: today)
    }

    init(thing: Thing, catalogue: Catalogue, values: [String: JSON], answers: [String: JSON], today: LocalDate) {
        (self.thing, self.catalogue, self.today) = (thing, catalogue, today)
        judge = Judge(facts: values, answers: answers, thing: thing, catalogue: catalogue, today: today, open: [])
    }

    func value(_ expression: Rules.Expression) -> JSON? { judge.value(expression) }

    /// The place that an expression comes to.
    func region(_ expression: Rules.Expression?) -> RegionCode? { expression.flatMap(judge.value)?.string.flatMap { RegionCode($0) } }

    /// The day that a fact names.
    func day(_ field: String) -> LocalDate? { judge.facts[thing.canonical(field)]?.string.flatMap { LocalDate($0) } }

    /// Whether a condition holds, and by which facts and answers that was decided.
    func explained(_ expression: Rules.Expression) -> (truth: Bool?, deciding: [String]) {
        var known: [String: Value] = ["today": .date(today)]
        let inputs = expression.inputs
        for name in inputs { known[name] = value(of: name) }
        let explanation = expression.explain(Facts(known))
        let told = explanation.decisive.reduce(into: Set<String>()) { $0.formUnion($1.inputs) }.intersection(inputs)
        // What a list of people decides is told by what the whole asks for.
        let deciding = Set((told.isEmpty ? inputs : told).filter { $0 != "today" }.map(thing.canonical)).sorted()
        // With every input known, what the explanation came to is the truth; otherwise it depends on what the unknown may be.
        let isSettled = inputs.allSatisfy { known[$0] != nil }
        return (isSettled ? explanation.value.boolean ?? judge.truth(expression) : judge.truth(expression), deciding)
    }

    private func value(of name: String) -> Value? {
        if name == "today" { return .date(today) }
        if name == "applicant.kind" { return .string(thing.applicant.kind) }
        if name.hasPrefix("answers.") { return judge.answers[String(name.dropFirst("answers.".count))].map { Value($0) } }
        let field = thing.canonical(name)
        guard let fact = judge.facts[field] else { return nil }
        let isDate = thing.elementCode(of: field).flatMap { catalogue.elements[$0] }?.type == .date
        return isDate ? fact.string.flatMap { LocalDate($0) }.map(Value.date) : Value(fact)
    }
}
