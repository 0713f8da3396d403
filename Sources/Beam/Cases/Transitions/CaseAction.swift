package import Kernel

/// What can be done to a case. Each action is one noun in the interface (`POST …/decision`, never `/approve`).
package enum CaseAction: String, Sendable, Hashable, CaseIterable {
    case submit
    case release
    case startPrecheck
    case requestSupplement
    case supply
    case accept
    case deemAccept
    case decline
    case recordOpinion
    case note
    case startSpecial
    case endSpecial
    case extend
    case recordPayment
    case grant
    case deemRenew
    case refuse
    case issue
    case handOver
    case withdraw
    case expire
    case terminate
    case supplyPaper
    case lapsePaper
    case returnUnsupplied
    case passCheck
    case orderMending
    case reportMended
    case confirmMended
    case revokeGrant
    case requestAssistance
    case closeAssistance

    package var name: Text {
        switch self {
        case .submit: Text("提交申请", "Application submitted")
        case .release: Text("前序办好，开始办理", "Earlier step done, this one begins")
        case .startPrecheck: Text("开始预审", "Pre-check begun")
        case .requestSupplement: Text("一次告知补正", "Additions asked for, all at once")
        case .supply: Text("补正材料", "Additions handed in")
        case .accept: Text("受理", "Accepted")
        case .deemAccept: Text("逾期视为受理", "Deemed accepted")
        case .decline: Text("不予受理", "Not accepted")
        case .recordOpinion: Text("审查意见", "Review opinion")
        case .note: Text("办理记录", "Note on the handling")
        case .startSpecial: Text("进入特别程序", "Special procedure begun")
        case .endSpecial: Text("特别程序结束", "Special procedure ended")
        case .extend: Text("延长办理期限", "Time limit extended")
        case .recordPayment: Text("登记缴费", "Payment recorded")
        case .grant: Text("准予", "Granted")
        case .deemRenew: Text("逾期未决定，视为准予延续", "Deemed renewed")
        case .refuse: Text("不予许可", "Refused")
        case .issue: Text("制证", "Licence made")
        case .handOver: Text("送达", "Handed over")
        case .withdraw: Text("撤回申请", "Application withdrawn")
        case .expire: Text("逾期未补正，退件", "Additions overdue, returned")
        case .terminate: Text("前序未通过，终止", "Ended because an earlier step failed")
        case .supplyPaper: Text("补交容缺材料", "Promised paper handed in")
        case .lapsePaper: Text("容缺材料逾期未交", "Promised paper overdue")
        case .returnUnsupplied: Text("容缺材料未交，退件", "Returned for want of a promised paper")
        case .passCheck: Text("事后核查合格", "Checked afterwards, in order")
        case .orderMending: Text("责令限期整改", "Ordered to be mended")
        case .reportMended: Text("报告整改完成", "Reported as mended")
        case .confirmMended: Text("整改合格", "Found to be mended")
        case .revokeGrant: Text("撤销许可", "Approval revoked")
        case .requestAssistance: Text("请其他单位协助核实", "Another office asked to confirm")
        case .closeAssistance: Text("协助核实有了结果", "Outcome of asking another office")
        }
    }
}

/// Whose hand moves a case.
package enum CaseHand: String, Sendable, Hashable, CaseIterable, Comparable {
    case applicant
    case window
    case reviewer
    case approver
    case licensor
    /// The office that was asked for assistance.
    case assisting
    case system

    package static func < (a: CaseHand, b: CaseHand) -> Bool { a.rawValue < b.rawValue }

    package var name: Text {
        switch self {
        case .applicant: Text("申请人", "Applicant")
        case .window: Text("窗口", "Window")
        case .reviewer: Text("审查", "Reviewer")
        case .approver: Text("决定", "Approver")
        case .licensor: Text("制证", "Licensor")
        case .assisting: Text("协助单位", "Assisting office")
        case .system: Text("系统", "System")
        }
    }
}

/// The sealed and dated documents that the law wants (行政许可法 32, 38, 42, 44, 45, 69), and those by which what was promised is enforced.
package enum CaseDocumentKind: String, Sendable, Hashable, CaseIterable {
    case receipt
    case supplementNotice
    case acceptance
    case nonAcceptance
    case specialNotice
    case extensionNotice
    case grantDecision
    case refusalDecision
    case proofOfService
    case returnNotice
    case mendingOrder
    case revocationDecision

    package var name: Text {
        switch self {
        case .receipt: Text("收件凭证", "Receipt")
        case .supplementNotice: Text("补正告知书", "Notice of additions needed")
        case .acceptance: Text("受理通知书", "Notice of acceptance")
        case .nonAcceptance: Text("不予受理通知书", "Notice of non-acceptance")
        case .specialNotice: Text("特别程序告知书", "Notice of a special procedure")
        case .extensionNotice: Text("延期告知书", "Notice of extension")
        case .grantDecision: Text("准予决定书", "Decision to grant")
        case .refusalDecision: Text("不予许可决定书", "Decision to refuse")
        case .proofOfService: Text("送达回证", "Proof of service")
        case .returnNotice: Text("退件通知书", "Notice of return")
        case .mendingOrder: Text("责令整改通知书", "Order to mend")
        case .revocationDecision: Text("撤销决定书", "Decision to revoke")
        }
    }
}
