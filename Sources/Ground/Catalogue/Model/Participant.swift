package import Kernel

/// A role in a thing: whose facts a form asks for (the child, the mother, the enterprise, its premises).
package struct Participant: Sendable, Hashable {
    package let code: String
    /// The kind of its elements: `person`, `enterprise`, `premises` …
    package let kind: String
    package let name: Text
    /// The one who applies.
    package let isApplicant: Bool
    /// The field whose value is this role's key: `mother.spouseIdNumber`.
    package let by: String?
    /// The resource whose records tell of this role (its `gives`).
    package let from: String?
    /// The role by whose key such a record is found.
    package let of: String?
    /// The group that registers keep of whom this role may be one (the `gives` of resources): `member`, the people of an enterprise.
    package let among: String?

    init(code: String, _ entry: Entry) {
        self.code = code
        kind = entry.string("kind")
        name = entry.text("name")
        let applicant = entry.optionalString("is")
        isApplicant = applicant == "applicant"
        if let applicant, applicant != "applicant" {
            entry.reject("is", code: "value", FindingText.unknownValue(applicant, among: ["applicant"]))
        }
        by = entry.optionalString("by")
        from = entry.optionalString("from")
        of = entry.optionalString("of")
        among = entry.optionalString("among")
    }

    init(_ other: Participant, isApplicant: Bool) {
        (code, kind, name, by, from, of, among) = (other.code, other.kind, other.name, other.by, other.from, other.of, other.among)
        self.isApplicant = isApplicant
    }

    /// The leaf by which registers know one of that kind.
    package var keyLeaf: String? {
        switch kind {
        case "person": "idNumber"
        case "enterprise": "uscc"
        default: nil
        }
    }

    /// Whether its number follows from what is known already: it is the applicant, or another role's field or a register leads to it.
    package var isFound: Bool { isApplicant || by != nil || from != nil || among != nil }

    /// `mother.idNumber`
    package var keyField: String? { keyLeaf.map { "\(code).\($0)" } }
}

extension Participant {
    /// One without a way to find records of it.
    init(code: String, kind: String, name: Text) {
        (self.code, self.kind, self.name, isApplicant, by, from, of, among) = (code, kind, name, true, nil, nil, nil, nil)
    }
}
