import Cases
import Kernel
import Web

/// What an official does to a case by their department's own system, whichever way it came. Reading one is pure.
struct OfficialAct: Sendable, Hashable {
    enum Kind: String, Sendable, Hashable, CaseIterable {
        case precheck, supplement, accept, decline, opinion, note, special
        case specialEnd = "special-end"
        case extend, payment, grant, refuse, issue
        case handOver = "hand-over"
        /// 事后核查: what was granted on a promise is checked, mended or revoked.
        case checkPassed = "check-passed"
        case mendingOrder = "mending-order"
        case mendingConfirmation = "mending-confirmation"
        case revocation
        /// 行政协助: what another office asked is answered.
        case assistanceAnswer = "assistance-answer"
        case assistanceNothing = "assistance-nothing"
        case assistanceRefusal = "assistance-refusal"
        /// 纠错: something is wrong in a licence of the department.
        case licenceError = "licence-error"

        /// The row of the transition table; nil for what is about no case.
        var action: CaseAction? {
            switch self {
            case .precheck: .startPrecheck
            case .supplement: .requestSupplement
            case .accept: .accept
            case .decline: .decline
            case .opinion: .recordOpinion
            case .note: .note
            case .special: .startSpecial
            case .specialEnd: .endSpecial
            case .extend: .extend
            case .payment: .recordPayment
            case .grant: .grant
            case .refuse: .refuse
            case .issue: .issue
            case .handOver: .handOver
            case .checkPassed: .passCheck
            case .mendingOrder: .orderMending
            case .mendingConfirmation: .confirmMended
            case .revocation: .revokeGrant
            case .licenceError, .assistanceAnswer, .assistanceNothing, .assistanceRefusal: nil
            }
        }

        /// The answer to a request for assistance that it is; nil for any other.
        var reply: AssistanceAction? {
            switch self {
            case .assistanceAnswer: .answer
            case .assistanceNothing: .reportNothing
            case .assistanceRefusal: .refuse
            default: nil
            }
        }

        /// What it is done to, and the members that name it.
        enum Subject: Sendable, Hashable {
            case case_, licence, assistance

            var members: [String] {
                switch self {
                case .case_: ["project_no"]
                case .licence: ["certificate_source_id", "error_remark"]
                case .assistance: ["assistance_no"]
                }
            }
        }

        var subject: Subject { action != nil ? .case_ : reply != nil ? .assistance : .licence }

        var name: Text {
            switch self {
            case .assistanceAnswer: ExchangeText.assistanceAnswer
            case .assistanceNothing: ExchangeText.assistanceNothing
            case .assistanceRefusal: ExchangeText.assistanceRefusal
            default: action?.name ?? ExchangeText.licenceError
            }
        }

        /// The type of the message that orders it: `yiwang.act.grant`.
        var messageType: String { Kind.prefix + rawValue }

        static let prefix = "yiwang.act."

        init?(messageType: String) {
            guard messageType.hasPrefix(Kind.prefix) else { return nil }
            self.init(rawValue: String(messageType.dropFirst(Kind.prefix.count)))
        }
    }

    var kind: Kind
    /// 办件编号; empty for what is about no case.
    var number: String
    /// Of an answer: the request's id.
    var assistance = ""
    /// The version of the case or the request that it was decided on; nil where the system does not follow versions.
    var version: Int?
    /// Whose act it is: the number of their badge and their name.
    var officialNumber: String
    var officialName: String
    /// What the console's boxes would hold.
    var values: [String: [String]]
    /// Of an answer to a request for assistance: the paper that was found.
    var file: UploadedFile?
    /// Of a licence error: the licence's identifier, and what is wrong.
    var licence = ""
    var remark = ""

    /// A national name, and the console's box that it fills.
    struct Box: Sendable, Hashable {
        let name: String
        let box: String
    }

    static func boxes(of kind: Kind) -> [Box] {
        func box(_ name: String, _ box: String) -> Box { Box(name: name, box: box) }
        // A case has its reason, a request its words.
        let explain = box("handle_explain", kind.subject == .assistance ? "words" : "reason")
        return switch kind {
        case .precheck, .accept, .issue, .licenceError: []
        case .note, .mendingConfirmation, .assistanceNothing, .assistanceRefusal: [explain]
        case .opinion: [explain, box("opinion", "opinion")]
        case .supplement: [box("points", "point")]
        case .decline: [explain, box("legal_basis", "legalBasis")]
        case .special: [box("special_reason", "reason"), box("special_name", "specialKind"), box("special_until", "expectedUntil")]
        case .specialEnd: [box("result", "reason")]
        case .extend: [box("special_reason", "reason")]
        case .payment: [box("receipt_no", "receiptNumber")]
        case .grant: [box("officers", "officer"), box("decided", "decided")]
        case .refuse: [box("result_explain", "reason"), box("legal_basis", "legalBasis")]
        case .handOver: [box("delivery", "delivery")]
        case .checkPassed: [explain, box("officers", "officer")]
        case .mendingOrder: [explain, box("legal_basis", "legalBasis"), box("officers", "officer")]
        case .revocation: [explain, box("legal_basis", "legalBasis"), box("ground", "ground")]
        case .assistanceAnswer: [explain, box("value", "value"), box("as_of", "asOf")]
        }
    }

    /// The members that every act may have, besides those of its boxes.
    private static func members(_ kind: Kind) -> [String] {
        ["handle_user_no", "handle_user_name"] + kind.subject.members + (kind.subject == .licence ? [] : ["version"])
            + (kind == .assistanceAnswer ? ["file"] : [])
    }

    /// Reads an act's content, with every fault at once. A member that means nothing here is a fault: it would be lost in silence.
    init(_ kind: Kind, _ data: JSON) throws(Problem) {
        var faults: [Problem.Fault] = []
        func text(_ name: String, max: Int = 100) -> String {
            let text = data[name]?.string?.trimmingSpaces ?? ""
            if text.isEmpty { faults.append(Problem.Fault(name, ExchangeText.missing)) }
            if text.count > max { faults.append(Problem.Fault(name, ExchangeText.tooLong(max))) }
            return text
        }
        self.kind = kind
        number = kind.subject == .case_ ? text("project_no", max: 60) : ""
        if kind.subject == .assistance { assistance = text("assistance_no", max: 60) }
        officialNumber = text("handle_user_no", max: 60)
        officialName = text("handle_user_name", max: 60)
        if kind.subject == .licence {
            licence = text("certificate_source_id", max: 200)
            remark = text("error_remark", max: 1000)
        }
        version = data["version"]?.int
        if let given = data["version"], !given.isNull, version == nil { faults.append(Problem.Fault("version", ExchangeText.badVersion)) }
        values = [:]
        let boxes = OfficialAct.boxes(of: kind)
        let known = Set(OfficialAct.members(kind) + boxes.map(\.name))
        for member in data.members ?? [] where !known.contains(member.name) {
            faults.append(Problem.Fault(String(member.name.prefix(60)), ExchangeText.unknownMember))
        }
        for box in boxes {
            guard let value = data[box.name], !value.isNull else { continue }
            guard let read = OfficialAct.read(value, into: box.box) else {
                faults.append(Problem.Fault(box.name, ExchangeText.badShape))
                continue
            }
            values.merge(read) { first, _ in first }
        }
        if kind == .assistanceAnswer, let given = data["file"], !given.isNull {
            file = UploadedFile(given, field: "file")
            // An empty one would be taken for none, as a box is that nobody filled.
            if file?.bytes.isEmpty != false { faults.append(Problem.Fault("file", ExchangeText.badFile)) }
        }
        guard faults.isEmpty else { throw .invalid(faults) }
    }

    /// A text fills its box; an object a box for each member (`point.plan`); a list numbered boxes (`officer1`).
    private static func read(_ value: JSON, into box: String) -> [String: [String]]? {
        switch box {
        case "point", "decided":
            guard let members = value.members else { return nil }
            return Dictionary(members.map { ("\(box).\($0.name)", Form.values(.object([$0]))[$0.name] ?? []) }) { first, _ in first }
        case "officer":
            guard let names = value.array?.compactMap(\.string), names.count == value.array?.count, names.count <= 2 else { return nil }
            return Dictionary(names.enumerated().map { ("officer\($0.offset + 1)", [$0.element]) }) { first, _ in first }
        // The fact itself, of whatever kind: a number, yes or no, several choices.
        case "value": return [box: Form.values(.object([JSON.Member(box, value)]))[box] ?? []]
        default: return value.string.map { [box: [$0]] }
        }
    }
}
