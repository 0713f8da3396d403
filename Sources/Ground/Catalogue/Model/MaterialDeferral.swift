package import Kernel
package import Rules

/// 容缺后补: a secondary paper that may follow after the application is accepted, on a written promise to hand it in by a date.
///
/// It is the applicant's to choose, and the paper is owed all the same: it is deferred, never waived.
package struct MaterialDeferral: Sendable, Hashable {
    /// The act of the authority before which the paper has to be there.
    package enum Stage: String, Sendable, Hashable, CaseIterable {
        case decision, issue

        package var name: Text {
            switch self {
            case .decision: Text("作出决定前", "before the decision")
            case .issue: Text("领取结果前", "before the result is issued")
            }
        }
    }

    /// `handleCase`: the situations in which it may be absent, in words.
    package let cases: Text
    /// The same as a condition that the engine judges; offered where it is known to hold.
    package let when: Rules.Expression?
    /// From acceptance.
    package let within: Limit
    package let before: Stage
    /// Rises with every change of the words.
    package let version: String
    /// What is promised, in the applicant's voice.
    package let text: Text

    init(_ entry: Entry) {
        cases = entry.text("cases")
        when = entry.expression("when")
        within = entry.entry("within", Limit.init) ?? Limit(entry.missingDays("within"), .workday)
        before = entry.optionalOneOf("before") ?? .decision
        version = entry.string("version")
        text = entry.text("text")
    }
}

extension Entry {
    /// Tells that a period is absent; the filler is never used.
    func missingDays(_ key: String) -> Int {
        reject(nil, code: "missing-key", FindingText.missing(key))
        return 0
    }
}
