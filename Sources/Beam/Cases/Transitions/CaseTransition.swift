import Kernel

/// What a transition does to the clocks of a case.
package enum ClockEffect: String, Sendable, Hashable {
    case none
    /// The case is received: the clock of acceptance begins.
    case receive
    /// Waiting for the applicant: before acceptance no clock of the authority runs.
    case pauseAcceptance
    case resumeAcceptance
    /// Accepted today: the clock of the decision begins.
    case startDecision
    /// Accepted from the day of receipt (行政许可法 32(4)).
    case startDecisionAtReceipt
    /// 行政许可法 45: what the law names stands outside the limit.
    case pauseDecision
    case resumeDecision
    /// 行政许可法 42: ten more working days, once.
    case extendDecision
    /// Decided: ten working days to issue and serve (行政许可法 44).
    case startIssue
    case stop
}

/// What must come with an action.
package enum CaseNeed: String, Sendable, Hashable, CaseIterable, Comparable {
    case reason
    case points
    case legalBasis
    case specialKind
    case receiptNumber
    case twoOfficers

    package static func < (a: CaseNeed, b: CaseNeed) -> Bool { a.rawValue < b.rawValue }
}

/// One allowed step of a case. All that is not in `table` is forbidden.
package struct CaseTransition: Sendable, Hashable {
    package let from: CaseStatus
    package let action: CaseAction
    package let hands: Set<CaseHand>
    package let to: CaseStatus
    package let clock: ClockEffect
    package let document: CaseDocumentKind?
    package let needs: Set<CaseNeed>

    private init(
        _ from: CaseStatus, _ action: CaseAction, _ hands: Set<CaseHand>, _ to: CaseStatus, _ clock: ClockEffect,
        _ document: CaseDocumentKind? = nil, needs: Set<CaseNeed> = []
    ) {
        self.from = from
        self.action = action
        self.hands = hands
        self.to = to
        self.clock = clock
        self.document = document
        self.needs = needs
    }

    package static let table: [CaseTransition] =
        [
            CaseTransition(.waiting, .release, [.system], .submitted, .receive, .receipt),
            CaseTransition(.waiting, .terminate, [.system], .terminated, .stop),
            CaseTransition(.waiting, .withdraw, [.applicant], .withdrawn, .stop),
            CaseTransition(.submitted, .startPrecheck, [.window, .reviewer], .precheck, .none),
            CaseTransition(.supplement, .supply, [.applicant], .submitted, .resumeAcceptance, .receipt),
            CaseTransition(.supplement, .expire, [.system], .returned, .stop),
            CaseTransition(.supplement, .withdraw, [.applicant], .withdrawn, .stop),
            CaseTransition(.accepted, .recordOpinion, [.reviewer], .accepted, .none, needs: [.reason]),
            CaseTransition(
                .accepted, .startSpecial, [.reviewer, .approver], .special, .pauseDecision, .specialNotice, needs: [.reason, .specialKind]),
            CaseTransition(.special, .endSpecial, [.reviewer, .approver], .accepted, .resumeDecision, needs: [.reason]),
            CaseTransition(.special, .withdraw, [.applicant], .withdrawn, .stop),
            CaseTransition(.accepted, .extend, [.approver], .accepted, .extendDecision, .extensionNotice, needs: [.reason]),
            CaseTransition(.accepted, .recordPayment, [.window], .accepted, .none, needs: [.receiptNumber]),
            CaseTransition(.accepted, .grant, [.approver, .system], .granted, .startIssue, .grantDecision, needs: [.twoOfficers]),
            CaseTransition(.accepted, .deemRenew, [.system], .granted, .startIssue, .grantDecision),
            CaseTransition(.special, .deemRenew, [.system], .granted, .startIssue, .grantDecision),
            CaseTransition(.accepted, .refuse, [.approver], .refused, .stop, .refusalDecision, needs: [.reason, .legalBasis]),
            CaseTransition(.accepted, .withdraw, [.applicant], .withdrawn, .stop),
            CaseTransition(.granted, .recordPayment, [.window], .granted, .none, needs: [.receiptNumber]),
            CaseTransition(.granted, .issue, [.licensor, .system], .issued, .none),
            CaseTransition(.issued, .handOver, [.window, .licensor, .system], .done, .stop, .proofOfService),
        ]
        + [CaseTransition(.accepted, .returnUnsupplied, [.approver], .returned, .stop, .returnNotice, needs: [.reason])]
        // 容缺: a promised paper comes while the case goes on, or its date passes.
        + [CaseStatus.submitted, .precheck, .accepted, .special, .granted].map {
            CaseTransition($0, .supplyPaper, [.applicant], $0, .none, .receipt)
        }
        + [CaseStatus.accepted, .special, .granted].map { CaseTransition($0, .lapsePaper, [.system], $0, .none) }
        // 审批告知承诺: once granted it is checked, whatever has become of the result meanwhile.
        + [CaseStatus.granted, .issued, .done].flatMap { at in
            [
                CaseTransition(at, .passCheck, [.reviewer, .approver], at, .none, needs: [.reason, .twoOfficers]),
                CaseTransition(
                    at, .orderMending, [.reviewer, .approver], at, .none, .mendingOrder, needs: [.reason, .legalBasis, .twoOfficers]),
                CaseTransition(at, .reportMended, [.applicant], at, .none, needs: [.reason]),
                CaseTransition(at, .confirmMended, [.reviewer, .approver], at, .none, needs: [.reason]),
                CaseTransition(at, .revokeGrant, [.approver], at, .none, .revocationDecision, needs: [.reason, .legalBasis]),
            ]
        }
        // Before acceptance a case received and a case in pre-check may take the same steps.
        + [CaseStatus.submitted, .precheck].flatMap { from in
            [
                CaseTransition(
                    from, .requestSupplement, [.window, .reviewer], .supplement, .pauseAcceptance, .supplementNotice, needs: [.points]),
                CaseTransition(from, .accept, [.window, .reviewer, .system], .accepted, .startDecision, .acceptance),
                CaseTransition(from, .deemAccept, [.system], .accepted, .startDecisionAtReceipt, .acceptance),
                CaseTransition(from, .decline, [.window, .reviewer], .declined, .stop, .nonAcceptance, needs: [.reason, .legalBasis]),
                CaseTransition(from, .withdraw, [.applicant], .withdrawn, .stop),
            ]
        }
        // 行政协助 stops no clock: the applicant does not wait for what two offices have to say to each other.
        + [CaseStatus.submitted, .precheck, .accepted, .special].map {
            CaseTransition($0, .requestAssistance, [.window, .reviewer, .approver], $0, .none)
        }
        + [CaseStatus.submitted, .precheck, .supplement, .accepted, .special, .granted, .issued].map {
            CaseTransition($0, .closeAssistance, [.assisting, .system], $0, .none)
        }

        // What was done on the way that moves nothing: a step of the department's own flow.
        + [CaseStatus.submitted, .precheck, .accepted, .special, .granted].map { status in
            CaseTransition(status, .note, [.window, .reviewer, .approver], status, .none, needs: [.reason])
        }

    private static let index: [CaseStatus: [CaseAction: CaseTransition]] = Dictionary(grouping: table, by: \.from).mapValues {
        Dictionary(uniqueKeysWithValues: $0.map { ($0.action, $0) })
    }

    /// The row for an action in a state, or nil where it is not allowed.
    package static func of(_ action: CaseAction, from status: CaseStatus) -> CaseTransition? { index[status]?[action] }

    /// What a hand may do in a state, in the order of the table.
    package static func actions(from status: CaseStatus, for hands: Set<CaseHand>) -> [CaseTransition] {
        table.filter { $0.from == status && !$0.hands.isDisjoint(with: hands) }
    }

    /// The table as a Mermaid state diagram: the documentation is drawn from here.
    package static var mermaid: String {
        var lines = ["stateDiagram-v2", "    [*] --> submitted: submit", "    [*] --> waiting: submit"]
        for row in table where row.from != row.to {
            lines.append("    \(row.from.rawValue) --> \(row.to.rawValue): \(row.action.rawValue)")
        }
        lines += CaseStatus.allCases.filter { !$0.isOpen }.map { "    \($0.rawValue) --> [*]" }
        return lines.joined(separator: "\n")
    }

    /// The table as Markdown.
    package static var markdown: String {
        let rows = table.map { row in
            let hands = row.hands.sorted().map(\.rawValue).joined(separator: ", ")
            let needs = row.needs.sorted().map(\.rawValue).joined(separator: ", ")
            return "| \(row.from.rawValue) | \(row.action.rawValue) | \(hands) | \(row.to.rawValue) | \(row.clock.rawValue) "
                + "| \(row.document?.rawValue ?? "") | \(needs) |"
        }
        return (["| from | action | by | to | clock | document | needs |", "|---|---|---|---|---|---|---|"] + rows).joined(separator: "\n")
    }
}
