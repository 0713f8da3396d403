import Kernel
import Rules

/// The union of all items' fields: each fact once, as strict as its strictest use, with the items that need it.
struct FieldResolving {
    let run: Resolving
    let round: Resolving.Round
    let judge: Judge
    let reasons: Reasons

    private struct Use {
        let field: FormField
        let item: ServiceItem
        let isPart: Bool
        let condition: Bool?
        var isNeeded: Bool { isPart && condition != false }
    }

    func outcomes() -> [FieldOutcome] {
        var order: [String] = []
        var uses: [String: [Use]] = [:]
        for part in run.thing.parts {
            let isPart = round.included[part.item.code] != .some(false)
            for field in part.item.fields {
                if uses[field.field] == nil { order.append(field.field) }
                uses[field.field, default: []].append(
                    Use(field: field, item: part.item, isPart: isPart, condition: judge.truth(field.when)))
            }
        }
        return order.compactMap { name in outcome(of: name, uses[name] ?? []) }
    }

    private func outcome(of name: String, _ uses: [Use]) -> FieldOutcome? {
        guard let element = run.thing.elementCode(of: name).flatMap({ run.catalogue.elements[$0] }), let first = uses.first else {
            return nil
        }
        let needed = uses.filter(\.isNeeded)
        let shown = needed.isEmpty ? uses : needed
        let why = shown.lazy.compactMap(\.field.why).first ?? reasons.needs(shown.map(\.item))
        let reuse = shown.map(\.field.reuse).max() ?? .reuse
        let state = needed.isEmpty ? .notNeeded(notNeeded(uses)) : state(of: name, element, needed, reuse, why)
        let section = shown.lazy.compactMap(\.field.section).first ?? first.field.role
        let (value, source) = needed.isEmpty ? (nil, nil) : value(of: name, state)
        return FieldOutcome(
            field: name, element: element, choices: run.catalogue.choices(of: element),
            label: shown.lazy.compactMap(\.field.label).first ?? element.name,
            help: shown.lazy.compactMap(\.field.help).first ?? element.help,
            section: section, heading: run.thing.sections[section] ?? run.thing.participant(section)?.name ?? Text(same: section),
            isRequired: needed.contains { $0.field.required.map { judge.truth($0) != false } ?? true }, reuse: reuse,
            neededBy: needed.map(\.item.code), why: why, state: state, value: value, source: source)
    }

    private func state(of name: String, _ element: DataElement, _ uses: [Use], _ reuse: FormField.Reuse, _ why: Text) -> FieldOutcome.State
    {
        let condition = uses.contains { $0.condition == true } ? why : reasons.notYetKnown(uses[0].field.when)
        if reuse == .never { return .asked(reason: CatalogueText.mustBeYourOwn(condition), suggestion: nil) }
        let found = run.known.candidates[name] ?? []
        if found.count > 1 {
            return .differs(found.map { FieldOutcome.Statement(value: $0.value, source: $0.source, asOf: $0.asOf) })
        }
        guard let fact = found.first else { return .asked(reason: reasons.notOnRecord(name, element, condition), suggestion: nil) }
        if run.corrected.contains(name) { return .asked(reason: CatalogueText.corrected, suggestion: fact.value) }
        if let typed = run.typed[name], typed != fact.value {
            return .asked(reason: CatalogueText.writtenOtherwise(fact.source.text(in: run.catalogue)), suggestion: fact.value)
        }
        // An earlier answer may be out of date: it is shown for a yes, never taken silently.
        if case .earlier = fact.source { return .confirm(fact.value, fact.source, asOf: fact.asOf) }
        return reuse == .confirm
            ? .confirm(fact.value, fact.source, asOf: fact.asOf) : .known(fact.value, fact.source, asOf: fact.asOf)
    }

    /// The person's own word first; then what one source says.
    private func value(of name: String, _ state: FieldOutcome.State) -> (JSON?, Source?) {
        switch state {
        case .known(let value, let source, _), .confirm(let value, let source, _): (value, source)
        case .asked, .differs: (run.typed[name], run.typed[name].map { _ in .answer })
        case .notNeeded: (nil, nil)
        }
    }

    private func notNeeded(_ uses: [Use]) -> Text {
        if let use = uses.first(where: { $0.isPart }) { return reasons.notNeeded(use.field.when) }
        return CatalogueText.itemNotPart(uses.map(\.item.name))
    }
}
