package import Kernel

/// One thing that the city could change, with the reasons and what it is worth.
package struct Advice: Sendable, Hashable, Identifiable {
    /// What kind of change it is.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case held = "material-held"
        case connection = "connection-to-build"
        case resultAskedBack = "result-asked-back"
        case circularProof = "circular-proof"
        case sameFact = "same-fact"
        case samePaper = "same-paper"
        case noBasis = "no-basis"
        case doubleCheck = "double-check"
        case newThing = "new-thing"
        case parallel = "parallel-approvals"
        case criticalPath = "critical-path"
        case districts = "districts-differ"
        case abandoned = "abandoned"
        case supplements = "supplements"
        case withdrawal = "single-source"

        package var name: Text { AdviceText.kind(self) }
        /// Nothing to save: something that the city rests on, and what would be lost with it.
        package var isRisk: Bool { self == .withdrawal }
    }

    /// The same for the same matter in every build, so that what was accepted or declined stays so.
    package let id: String
    package let kind: Kind
    package let subject: [NodeReference]
    package let title: Text
    package let evidence: [Text]
    package let worth: Worth
    /// What it would change in the catalogue, if it is that simple.
    package let changes: [AdviceChange]

    init(
        _ kind: Kind, _ subject: [NodeReference], about detail: String? = nil, title: Text, evidence: [Text], worth: Worth,
        changes: [AdviceChange] = []
    ) {
        self.init(
            id: Advice.id(kind, subject.map(\.code) + [detail].compactMap(\.self)), kind: kind, subject: subject, title: title,
            evidence: evidence, worth: worth, changes: changes)
    }

    /// As it was written once, with the id that it got then.
    init(id: String, kind: Kind, subject: [NodeReference], title: Text, evidence: [Text], worth: Worth, changes: [AdviceChange]) {
        (self.id, self.kind, self.subject, self.title, self.evidence) = (id, kind, subject, title, evidence)
        (self.worth, self.changes) = (worth, changes)
    }

    package var json: JSON {
        [
            "id": .string(id), "kind": .string(kind.rawValue), "subject": .array(subject.map { .string($0.description) }),
            "title": JSON(title), "evidence": .array(evidence.map { JSON($0) }), "worth": worth.json,
            "changes": .array(changes.map(\.json)),
        ]
    }

    /// Fit for a link. A long list of subjects is shortened to a digest (FNV-1a).
    static func id(_ kind: Kind, _ subject: [String]) -> String {
        let written = subject.map { $0.replacing("/", with: ".") }.joined(separator: "~")
        guard written.utf8.count > 100 else { return "\(kind.rawValue):\(written)" }
        let digest = written.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0100_0000_01b3 }
        return "\(kind.rawValue):\(written.prefix(60))~\(String(digest, radix: 16))"
    }

    /// Savings before risks, then by hours, papers, days; the id decides between equals.
    static func isBetter(_ a: Advice, than b: Advice) -> Bool {
        if a.kind.isRisk != b.kind.isRisk { return b.kind.isRisk }
        if a.worth.citizenHours != b.worth.citizenHours { return a.worth.citizenHours > b.worth.citizenHours }
        if a.worth.materials != b.worth.materials { return a.worth.materials > b.worth.materials }
        if a.worth.days != b.worth.days { return a.worth.days > b.worth.days }
        return a.id < b.id
    }
}
