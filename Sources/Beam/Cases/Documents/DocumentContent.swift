import Catalogue
import Kernel

extension PassageDesk {
    /// What a document says: who to whom, about what, since when and until when, why, and what may be done about it. Pure.
    func content(
        of kind: CaseDocumentKind, move: CaseMove, for case_: Case, item: ServiceItem, application: Application, frozen: FrozenApplication
    ) -> [(String, JSON?)] {
        content(of: kind, move: move, for: DocumentSubject(case_, application, move), item: item, frozen.materials)
    }

    /// The same where the values of the case may be blanks: the officer's manual shows its templates by this.
    func content(
        of kind: CaseDocumentKind, move: CaseMove, for subject: DocumentSubject, item: ServiceItem, _ materials: [FrozenMaterial]
    ) -> [(String, JSON?)] {
        let region = subject.region
        return [
            ("caseNumber", .string(subject.caseNumber)), ("applicationNumber", .string(subject.applicationNumber)),
            (
                "issuer",
                [
                    "code": .string(subject.department), "region": .string(region.rawValue),
                    "name": JSON(officeName(subject.department, region)),
                ]
            ),
            ("addressee", ["name": .string(subject.applicantName), "kind": .string(subject.partyKind.rawValue)]),
            ("item", ["code": .string(item.code), "basicCode": .string(item.basicCode), "name": JSON(item.name)]),
            ("thing", JSON(thing.name)), ("dates", subject.dates), ("due", subject.limits),
            ("sentences", .array(DocumentText.sentences(kind, subject, item).map { JSON($0) })),
            ("reason", move.reason.map(JSON.string)), ("legalBasis", move.legalBasis.map(JSON.string)),
            ("points", move.points.isEmpty ? nil : move.json["points"]), ("special", special(move)),
            ("materials", kind == .receipt ? list(materials, of: item) : nil),
            ("officers", move.officers.isEmpty ? nil : .array(move.officers.map(JSON.string))),
            ("decided", move.decided.isEmpty ? nil : move.json["decided"]), ("delivery", move.delivery.map(JSON.string)),
            ("bases", kind.isDecision ? .array(item.bases.map { JSON($0.citation) }) : nil),
            ("remedies", kind.hasRemedies ? .array(DocumentText.remedies.map { JSON($0) }) : nil),
        ]
    }

    private func special(_ move: CaseMove) -> JSON? {
        guard let kind = move.specialKind else { return nil }
        let name = SpecialProcedure.Code(rawValue: kind)?.name ?? Text(same: kind)
        return .present([
            ("kind", .string(kind)), ("name", JSON(name)), ("expectedUntil", move.expectedUntil.map { .string($0.description) }),
        ])
    }

    /// A receipt lists what was handed in, and what did not have to be.
    private func list(_ materials: [FrozenMaterial], of item: ServiceItem) -> JSON? {
        let list = materials.filter { $0.neededBy.contains(item.code) }.map { material -> JSON in
            let name = item.materialName(material.code)
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
    fileprivate var isDecision: Bool {
        self == .grantDecision || self == .refusalDecision || self == .nonAcceptance || self == .revocationDecision
    }

    /// Whether the law wants the way to review and court told (行政许可法 38).
    fileprivate var hasRemedies: Bool {
        switch self {
        case .refusalDecision, .nonAcceptance, .returnNotice, .mendingOrder, .revocationDecision: true
        default: false
        }
    }
}
