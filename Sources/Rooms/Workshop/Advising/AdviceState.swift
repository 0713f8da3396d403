package import Kernel

/// What became of an advice.
package enum AdviceState: String, Sendable, Hashable, CaseIterable {
    case open
    /// A draft of the catalogue has been made of it.
    case accepted
    case declined

    package var name: Text {
        switch self {
        case .open: Text("待决定", "Open")
        case .accepted: Text("已采纳", "Accepted")
        case .declined: Text("不采纳", "Declined")
        }
    }
}

/// What can be done with an advice.
package enum AdviceAction: String, Sendable, Hashable, CaseIterable {
    case accept, decline
    /// Takes it up again: what was declined, or was accepted and whose draft was withdrawn.
    case reopen

    package var name: Text {
        switch self {
        case .accept: Text("采纳", "Accept")
        case .decline: Text("不采纳", "Decline")
        case .reopen: Text("重新考虑", "Take it up again")
        }
    }
}

/// One row of the table of transitions: no other code changes the state of an advice.
package struct AdviceTransition: Sendable, Hashable {
    package let from: AdviceState
    package let action: AdviceAction
    package let to: AdviceState

    package static let all: [AdviceTransition] = [
        AdviceTransition(from: .open, action: .accept, to: .accepted), AdviceTransition(from: .open, action: .decline, to: .declined),
        AdviceTransition(from: .declined, action: .reopen, to: .open), AdviceTransition(from: .accepted, action: .reopen, to: .open),
    ]

    package static func of(_ action: AdviceAction, from state: AdviceState) -> AdviceTransition? {
        all.first { $0.from == state && $0.action == action }
    }
}
