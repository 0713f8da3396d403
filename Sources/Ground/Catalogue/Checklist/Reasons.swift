import Kernel
import Rules

/// Why something is asked, needed or left out, in words about this person's own situation.
struct Reasons {
    let thing: Thing
    let catalogue: Catalogue
    let answers: [String: JSON]
    let facts: [String: JSON]
    let holdings: Holdings

    /// `“出生登记”（公安）要用`
    func needs(_ parts: [Thing.Part]) -> Text {
        CatalogueText.neededFor(distinct(parts).map { ($0.item.name, catalogue.departmentShortName($0.item.department)) })
    }

    func needed(_ condition: Rules.Expression?) -> Text {
        condition.map { CatalogueText.neededBecause(circumstances($0)) }
            ?? (thing.isSingle ? CatalogueText.theItem : CatalogueText.partForAll)
    }

    func notNeeded(_ condition: Rules.Expression?) -> Text {
        CatalogueText.notNeededBecause(condition.map(circumstances) ?? [])
    }

    func notYetKnown(_ condition: Rules.Expression?) -> Text {
        CatalogueText.notYetKnown(condition.map { unknowns($0) } ?? [])
    }

    /// What a question without its own reason decides.
    func whyAsked(_ question: Question) -> Text {
        if let part = thing.parts.first(where: { $0.optional == question.code }) { return CatalogueText.decidesWhether(part.item.name) }
        let items = thing.uses.of(question.code).compactMap { use in use.item.flatMap(thing.part) }
        let conditions = thing.parts.filter { part in
            part.when.map { looks($0).contains { $0.name == question.name } } ?? false
        }
        return items.isEmpty && conditions.isEmpty ? CatalogueText.forTheFile : CatalogueText.decidesWhatIsNeeded(names(conditions + items))
    }

    /// Not known from any source: and if one of them did not answer, that too.
    func notOnRecord(_ field: String, _ element: DataElement, _ why: Text) -> Text {
        for (code, reason) in holdings.unavailable.sorted(by: { $0.key < $1.key }) {
            if let resource = catalogue.resources[code], resource.tells(field, element: element.code, of: thing) {
                return CatalogueText.unavailable(Source.resource(code: code).plainName(in: catalogue), reason, why)
            }
        }
        return why
    }

    /// The facts and answers that a condition looked at, as a person knows them. Values of facts are not repeated: they may be sensitive.
    private func circumstances(_ expression: Rules.Expression) -> [Text] {
        looks(expression).compactMap { input in
            switch input.kind {
            case .answer(let question?, let code): answers[code].flatMap(question.label).map { CatalogueText.answered(question.ask, $0) }
            case .fact(let field, let element): facts[field] == nil ? nil : factName(field, element)
            case .today, .applicantKind, .answer(nil, _): nil
            }
        }
    }

    private func unknowns(_ expression: Rules.Expression) -> [Text] {
        looks(expression).compactMap { input in
            switch input.kind {
            case .answer(let question?, let code): answers[code] == nil ? question.ask : nil
            case .fact(let field, let element): facts[field] == nil ? factName(field, element) : nil
            case .today, .applicantKind, .answer(nil, _): nil
            }
        }
    }

    private func looks(_ expression: Rules.Expression) -> [ConditionInputs.Input] { thing.uses.inputs(of: expression).inputs }

    private func factName(_ field: String, _ code: String?) -> Text? {
        guard let element = code.flatMap({ catalogue.elements[$0] }), let role = thing.participant(field.roleOfFact) else { return nil }
        return CatalogueText.fact(element.name, of: role.name)
    }

    private func names(_ parts: [Thing.Part]) -> [Text] { distinct(parts).map(\.item.name) }

    private func distinct(_ parts: [Thing.Part]) -> [Thing.Part] {
        var seen: Set<String> = []
        return parts.filter { seen.insert($0.item.code).inserted }
    }
}

extension Catalogue {
    /// Whether a register that is shared keeps such a fact of a role: in its own record, where the role's key is known, or in somebody else's.
    package func keeps(_ field: String, of thing: Thing, isKnown: (String) -> Bool) -> Bool {
        guard let element = thing.elementCode(of: field), let role = thing.participant(field.roleOfFact) else { return false }
        let hasKey = role.keyField.map(isKnown) ?? false
        return tellers(of: element).resources.contains { resource in
            resource.sharing != .none && resource.tells(field, element: element, of: thing)
                && (hasKey || resource.gives[role.code]?.contains(element) == true)
        }
    }
}

extension DataResource {
    /// Whether its records say anything about that fact.
    func tells(_ field: String, element: String, of thing: Thing) -> Bool {
        let role = field.roleOfFact
        guard let participant = thing.participant(role) else { return false }
        if participant.kind == subject, elements.contains(element) { return true }
        // Where the role says whose records tell of it, another register's child is another child.
        return gives[role]?.contains(element) == true && (participant.from ?? code) == code
    }
}
