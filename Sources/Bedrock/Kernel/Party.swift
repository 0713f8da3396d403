/// A person or an enterprise known to the platform: who applies, who holds, who is told.
package struct Party: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case person, enterprise
    }

    package let kind: Kind
    package let id: ID

    package init(_ kind: Kind, _ id: ID) {
        self.kind = kind
        self.id = id
    }

    /// Reads `person:ID` or `enterprise:ID`.
    package init?(_ text: some StringProtocol) {
        let pieces = text.split(separator: ":", omittingEmptySubsequences: false)
        guard pieces.count == 2, let kind = Kind(rawValue: String(pieces[0])), let id = ID(pieces[1]) else { return nil }
        self.init(kind, id)
    }
}

extension Party: CustomStringConvertible {
    /// `person:ID`, as it is stored.
    package var description: String { "\(kind.rawValue):\(id)" }
}
