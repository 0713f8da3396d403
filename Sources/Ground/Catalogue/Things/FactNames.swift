/// What the names of a thing's facts stand for: `child.name` is the element `person.name` of the role `child`.
struct FactNames: Sendable {
    let participants: [String: Participant]
    let applicant: Participant
    /// Elements of facts that are not `<kind>.<leaf>` of their role.
    let named: [String: String]
    /// Every fact that a form of the thing names, with its element: found once, asked for again and again.
    private var elements: [String: String] = [:]

    init(_ participants: [String: Participant], applicant: Participant, named: [String: String], fields: some Sequence<String>) {
        (self.participants, self.applicant, self.named) = (participants, applicant, named)
        elements = Dictionary(
            fields.compactMap { field in FactNames.element(of: field, participants, named).map { (field, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    func elementCode(of field: String) -> String? { elements[field] ?? FactNames.element(of: field, participants, named) }

    /// `applicant.name` is `mother.name` where the mother applies.
    func canonical(_ field: String) -> String {
        guard field.hasPrefix("applicant."), applicant.code != "applicant" else { return field }
        return applicant.code + field.dropFirst("applicant".count)
    }

    private static func element(of field: String, _ participants: [String: Participant], _ named: [String: String]) -> String? {
        if let named = named[field] { return named }
        guard let dot = field.utf8.firstIndex(of: UInt8(ascii: ".")), let participant = participants[String(field[..<dot])] else {
            return nil
        }
        return "\(participant.kind)\(field[dot...])"
    }
}

extension String {
    /// `mother` of `mother.name`; the whole where there is no dot.
    package var roleOfFact: String { utf8.firstIndex(of: UInt8(ascii: ".")).map { String(self[..<$0]) } ?? self }
    /// `name` of `mother.name`; empty where there is no dot.
    var leafOfFact: Substring { utf8.firstIndex(of: UInt8(ascii: ".")).map { self[index(after: $0)...] } ?? "" }
}
