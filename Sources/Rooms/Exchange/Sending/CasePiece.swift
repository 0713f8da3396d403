import Cases
import Kernel
import Store

/// One event of one case, as the engine tells of it: what may have to be sent to a department's system.
struct CasePiece: Sendable, Hashable {
    var caseID: ID
    var number: String
    var item: String
    var action: CaseAction
    /// Its place in the case's history.
    var sequence: Int

    /// The events that a message of the engine tells of. A case that waits for another has not reached its department yet: its system hears
    /// of it when it is released. Pure.
    static func pieces(of topic: String, _ payload: JSON) throws -> [CasePiece] {
        let bodies = topic == Cases.submittedTopic ? payload["cases"]?.array : [payload]
        guard let bodies else { throw StoreError.malformed("a message without its cases") }
        return try bodies.flatMap(pieces)
    }

    private static func pieces(of body: JSON) throws -> [CasePiece] {
        guard let id = body["case"]?.string.flatMap({ ID($0) }), let number = body["number"]?.string, let item = body["item"]?.string,
            let version = body["version"]?.int, let status = body["status"]?.string.flatMap(CaseStatus.init(rawValue:)),
            let names = body["actions"]?.array
        else { throw StoreError.malformed("a message without a case") }
        let actions = names.compactMap { $0.string.flatMap(CaseAction.init(rawValue:)) }
        guard actions.count == names.count else { throw StoreError.malformed("a message with an action that is not known") }
        return actions.enumerated().compactMap { index, action in
            if status == .waiting { return nil }
            return CasePiece(
                caseID: id, number: number, item: item, action: action, sequence: version - actions.count + 1 + index)
        }
    }
}

extension CaseAction {
    /// The type of the message that tells of it: `yiwang.case.submitted`.
    var messageType: String {
        let word =
            switch self {
            case .submit, .release: "submitted"
            case .startPrecheck: "precheck-started"
            case .requestSupplement: "supplement-requested"
            case .supply: "supplemented"
            case .accept, .deemAccept: "accepted"
            case .decline: "declined"
            case .recordOpinion: "reviewed"
            case .note: "noted"
            case .startSpecial: "special-started"
            case .endSpecial: "special-ended"
            case .extend: "extended"
            case .recordPayment: "paid"
            case .grant, .deemRenew: "granted"
            case .refuse: "refused"
            case .issue: "issued"
            case .handOver: "handed-over"
            case .withdraw: "withdrawn"
            case .expire: "returned"
            case .returnUnsupplied: "returned-unsupplied"
            case .supplyPaper: "paper-supplied"
            case .lapsePaper: "paper-overdue"
            case .passCheck: "check-passed"
            case .confirmMended: "mending-confirmed"
            case .orderMending: "mending-ordered"
            case .reportMended: "mending-reported"
            case .revokeGrant: "revoked"
            case .requestAssistance: "assistance-requested"
            case .closeAssistance: "assistance-closed"
            case .terminate: "terminated"
            }
        return "yiwang.case.\(word)"
    }

    /// Whether a department hears of a case for the first time.
    var begins: Bool { self == .submit || self == .release }

    /// Whether the message carries what the applicant has handed in: at the beginning, and what they add.
    var carriesContent: Bool { self == .submit || self == .release || self == .supply || self == .supplyPaper }
}
