import Kernel
import Rules

extension Resolving {
    /// Every question with what became of it, given what the round before found.
    func questions(in round: Round, _ facts: [String: JSON], _ reasons: Reasons) -> [QuestionOutcome] {
        func judge(_ question: Question, _ answers: [String: JSON]) -> Judge {
            self.judge(facts, answers, asked: round.asked.union([question.code]))
        }
        // What facts answer counts for every question; what the person chose counts for the questions after it. So no two answers can
        // each make the other needless.
        var settled: [String: JSON] = [:]
        for question in thing.questions {
            if let (value, _) = answeredByFacts(question, judge(question, round.answers.filter { $0.key != question.code })) {
                settled[question.code] = value
            }
        }
        return thing.questions.map { question in
            settled[question.code] = nil
            let others = round.answers.filter { $0.key != question.code }
            let outcome = outcome(of: question, judge(question, others), before: judge(question, settled), round, reasons)
            settled[question.code] = outcome.value
            return outcome
        }
    }

    private func outcome(of question: Question, _ judge: Judge, before: Judge, _ round: Round, _ reasons: Reasons) -> QuestionOutcome {
        func result(_ state: QuestionOutcome.State, _ value: JSON?) -> QuestionOutcome {
            QuestionOutcome(question: question, state: state, value: value)
        }
        let owners = thing.owners(of: question)
        if !owners.isEmpty, !owners.contains(where: { round.included[$0] != .some(false) }) {
            return result(.notNeeded(CatalogueText.itemNotPart(owners.sorted().map { catalogue.items[$0]?.name ?? Text(same: $0) })), nil)
        }
        let condition = judge.truth(question.when)
        if condition == false { return result(.notNeeded(reasons.notNeeded(question.when)), nil) }
        let own = chosen[question.code]
        if let (value, sources) = answeredByFacts(question, judge), own == nil || own == value {
            return result(.known(value, sources), value)
        }
        guard matters(question, before) else { return result(.notNeeded(CatalogueText.changesNothing), nil) }
        let why = condition == nil ? reasons.notYetKnown(question.when) : question.why ?? reasons.whyAsked(question)
        return result(.asked(reason: why), own)
    }

    private func answeredByFacts(_ question: Question, _ judge: Judge) -> (JSON, [Source])? {
        guard let expression = question.known, let value = judge.value(expression).flatMap(question.reading) else { return nil }
        let sources = thing.uses.inputs(of: expression).inputs.compactMap { input -> Source? in
            switch input.kind {
            case .answer: .answer
            case .fact(let field, _): typed[field] != nil ? .answer : known.value(field)?.source
            case .today, .applicantKind: nil
            }
        }
        var distinct: [Source] = []
        for source in sources where !distinct.contains(source) { distinct.append(source) }
        return (value, distinct)
    }

    /// Whether the answer can still change anything: a condition that names it and that is not already settled without it.
    private func matters(_ question: Question, _ judge: Judge) -> Bool {
        if thing.uses.decidesAnItem(question.code) { return true }
        let uses = thing.uses.of(question.code)
        if uses.isEmpty { return true }
        let included = inclusion(judge, answers: judge.answers)
        return uses.contains { use in
            if let item = use.item, included[item] == .some(false), !isOffered(item, judge) { return false }
            return judge.isUnknown(use.expression)
        }
    }

    /// Left out only because nobody has yet been asked whether it is wanted.
    private func isOffered(_ item: String, _ judge: Judge) -> Bool {
        guard let part = thing.part(item), let optional = part.optional, judge.truth(part.when) != false else { return false }
        return judge.answers[optional] == nil && chosen[optional] == true
    }
}
