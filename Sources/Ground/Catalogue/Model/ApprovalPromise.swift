package import Kernel
package import Rules

/// What is at stake in an item: where it is safety, ecology or life, nothing is granted on a promise unless a statute says so.
package enum Hazard: String, Sendable, Hashable, CaseIterable {
    case safety, ecology, life

    package var name: Text {
        switch self {
        case .safety: Text("公共安全", "Public safety")
        case .ecology: Text("生态环境", "The environment")
        case .life: Text("生命健康", "Life and health")
        }
    }
}

/// 审批告知承诺: an approval granted on the applicant's promise that its conditions are met, and checked afterwards. What does not hold is to
/// be mended by a date; otherwise the approval is revoked.
package struct ApprovalPromise: Sendable, Hashable {
    /// One condition that is promised, and the review point by which it is checked afterwards.
    package struct Condition: Sendable, Hashable {
        package let point: String
        package let text: Text

        init(_ entry: Entry) {
            point = entry.name("point")
            text = entry.text("text")
        }
    }

    /// Offered where it is known to hold.
    package let when: Rules.Expression?
    /// Rises with every change of the words.
    package let version: String
    package let conditions: [Condition]
    /// What follows where it is not true.
    package let consequence: Text
    /// Materials that need not be handed in, since the promise covers them.
    package let covers: [String]
    /// From the decision: by when the authority has to check.
    package let within: Limit
    /// From the order: by when what does not hold has to be mended.
    package let mending: Limit
    /// The statute that allows it.
    package let bases: [LegalBasis]

    init(_ entry: Entry) {
        when = entry.expression("when")
        version = entry.string("version")
        conditions = entry.entries("conditions", required: true, Condition.init)
        consequence = entry.text("consequence")
        covers = entry.strings("covers")
        within = entry.entry("within", Limit.init) ?? Limit(entry.missingDays("within"), .workday)
        mending = entry.entry("mending", Limit.init) ?? Limit(entry.missingDays("mending"), .workday)
        bases = LegalBasis.list(entry)
    }

    /// The review points that are checked afterwards.
    package var points: Set<String> { Set(conditions.map(\.point)) }
}
