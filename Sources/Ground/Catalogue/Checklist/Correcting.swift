package import Kernel

/// A shared record that the person says is wrong: what stands there, what they wrote instead, and who keeps it (一数一源: its keeper corrects it
/// for everybody).
package struct CorrectionOffer: Sendable, Hashable {
    package let field: String
    package let element: String
    package let label: Text
    package let resource: String
    package let recorded: JSON
    package let claimed: JSON
    package let asOf: LocalDate

    /// The register, with its keeper.
    package func register(in catalogue: Catalogue) -> Text { Source.resource(code: resource).plainName(in: catalogue) }

    /// Whom to ring about it.
    package func phone(in catalogue: Catalogue) -> String {
        catalogue.resources[resource].flatMap { catalogue.departments[$0.owner]?.phone } ?? "12345"
    }
}

extension Checklist {
    /// The records that say otherwise than the person, in the form's order. Licences are not among them: they are changed by an application of
    /// their own.
    package func corrections(with holdings: Holdings, in catalogue: Catalogue) -> [CorrectionOffer] {
        let stated = Dictionary(grouping: holdings.fields) { thing.canonical($0.field) }
        return fields.filter { $0.isNeeded && $0.source == .answer && $0.reuse != .never }.flatMap { field -> [CorrectionOffer] in
            guard let claimed = field.value else { return [] }
            return (stated[field.field] ?? []).compactMap { holding -> CorrectionOffer? in
                guard case .resource(let code) = holding.source,
                    let recorded = field.element.accepted(holding.value, choices: field.choices, today: holding.asOf), recorded != claimed
                else { return nil }
                return CorrectionOffer(
                    field: field.field, element: field.element.code, label: field.label, resource: code, recorded: recorded,
                    claimed: claimed, asOf: holding.asOf)
            }
        }
    }
}
