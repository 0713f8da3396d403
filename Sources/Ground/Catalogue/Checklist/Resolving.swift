import Kernel
import Rules

/// One run of the checklist. Conditions depend on answers, answers on questions that are asked, and those on conditions: rounds are
/// made until nothing changes, so that a value typed into a box that has since gone away counts for nothing. A class, as are those that work on
/// it: they are large, and handed on at every step.
final class Resolving {
    let thing: Thing
    let catalogue: Catalogue
    /// The person's own answers, in their proper shape.
    let chosen: [String: JSON]
    /// The person's own values, in their proper shape and without a mistake.
    let typed: [String: JSON]
    let corrected: Set<String>
    let promises: Promises
    let holdings: Holdings
    let known: KnownFacts
    let today: LocalDate

    init(
        _ thing: Thing, in catalogue: Catalogue, answers: [String: JSON], given: [String: JSON], corrected: Set<String>,
        promises: Promises = Promises(), holdings: Holdings, today: LocalDate
    ) {
        (self.thing, self.catalogue, self.promises, self.today) = (thing, catalogue, promises, today)
        chosen = Dictionary(
            thing.questions.compactMap { question in answers[question.code].flatMap(question.reading).map { (question.code, $0) } },
            uniquingKeysWith: { first, _ in first })
        var typed: [String: JSON] = [:]
        // Of two names for one fact the later in the alphabet stands.
        for (name, value) in given.sorted(by: { $0.key < $1.key }) {
            let field = thing.canonical(name)
            guard let element = thing.elementCode(of: field).flatMap({ catalogue.elements[$0] }) else { continue }
            guard let read = element.accepted(value, choices: catalogue.choices(of: element), today: today) else { continue }
            typed[field] = read
        }
        self.typed = typed
        let holdings = holdings.choosing(typed, for: thing)
        let disputed = Set(corrected.map(thing.canonical))
        self.corrected = disputed
        func known(_ holdings: Holdings) -> KnownFacts {
            KnownFacts(thing, in: catalogue, holdings: holdings, typed: typed, corrected: disputed, today: today)
        }
        // Where the person names somebody else (another spouse), what was looked up about the first is about nobody here.
        let first = known(holdings)
        let keys = thing.participants.values.filter { !$0.isApplicant }.compactMap { participant -> (String, JSON?)? in
            participant.keyField.map { field in
                // A record cannot vouch for the key by which it was found.
                let named = participant.by == nil ? first.value(field)?.value : first.namedKeys[participant.code]
                return (participant.code, typed[field] ?? named)
            }
        }
        let current = holdings.keeping(keys: Dictionary(keys, uniquingKeysWith: { first, _ in first }))
        self.holdings = current
        self.known = current == holdings ? first : known(current)
    }

    /// What one round finds; the next begins from it.
    struct Round: Equatable {
        var answers: [String: JSON]
        /// Questions that are put, answered or not.
        var asked: Set<String>
        var included: [String: Bool?]
        /// Typed values that count.
        var active: Set<String>
        /// Fields that may not be filled in, and so do not count as facts either.
        var never: Set<String>
    }

    /// What follows from a round, and what the next one is found from.
    struct Grounds {
        /// `role.leaf` → value, by the person's own words first.
        let facts: [String: JSON]
        let reasons: Reasons
        let questions: [QuestionOutcome]
        let judge: Judge
    }

    /// Where the rounds come to rest: what is known and settled then, not yet in words.
    final class Settled {
        let round: Round
        let grounds: Grounds

        init(round: Round, grounds: Grounds) { (self.round, self.grounds) = (round, grounds) }
    }

    func checklist() -> Checklist { checklist(of: settled()) }

    func settled() -> Settled {
        var round = Round(
            answers: chosen, asked: Set(thing.questions.map(\.code)), included: [:], active: Set(typed.keys), never: [])
        var grounds = self.grounds(after: round)
        for _ in 0..<(thing.questions.count + thing.parts.count + 4) {
            let next = self.round(after: round, grounds)
            // What follows from a round that repeats itself is what it followed from.
            if next == round { break }
            round = next
            grounds = self.grounds(after: round)
        }
        return Settled(round: round, grounds: grounds)
    }

    private func facts(in round: Round) -> [String: JSON] {
        var facts: [String: JSON] = [:]
        for field in known.candidates.keys where !round.never.contains(field) && !corrected.contains(field) {
            if let value = known.value(field)?.value { facts[field] = value }
        }
        for (field, value) in typed where round.active.contains(field) { facts[field] = value }
        return facts
    }

    func judge(_ facts: [String: JSON], _ answers: [String: JSON], asked: Set<String>) -> Judge {
        Judge(facts: facts, answers: answers, thing: thing, catalogue: catalogue, today: today, open: asked.subtracting(answers.keys))
    }

    private func grounds(after last: Round) -> Grounds {
        let facts = facts(in: last)
        let reasons = Reasons(thing: thing, catalogue: catalogue, answers: last.answers, facts: facts, holdings: holdings)
        let questions = questions(in: last, facts, reasons)
        let judge = judge(facts, answers(of: questions), asked: asked(of: questions))
        return Grounds(facts: facts, reasons: reasons, questions: questions, judge: judge)
    }

    private func round(after last: Round, _ grounds: Grounds) -> Round {
        var next = last
        next.answers = answers(of: grounds.questions)
        next.asked = asked(of: grounds.questions)
        let judge = grounds.judge
        next.included = inclusion(judge, answers: next.answers)
        var (needed, never) = (Set<String>(), Set<String>())
        for part in thing.parts where next.included[part.item.code] != .some(false) {
            for field in part.item.fields where judge.truth(field.when) != false {
                needed.insert(field.field)
                if field.reuse == .never { never.insert(field.field) }
            }
        }
        next.never = never
        // A fact that no form of the thing asks for may still be given (by a program): it counts.
        next.active = Set(typed.keys.filter { needed.contains($0) || !thing.formFields.contains($0) })
        return next
    }

    private func asked(of outcomes: [QuestionOutcome]) -> Set<String> { Set(outcomes.filter(\.isAsked).map(\.question.code)) }

    private func answers(of outcomes: [QuestionOutcome]) -> [String: JSON] {
        Dictionary(
            outcomes.compactMap { outcome in outcome.value.map { (outcome.question.code, $0) } }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether each part belongs: nil while its condition is unknown.
    func inclusion(_ judge: Judge, answers: [String: JSON]) -> [String: Bool?] {
        Dictionary(
            thing.parts.map { part -> (String, Bool?) in
                let condition = judge.truth(part.when)
                if condition == false { return (part.item.code, .some(false)) }
                if let optional = part.optional, answers[optional] != true { return (part.item.code, .some(false)) }
                return (part.item.code, condition)
            }, uniquingKeysWith: { first, _ in first })
    }

    /// What was settled, with a reason for everything.
    func checklist(of settled: Settled) -> Checklist {
        let (round, grounds) = (settled.round, settled.grounds)
        let (judge, reasons, facts) = (grounds.judge, grounds.reasons, grounds.facts)
        let items = Timetable.placed(self.items(in: round, judge, reasons), of: thing)
        let fields = FieldResolving(self, settled).outcomes()
        let materials = MaterialResolving(self, settled).outcomes()
        let fees = parts(in: round).flatMap { part in
            part.item.fees.compactMap { fee in
                let condition = judge.truth(fee.when)
                return condition == false ? nil : FeeOutcome(fee: fee, item: part.item.code, isCertain: condition == true)
            }
        }
        return Checklist(
            thing: thing, questions: grounds.questions, items: items, fields: fields, materials: materials, fees: fees,
            reductions: reductions(parts(in: round), judge, items: items, fields: fields, materials: materials),
            answers: round.answers, facts: facts,
            sources: Dictionary(
                facts.keys.compactMap { field in source(of: field, among: facts).map { (field, $0) } },
                uniquingKeysWith: { first, _ in first }))
    }

    /// Where a fact comes from.
    func source(of field: String, among facts: [String: JSON]) -> Source? {
        let stated = known.value(field)
        return typed[field] == facts[field] && stated?.value != facts[field] ? .answer : stated?.source
    }

    /// For each part whether it belongs, or may belong.
    func isPart(in round: Round) -> [Bool] { thing.parts.map { round.included[$0.item.code] != .some(false) } }

    /// The parts that belong, also those of which it is not yet known.
    func parts(in round: Round) -> [Thing.Part] { thing.parts.filter { round.included[$0.item.code] != .some(false) } }

    /// The promise on which an item would be granted: offered only where its condition is known to hold, so that knowing more takes none away.
    func approval(of item: ServiceItem, _ judge: Judge) -> ApprovalPromise? {
        item.approvalPromise.flatMap { judge.truth($0.when) == true ? $0 : nil }
    }

    private func items(in round: Round, _ judge: Judge, _ reasons: Reasons) -> [ItemOutcome] {
        thing.parts.map { part in
            let item = part.item
            let condition = judge.truth(part.when)
            let state: ItemOutcome.State
            if condition == false {
                state = .excluded(reasons.notNeeded(part.when))
            } else if let optional = part.optional, round.answers[optional] != true {
                state = round.answers[optional] == nil ? .offered(CatalogueText.offered) : .excluded(CatalogueText.notChosen)
            } else if condition == nil {
                state = .undecided(reasons.notYetKnown(part.when))
            } else {
                state = .included(part.optional == nil ? reasons.needed(part.when) : CatalogueText.chosen)
            }
            var outcome = ItemOutcome(
                item: item.code, name: item.name, department: item.department, state: state, level: item.office.level,
                region: judge.region(item.office.region), after: part.after)
            outcome.approval = outcome.isIncluded ? approval(of: item, judge) : nil
            outcome.isOnPromise = outcome.approval != nil && promises[.approval].contains(item.code)
            return outcome
        }
    }
}
