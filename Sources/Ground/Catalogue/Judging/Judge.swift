package import Kernel
package import Rules

/// Judges conditions over what is known so far.
///
/// FEEL alone takes what is missing for null, and `null = "father"` for false; but a question that has not been answered may still be
/// answered either way. So a condition is settled only when every value that the unknown could take leads to the same result; otherwise
/// it is unknown, and what hangs on it counts as needed. This is at least as sharp as three-valued logic: what cannot matter is not asked.
package struct Judge: Sendable {
    package let facts: [String: JSON]
    package let answers: [String: JSON]
    private let thing: Thing
    private let catalogue: Catalogue
    private let today: LocalDate
    /// Questions that may still be answered. An answer that nobody will ask for is not unknown: there is none.
    private let open: Set<String>
    private let isFinal: Bool

    /// - Parameters:
    ///   - open: codes of questions without an answer that may still get one; nil: all that have none.
    ///   - isFinal: nothing more will become known (an application that has been submitted): what is missing is null.
    package init(
        facts: [String: JSON], answers: [String: JSON], thing: Thing, catalogue: Catalogue, today: LocalDate, open: Set<String>? = nil,
        isFinal: Bool = false
    ) {
        (self.facts, self.answers, self.thing, self.catalogue, self.today) = (facts, answers, thing, catalogue, today)
        self.isFinal = isFinal
        self.open = isFinal ? [] : open ?? Set(thing.questions.map(\.code).filter { answers[$0] == nil })
    }

    /// Whether a condition holds; nil while that is not known. No condition always holds.
    package func truth(_ expression: Rules.Expression?) -> Bool? {
        guard let expression else { return true }
        guard let value = settled(expression) else { return nil }
        // Null because a question is not put at all: it does not hold. Null for any other reason: nobody knows.
        return value.boolean ?? (value.isNull && thing.uses.names(in: expression).contains(where: isVoid) ? false : nil)
    }

    private func isVoid(_ name: String) -> Bool {
        guard name.hasPrefix("answers.") else { return false }
        let code = String(name.dropFirst("answers.".count))
        return answers[code] == nil && !open.contains(code)
    }

    /// What an expression comes to; nil while that is not known, or where it comes to nothing.
    package func value(_ expression: Rules.Expression) -> JSON? {
        guard let value = settled(expression), !value.isNull else { return nil }
        return value.json
    }

    /// Whether what it comes to can still change.
    package func isUnknown(_ expression: Rules.Expression) -> Bool { settled(expression) == nil }

    /// A region code, if the expression comes to one.
    func region(_ expression: Rules.Expression?) -> String? {
        guard let text = expression.flatMap(value)?.string, RegionCode(text) != nil else { return nil }
        return text
    }

    // MARK: Worlds

    /// At most so many combinations of unknown values are tried; with more the result counts as unknown.
    private static let mostWorlds = 600

    /// The one value in every world; nil where worlds differ.
    private func settled(_ expression: Rules.Expression) -> Value? {
        var known: [String: Value] = [:]
        var unknown: [(name: String, values: [Value?])] = []
        for name in thing.uses.names(in: expression).sorted() { place(name, of: expression, in: &known, or: &unknown) }
        if unknown.isEmpty { return expression.evaluate(Facts(known), at: Instant(today)).value }
        let count = unknown.reduce(1) { min($0 * $1.values.count, Judge.mostWorlds + 1) }
        var result: Value?
        for world in 0..<min(count, Judge.mostWorlds) {
            var facts = known
            var place = world
            for (name, values) in unknown {
                if let value = values[place % values.count] { facts[name] = value }
                place /= values.count
            }
            let value = expression.evaluate(Facts(facts), at: Instant(today)).value
            if let result, result != value { return nil }
            result = value
        }
        return count > Judge.mostWorlds ? nil : result
    }

    private func place(
        _ name: String, of expression: Rules.Expression, in known: inout [String: Value],
        or unknown: inout [(name: String, values: [Value?])]
    ) {
        if name == "today" {
            known[name] = .date(today)
        } else if name == "applicant.kind" {
            known[name] = .string(thing.applicant.kind)
        } else if name.hasPrefix("answers.") {
            let code = String(name.dropFirst("answers.".count))
            if let answer = answers[code] {
                known[name] = Value(answer)
            } else if open.contains(code), let question = thing.questions.first(where: { $0.code == code }) {
                unknown.append((name, PossibleValues.of(question).map(Optional.some)))
            }
        } else {
            let field = thing.canonical(name)
            let element = thing.elementCode(of: field).flatMap { catalogue.elements[$0] }
            if let fact = facts[field] {
                known[name] = element?.feel(fact) ?? Value(fact)
            } else if let element, !isFinal {
                let possible = PossibleValues(expression: expression, beside: others(of: expression), today: today)
                // There may also be nothing on record.
                unknown.append((name, possible.of(element, choices: catalogue.choices(of: element)).map(Optional.some) + [nil]))
            }
        }
    }

    /// The facts that the expression compares with.
    private func others(of expression: Rules.Expression) -> [Value] {
        thing.uses.names(in: expression).sorted().compactMap { name in
            let field = thing.canonical(name)
            guard let fact = facts[field] else { return nil }
            return thing.elementCode(of: field).flatMap { catalogue.elements[$0] }?.feel(fact) ?? Value(fact)
        }
    }
}

extension DataElement {
    /// The value as FEEL has it: dates are dates.
    func feel(_ value: JSON) -> Value {
        if type == .date, let date = value.string.flatMap({ LocalDate($0) }) { return .date(date) }
        return Value(value)
    }
}
