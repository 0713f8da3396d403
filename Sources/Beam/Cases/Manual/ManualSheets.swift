import Catalogue
import Kernel

/// The documents of an item with blanks in place of a case, from the very composer that makes the real ones.
struct ManualSheets {
    /// One of them: when it is made out, by which article, and what it says.
    struct Sheet: Sendable {
        let kind: CaseDocumentKind
        let when: Text?
        let basis: Text?
        let content: JSON
    }

    let desk: PassageDesk
    let item: ServiceItem
    let manual: OfficerManual
    /// The office whose name stands below.
    let region: RegionCode
    /// Of the blanks: what an officer writes into a real document stands in one language.
    let language: Language

    /// Those that this item may need, in the order of a case's way.
    var sheets: [Sheet] {
        CaseDocumentKind.allCases.filter(isNeeded).map { kind in
            let template = manual.templates.first { $0.name.zh == kind.name.zh }
            let content = desk.content(
                of: kind, move: move(kind), for: .blanks(department: item.department, region: region, in: language), item: item,
                item.materials.map { FrozenMaterial(code: $0.code, state: .asked, source: nil, neededBy: [item.code]) })
            return Sheet(kind: kind, when: template?.when, basis: template?.basis, content: .present(content))
        }
    }

    private func isNeeded(_ kind: CaseDocumentKind) -> Bool {
        switch kind {
        case .specialNotice: item.specialProcedures.contains { $0.code != .extension }
        // A licence's limit may be prolonged by law, whatever the item says (行政许可法 42).
        case .extensionNotice: item.type == .licensing || item.specialProcedures.contains { $0.code == .extension }
        case .returnNotice: item.materials.contains { $0.deferral != nil }
        case .mendingOrder, .revocationDecision: item.approvalPromise != nil
        default: true
        }
    }

    private func move(_ kind: CaseDocumentKind) -> CaseMove {
        let actions: [CaseDocumentKind: CaseAction] = [
            .receipt: .submit, .supplementNotice: .requestSupplement, .acceptance: .accept, .nonAcceptance: .decline,
            .specialNotice: .startSpecial, .extensionNotice: .extend, .grantDecision: .grant, .refusalDecision: .refuse,
            .proofOfService: .handOver, .returnNotice: .returnUnsupplied, .mendingOrder: .orderMending, .revocationDecision: .revokeGrant,
        ]
        var move = CaseMove(actions[kind] ?? .submit)
        if [.nonAcceptance, .refusalDecision, .mendingOrder, .revocationDecision].contains(kind) {
            (move.reason, move.legalBasis) = (ManualText.blank.reason[language], ManualText.blank.legalBasis[language])
        }
        if kind == .extensionNotice || kind == .returnNotice { move.reason = ManualText.blank.reason[language] }
        if kind == .supplementNotice {
            move.points = [SupplementPoint(subject: "", label: ManualText.blank.point, ask: ManualText.blank.ask[language])]
        }
        if kind == .specialNotice { move.specialKind = item.specialProcedures.first { $0.code != .extension }?.code.rawValue }
        return move
    }
}
