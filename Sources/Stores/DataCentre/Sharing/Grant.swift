package import Kernel

/// 共享授权: one department may use one resource for one item (以应用场景授权), and for nothing else.
package struct Grant: Sendable, Hashable {
    /// Who may use what for which item.
    package struct Key: Sendable, Hashable {
        package var department: String
        package var resource: String
        /// An item, or a one-thing for what its own questions need.
        package var item: String

        package init(department: String, resource: String, item: String) {
            self.department = department
            self.resource = resource
            self.item = item
        }
    }

    package var id: ID
    package var key: Key
    package var state: GrantState
    /// What the resource is needed for, in the words of whoever asked.
    package var need: String
    package var requestedAt: Instant
    /// By when the department that holds the data answers.
    package var dueOn: LocalDate
    package var decidedAt: Instant?
    /// Why it was granted, refused or withdrawn, with its basis.
    package var reason: String?
    /// The last day of a grant for a term.
    package var until: LocalDate?
    /// What a longer term is needed for, while it is asked for and not answered: the grant goes on meanwhile.
    package var extensionNeed: String?
    /// The answer was put off once.
    package var isPostponed = false
    package var revision: Int

    package init(
        id: ID, key: Key, state: GrantState, need: String, requestedAt: Instant, dueOn: LocalDate, decidedAt: Instant? = nil,
        reason: String? = nil, until: LocalDate? = nil, revision: Int = 1
    ) {
        self.id = id
        self.key = key
        self.state = state
        self.need = need
        self.requestedAt = requestedAt
        self.dueOn = dueOn
        self.decidedAt = decidedAt
        self.reason = reason
        self.until = until
        self.revision = revision
    }

    /// As it stands on a day: a term that is over has lapsed, whether or not the nightly work has written it down.
    func state(on day: LocalDate) -> GrantState {
        if state == .granted, let until, until < day { return .lapsed }
        return state
    }
}

/// Where a grant stands.
package enum GrantState: String, Sendable, Hashable, CaseIterable {
    case requested, granted, refused, lapsed, withdrawn

    package var name: Text {
        switch self {
        case .requested: Text("待答复", "Awaiting an answer")
        case .granted: Text("已授权", "Granted")
        case .refused: Text("未同意", "Refused")
        case .lapsed: Text("已到期", "Lapsed")
        case .withdrawn: Text("已撤回", "Withdrawn")
        }
    }
}

/// What can be done to a grant.
package enum GrantAction: String, Sendable, Hashable, CaseIterable {
    case request, grant, refuse, withdraw, lapse, postpone

    package var name: Text {
        switch self {
        case .request: Text("申请", "Ask")
        case .grant: Text("同意", "Grant")
        case .refuse: Text("不同意", "Refuse")
        case .withdraw: Text("撤回", "Withdraw")
        case .lapse: Text("到期", "Lapse")
        case .postpone: Text("延长答复期限", "Put the answer off")
        }
    }
}

/// Who takes a step with a grant.
package enum GrantHand: String, Sendable, Hashable, CaseIterable {
    /// A data steward of the department that needs the data.
    case user
    /// A data steward of the department that holds them.
    case holder
    /// The platform itself: it grants what is shared without conditions and ends what has lapsed; it never refuses.
    case machine
    /// Whoever watches over the sharing of data (政务数据共享主管部门): approves that an answer takes longer.
    case authority
}

/// One allowed step. The table of them is a grant's whole life.
package struct GrantTransition: Sendable, Hashable {
    /// nil: there is none yet.
    package let from: GrantState?
    package let action: GrantAction
    package let hands: Set<GrantHand>
    package let to: GrantState

    package static let table: [GrantTransition] = [
        GrantTransition(from: nil, action: .request, hands: [.user, .machine], to: .requested),
        GrantTransition(from: .refused, action: .request, hands: [.user], to: .requested),
        // The machine's is an extension that was asked for in time and not answered.
        GrantTransition(from: .lapsed, action: .request, hands: [.user, .machine], to: .requested),
        GrantTransition(from: .withdrawn, action: .request, hands: [.user], to: .requested),
        GrantTransition(from: .requested, action: .grant, hands: [.holder, .machine], to: .granted),
        GrantTransition(from: .requested, action: .refuse, hands: [.holder], to: .refused),
        GrantTransition(from: .granted, action: .withdraw, hands: [.holder], to: .withdrawn),
        GrantTransition(from: .granted, action: .lapse, hands: [.machine], to: .lapsed),
        GrantTransition(from: .requested, action: .postpone, hands: [.authority], to: .requested),
        // A longer term, asked for and answered while the grant goes on (`Grant.allows`).
        GrantTransition(from: .granted, action: .request, hands: [.user], to: .granted),
        GrantTransition(from: .granted, action: .grant, hands: [.holder], to: .granted),
        GrantTransition(from: .granted, action: .refuse, hands: [.holder], to: .granted),
        GrantTransition(from: .granted, action: .postpone, hands: [.authority], to: .granted),
    ]

    /// The row for a step; nil where there is none.
    package static func row(from: GrantState?, _ action: GrantAction) -> GrantTransition? {
        table.first { $0.from == from && $0.action == action }
    }
}
