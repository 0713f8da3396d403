package import Kernel

/// One thing still missing, in a request for additions.
package struct SupplementPoint: Sendable, Hashable {
    /// The material or the field that it is about.
    package var subject: String
    package var label: Text
    /// What is wrong and what to hand in.
    package var ask: String

    package init(subject: String, label: Text, ask: String) {
        self.subject = subject
        self.label = label
        self.ask = ask
    }
}

/// An action with all that comes with it.
package struct CaseMove: Sendable, Hashable {
    package var action: CaseAction
    package var reason: String?
    package var legalBasis: String?
    package var points: [SupplementPoint] = []
    /// Hearing, inspection, testing, appraisal, expert review (行政许可法 45).
    package var specialKind: String?
    package var expectedUntil: LocalDate?
    package var receiptNumber: String?
    package var officers: [String] = []
    /// Facts that the decision itself establishes (an identity number assigned).
    package var decided: [String: JSON] = [:]
    /// How the result was handed over.
    package var delivery: String?
    /// The last day of the licence that is to be renewed: what a renewal by silence rests on.
    package var licenceUntil: LocalDate?
    /// 通过 or 退回: what a reviewer finds.
    package var opinion: ReviewOpinion?
    /// Values that the applicant mends or adds, by field.
    package var supplied: [String: JSON] = [:]
    /// What the applicant hands in, by material.
    package var attachments: [ID] = []
    /// Promised papers that are handed in now, by material.
    package var papers: [String] = []
    /// On what ground a licence is revoked: code of a `LicenceGround`.
    package var ground: String?
    /// Of which request for assistance the move tells: its id, the offices, what was asked for, and how it ended.
    package var assistance: JSON?
    /// What the engine found, where the engine acts.
    package var checks: [CheckResult] = []

    package init(_ action: CaseAction, reason: String? = nil) {
        self.action = action
        self.reason = reason
    }

    /// The move as it enters the history.
    package var json: JSON {
        var members: [JSON.Member] = [JSON.Member("action", .string(action.rawValue))]
        func add(_ name: String, _ value: String?) {
            if let value { members.append(JSON.Member(name, .string(value))) }
        }
        add("reason", reason)
        add("legalBasis", legalBasis)
        add("specialKind", specialKind)
        add("expectedUntil", expectedUntil?.description)
        add("receiptNumber", receiptNumber)
        add("delivery", delivery)
        add("licenceUntil", licenceUntil?.description)
        add("opinion", opinion?.rawValue)
        add("ground", ground)
        if !papers.isEmpty { members.append(JSON.Member("papers", .array(papers.map(JSON.string)))) }
        if !points.isEmpty {
            members.append(
                JSON.Member(
                    "points",
                    .array(points.map { ["subject": .string($0.subject), "label": JSON($0.label), "ask": .string($0.ask)] })))
        }
        if !officers.isEmpty { members.append(JSON.Member("officers", .array(officers.map(JSON.string)))) }
        for (name, values) in [("decided", decided), ("supplied", supplied)] where !values.isEmpty {
            members.append(JSON.Member(name, .object(values.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value) })))
        }
        if !checks.isEmpty { members.append(JSON.Member("checks", .array(checks.map(\.json)))) }
        if let assistance { members.append(JSON.Member("assistance", assistance)) }
        if !attachments.isEmpty { members.append(JSON.Member("attachments", .array(attachments.map { .string($0.rawValue) }))) }
        return .object(members)
    }
}

/// What a review comes to, for whoever decides.
package enum ReviewOpinion: String, Sendable, Hashable, CaseIterable {
    case pass
    case fail

    package var name: Text {
        switch self {
        case .pass: Text("通过", "In order")
        case .fail: Text("不通过", "Not in order")
        }
    }
}

/// What a move made of a case: the next value, the event for its history, the document that the law wants.
package struct CaseStep: Sendable, Hashable {
    package var after: Case
    package var event: CaseEventDraft
    package var document: CaseDocumentKind?
}

/// An event before it has its place in the chain.
package struct CaseEventDraft: Sendable, Hashable {
    package var at: Instant
    package var action: CaseAction
    package var actor: CaseActor
    package var from: CaseStatus?
    package var to: CaseStatus
    package var payload: JSON
}
