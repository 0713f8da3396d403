/// SQL cut into words and what lies between them, with quoted text and comments kept whole. It knows no grammar: enough to number
/// placeholders and to translate the names of types.
struct SQLPieces {
    enum Kind { case word, quoted, other }

    private(set) var pieces: [(kind: Kind, text: Substring)] = []

    init(_ sql: String) {
        var rest = sql[...]
        while let first = rest.first {
            let (kind, end) = SQLPieces.piece(first, in: rest)
            pieces.append((kind, rest[..<end]))
            rest = rest[end...]
        }
    }

    private static func piece(_ first: Character, in rest: Substring) -> (Kind, Substring.Index) {
        if first == "'" || first == "\"" {
            // A doubled quote begins the next piece, which is quoted too: the two together read as one.
            let close = rest.dropFirst().firstIndex(of: first)
            return (.quoted, close.map(rest.index(after:)) ?? rest.endIndex)
        }
        if rest.hasPrefix("--") { return (.quoted, rest.firstIndex(of: "\n") ?? rest.endIndex) }
        if isWordCharacter(first) { return (.word, rest.firstIndex { !isWordCharacter($0) } ?? rest.endIndex) }
        return (.other, rest.index(after: rest.startIndex))
    }

    private static func isWordCharacter(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }
}
