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
            case .licenceError: nil
            }
        }

        var name: Text { action?.name ?? ExchangeText.licenceError }

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
    /// The version that it was decided on; nil where the system does not follow versions.
    var version: Int?
    /// Whose act it is: the number of their badge and their name.
    var officialNumber: String
    var officialName: String
    /// What the console's boxes would hold.
    var values: [String: [String]]
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
        let explain = box("handle_explain", "reason")
        return switch kind {
        case .precheck, .accept, .issue, .licenceError: []
        case .note: [explain]
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
        }
    }

    /// The members that every act may have, besides those of its boxes.
    private static func members(_ kind: Kind) -> [String] {
        ["handle_user_no", "handle_user_name"]
            + (kind.action == nil ? ["certificate_source_id", "error_remark"] : ["project_no", "version"])
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
        let isCase = kind.action != nil
        number = isCase ? text("project_no", max: 60) : ""
        officialNumber = text("handle_user_no", max: 60)
        officialName = text("handle_user_name", max: 60)
        if !isCase {
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
        default: return value.string.map { [box: [$0]] }
        }
    }
}
