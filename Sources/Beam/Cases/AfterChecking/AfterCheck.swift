package import Kernel

/// 事后核查: after an approval on a promise the authority has to see, by a date, whether what was promised holds.
package struct AfterCheck: Sendable, Hashable {
    /// Where it stands. No other code than `AfterCheckStep.table` changes it.
    package enum State: String, Sendable, Hashable, CaseIterable {
        case due
        /// Something does not hold: to be mended by a date.
        case mending
        /// The holder says that it is mended.
        case reported
        case passed
        case mended
        /// Not mended: the approval is revoked.
        case revoked

        /// Whether anybody still has something to do.
        package var isOpen: Bool { self == .due || self == .mending || self == .reported }

        package var name: Text {
            switch self {
            case .due: Text("待核查", "To be checked")
            case .mending: Text("整改中", "Being mended")
            case .reported: Text("已报告整改，待复查", "Reported as mended")
            case .passed: Text("核查合格", "Checked, in order")
            case .mended: Text("整改合格", "Mended")
            case .revoked: Text("已撤销", "Revoked")
            }
        }
    }

    package var state: State
    /// The day of the decision, from which the check is counted.
    package var grantedOn: LocalDate
    /// By when the authority has to check.
    package var due: DueDate
    /// The day of the order to mend; nil while nothing was ordered.
    package var orderedOn: LocalDate?
    /// By when the holder has to have mended.
    package var mendBy: DueDate?

    package init(state: State = .due, grantedOn: LocalDate, due: DueDate) {
        (self.state, self.grantedOn, self.due) = (state, grantedOn, due)
    }

    /// Whether a date waits for a holiday notice.
    var isProvisional: Bool { state.isOpen && (due.provisional || mendBy?.provisional == true) }

    /// The date on which it stands in the list of those who check; nil once it has ended.
    package var next: DueDate? {
        switch state {
        case .due, .reported: due
        case .mending: mendBy ?? due
        case .passed, .mended, .revoked: nil
        }
    }
}

/// One allowed step of an after-check. All that is not in `table` is forbidden; whose hand may take it, and what comes with it, the table
/// of cases says.
package struct AfterCheckStep: Sendable, Hashable {
    package let from: AfterCheck.State
    package let action: CaseAction
    package let to: AfterCheck.State

    init(_ from: AfterCheck.State, _ action: CaseAction, _ to: AfterCheck.State) { (self.from, self.action, self.to) = (from, action, to) }

    package static let table: [AfterCheckStep] = [
        AfterCheckStep(.due, .passCheck, .passed), AfterCheckStep(.due, .orderMending, .mending),
        AfterCheckStep(.mending, .reportMended, .reported), AfterCheckStep(.mending, .confirmMended, .mended),
        AfterCheckStep(.mending, .revokeGrant, .revoked), AfterCheckStep(.reported, .confirmMended, .mended),
        AfterCheckStep(.reported, .revokeGrant, .revoked),
    ]

    package static let actions = Set(table.map(\.action))

    package static func of(_ action: CaseAction, from state: AfterCheck.State) -> AfterCheckStep? {
        table.first { $0.from == state && $0.action == action }
    }

    /// The table as a Mermaid state diagram: the documentation is drawn from here.
    package static var mermaid: String {
        (["stateDiagram-v2", "    [*] --> due: grant"]
            + table.map { "    \($0.from.rawValue) --> \($0.to.rawValue): \($0.action.rawValue)" }
            + AfterCheck.State.allCases.filter { !$0.isOpen }.map { "    \($0.rawValue) --> [*]" }).joined(separator: "\n")
    }
}

/// How long an after-check may take, by the item that the case froze.
package struct AfterCheckTerms: Sendable, Hashable {
    package var within: Period
    package var mending: Period
}

extension Case {
    /// The after-check as an act leaves it. Nobody is revoked before the date by which they may mend, unless they say that they have.
    func afterCheck(after action: CaseAction, on today: LocalDate, _ rules: CaseRules) throws(CaseRefusal) -> AfterCheck? {
        if action == .grant, isOnPromise, let terms = rules.afterCheck {
            return AfterCheck(grantedOn: today, due: rules.calendar.due(from: today, terms.within))
        }
        guard AfterCheckStep.actions.contains(action) else { return afterCheck }
        guard var check = afterCheck, let step = AfterCheckStep.of(action, from: check.state) else {
            throw .notInCheck(afterCheck?.state, action)
        }
        if action == .revokeGrant, check.state == .mending, let last = check.mendBy?.date, today <= last { throw .mendingRuns(last) }
        if action == .orderMending, let terms = rules.afterCheck {
            (check.orderedOn, check.mendBy) = (today, rules.calendar.due(from: today, terms.mending))
        }
        check.state = step.to
        return check
    }

    /// Brings the dates of an open check up to the calendar.
    mutating func settleAfterCheck(_ rules: CaseRules) {
        guard var check = afterCheck, check.state.isOpen, let terms = rules.afterCheck else { return }
        check.due = rules.calendar.due(from: check.grantedOn, terms.within)
        check.mendBy = check.orderedOn.map { rules.calendar.due(from: $0, terms.mending) }
        afterCheck = check
    }

    /// Whether a paper's date, or a check's, waits for a holiday notice.
    var hasProvisionalFollowUps: Bool { openPapers.contains { $0.due?.provisional == true } || afterCheck?.isProvisional == true }
}

extension AfterCheck {
    /// As the row of its case keeps it.
    var json: JSON {
        .present([
            ("state", .string(state.rawValue)), ("grantedOn", .string(grantedOn.description)),
            ("orderedOn", orderedOn.map { .string($0.description) }), ("due", .string(due.date.description)),
            ("provisional", .bool(due.provisional)),
            ("mendBy", mendBy.map { .string($0.date.description) }), ("mendByProvisional", mendBy.map { .bool($0.provisional) }),
        ])
    }

    init?(json: JSON) {
        guard let state = json["state"]?.string.flatMap(State.init(rawValue:)),
            let grantedOn = json["grantedOn"]?.string.flatMap({ LocalDate($0) }), let due = json["due"]?.string.flatMap({ LocalDate($0) })
        else { return nil }
        self.init(state: state, grantedOn: grantedOn, due: DueDate(date: due, provisional: json["provisional"]?.bool ?? false))
        orderedOn = json["orderedOn"]?.string.flatMap { LocalDate($0) }
        mendBy = json["mendBy"]?.string.flatMap { LocalDate($0) }.map {
            DueDate(date: $0, provisional: json["mendByProvisional"]?.bool ?? false)
        }
    }
}
