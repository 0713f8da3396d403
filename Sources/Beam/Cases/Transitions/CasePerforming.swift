import Catalogue
package import Kernel

extension Case {
    /// The case after a move, with its event and document. Pure: time and rules are given.
    ///
    /// A case follows one row of `CaseTransition.table`; these are the conditions that no row can express: nobody handles their own
    /// case, whoever accepted does not decide (受审分离), no decision before its review, a second notice adds no point, one extension only, no licence before the fee.
    package func performing(_ move: CaseMove, by actor: CaseActor, at instant: Instant, _ rules: CaseRules) throws(CaseRefusal) -> CaseStep
    {
        guard let row = CaseTransition.of(move.action, from: status) else { throw .notAllowed(status, move.action) }
        guard !row.hands.isDisjoint(with: actor.hands) else { throw .wrongHand(move.action, row.hands) }
        if actor.kind == .staff, actor.own.contains(party) { throw .ownCase }
        try checkNeeds(of: row, move, actor, rules)
        try checkConditions(move, actor, at: instant, rules)
        try checkPapers(move, on: instant.date, rules)
        let check = try afterCheck(after: move.action, on: instant.date, rules)

        var after = self
        after.status = row.to
        after.version += 1
        after.clock = clock.applying(row.clock, on: instant.date)
        after.afterCheck = check
        after.movePapers(move, on: instant.date)
        switch move.action {
        case .release: after.receivedAt = instant
        case .recordOpinion: after.isReviewed = true
        case .accept, .deemAccept:
            after.acceptedAt = move.action == .deemAccept ? receivedAt ?? instant : instant
            after.acceptedBy = actor.account
            after.isDeemedAccepted = move.action == .deemAccept
        case .grant, .refuse:
            after.decidedAt = instant
            after.isInstant = actor.kind == .system
        case .deemRenew: after.decidedAt = instant
        case .recordPayment: after.paymentReceipt = move.receiptNumber
        case .requestSupplement: after.supplementPoints = supplementPoints ?? Set(move.points.map(\.subject))
        default: break
        }
        if row.to != status, !row.to.isOpen { after.closedAt = instant }
        after.clock.specialUntil = row.to == .special ? move.expectedUntil : nil
        after.settle(rules)
        let event = CaseEventDraft(at: instant, action: move.action, actor: actor, from: status, to: row.to, payload: move.json)
        return CaseStep(after: after, event: event, document: row.document)
    }

    /// Brings in step what follows from status and clock: the desk's place and the date that is due.
    mutating func settle(_ rules: CaseRules) {
        due = clock.due(rules.limits, rules.calendar)
        settlePapers(rules)
        settleAfterCheck(rules)
        deskRegion = desk(rules).flatMap { rules.stepRegions[$0] } ?? region
    }

    /// On whose desk the case lies now; nil when it has ended.
    func desk(_ rules: CaseRules) -> CaseDesk? { CaseDesk(status, awaitsReview: rules.needsReview && !isReviewed) }

    /// On a promise the place is looked at after the decision, and not before it.
    func needsTwoOfficers(for action: CaseAction, _ rules: CaseRules) -> Bool {
        rules.needsTwoOfficers && !(isOnPromise && action == .grant)
    }

    /// What a hand may do now, in the order of the table: also by what papers and after-check allow.
    func actions(for hands: Set<CaseHand>, on today: LocalDate) -> [CaseTransition] {
        CaseTransition.actions(from: status, for: hands).filter { row in
            if AfterCheckStep.actions.contains(row.action) {
                guard let check = afterCheck, AfterCheckStep.of(row.action, from: check.state) != nil else { return false }
                return row.action != .revokeGrant || check.state == .reported || (check.mendBy.map { $0.date < today } ?? true)
            }
            switch row.action {
            case .supplyPaper: return !openPapers.isEmpty
            case .lapsePaper, .returnUnsupplied: return openPapers.contains { $0.before == .decision && $0.isOverdue(on: today) }
            // What a missing paper stands in the way of is not offered.
            default: return papers(before: row.action).isEmpty
            }
        }
    }

    private func checkNeeds(of row: CaseTransition, _ move: CaseMove, _ actor: CaseActor, _ rules: CaseRules) throws(CaseRefusal) {
        func isBlank(_ text: String?) -> Bool { text?.allSatisfy(\.isWhitespace) ?? true }
        let missing = row.needs.filter { need in
            switch need {
            case .reason: isBlank(move.reason)
            case .points: move.points.isEmpty || move.points.contains { isBlank($0.ask) }
            case .legalBasis: isBlank(move.legalBasis)
            case .specialKind: isBlank(move.specialKind)
            case .receiptNumber: isBlank(move.receiptNumber)
            case .twoOfficers: needsTwoOfficers(for: move.action, rules) && Set(move.officers.filter { !isBlank($0) }).count < 2
            }
        }
        if !missing.isEmpty { throw .missing(missing) }
    }

    private func checkConditions(_ move: CaseMove, _ actor: CaseActor, at instant: Instant, _ rules: CaseRules) throws(CaseRefusal) {
        switch move.action {
        case .grant, .refuse:
            if rules.needsReview, !isReviewed, actor.kind == .staff { throw .notReviewed }
            if rules.separatesHands, actor.kind == .staff, acceptedBy != nil, acceptedBy == actor.account { throw .sameHand }
        case .extend:
            if clock.isExtended { throw .alreadyExtended }
        case .issue:
            if fee > .zero, paymentReceipt == nil { throw .notPaid }
        case .deemAccept:
            guard rules.limits.deemedAcceptance else { throw .noDeemedAcceptance }
            guard let due = clock.due(rules.limits, rules.calendar)?.due, instant.date > due.date else { throw .notDue }
        case .deemRenew:
            // What was applied for after the last day is nothing that an authority was silent about in time.
            guard let last = move.licenceUntil, instant.date > last, let received = clock.receivedOn, received <= last else {
                throw .notDue
            }
        case .expire:
            guard let due = clock.due(rules.limits, rules.calendar)?.due, instant.date > due.date else { throw .notDue }
        case .requestSupplement:
            // The points of an earlier notice stay with the case; a second may repeat them but add none.
            guard let asked = supplementPoints else { return }
            let new = move.points.filter { !asked.contains($0.subject) }
            if !new.isEmpty { throw .newPoints(new.map(\.label.zh)) }
        default: break
        }
    }
}
