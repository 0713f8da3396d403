import Catalogue
import Kernel

extension PassageDesk {
    /// What a document says: who to whom, about what, since when and until when, why, and what may be done about it. Pure.
    func content(
        of kind: CaseDocumentKind, move: CaseMove, for case_: Case, item: ServiceItem, application: Application, frozen: FrozenApplication
    ) -> [(String, JSON?)] {
        let region = case_.deskRegion
        return [
            ("caseNumber", .string(case_.number)), ("applicationNumber", .string(application.number)),
            (
                "issuer",
                ["code": .string(case_.department), "region": .string(region.rawValue), "name": JSON(officeName(case_.department, region))]
            ),
            ("addressee", ["name": .string(case_.applicantName), "kind": .string(case_.party.kind.rawValue)]),
            ("item", ["code": .string(item.code), "basicCode": .string(item.basicCode), "name": JSON(item.name)]),
            ("thing", JSON(thing.name)), ("dates", dates(of: case_)), ("due", due(of: case_)),
            ("sentences", .array(DocumentText.sentences(kind, case_, move, item).map { JSON($0) })),
            ("reason", move.reason.map(JSON.string)), ("legalBasis", move.legalBasis.map(JSON.string)),
            ("points", move.points.isEmpty ? nil : move.json["points"]), ("special", special(move)),
            ("materials", kind == .receipt ? materials(of: item, frozen) : nil),
            ("officers", move.officers.isEmpty ? nil : .array(move.officers.map(JSON.string))),
            ("decided", move.decided.isEmpty ? nil : move.json["decided"]), ("delivery", move.delivery.map(JSON.string)),
            ("bases", kind.isDecision ? .array(item.bases.map { JSON($0.citation) }) : nil),
            ("remedies", kind.hasRemedies ? .array(DocumentText.remedies.map { JSON($0) }) : nil),
        ]
    }

    private func dates(of case_: Case) -> JSON {
        .present([
            ("received", case_.receivedAt.map { .string($0.date.description) }),
            ("accepted", case_.acceptedAt.map { .string($0.date.description) }),
            ("decided", case_.decidedAt.map { .string($0.date.description) }),
            ("closed", case_.closedAt.map { .string($0.date.description) }),
        ])
    }

    private func due(of case_: Case) -> JSON? {
        guard let due = case_.due else { return nil }
        return .present([
            ("phase", .string(due.phase.rawValue)), ("date", due.due.map { JSON($0.text) }),
            ("promised", due.promised.map { JSON($0.text) }), ("statutory", due.statutory.map { JSON($0.text) }),
        ])
    }

    private func special(_ move: CaseMove) -> JSON? {
        guard let kind = move.specialKind else { return nil }
        let name = SpecialProcedure.Code(rawValue: kind)?.name ?? Text(same: kind)
        return .present([
            ("kind", .string(kind)), ("name", JSON(name)), ("expectedUntil", move.expectedUntil.map { .string($0.description) }),
        ])
    }

    /// A receipt lists what was handed in, and what did not have to be.
    private func materials(of item: ServiceItem, _ frozen: FrozenApplication) -> JSON? {
        let list = frozen.materials.filter { $0.neededBy.contains(item.code) }.map { material -> JSON in
            let name = item.materials.first { $0.code == material.code }?.name ?? Text(same: material.code)
            return .present([
                ("code", .string(material.code)), ("name", JSON(name)), ("state", .string(material.state.rawValue)),
                ("source", material.source.map { JSON($0.text(in: catalogue)) }),
            ])
        }
        return list.isEmpty ? nil : .array(list)
    }
}

extension CaseDocumentKind {
    /// Whether it closes the authority's deliberation, so that it names its legal bases.
    fileprivate var isDecision: Bool { self == .grantDecision || self == .refusalDecision || self == .nonAcceptance }

    /// Whether the law wants the way to review and court told (行政许可法 38).
    fileprivate var hasRemedies: Bool { self == .refusalDecision || self == .nonAcceptance }
}
