package import Kernel
package import Rules
import Synchronization

/// Judges conditions over what is known so far.
///
/// FEEL alone takes what is missing for null, and `null = "father"` for false; but a question that has not been answered may still be
/// answered either way. So a condition is settled only when every value that the unknown could take leads to the same result; otherwise
/// it is unknown, and what hangs on it counts as needed. This is at least as sharp as three-valued logic: what cannot matter is not asked.
package struct Judge: Sendable {
    package let facts: [String: JSON]
    package let answers: [String: JSON]
    let thing: Thing
    let catalogue: Catalogue
    let today: LocalDate
    /// Questions that may still be answered. An answer that nobody will ask for is not unknown: there is none.
    private let open: Set<String>
    private let isFinal: Bool
    private let verdicts = Verdicts()

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
        let looked = thing.uses.inputs(of: expression)
        guard let value = settled(expression, looked) else { return nil }
        // Null because a question is not put at all: it does not hold. Null for any other reason: nobody knows.
        return value.boolean ?? (value.isNull && looked.inputs.contains(where: isVoid) ? false : nil)
    }

    private func isVoid(_ input: ConditionInputs.Input) -> Bool {
        guard case .answer(_, let code) = input.kind else { return false }
        return answers[code] == nil && !open.contains(code)
    }

    /// What an expression comes to; nil while that is not known, or where it comes to nothing.
    package func value(_ expression: Rules.Expression) -> JSON? {
        guard let value = settled(expression, thing.uses.inputs(of: expression)), !value.isNull else { return nil }
        return value.json
    }

    /// Whether what it comes to can still change.
    package func isUnknown(_ expression: Rules.Expression) -> Bool { settled(expression, thing.uses.inputs(of: expression)) == nil }

    /// A region code, if the expression comes to one.
    func region(_ expression: Rules.Expression?) -> String? {
        guard let text = expression.flatMap(value)?.string, RegionCode(text) != nil else { return nil }
        return text
    }

    // MARK: Worlds

    /// At most so many combinations of unknown values are tried; with more the result counts as unknown.
    private static let mostWorlds = 600

    /// The one value in every world; nil where worlds differ.
    private func settled(_ expression: Rules.Expression, _ looked: ConditionInputs) -> Value? {
        guard let place = looked.place else { return tried(expression, looked) }
        return verdicts.of(place) { tried(expression, looked) }
    }

    private func tried(_ expression: Rules.Expression, _ looked: ConditionInputs) -> Value? {
        var values = [Value?](repeating: nil, count: looked.inputs.count)
        var unknown: [(place: Int, values: [Value?])] = []
        for (place, input) in looked.inputs.enumerated() {
            switch state(of: input, in: looked) {
            case .known(let value): values[place] = value
            case .unknown(let possible): unknown.append((place, possible))
            case .absent: continue
            }
        }
        let now = Instant(today)
        if unknown.isEmpty { return expression.evaluate(looked.facts(values), at: now).value }
        let count = unknown.reduce(1) { min($0 * $1.values.count, Judge.mostWorlds + 1) }
        var result: Value?
        for world in 0..<min(count, Judge.mostWorlds) {
            var rest = world
            for (place, possible) in unknown {
                values[place] = possible[rest % possible.count]
                rest /= possible.count
            }
            let value = expression.evaluate(looked.facts(values), at: now).value
            if let result, result != value { return nil }
            result = value
        }
        return count > Judge.mostWorlds ? nil : result
    }

    private enum InputState {
        case known(Value)
        case unknown([Value?])
        /// Nothing is there, and nothing will be.
        case absent
    }

    private func state(of input: ConditionInputs.Input, in looked: ConditionInputs) -> InputState {
        switch input.kind {
        case .today: return .known(.date(today))
        case .applicantKind: return .known(.string(thing.applicant.kind))
        case .answer(let question, let code):
            if let answer = answers[code] { return .known(Value(answer)) }
            guard let question, open.contains(code) else { return .absent }
            return .unknown(PossibleValues.of(question).map(Optional.some))
        case .fact(let field, let code):
            let element = code.flatMap { catalogue.elements[$0] }
            if let fact = facts[field] { return .known(element?.feel(fact) ?? Value(fact)) }
            guard let element, !isFinal else { return .absent }
            let possible = PossibleValues(looked.literals, beside: others(of: looked), today: today)
            // There may also be nothing on record.
            return .unknown(possible.of(element, choices: catalogue.choices(of: element)).map(Optional.some) + [nil])
        }
    }

    /// The facts that the expression compares with.
    private func others(of looked: ConditionInputs) -> [Value] {
        looked.inputs.compactMap { input in
            guard case .fact(let field, let element) = input.kind, let fact = facts[field] else { return nil }
            return element.flatMap { catalogue.elements[$0] }?.feel(fact) ?? Value(fact)
        }
    }
}

/// What a judge has found out already. One condition stands behind many fields and is asked for many times, and over the same facts it
/// always comes to the same.
private final class Verdicts: Sendable {
    private let found = Mutex<[Int: Value?]>([:])

    func of(_ place: Int, _ find: () -> Value?) -> Value? {
        if let found = found.withLock({ $0[place] }) { return found }
        let value = find()
        found.withLock { $0[place] = .some(value) }
        return value
    }
}

extension DataElement {
    /// The value as FEEL has it: dates are dates.
    func feel(_ value: JSON) -> Value {
        if type == .date, let date = value.string.flatMap({ LocalDate($0) }) { return .date(date) }
        return Value(value)
    }
}
