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
    func needs(_ items: [ServiceItem]) -> Text {
        var seen: Set<String> = []
        let distinct = items.filter { seen.insert($0.code).inserted }
        return CatalogueText.neededFor(distinct.map { ($0.name, catalogue.departmentShortName($0.department)) })
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
        let items = thing.uses.of(question.code).compactMap { use in use.item.flatMap { thing.part($0)?.item } }
        let conditions = thing.parts.filter { $0.when?.factNames.contains(question.name) == true }.map(\.item)
        return items.isEmpty && conditions.isEmpty ? CatalogueText.forTheFile : CatalogueText.decidesWhatIsNeeded(names(conditions + items))
    }

    /// Not known from any source: and if one of them did not answer, that too.
    func notOnRecord(_ field: String, _ element: DataElement, _ why: Text) -> Text {
        for (code, reason) in holdings.unavailable.sorted(by: { $0.key < $1.key }) {
            if let resource = catalogue.resources[code], resource.tells(field, element: element.code, of: thing) {
                return CatalogueText.unavailable(reason, why)
            }
        }
        return why
    }

    /// The facts and answers that a condition looked at, as a person knows them. Values of facts are not repeated: they may be sensitive.
    private func circumstances(_ expression: Rules.Expression) -> [Text] {
        expression.factNames.sorted().compactMap { name in
            if let question = question(name) {
                return answers[question.code].flatMap(question.label).map { CatalogueText.answered(question.ask, $0) }
            }
            return facts[thing.canonical(name)] == nil ? nil : factName(name)
        }
    }

    private func unknowns(_ expression: Rules.Expression) -> [Text] {
        expression.factNames.sorted().compactMap { name in
            if let question = question(name) { return answers[question.code] == nil ? question.ask : nil }
            return facts[thing.canonical(name)] == nil ? factName(name) : nil
        }
    }

    private func question(_ name: String) -> Question? {
        guard name.hasPrefix("answers.") else { return nil }
        return thing.questions.first { $0.name == name }
    }

    private func factName(_ name: String) -> Text? {
        let field = thing.canonical(name)
        guard let element = thing.elementCode(of: field).flatMap({ catalogue.elements[$0] }),
            let role = thing.participant(String(field.prefix { $0 != "." }))
        else { return nil }
        return CatalogueText.fact(element.name, of: role.name)
    }

    private func names(_ items: [ServiceItem]) -> [Text] {
        var seen: Set<String> = []
        return items.filter { seen.insert($0.code).inserted }.map(\.name)
    }
}

extension DataResource {
    /// Whether its records say anything about that fact.
    func tells(_ field: String, element: String, of thing: Thing) -> Bool {
        let role = String(field.prefix { $0 != "." })
        guard let participant = thing.participant(role) else { return false }
        if participant.kind == subject, elements.contains(element) { return true }
        // Where the role says whose records tell of it, another register's child is another child.
        return gives[role]?.contains(element) == true && (participant.from ?? code) == code
    }
}
