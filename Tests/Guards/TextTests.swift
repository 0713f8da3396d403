import Foundation
import Testing

/// Every sentence of the program is there in both languages, well set, and used.
struct TextTests {
    private struct Sentence {
        let place: String
        let zh: String
        let en: String
    }

    /// Each `Text("…", "…")` whose two arguments are literals, with interpolations cut out.
    private static let sentences: [Sentence] = SourceTree.sources.flatMap { file -> [Sentence] in
        let text = file.code
        return text.matches(of: #/(?:^|[^A-Za-z])Text\(\s*(?=")/#).compactMap { match -> Sentence? in
            var reader = LiteralReader(text[match.range.upperBound...])
            guard let zh = reader.literal(), reader.comma(), let en = reader.literal() else { return nil }
            let line = text[..<match.range.lowerBound].count { $0 == "\n" } + 1
            return Sentence(place: "\(file.path):\(line)", zh: zh, en: en)
        }
    }

    @Test func `both languages are filled in`() {
        #expect(Self.sentences.count > 300)
        let found = Self.sentences.filter { sentence in
            [sentence.zh, sentence.en].contains { $0.allSatisfy(\.isWhitespace) }
        }.map(\.place)
        #expect(found == [])
    }

    @Test func `Chinese is set with Chinese punctuation`() {
        let half = #/[\u{4E00}-\u{9FFF}][,;!?][\u{4E00}-\u{9FFF}]|[\u{4E00}-\u{9FFF}]\.(?=$|[\u{4E00}-\u{9FFF}])/#
        #expect(Self.sentences.filter { $0.zh.firstMatch(of: half) != nil }.map(\.place) == [])
    }

    @Test func `English holds no Chinese sentence`() {
        let punctuation = #/[\u{3002}\u{FF0C}\u{FF1B}\u{FF1F}\u{FF01}]/#
        #expect(Self.sentences.filter { $0.en.firstMatch(of: punctuation) != nil }.map(\.place) == [])
    }

    @Test func `every sentence of a text file is used`() {
        let all = SourceTree.sources.map(\.code).joined(separator: "\n")
        var uses: [Substring: Int] = [:]
        for match in all.matches(of: #/[A-Za-z_][A-Za-z0-9_]*/#) { uses[match.output, default: 0] += 1 }
        var found: [String] = []
        for file in SourceTree.sources where file.name.hasSuffix("Text.swift") {
            for match in file.code.matches(of: #/static (?:let|var|func) `?([A-Za-z0-9_]+)/#) where uses[match.output.1, default: 0] < 2 {
                found.append("\(file.path): \(match.output.1)")
            }
        }
        #expect(found == [])
    }
}

/// Reads string literals of Swift, joined by `+`, as far as a guard needs it.
private struct LiteralReader {
    private var rest: Substring

    init(_ text: Substring) { rest = text }

    mutating func comma() -> Bool {
        skipSpace()
        guard rest.first == "," else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// The literal's letters; an interpolation becomes `{}`.
    mutating func literal() -> String? {
        var out = ""
        while true {
            skipSpace()
            guard rest.first == "\"" else { return nil }
            guard let part = rest.hasPrefix("\"\"\"") ? piece("\"\"\"") : piece("\"") else { return nil }
            out += part
            skipSpace()
            guard rest.first == "+" else { return out }
            rest = rest.dropFirst()
        }
    }

    private mutating func piece(_ quote: String) -> String? {
        rest = rest.dropFirst(quote.count)
        var out = ""
        while let letter = rest.first {
            if rest.hasPrefix(quote) {
                rest = rest.dropFirst(quote.count)
                return out
            }
            rest = rest.dropFirst()
            guard letter == "\\" else {
                out.append(letter)
                continue
            }
            guard rest.first == "(" else {
                rest = rest.dropFirst()
                continue
            }
            out += "{}"
            var depth = 0
            repeat {
                if rest.first == "(" { depth += 1 }
                if rest.first == ")" { depth -= 1 }
                rest = rest.dropFirst()
            } while depth > 0 && !rest.isEmpty
        }
        return nil
    }

    private mutating func skipSpace() { rest = rest.drop(while: \.isWhitespace) }
}
