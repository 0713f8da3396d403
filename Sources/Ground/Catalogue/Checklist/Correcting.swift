package import Kernel

/// A shared record that the person says is wrong: what stands there, what they wrote instead, and who keeps it (一数一源: its keeper corrects it
/// for everybody).
package struct CorrectionOffer: Sendable, Hashable {
    package let field: String
    package let element: String
    package let label: Text
    /// Where it stands: a data resource, or a licence.
    package let source: Source
    package let recorded: JSON
    package let claimed: JSON
    package let asOf: LocalDate

    /// The code of the data resource; nil for a licence.
    package var resource: String? { if case .resource(let code) = source { code } else { nil } }

    /// How it is told from every other offer of the same form.
    package var key: String {
        switch source {
        case .licence(let type, let number): "licence:\(type):\(number)|\(field)"
        default: "resource:\(resource ?? "")|\(field)"
        }
    }

    /// The department that keeps the record or issued the licence.
    package func keeper(in catalogue: Catalogue) -> String? {
        switch source {
        case .licence(let type, _): catalogue.licenceTypes[type]?.issuer
        default: resource.flatMap { catalogue.resources[$0]?.owner }
        }
    }

    /// The register or the licence, with its keeper.
    package func register(in catalogue: Catalogue) -> Text { source.plainName(in: catalogue) }

    /// Whom to ring about it.
    package func phone(in catalogue: Catalogue) -> String {
        keeper(in: catalogue).flatMap { catalogue.departments[$0]?.phone } ?? "12345"
    }
}

extension Checklist {
    /// The records and licences that say otherwise than the person, in the form's order.
    package func corrections(with holdings: Holdings, in catalogue: Catalogue) -> [CorrectionOffer] {
        let stated = Dictionary(grouping: holdings.fields) { thing.canonical($0.field) }
        return fields.filter { $0.isNeeded && $0.source == .answer && $0.reuse != .never }.flatMap { field -> [CorrectionOffer] in
            guard let claimed = field.value else { return [] }
            return (stated[field.field] ?? []).compactMap { holding -> CorrectionOffer? in
                guard holding.source.isOfRegister,
                    let recorded = field.element.accepted(holding.value, choices: field.choices, today: holding.asOf), recorded != claimed
                else { return nil }
                return CorrectionOffer(
                    field: field.field, element: field.element.code, label: field.label, source: holding.source, recorded: recorded,
                    claimed: claimed, asOf: holding.asOf)
            }
        }
    }
}

extension Source {
    /// Kept by an office, which can put it right.
    fileprivate var isOfRegister: Bool {
        switch self {
        case .resource, .licence: true
        default: false
        }
    }
}
