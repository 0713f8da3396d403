package import Kernel

/// 校核: somebody says that a record about them is wrong, or that it should not have been looked at. The department answers within its
/// time, and the person reads the answer.
package struct Correction: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// What the record says is wrong.
        case wrong
        /// It should not have been used.
        case use

        package var name: Text {
            switch self {
            case .wrong: Text("数据有误", "The data are wrong")
            case .use: Text("不该查我的数据", "My data should not have been used")
            }
        }
    }

    package var id: ID
    package var kind: Kind
    package var party: Party
    /// The line of the log that it is about.
    package var access: ID
    package var resource: String
    /// The department that answers: the one that holds the data, or for a use the one that used them.
    package var department: String
    package var state: CorrectionState
    package var words: String
    package var answer: String?
    package var madeAt: Instant
    package var dueOn: LocalDate
    package var decidedAt: Instant?
    package var revision: Int
    /// What is said to be wrong, where it came from a form.
    package var claim: CorrectionClaim?
    /// A file that proves it; nil where none was handed in.
    package var evidence: CorrectionEvidence.Name?
}

/// 异议内容: one value of a record as it stands, and as it should be.
package struct CorrectionClaim: Sendable, Hashable {
    /// The element, by code.
    package var element: String
    package var label: Text
    /// As people read them, masked where the element is sensitive: the department looks its own record up.
    package var held: Text
    package var claimed: Text
    /// The draft or the application in which it was noticed.
    package var reference: String

    package init(element: String, label: Text, held: Text, claimed: Text, reference: String) {
        (self.element, self.label, self.held, self.claimed, self.reference) = (element, label, held, claimed, reference)
    }
}

/// A file that was handed in with an objection.
package struct CorrectionEvidence: Sendable {
    package struct Name: Sendable, Hashable {
        package var name: String
        package var type: String
    }

    package var name: String
    /// The media type that its bytes show.
    package var type: String
    package var bytes: [UInt8]

    package init(name: String, type: String, bytes: [UInt8]) { (self.name, self.type, self.bytes) = (name, type, bytes) }
}

/// Where an objection stands, for whoever sent it from a form.
package struct ObjectionStanding: Sendable, Hashable {
    package var id: ID
    package var resource: String
    package var element: String
    package var state: Text
    package var isOpen: Bool
    package var dueOn: LocalDate
    package var madeAt: Instant

    init?(_ correction: Correction) {
        guard let claim = correction.claim else { return nil }
        (id, resource, element) = (correction.id, correction.resource, claim.element)
        (state, isOpen, dueOn, madeAt) = (correction.state.name, correction.state == .open, correction.dueOn, correction.madeAt)
    }
}

/// Where a correction stands.
package enum CorrectionState: String, Sendable, Hashable, CaseIterable {
    case open, mended, kept, withdrawn

    package var name: Text {
        switch self {
        case .open: Text("核查中", "Being checked")
        case .mended: Text("已更正", "Mended")
        case .kept: Text("核查后不作更正", "Checked and left as it is")
        case .withdrawn: Text("本人撤回", "Taken back")
        }
    }
}

/// What can be done to a correction.
package enum CorrectionAction: String, Sendable, Hashable, CaseIterable {
    case mend, keep, withdraw

    package var name: Text {
        switch self {
        case .mend: Text("已更正", "It is mended")
        case .keep: Text("不作更正", "Leave it as it is")
        case .withdraw: Text("撤回", "Take it back")
        }
    }
}

/// Who takes a step.
package enum CorrectionHand: String, Sendable, Hashable, CaseIterable { case person, department }

/// One allowed step; the table is a correction's whole life.
package struct CorrectionTransition: Sendable, Hashable {
    package let from: CorrectionState
    package let action: CorrectionAction
    package let hand: CorrectionHand
    package let to: CorrectionState

    package static let table: [CorrectionTransition] = [
        CorrectionTransition(from: .open, action: .mend, hand: .department, to: .mended),
        CorrectionTransition(from: .open, action: .keep, hand: .department, to: .kept),
        CorrectionTransition(from: .open, action: .withdraw, hand: .person, to: .withdrawn),
    ]

    package static func row(from: CorrectionState, _ action: CorrectionAction, by hand: CorrectionHand) -> CorrectionTransition? {
        table.first { $0.from == from && $0.action == action && $0.hand == hand }
    }
}

extension Correction {
    /// After a step; pure. Whatever the department finds, it says it in words.
    func taking(_ action: CorrectionAction, by hand: CorrectionHand, answer: String?, at now: Instant) throws(DataCentreRefusal)
        -> Correction
    {
        guard let row = CorrectionTransition.row(from: state, action, by: hand) else { throw .closed(state.name) }
        if hand == .department, (answer ?? "").isEmpty { throw .reasonMissing }
        var next = self
        (next.state, next.decidedAt, next.revision) = (row.to, now, revision + 1)
        if hand == .department { next.answer = answer }
        return next
    }
}
