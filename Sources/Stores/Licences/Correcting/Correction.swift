package import Kernel

/// Where an objection to what a licence says stands (异议).
package enum CorrectionState: String, Sendable, Hashable, CaseIterable {
    case raised, examining, corrected, refused, withdrawn

    package var isOpen: Bool { self == .raised || self == .examining }

    package var name: Text {
        switch self {
        case .raised: Text("待核实", "To be looked at")
        case .examining: Text("核实中", "Being looked at")
        case .corrected: Text("已更正", "Corrected")
        case .refused: Text("不予更正", "Not corrected")
        case .withdrawn: Text("已撤回异议", "Withdrawn")
        }
    }
}

/// What may be done to an objection.
package enum CorrectionAct: String, Sendable, Hashable, CaseIterable {
    case examine, correct, refuse, withdraw

    package var name: Text {
        switch self {
        case .examine: Text("开始核实", "Look at it")
        case .correct: Text("更正", "Correct")
        case .refuse: Text("不予更正", "Refuse")
        case .withdraw: Text("撤回异议", "Withdraw the objection")
        }
    }
}

/// One allowed step of an objection. All that is not in `table` is forbidden.
package struct CorrectionTransition: Sendable, Hashable {
    package enum Hand: String, Sendable, Hashable, CaseIterable { case issuer, objector }

    package let from: CorrectionState
    package let act: CorrectionAct
    package let by: Hand
    package let to: CorrectionState

    package static let table: [CorrectionTransition] =
        [CorrectionTransition(from: .raised, act: .examine, by: .issuer, to: .examining)]
        + [CorrectionState.raised, .examining].flatMap { from in
            [
                CorrectionTransition(from: from, act: .correct, by: .issuer, to: .corrected),
                CorrectionTransition(from: from, act: .refuse, by: .issuer, to: .refused),
                CorrectionTransition(from: from, act: .withdraw, by: .objector, to: .withdrawn),
            ]
        }

    package static func of(_ from: CorrectionState, _ act: CorrectionAct) -> CorrectionTransition? {
        table.first { $0.from == from && $0.act == act }
    }
}

/// 异议/纠错: somebody says that a licence is wrong, the issuer answers within the limit, and whoever relied on it is told.
package struct Correction: Sendable, Hashable {
    package enum Objector: String, Sendable, Hashable, CaseIterable {
        case holder, department

        package var name: Text { self == .holder ? Text("持证人", "The holder") : Text("用证部门", "A department") }
    }

    package var id: ID
    package var licence: ID
    package var type: String
    package var issuer: String
    package var region: RegionCode
    package var objector: Objector
    /// Whose objection it is: the holder's, or that of a department's officer.
    package var party: Party?
    package var department: String?
    package var account: ID?
    package var state: CorrectionState
    package var raisedAt: Instant
    package var due: DueDate
    package var answeredAt: Instant?
    /// The version that says it right.
    package var newLicence: ID?
    package var version: Int
    /// Who objects, by name; what is wrong, and what it should be; what the issuer answered. Sealed where they are stored.
    package var objectorName: String
    package var wrong: String
    package var answer: String

    /// As a list names them: a holder in part, as the register's lists do; whoever opens the objection, which is logged, reads the whole.
    var listedObjector: String { objector == .holder ? Licence.masked(objectorName) : objectorName }

    /// The next state, or a refusal. Pure.
    package func applying(_ act: CorrectionAct, by hand: CorrectionTransition.Hand) throws(LicenceRefusal) -> CorrectionState {
        guard let step = CorrectionTransition.of(state, act), step.by == hand else { throw .notThatCorrection(state, act) }
        return step.to
    }
}

/// A case that rests on a licence which was corrected.
package struct ConcernedCase: Sendable, Hashable {
    package var id: ID
    package var number: String

    package init(id: ID, number: String) { (self.id, self.number) = (id, number) }
}
