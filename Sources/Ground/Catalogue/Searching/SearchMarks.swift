/// What in a text to mark as matching a query.
package struct SearchMarks: Sendable {
    private var pairs: Set<UInt64> = []
    private var stems: Set<String> = []
    private var words: [[Character]] = []
    private var single: Character?

    init() {}

    init(_ query: SearchQuery, _ language: SearchLanguage) {
        pairs = SearchMarks.pairs(of: query.tokens)
        stems = Set(
            query.tokens.compactMap { token in
                SearchTokens.isWord(token) && token != SearchTokens.unknown
                    ? language.vocabulary.stems[Int(token - SearchTokens.firstWord)] : nil
            })
        words = language.synonyms.words(of: query.groups).filter { $0.allSatisfy(SearchTokens.isHan) }.map { tokens in
            tokens.compactMap { Unicode.Scalar($0).map { Character($0) } }
        }
        if query.tokens.count == 1, SearchTokens.isHan(query.tokens[0]) { single = Unicode.Scalar(query.tokens[0]).map { Character($0) } }
    }

    static func pair(_ a: UInt32, _ b: UInt32) -> UInt64 { UInt64(a) << 32 | UInt64(b) }

    static func pairs(of tokens: [UInt32]) -> Set<UInt64> {
        Set(zip(tokens, tokens.dropFirst()).filter { SearchTokens.isHan($0) && SearchTokens.isHan($1) }.map(pair))
    }

    /// The text in pieces, those that match among them.
    package func pieces(of text: String) -> [(text: String, isMatch: Bool)] {
        let characters = Array(text)
        var marks = [Bool](repeating: false, count: characters.count)
        markChinese(characters, &marks)
        markWords(characters, &marks)
        var pieces: [(text: String, isMatch: Bool)] = []
        for (character, isMatch) in zip(characters, marks) {
            if pieces.last?.isMatch == isMatch {
                pieces[pieces.count - 1].text.append(character)
            } else {
                pieces.append((String(character), isMatch))
            }
        }
        return pieces
    }

    private func markChinese(_ characters: [Character], _ marks: inout [Bool]) {
        for (at, character) in characters.enumerated() {
            if character == single { marks[at] = true }
            if at + 1 < characters.count, let a = character.unicodeScalars.first?.value,
                let b = characters[at + 1].unicodeScalars.first?.value,
                pairs.contains(SearchMarks.pair(a, b))
            {
                (marks[at], marks[at + 1]) = (true, true)
            }
            for word in words where word.first == character && characters[at...].starts(with: word) {
                for place in at..<at + word.count { marks[place] = true }
            }
        }
    }

    private func markWords(_ characters: [Character], _ marks: inout [Bool]) {
        var start = 0
        while start < characters.count, !stems.isEmpty {
            guard characters[start].isASCII, characters[start].isLetter || characters[start].isNumber else {
                start += 1
                continue
            }
            var end = start
            while end < characters.count, characters[end].isASCII, characters[end].isLetter || characters[end].isNumber { end += 1 }
            if let stem = SearchTokens.stem(String(characters[start..<end]).lowercased()), stems.contains(stem) {
                for place in start..<end { marks[place] = true }
            }
            start = end
        }
    }
}
