package import Kernel

/// The clocks of one case, as dates on the wall calendar. Nothing here knows today: what is due is computed from it.
///
/// Before acceptance the five-day clock runs; a request for additions makes it wait. After acceptance only what the law names stands
/// outside the limit (行政许可法 45). After the decision ten working days remain to issue and serve (行政许可法 44); what is made and waits because
/// its applicant wants everything at once keeps nobody's limit running.
package struct CaseClock: Sendable, Hashable {
    package var receivedOn: LocalDate?
    /// Waiting for additions, before acceptance.
    package var acceptanceStops: [Stop] = []
    package var acceptedOn: LocalDate?
    /// Special procedures, after acceptance.
    package var decisionStops: [Stop] = []
    package var isExtended = false
    package var decidedOn: LocalDate?
    /// Made, and waiting for the others by the applicant's own choice.
    package var deliveryStops: [Stop] = []
    package var stoppedOn: LocalDate?
    /// Until when a special procedure is expected to last, as the notice says.
    package var specialUntil: LocalDate?

    package init() {}

    /// The clock after a transition that happens on `date`.
    func applying(_ effect: ClockEffect, on date: LocalDate) -> CaseClock {
        var clock = self
        switch effect {
        case .none: break
        case .receive: clock.receivedOn = date
        case .pauseAcceptance: clock.acceptanceStops.append(Stop(from: date, to: nil))
        case .resumeAcceptance: clock.acceptanceStops.closeLast(on: date)
        case .startDecision: clock.acceptedOn = date
        case .startDecisionAtReceipt: clock.acceptedOn = receivedOn ?? date
        case .pauseDecision: clock.decisionStops.append(Stop(from: date, to: nil))
        case .resumeDecision: clock.decisionStops.closeLast(on: date)
        case .extendDecision: clock.isExtended = true
        case .startIssue: clock.decidedOn = date
        case .stop:
            clock.acceptanceStops.closeLast(on: date)
            clock.decisionStops.closeLast(on: date)
            clock.deliveryStops.closeLast(on: date)
            clock.stoppedOn = date
        }
        return clock
    }

    /// The clock of a result that waits for the others from `date` on, or no longer waits: the time between stands outside the limit.
    func waitingForOthers(_ waits: Bool, on date: LocalDate) -> CaseClock {
        var clock = self
        if !waits {
            clock.deliveryStops.closeLast(on: date)
        } else if phase == .issue {
            clock.deliveryStops.append(Stop(from: date, to: nil))
        }
        return clock
    }

    /// Which limit runs now.
    package enum Phase: String, Sendable, Hashable {
        case acceptance
        /// The applicant has so long to hand in what is missing; the authority's clock stands still.
        case supplement
        case decision
        /// A special procedure: the limit stands still (行政许可法 45).
        case special
        case issue
        /// The result is made and waits for the others, as its applicant chose: the limit stands still.
        case together
    }

    package var phase: Phase? {
        if stoppedOn != nil || receivedOn == nil { return nil }
        if decidedOn != nil { return deliveryStops.last?.isOpen == true ? .together : .issue }
        if acceptedOn == nil { return acceptanceStops.last?.isOpen == true ? .supplement : .acceptance }
        return decisionStops.last?.isOpen == true ? .special : .decision
    }

    /// Whether the authority's clock stands still, waiting for somebody else.
    package var isPaused: Bool { phase == .supplement || phase == .special || phase == .together }
}

extension Stop {
    fileprivate var isOpen: Bool { to == nil }
}

extension [Stop] {
    fileprivate mutating func closeLast(on date: LocalDate) {
        guard let last, last.to == nil else { return }
        self[count - 1] = Stop(from: last.from, to: date)
    }
}

/// The time limits of a case, from the item version that it froze.
package struct CaseLimits: Sendable, Hashable {
    package var acceptance: Period
    package var statutory: Period?
    package var promised: Period?
    package var issue: Period
    package var `extension`: Period
    /// Silence past the acceptance limit counts as acceptance: administrative licences only (行政许可法 32(4)).
    package var deemedAcceptance: Bool
    /// How long the applicant has to hand in what is missing; a setting of the city, since the law names none.
    package var supplement: Period

    package init(
        acceptance: Period = Period(5, .workday), statutory: Period?, promised: Period?, issue: Period = Period(10, .workday),
        extension: Period = Period(10, .workday), deemedAcceptance: Bool, supplement: Period = Period(15, .workday)
    ) {
        self.acceptance = acceptance
        self.statutory = statutory
        self.promised = promised
        self.issue = issue
        self.extension = `extension`
        self.deemedAcceptance = deemedAcceptance
        self.supplement = supplement
    }
}

/// By when a case must move, under each of its limits.
package struct CaseDue: Sendable, Hashable {
    package var phase: CaseClock.Phase
    /// The date that worklists sort by: the promised one where there is a promise, never later than the law's. nil while a special
    /// procedure lasts for which nobody has named an end: such cases stand last.
    package var due: DueDate?
    package var promised: DueDate?
    package var statutory: DueDate?

    package init(phase: CaseClock.Phase, due: DueDate?, promised: DueDate? = nil, statutory: DueDate? = nil) {
        self.phase = phase
        self.due = due
        self.promised = promised
        self.statutory = statutory
    }
}

extension CaseClock {
    /// By when the next act is due; nil where no clock runs.
    package func due(_ limits: CaseLimits, _ calendar: WorkingCalendar) -> CaseDue? {
        guard let phase else { return nil }
        switch phase {
        case .acceptance:
            let due = receivedOn.flatMap { calendar.due(from: $0, limits.acceptance, stops: acceptanceStops) }
            return CaseDue(phase: phase, due: due, statutory: due)
        case .supplement:
            return CaseDue(phase: phase, due: acceptanceStops.last.map { calendar.due(from: $0.from, limits.supplement) })
        case .decision:
            let promised = decisionDue(limits.promised, limits, calendar)
            let statutory = decisionDue(limits.statutory, limits, calendar)
            let earliest = [promised, statutory].compactMap(\.self).min { $0.date < $1.date }
            return CaseDue(phase: phase, due: earliest, promised: promised, statutory: statutory)
        case .special:
            return CaseDue(phase: phase, due: specialUntil.map { DueDate(date: $0, provisional: false) })
        case .issue, .together:
            // What ran out before the waiting began is late and stays so.
            let due = decidedOn.flatMap { calendar.due(from: $0, limits.issue, stops: deliveryStops) }
            return CaseDue(phase: phase, due: due, statutory: due)
        }
    }

    private func decisionDue(_ period: Period?, _ limits: CaseLimits, _ calendar: WorkingCalendar) -> DueDate? {
        guard let period, let acceptedOn, let due = calendar.due(from: acceptedOn, period, stops: decisionStops) else { return nil }
        guard isExtended else { return due }
        let extended = calendar.due(from: due.date, limits.extension)
        return DueDate(date: extended.date, provisional: due.provisional || extended.provisional)
    }
}

/// The traffic light of a case on the worklist.
package enum CaseLight: String, Sendable, Hashable {
    case green
    case amber
    case red

    /// Amber from two working days before the date, red after it.
    package init(due: LocalDate, today: LocalDate, calendar: WorkingCalendar) {
        if today > due {
            self = .red
        } else {
            self = calendar.elapsed(from: today, to: due) <= 2 ? .amber : .green
        }
    }
}
