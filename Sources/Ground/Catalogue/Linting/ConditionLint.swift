import Kernel
import Rules

/// Conditions that never hold or always hold, and questions that are never asked or asked for nothing.
struct ConditionLint {
    let lint: Lint
    /// The companies in which the condition is read: it is at fault only where it is so in all of them.
    let things: [Thing]

    /// What hangs on the condition, for its wording.
    enum Use { case question, part, rest, check, required }

    func check(_ expression: Rules.Expression?, _ use: Use, at place: Place) {
        guard let expression, let outcome = outcome(of: expression) else { return }
        if !outcome.canHold {
            let rule = use == .question || use == .part ? "unreachable" : "never"
            lint.find(rule, at: place, LintText.neverHolds(use, expression.source), severity: outcome.isProof ? .error : .warning)
        } else if !outcome.canFail, use != .check || outcome.isProof {
            lint.find("always", at: place, LintText.alwaysHolds(use, expression.source))
        }
    }

    /// The union over all companies; nil where one of them cannot be told.
    private func outcome(of expression: Rules.Expression) -> ConditionWorlds.Outcome? {
        // `required: false` and the like are plain statements.
        if expression.factNames.isEmpty { return constant(expression) }
        var all: ConditionWorlds.Outcome?
        for thing in things {
            guard knowsNames(of: expression, thing) else { continue }
            guard let found = lint.memory.outcome(of: expression, in: thing, lint) else { return nil }
            all = ConditionWorlds.Outcome(
                canHold: found.canHold || all?.canHold ?? false, canFail: found.canFail || all?.canFail ?? false,
                isProof: found.isProof && all?.isProof ?? true)
            if let all, all.canHold, all.canFail { return nil }
        }
        return all
    }

    private func constant(_ expression: Rules.Expression) -> ConditionWorlds.Outcome? {
        guard expression.source != "true", expression.source != "false",
            let value = expression.evaluate(Facts(root: Context([])), at: Instant(lint.today)).value.boolean
        else { return nil }
        return ConditionWorlds.Outcome(canHold: value, canFail: !value, isProof: true)
    }

    private func knowsNames(of expression: Rules.Expression, _ thing: Thing) -> Bool {
        thing.uses.inputs(of: expression).inputs.allSatisfy { input in
            switch input.kind {
            case .today, .applicantKind: true
            case .answer(let question, _): question != nil
            case .fact(_, let element): element != nil
            }
        }
    }
}

extension ItemLint {
    /// Every condition of the item, in the company of each thing that holds it.
    func checkConditions() {
        let conditions = ConditionLint(lint: lint, things: things)
        for (index, question) in item.questions.enumerated() {
            let at = place / "questions" / index
            conditions.check(question.when, .question, at: at / "when")
            if things.allSatisfy({ $0.isIdle(question, of: item) }) {
                lint.find("idle-question", at: at, LintText.idleQuestion(question.ask))
            }
        }
        for (index, field) in item.fields.enumerated() {
            conditions.check(field.when, .rest, at: place / "fields" / index / "when")
            conditions.check(field.required, .required, at: place / "fields" / index / "required")
        }
        for (index, material) in item.materials.enumerated() {
            conditions.check(material.when, .rest, at: place / "materials" / index / "when")
        }
        for (index, fee) in item.fees.enumerated() { conditions.check(fee.when, .rest, at: place / "fees" / index / "when") }
        for (index, point) in item.reviewPoints.enumerated() {
            conditions.check(point.check, .check, at: place / "reviewPoints" / index / "check")
        }
        for (index, handling) in item.handlingItems.enumerated() {
            conditions.check(handling.when, .rest, at: place / "handlingItems" / index / "when")
        }
    }
}

extension ThingLint {
    func checkConditions() {
        let conditions = ConditionLint(lint: lint, things: [compiled])
        for (index, question) in thing.questions.enumerated() {
            let at = place / "questions" / index
            conditions.check(question.when, .question, at: at / "when")
            if compiled.isIdle(question, of: nil) { lint.find("idle-question", at: at, LintText.idleQuestion(question.ask)) }
        }
        for (index, part) in thing.parts.enumerated() { conditions.check(part.when, .part, at: place / "items" / index / "when") }
    }
}

extension Thing {
    /// Nothing hangs on the answer, and no document states it.
    fileprivate func isIdle(_ question: Question, of item: ServiceItem?) -> Bool {
        if decidesSomething(question.code) { return false }
        let numbers = parts.flatMap { $0.item.results.compactMap(\.number) }
        let handling = parts.flatMap { $0.item.handlingItems.compactMap(\.when?.source) }
        return !(numbers + handling).contains { $0.contains(question.name) }
    }

    private func decidesSomething(_ question: String) -> Bool { uses.decidesAnItem(question) || !uses.of(question).isEmpty }
}
