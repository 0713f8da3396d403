import Kernel
import Rules

/// Whether a condition can hold and can fail, tried over every combination of what its inputs can be.
///
/// A question that is itself only asked on a condition has no answer in the worlds where it is not asked, so a contradiction over several
/// questions is found too.
struct ConditionWorlds {
    /// What was found.
    struct Outcome: Sendable {
        var canHold: Bool
        var canFail: Bool
        /// Every value that matters was tried: the finding is a proof. Otherwise it is only very likely.
        let isProof: Bool
    }

    let thing: Thing
    let parts: CatalogueParts
    let today: LocalDate

    /// With more combinations nothing is said.
    private static let mostWorlds = 20_000

    /// nil where it cannot be told: unknown names, functions whose values cannot be guessed, or too many combinations.
    func outcome(of expression: Rules.Expression) -> Outcome? {
        let own = thing.uses.inputs(of: expression)
        guard let found = variables(of: expression, own) else { return nil }
        let count = found.reduce(1) { min($0 * $1.values.count, ConditionWorlds.mostWorlds + 1) }
        guard count <= ConditionWorlds.mostWorlds else { return nil }
        var outcome = Outcome(canHold: false, canFail: false, isProof: found.allSatisfy(\.isWhole))
        let now = Instant(today)
        let questions = found.compactMap(\.question).filter { $0.when != nil }
        var values: [String: Value] = [:]
        for world in 0..<count {
            var (rest, isWithinBounds) = (world, true)
            for variable in found {
                let possible = variable.values[rest % variable.values.count]
                rest /= variable.values.count
                values[variable.name] = possible.value
                isWithinBounds = isWithinBounds && possible.isWithinBounds
            }
            withdraw(questions, from: &values, at: now)
            switch expression.evaluate(own.facts(own.inputs.map { values[$0.name] }), at: now).value {
            case .boolean(true): if isWithinBounds { outcome.canHold = true }
            case .boolean(false): outcome.canFail = true
            // Where a question was not put, or nothing is known, it does not hold; but that alone is no way to fail.
            default: break
            }
            if outcome.canHold && outcome.canFail { break }
        }
        return outcome
    }

    /// Takes away the answers to questions that are not asked in this world, and what hangs on those.
    private func withdraw(_ questions: [Question], from values: inout [String: Value], at now: Instant) {
        var isSettled = false
        while !isSettled {
            isSettled = true
            for question in questions where values[question.name] != nil {
                guard let when = question.when else { continue }
                let asked = thing.uses.inputs(of: when)
                if when.evaluate(asked.facts(asked.inputs.map { values[$0.name] }), at: now).value.boolean != true {
                    values[question.name] = nil
                    isSettled = false
                }
            }
        }
    }

    // MARK: What it looks at

    private struct Possible {
        let value: Value?
        var isWithinBounds = true
    }

    private struct Variable {
        let name: String
        let question: Question?
        let values: [Possible]
        let isWhole: Bool
    }

    /// The inputs, and those of the conditions on which its questions are asked.
    private func variables(of expression: Rules.Expression, _ own: ConditionInputs) -> [Variable]? {
        var found: [Variable] = []
        var waiting: [(expression: Rules.Expression, inputs: ConditionInputs)] = [(expression, own)]
        var (seen, depth) = (Set<String>(), 0)
        while let next = waiting.popLast() {
            depth += 1
            guard depth < 12, ConditionFunctions.areJudgeable(in: next.expression.source) else { return nil }
            for input in next.inputs.inputs where seen.insert(input.name).inserted {
                guard let variable = variable(input, next.expression, next.inputs) else { return nil }
                found.append(variable)
                if let when = variable.question?.when { waiting.append((when, thing.uses.inputs(of: when))) }
            }
        }
        return found
    }

    private func variable(_ input: ConditionInputs.Input, _ expression: Rules.Expression, _ inputs: ConditionInputs) -> Variable? {
        switch input.kind {
        case .today:
            let named = inputs.literals.texts.compactMap { LocalDate($0) }
            let days = [today] + named.flatMap { [$0.adding(days: -1), $0, $0.adding(days: 1)] }
            return Variable(name: input.name, question: nil, values: days.map { Possible(value: .date($0)) }, isWhole: false)
        case .applicantKind:
            return Variable(
                name: input.name, question: nil, values: Audience.allCases.map { Possible(value: .string($0.rawValue)) }, isWhole: true)
        case .answer(let question, _):
            guard let question else { return nil }
            let (values, isWhole) = InputValues.of(question)
            return Variable(name: input.name, question: question, values: values.map { Possible(value: $0) }, isWhole: isWhole)
        case .fact(_, let code):
            guard let element = code.flatMap({ parts.elements[$0] }) else { return nil }
            let choices = element.options.isEmpty ? element.codeList.flatMap { parts.codeLists[$0]?.values } ?? [] : element.options
            let (values, isWhole) = InputValues(inputs.literals, expression.source, today: today).of(element, choices: choices)
            let known = values.map { Possible(value: $0, isWithinBounds: element.admits($0, today: today)) }
            return Variable(name: input.name, question: nil, values: known + [Possible(value: nil)], isWhole: isWhole)
        }
    }
}

/// Functions that the values tried are known to tell apart.
enum ConditionFunctions {
    private static let known: Set<String> = [
        "not", "list contains", "starts with", "contains", "string length", "date", "duration", "years and months duration", "count", "and",
        "or", "in", "if", "then", "else", "between", "some", "every", "satisfies", "return", "is defined",
    ]

    /// A condition that calls anything else (a regular expression, a part of a text) is not judged.
    static func areJudgeable(in source: String) -> Bool {
        var name = ""
        var isQuoted = false
        for character in source {
            if character == "\"" {
                isQuoted.toggle()
                name = ""
            } else if isQuoted {
                continue
            } else if character == "(" {
                let called = name.trimmingPrefix { $0 == " " }.split(separator: " ").joined(separator: " ")
                if !called.isEmpty, !known.contains(where: { called == $0 || called.hasSuffix(" " + $0) }) { return false }
                name = ""
            } else if character.isLetter || character == " " || character == "_" {
                name.append(character)
            } else {
                name = ""
            }
        }
        return true
    }
}

extension DataElement {
    /// Whether a form would take the value: bounds only.
    fileprivate func admits(_ value: Value, today: LocalDate) -> Bool {
        switch type {
        case .integer, .decimal, .money:
            guard let number = value.number else { return true }
            func bound(_ text: String) -> Decimal34? { DataElement.number(text).flatMap { Value(JSON.number($0)).number } }
            if let low = minimum.flatMap(bound), number < low { return false }
            if let high = maximum.flatMap(bound), number > high { return false }
            return true
        case .date:
            guard let date = value.date else { return true }
            func bound(_ text: String?) -> LocalDate? { text.flatMap { $0 == "today" ? today : LocalDate($0) } }
            if let low = bound(minimum), date < low { return false }
            if let high = bound(maximum), date > high { return false }
            return true
        default: return true
        }
    }
}
