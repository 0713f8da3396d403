import Graph
import Kernel

/// An advice of the running city, with what was decided on it.
struct KeptAdvice: Sendable, Hashable {
    /// As the last computation has it; of what was accepted, as it was then.
    var advice: Advice
    var state: AdviceState
    /// Counts every change of the row.
    var revision: Int
    /// Its place among all of the last computation; nil where that did not find it any more.
    var position: Int?
    let firstSeen: Instant
    var lastSeen: Instant
    var decision: Decision?
    /// The draft that was made of it.
    var draft: ID?
    /// What it has really saved, once its draft is published.
    var saved: SavedBurden?

    /// Who decided when, and why where it was declined.
    struct Decision: Sendable, Hashable {
        /// Rises with time: decided advice is listed by it.
        let id: ID
        let account: ID?
        let name: String
        let at: Instant
        let reason: String?
    }
}

/// A step that somebody takes on an advice.
struct AdviceMove: Sendable, Hashable {
    let action: AdviceAction
    var reason: String?
    /// The draft that an acceptance makes.
    var draft: ID?
}

/// What happened to an advice, once written never changed.
struct AdviceEvent: Sendable, Hashable {
    let at: Instant
    let action: AdviceAction
    let actorName: String
    let to: AdviceState
    let reason: String?
    let draft: ID?
}

extension KeptAdvice {
    /// The advice after a step, or why it cannot be taken. Pure. `draftState` is that of its draft.
    func performing(_ move: AdviceMove, by decision: Decision, draftState: DraftState?) throws(AdviceRefusal) -> KeptAdvice {
        guard let row = AdviceTransition.of(move.action, from: state) else {
            if state != .open, let made = self.decision { throw .decided(state, by: made.name, draft: draft) }
            throw .notAllowed(state, move.action)
        }
        var next = self
        next.state = row.to
        next.revision += 1
        switch move.action {
        case .accept:
            if advice.kind.isRisk { throw .isRisk }
            (next.draft, next.saved) = (move.draft, nil)
        case .decline:
            guard let reason = move.reason, !reason.isEmpty else { throw .reasonMissing }
        case .reopen:
            if let draft, let draftState, draftState != .withdrawn { throw .draftGoesOn(draft) }
            (next.draft, next.saved) = (nil, nil)
        }
        next.decision = row.to == .open ? nil : decision
        return next
    }

    /// What somebody who may decide can do now.
    func actions(draftState: DraftState?) -> [AdviceAction] {
        AdviceAction.allCases.filter { action in
            guard AdviceTransition.of(action, from: state) != nil else { return false }
            switch action {
            case .accept: return !advice.kind.isRisk
            case .decline: return true
            case .reopen: return state == .declined || draftState == .withdrawn || draft == nil
            }
        }
    }
}
