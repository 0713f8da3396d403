/// Groups of words that mean the same, found in a run of tokens or of sounds: the longest first, none within another.
struct SearchSynonyms: Sendable {
    /// A stretch of a text that is a word of some groups.
    struct Span: Sendable {
        let range: Range<Int>
        let groups: [UInt32]
    }

    private struct Entry: Sendable {
        let tokens: [UInt32]
        var groups: [UInt32]
    }

    /// First token → words that begin with it, the longest first.
    private var entries: [UInt32: [Entry]] = [:]

    mutating func add(_ tokens: [UInt32], group: UInt32) {
        guard let first = tokens.first, !tokens.contains(SearchTokens.gap) else { return }
        if let at = entries[first]?.firstIndex(where: { $0.tokens == tokens }) {
            if entries[first]?[at].groups.contains(group) == false { entries[first]?[at].groups.append(group) }
        } else {
            entries[first, default: []].append(Entry(tokens: tokens, groups: [group]))
        }
    }

    mutating func settle() {
        for first in entries.keys { entries[first]?.sort { $0.tokens.count > $1.tokens.count } }
    }

    func spans(in tokens: [UInt32]) -> [Span] {
        var spans: [Span] = []
        var at = 0
        while at < tokens.count {
            let found = entries[tokens[at]]?.first { entry in
                entry.tokens.count <= tokens.count - at && zip(entry.tokens, tokens[at...]).allSatisfy { $0 == $1 }
            }
            if let found {
                spans.append(Span(range: at..<at + found.tokens.count, groups: found.groups))
                at += found.tokens.count
            } else {
                at += 1
            }
        }
        return spans
    }

    /// All words of these groups.
    func words(of groups: Set<UInt32>) -> [[UInt32]] {
        entries.values.flatMap { $0.filter { !groups.isDisjoint(with: $0.groups) }.map(\.tokens) }
    }
}
