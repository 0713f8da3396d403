import Kernel

/// What search knows of language: the words that occur, which mean the same, and how characters sound.
struct SearchLanguage: Sendable {
    /// What a phrase or a query says, each part with its weight: synonyms count as one.
    typealias Features = [(key: SearchIndex.Key, weight: Float)]

    let pinyin: Pinyin
    private(set) var vocabulary = SearchTokens.Vocabulary()
    private(set) var synonyms = SearchSynonyms()
    /// The same words by their sounds.
    private(set) var spoken = SearchSynonyms()
    /// First letters of the words' characters, and their groups.
    private(set) var initials: [(pattern: [UInt32], group: UInt32)] = []

    init(synonyms groups: [[String]], pinyin: Pinyin) {
        self.pinyin = pinyin
        for (number, group) in groups.enumerated() {
            for word in group {
                let tokens = trimmed(SearchTokens.learning(word, &vocabulary))
                synonyms.add(tokens, group: UInt32(number))
                guard tokens.count > 1, tokens.allSatisfy(SearchTokens.isHan), !pinyin.isEmpty else { continue }
                for sounds in sequences(of: tokens) { spoken.add(sounds, group: UInt32(number)) }
                initials.append((tokens.map { pinyin.initials(of: $0) }, UInt32(number)))
            }
        }
        synonyms.settle()
        spoken.settle()
    }

    mutating func learn(_ text: String) -> [UInt32] { SearchTokens.learning(text, &vocabulary) }

    /// Every way to say these characters, but no more than four.
    func sequences(of tokens: [UInt32]) -> [[UInt32]] {
        var sequences: [[UInt32]] = [[]]
        for token in tokens {
            let sounds = pinyin.sounds(of: token)
            if sounds.isEmpty { return [] }
            sequences = sequences.flatMap { sequence in sounds.map { sequence + [$0] } }
            if sequences.count > 4 { sequences = Array(sequences.prefix(4)) }
        }
        return sequences
    }

    /// The pairs of sounds that two characters side by side may have.
    func soundPairs(_ a: UInt32, _ b: UInt32) -> [SearchIndex.Key] {
        let (before, after) = (pinyin.sounds(of: a), pinyin.sounds(of: b))
        return before.flatMap { first in after.map { SearchIndex.Key.sounds(first, $0) } }
    }

    /// What is said, with synonyms as one and the rest as pairs of characters and as words.
    func features(of tokens: [UInt32], spans: [SearchSynonyms.Span]) -> Features {
        var features: Features = []
        var at = 0
        for span in spans {
            SearchLanguage.plain(tokens[at..<span.range.lowerBound], &features)
            for group in span.groups { features.append((.group(group), 2 / Float(span.groups.count))) }
            at = span.range.upperBound
        }
        SearchLanguage.plain(tokens[at...], &features)
        return features
    }

    private static func plain(_ tokens: ArraySlice<UInt32>, _ features: inout Features) {
        for index in tokens.indices {
            let token = tokens[index]
            if SearchTokens.isWord(token) {
                features.append((.single(token), 1.5))
            } else if SearchTokens.isHan(token) {
                let hasBefore = index > tokens.startIndex && SearchTokens.isHan(tokens[index - 1])
                if index + 1 < tokens.endIndex, SearchTokens.isHan(tokens[index + 1]) {
                    features.append((.pair(token, tokens[index + 1]), 1))
                } else if !hasBefore {
                    features.append((.single(token), 0.5))
                }
            }
        }
    }
}

private func trimmed(_ tokens: [UInt32]) -> [UInt32] { tokens.last == SearchTokens.gap ? Array(tokens.dropLast()) : tokens }
