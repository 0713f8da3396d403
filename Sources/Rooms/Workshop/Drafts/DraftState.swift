package import Kernel

/// Where a draft of the catalogue stands.
package enum DraftState: String, Sendable, Hashable, CaseIterable {
    case draft, review, returned, approved, published, withdrawn

    package var name: Text {
        switch self {
        case .draft: Text("编辑中", "Being written")
        case .review: Text("审核中", "In review")
        case .returned: Text("已退回", "Returned")
        case .approved: Text("待发布", "To be published")
        case .published: Text("已发布", "Published")
        case .withdrawn: Text("已撤回", "Withdrawn")
        }
    }

    /// Its definitions may still be changed.
    package var isOpen: Bool { self == .draft || self == .returned }
    /// Nothing more can happen to it.
    package var isClosed: Bool { self == .published || self == .withdrawn }
}

/// What can be done with a draft.
package enum DraftAction: String, Sendable, Hashable, CaseIterable {
    case edit, submit, approve
    /// Back to its authors, with the reason.
    case sendBack
    case publish, withdraw

    package var name: Text {
        switch self {
        case .edit: Text("编辑", "Edit")
        case .submit: Text("提交审核", "Hand in for review")
        case .approve: Text("审核通过", "Approve")
        case .sendBack: Text("退回修改", "Send back")
        case .publish: Text("发布", "Publish")
        case .withdraw: Text("撤回草稿", "Withdraw the draft")
        }
    }
}

/// In which capacity somebody acts on a draft.
package enum DraftHand: String, Sendable, Hashable, CaseIterable {
    /// May change the definition in question.
    case editor
    /// Opened the draft or wrote in it.
    case author
    /// May review everything in it.
    case reviewer
    /// The platform itself, by the clock.
    case system
}

/// One row of the table of transitions: no other code changes a draft's state.
package struct DraftTransition: Sendable, Hashable {
    package let from: DraftState
    package let action: DraftAction
    package let hands: Set<DraftHand>
    package let to: DraftState

    package static let all: [DraftTransition] = [
        DraftTransition(from: .draft, action: .edit, hands: [.editor], to: .draft),
        DraftTransition(from: .returned, action: .edit, hands: [.editor], to: .returned),
        DraftTransition(from: .draft, action: .submit, hands: [.author], to: .review),
        DraftTransition(from: .returned, action: .submit, hands: [.author], to: .review),
        DraftTransition(from: .review, action: .approve, hands: [.reviewer], to: .approved),
        DraftTransition(from: .review, action: .sendBack, hands: [.reviewer], to: .returned),
        // A conflict or an error that came up while it waited for its day sends it back by itself.
        DraftTransition(from: .approved, action: .sendBack, hands: [.reviewer, .system], to: .returned),
        DraftTransition(from: .approved, action: .publish, hands: [.system], to: .published),
        DraftTransition(from: .draft, action: .withdraw, hands: [.author], to: .withdrawn),
        DraftTransition(from: .returned, action: .withdraw, hands: [.author], to: .withdrawn),
        DraftTransition(from: .review, action: .withdraw, hands: [.author], to: .withdrawn),
        DraftTransition(from: .approved, action: .withdraw, hands: [.author], to: .withdrawn),
    ]

    package static func of(_ action: DraftAction, from state: DraftState) -> DraftTransition? {
        all.first { $0.from == state && $0.action == action }
    }
}
