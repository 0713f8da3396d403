package import Kernel

/// Why a text is no expression, and where: for whoever writes it.
package struct ParseError: Error, Sendable, Hashable {
    /// From 1.
    package let line: Int
    /// In characters, from 1.
    package let column: Int
    /// What could have stood there: signs and words of the language as they are, kinds of things in words.
    package let expected: [Text]
    package let message: Text
    /// The line in question, and below it a mark under the place.
    package let snippet: String

    init(_ source: SourceText, at offset: Int, expected: [Text] = [], _ message: Text) {
        (line, column) = source.position(of: offset)
        self.expected = expected
        self.message = RulesText.at(line: line, column: column, message)
        // Of a long line only what is around the place is shown.
        let start = max(0, column - 60)
        let text = source.line(around: offset).unicodeScalars.dropFirst(start).prefix(100)
        snippet = String(String.UnicodeScalarView(text)) + "\n" + ParseError.indent(text.prefix(column - 1 - start)) + "^"
    }

    // Chinese characters are two columns wide in a fixed-width font.
    private static func indent(_ scalars: Substring.UnicodeScalarView) -> String {
        String(
            scalars.map { $0 == "\t" ? "\t" : $0.value >= 0x1100 && $0.properties.isIdeographic || $0.value >= 0xFF00 ? "\u{3000}" : " " })
    }
}
