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
