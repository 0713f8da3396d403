/// The name of a table or a column in somebody else's database, as an operator wrote it into the settings: letters, digits and underscores
/// only, so that it stays one name wherever it stands.
package struct SQLName: Sendable, Hashable {
    package let text: String

    /// nil for anything that is no plain name of at most 63 letters.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) || byte == 95 }
        guard let first = bytes.first, isLetter(first), bytes.count <= 63,
            bytes.allSatisfy({ isLetter($0) || (48...57).contains($0) })
        else { return nil }
        self.text = text
    }
}
