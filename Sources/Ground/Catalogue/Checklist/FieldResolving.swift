import Kernel
import Rules

/// The union of all items' fields: each fact once, as strict as its strictest use, with the items that need it.
final class FieldResolving {
    let run: Resolving
    let round: Resolving.Round
    let judge: Judge
    let reasons: Reasons

    init(_ run: Resolving, _ settled: Resolving.Settled) {
        (self.run, round) = (run, settled.round)
        (judge, reasons) = (settled.grounds.judge, settled.grounds.reasons)
    }

    private struct Use {
        let field: FormField
        let part: Int
        let isPart: Bool
        let condition: Bool?
        var isNeeded: Bool { isPart && condition != false }
    }

    func outcomes() -> [FieldOutcome] {
        let isPart = run.isPart(in: round)
        return run.thing.fields.compactMap { name, uses in outcome(of: name, self.uses(uses, isPart)) }
    }

    /// What becomes of one field alone.
    func outcome(of field: String) -> FieldOutcome? {
        run.thing.fields.first { $0.name == field }.flatMap { outcome(of: field, uses($0.uses, run.isPart(in: round))) }
    }

    /// The fields that may never be filled in.
    func neverReused() -> Set<String> {
        let isPart = run.isPart(in: round)
        return Set(
            run.thing.fields.lazy.filter { $0.uses.contains { $0.field.reuse == .never } }.compactMap { name, uses in
                self.reuse(of: self.uses(uses, isPart)) == .never ? name : nil
            })
    }

    private func uses(_ named: [(part: Int, field: FormField)], _ isPart: [Bool]) -> [Use] {
        named.map { Use(field: $0.field, part: $0.part, isPart: isPart[$0.part], condition: judge.truth($0.field.when)) }
    }

    /// As strict as the strictest of the uses that need it; where none does, as the strictest of all.
    private func reuse(of uses: [Use]) -> FormField.Reuse {
        let needed = uses.filter(\.isNeeded)
        return (needed.isEmpty ? uses : needed).map(\.field.reuse).max() ?? .reuse
    }

    private func outcome(of name: String, _ uses: [Use]) -> FieldOutcome? {
        guard let element = run.thing.elementCode(of: name).flatMap({ run.catalogue.elements[$0] }), let first = uses.first else {
            return nil
        }
        let needed = uses.filter(\.isNeeded)
        let (shown, fields) = needed.isEmpty ? (uses, uses.map(\.field)) : (needed, needed.map(\.field))
        let why = fields.lazy.compactMap(\.why).first ?? reasons.needs(shown.map { run.thing.parts[$0.part] })
        let reuse = reuse(of: uses)
        let state = needed.isEmpty ? .notNeeded(notNeeded(uses)) : state(of: name, element, needed, reuse, why)
        let section = fields.lazy.compactMap(\.section).first ?? first.field.role
        let (value, source) = needed.isEmpty ? (nil, nil) : value(of: name, state)
        return FieldOutcome(
            field: name, element: element, choices: run.catalogue.choices(of: element),
            label: fields.lazy.compactMap(\.label).first ?? element.name,
            help: fields.lazy.compactMap(\.help).first ?? element.help,
            section: section, heading: run.thing.sections[section] ?? run.thing.participant(section)?.name ?? Text(same: section),
            isRequired: needed.contains { $0.field.required.map { judge.truth($0) != false } ?? true }, reuse: reuse,
            neededBy: needed.map { run.thing.parts[$0.part].item.code }, why: why, state: state, value: value, source: source,
            lateSince: source.flatMap(lateness))
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
        // An earlier answer may be out of date, and so may a source that is no longer renewed: it is shown for a yes, never taken silently.
        var isOld = run.known.isLate(fact.source)
        if case .earlier = fact.source { isOld = true }
        return isOld || reuse == .confirm
            ? .confirm(fact.value, fact.source, asOf: fact.asOf) : .known(fact.value, fact.source, asOf: fact.asOf)
    }

    private func lateness(of source: Source) -> LocalDate? { source.resource.flatMap { run.holdings.late[$0] } }

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
        return CatalogueText.itemNotPart(uses.map { run.thing.parts[$0.part].item.name })
    }
}
