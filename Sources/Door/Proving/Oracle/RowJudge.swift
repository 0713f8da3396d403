import Catalogue
import Kernel
import Rules

/// Judges conditions by what the rows hold, and only where they hold everything that the condition looks at.
struct RowJudge {
    let thing: Thing
    let catalogue: Catalogue
    let held: HeldFacts
    let answers: [String: JSON]
    /// What may not be filled in here, and so is not known before it is written.
    let never: Set<String>
    let today: LocalDate

    /// nil where something that it looks at is held nowhere.
    func value(_ expression: Rules.Expression, absentIsNull: (String) -> Bool = { _ in false }) -> Value? {
        var known: [String: Value] = [:]
        for name in expression.factNames {
            if name == "today" {
                known[name] = .date(today)
            } else if name == "applicant.kind" {
                known[name] = .string(thing.applicant.kind)
            } else if name.hasPrefix("answers.") {
                guard let answer = answers[RoleNames.leaf(of: name)] else { return nil }
                known[name] = Value(answer)
            } else {
                let fact = thing.canonical(name)
                if let value = held.value(fact), !never.contains(fact) {
                    known[name] = feel(value, of: fact)
                } else if held.differs(fact) || !absentIsNull(fact) {
                    return nil
                }
            }
        }
        return expression.evaluate(Facts(known), at: Instant(today)).value
    }

    func truth(_ expression: Rules.Expression?) -> Bool? { expression.map { value($0)?.boolean } ?? true }

    private func feel(_ value: JSON, of fact: String) -> Value {
        let isDate = thing.elementCode(of: fact).flatMap { catalogue.elements[$0] }?.type == .date
        if isDate, let date = value.string.flatMap({ LocalDate($0) }) { return .date(date) }
        return Value(value)
    }
}
