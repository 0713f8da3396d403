package import Kernel

/// Where a case stands (GB/T 39046-2020 phases; DB31/T 544-2024 headings). No other code than `CaseTransition.table` changes it.
package enum CaseStatus: String, Sendable, Hashable, CaseIterable {
    /// A case of the same application must be decided first.
    case waiting
    case submitted
    case precheck
    case supplement
    case accepted
    case special
    case granted
    case issued
    case done
    case declined
    case refused
    case withdrawn
    case returned
    case terminated

    /// Whether anybody still has something to do.
    package var isOpen: Bool {
        switch self {
        case .waiting, .submitted, .precheck, .supplement, .accepted, .special, .granted, .issued: true
        case .done, .declined, .refused, .withdrawn, .returned, .terminated: false
        }
    }

    /// Whether the authority has said yes, so that a case which waits for this one may go on.
    package var isGranted: Bool { self == .granted || self == .issued || self == .done }

    /// Whether it has ended without a yes.
    package var hasFailed: Bool { !isOpen && self != .done }

    /// Whether an officer may work on it now.
    package var isOnWorklist: Bool {
        switch self {
        case .submitted, .precheck, .accepted, .special, .granted, .issued: true
        default: false
        }
    }

    package var name: Text {
        switch self {
        case .waiting: Text("等前一件办好", "Waiting for an earlier step")
        case .submitted: Text("已收件", "Received")
        case .precheck: Text("预审中", "In pre-check")
        case .supplement: Text("等您补正", "Waiting for your additions")
        case .accepted: Text("已受理", "Accepted")
        case .special: Text("特别程序中", "In a special procedure")
        case .granted: Text("已准予", "Granted")
        case .issued: Text("已制证", "Licence made")
        case .done: Text("已办结", "Done")
        case .declined: Text("不予受理", "Not accepted")
        case .refused: Text("不予许可", "Refused")
        case .withdrawn: Text("已撤回", "Withdrawn")
        case .returned: Text("已退件", "Returned")
        case .terminated: Text("已终止", "Ended")
        }
    }

    /// `up_pro_result.result_type` of the national exchange schema, once the case has ended or been decided.
    package var exchangeResult: Int? {
        switch self {
        case .granted, .issued, .done: 0
        case .refused: 1
        case .withdrawn, .terminated: 2
        case .returned: 5
        case .declined: 6
        default: nil
        }
    }
}

/// On whose desk a case lies: what worklists are divided by.
package enum CaseDesk: String, Sendable, Hashable, CaseIterable {
    case intake
    case review
    case decide
    case issue
    /// Waiting for the applicant or for another case.
    case outside

    init?(_ status: CaseStatus, awaitsReview: Bool) {
        switch status {
        case .submitted, .precheck: self = .intake
        case .accepted, .special: self = awaitsReview ? .review : .decide
        case .granted, .issued: self = .issue
        case .waiting, .supplement: self = .outside
        case .done, .declined, .refused, .withdrawn, .returned, .terminated: return nil
        }
    }

    package var name: Text {
        switch self {
        case .intake: Text("待受理", "To be accepted")
        case .review: Text("待审查", "To be reviewed")
        case .decide: Text("待决定", "To be decided")
        case .issue: Text("待制证送达", "To be issued")
        case .outside: Text("等申请人", "With the applicant")
        }
    }
}
