import Kernel

/// What somebody does with a grant.
struct GrantMove: Sendable, Hashable {
    var action: GrantAction
    var reason: String?
    var until: LocalDate?
    /// By when an answer that was put off is due.
    var dueOn: LocalDate?
    /// The revision of the page that it was decided on.
    var expected: Int?

    /// The reason, where one was given.
    var words: String? { reason.flatMap { $0.isEmpty ? nil : $0 } }
}

extension Grant {
    /// Whether a step may be taken by that hand on a day: by the table, and of what is granted only what its extension is about. Pure.
    func allows(_ action: GrantAction, by hand: GrantHand, on day: LocalDate) -> Bool {
        let current = state(on: day)
        guard GrantTransition.row(from: current, action)?.hands.contains(hand) == true else { return false }
        guard current == .granted else { return true }
        return switch action {
        // A grant without a term needs no longer one, and one request is answered before the next.
        case .request: until != nil && extensionNeed == nil
        case .grant, .refuse, .postpone: extensionNeed != nil
        case .withdraw, .lapse: true
        }
    }

    /// After a step; pure. The reason is kept where the law wants one: with every no, and with every delay.
    func taking(_ move: GrantMove, by hand: GrantHand, at now: Instant) throws(DataCentreRefusal) -> Grant {
        let current = state(on: now.date)
        guard allows(move.action, by: hand, on: now.date), let row = GrantTransition.row(from: current, move.action) else {
            throw .notAllowed(current, move.action)
        }
        if [.refuse, .withdraw, .postpone].contains(move.action), move.words == nil { throw .reasonMissing }
        if let until = move.until, until < now.date { throw .pastTerm }
        if move.action == .postpone { return try postponed(until: move.dueOn ?? dueOn) }
        if current == .granted, [.grant, .refuse].contains(move.action) { return try extended(move) }
        var next = self
        (next.state, next.decidedAt, next.reason) = (row.to, now, move.words)
        next.until = move.action == .grant ? move.until : until
        (next.extensionNeed, next.isPostponed) = (nil, false)
        next.revision += 1
        return next
    }

    /// The answer to an extension. A no leaves the grant as it is, to its end.
    private func extended(_ move: GrantMove) throws(DataCentreRefusal) -> Grant {
        var next = self
        if move.action == .grant {
            if let until, let later = move.until, later <= until { throw .shorterTerm(until) }
            (next.until, next.reason) = (move.until, move.words ?? reason)
        }
        (next.extensionNeed, next.isPostponed) = (nil, false)
        next.revision += 1
        return next
    }

    private func postponed(until day: LocalDate) throws(DataCentreRefusal) -> Grant {
        guard !isPostponed else { throw .postponedAlready }
        var next = self
        (next.dueOn, next.isPostponed) = (day, true)
        next.revision += 1
        return next
    }

    /// After somebody asked for it, or for a longer term of what is granted; pure.
    func asked(_ need: String, by hand: GrantHand, dueOn day: LocalDate, at now: Instant) throws(DataCentreRefusal) -> Grant {
        let current = state(on: now.date)
        guard allows(.request, by: hand, on: now.date), let row = GrantTransition.row(from: current, .request) else {
            throw .notAllowed(current, .request)
        }
        var next = self
        (next.state, next.requestedAt, next.dueOn, next.isPostponed) = (row.to, now, day, false)
        if row.to == .granted {
            next.extensionNeed = need
        } else {
            (next.need, next.decidedAt, next.reason, next.until, next.extensionNeed) = (need, nil, nil, nil, nil)
        }
        next.revision += 1
        return next
    }

    /// After its term: it already stands as lapsed on this day; the row that it is read from does not say so yet.
    func lapsing() throws(DataCentreRefusal) -> Grant {
        guard let row = GrantTransition.row(from: state, .lapse) else { throw .notAllowed(state, .lapse) }
        var next = self
        (next.state, next.extensionNeed, next.isPostponed, next.revision) = (row.to, nil, false, revision + 1)
        return next
    }
}
