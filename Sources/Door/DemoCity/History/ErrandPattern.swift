import Catalogue
import Identity
import Kernel

/// How an errand goes for somebody whom the registers know: found out once, then repeated for others without asking anew.
struct ErrandPattern: Sendable {
    /// A fact that a register tells, and where in the register.
    struct Told: Sendable {
        let field: String
        let element: String
        let role: Participant
        let resource: String
        /// The register tells it in the record of somebody else.
        let isGiven: Bool
    }

    let errand: DemoErrand
    let thing: Thing
    let answers: [String: JSON]
    let told: [Told]
    let documents: [DocumentHolding]
    /// Registers in which an own record stands for a paper: one has it and the other has not.
    private let proofs: [String]
    /// What has to be filled in, with the element of each.
    let asked: [(field: String, element: DataElement, choices: [Choice])]
    /// What is to be done for the one from whom this was found out.
    private let work: ErrandWork
    /// Whether that depends on facts, and so on the person.
    private let varies: Bool

    /// nil where the applicant's records do not carry the errand through.
    init?(
        _ errand: DemoErrand, _ applicant: DemoApplicant, _ registers: DemoRegisters, _ catalogue: Catalogue, _ dice: inout Dice
    ) {
        let city = registers.city
        guard let thing = catalogue.thing(errand.thing) else { return nil }
        let filling = HandFilling(registers, applicant, on: city.today, &dice)
        var answers = errand.answers
        var given: [String: JSON] = [:]
        var holdings = Holdings()
        var last: Checklist?
        for _ in 0..<8 {
            holdings = registers.holdings(for: thing, applicant: applicant.profile.number, answers: answers, given: given)
            let checklist = Checklist.resolve(thing, in: catalogue, answers: answers, given: given, holdings: holdings, today: city.today)
            let open = checklist.openQuestions
            let empty = checklist.fields.filter { $0.isNeeded && $0.value == nil }
            last = checklist
            if open.isEmpty, empty.isEmpty { break }
            for outcome in open { answers[outcome.question.code] = ErrandPattern.answer(outcome.question, &dice) }
            for field in empty { given[field.field] = filling.value(field.field, field.element, field.choices) }
        }
        guard let checklist = last, checklist.complete, !checklist.includedItems.isEmpty else { return nil }
        self.errand = errand
        self.thing = thing
        self.answers = answers
        let all = holdings.fields.compactMap { ErrandPattern.told($0, thing, catalogue) }
        // A register that fills in no box is asked for its record alone, which the next one need not have.
        let filled = Set(checklist.fields.filter { $0.value != nil && given[$0.field] == nil }.map(\.field))
        let needed = Set(all.filter { filled.contains($0.field) }.map(\.resource))
        let proofs = ErrandPattern.proofs(of: thing).subtracting(needed)
        told = all.filter { !proofs.contains($0.resource) }
        documents = holdings.documents.filter { $0.resource.map(proofs.contains) != true }
        self.proofs = proofs.sorted()
        asked = checklist.fields.filter { given[$0.field] != nil && $0.isNeeded }.map { ($0.field, $0.element, $0.choices) }
        work = ErrandWork(checklist)
        varies =
            !proofs.isEmpty
            || thing.parts.contains { part in
                part.when != nil
                    || part.item.handling == .instant
                        && part.item.materials.contains { material in
                            // A licence that stands for the paper is held by one and not by the other.
                            material.when != nil || material.satisfiedBy.contains { if case .licence = $0 { true } else { false } }
                        }
            }
    }

    private static func proofs(of thing: Thing) -> Set<String> {
        Set(
            thing.parts.flatMap { $0.item.materials.flatMap(\.satisfiedBy) }.compactMap { proof in
                guard case .resource(let code, let role) = proof, role == "applicant" || role == thing.applicant.code else { return nil }
                return code
            })
    }

    private static func answer(_ question: Question, _ dice: inout Dice) -> JSON {
        switch question.kind {
        case .yesNo: return .bool(dice.chance(600))
        case .choice: return .string(dice.pick(question.options).code)
        case .choices:
            let first = dice.int(0...question.options.count - 1)
            let codes = Set([first, dice.chance(350) ? dice.int(0...question.options.count - 1) : first])
            return .array(codes.sorted().map { .string(question.options[$0].code) })
        }
    }

    private static func told(_ holding: Holding, _ thing: Thing, _ catalogue: Catalogue) -> Told? {
        guard case .resource(let code) = holding.source, let resource = catalogue.resources[code],
            let element = thing.elementCode(of: holding.field), let role = thing.participant(String(holding.field.prefix { $0 != "." }))
        else { return nil }
        return Told(
            field: holding.field, element: element, role: role, resource: code,
            isGiven: resource.gives[role.code]?.contains(element) == true)
    }

    /// What somebody else hands in for the same errand on a day in the past; nil where the registers know too little of them.
    func filledIn(
        _ applicant: DemoApplicant, _ filling: HandFilling, _ registers: DemoRegisters, on date: LocalDate
    ) -> (holdings: Holdings, given: [String: JSON])? {
        var given: [String: JSON] = [:]
        for (field, element, choices) in asked { given[field] = filling.value(field, element, choices) }
        var facts = given
        var fields = registers.own(thing, applicant.profile.number).map {
            Holding(field: $0.field, value: $0.value, source: $0.source, asOf: date)
        }
        for holding in fields { facts[holding.field] = holding.value }
        let past = errand.then(date)
        for told in told {
            guard let number = number(told, applicant, facts), let record = registers.record(told.resource, of: number) else { return nil }
            let leaf = String(told.field.drop { $0 != "." }.dropFirst())
            let object = told.isGiven ? record[told.role.code] : nil
            let value = past[leaf] ?? (told.isGiven ? (object?.array?.first ?? object)?[told.element] : record[told.element])
            guard let value else { continue }
            facts[told.field] = value
            fields.append(Holding(field: told.field, value: value, source: .resource(code: told.resource), asOf: date.adding(days: -3)))
        }
        let own = proofs.filter { registers.record($0, of: applicant.profile.number) != nil }.map {
            DocumentHolding(role: thing.applicant.code, resource: $0, source: .resource(code: $0))
        }
        let licences = registers.licences(of: applicant.profile.number, as: thing.applicant, on: date)
        return (Holdings(fields: fields, documents: documents + own + licences), given)
    }

    /// The cases that it opens, for the one from whom it was found out.
    var caseCount: Int { work.items.count }

    /// What is to be done for this applicant.
    func work(_ holdings: Holdings, _ given: [String: JSON], _ catalogue: Catalogue, on date: LocalDate) -> ErrandWork {
        guard varies else { return work }
        return ErrandWork(
            Checklist.resolve(thing, in: catalogue, answers: answers, given: given, holdings: holdings, today: date))
    }

    private func number(_ told: Told, _ applicant: DemoApplicant, _ facts: [String: JSON]) -> String? {
        if told.isGiven || told.role.code == thing.applicant.code { return applicant.profile.number }
        if let by = told.role.by.map(thing.canonical) { return facts[by]?.string }
        return told.role.keyField.flatMap { facts[$0]?.string }
    }
}

/// The items of an errand, with those that take a fee and those that come with papers.
struct ErrandWork: Sendable {
    let items: [String]
    /// The papers that were handed in, by item. The engine does not grant such an item alone, since somebody has to look.
    let papers: [String: [Material]]
    let withFee: Set<String>

    init(_ checklist: Checklist) {
        items = checklist.includedItems.map(\.item)
        papers = checklist.materials.filter(\.isAsked).reduce(into: [:]) { papers, outcome in
            for item in outcome.neededBy { papers[item, default: []].append(outcome.material) }
        }
        withFee = Set(checklist.fees.filter { $0.isCertain && $0.fee.amount > .zero }.map(\.item))
    }
}
