import Kernel

/// The names and words that people have in mind as a whole, laid out flat: for likeness, first letters, slips and completions.
struct SearchPhrases: Sendable {
    /// Rows of different lengths in one array.
    struct Rows<Element: Sendable>: Sendable {
        private(set) var elements: [Element] = []
        private var ends: [UInt32] = []

        mutating func append(_ row: some Sequence<Element>) {
            elements.append(contentsOf: row)
            ends.append(UInt32(elements.count))
        }

        var count: Int { ends.count }
        func range(_ row: Int) -> Range<Int> { (row == 0 ? 0 : Int(ends[row - 1]))..<Int(ends[row]) }
        subscript(row: Int) -> ArraySlice<Element> { elements[range(row)] }
    }

    struct Feature: Sendable {
        let term: UInt32
        let weight: Float
    }

    private(set) var texts: [String] = []
    private(set) var places: [SearchDocument.Place] = []
    private(set) var languages: [Language] = []
    private(set) var documents: [UInt32] = []
    /// The first phrase of each document; one more than there are documents.
    private(set) var starts: [UInt32] = [0]
    private(set) var features = Rows<Feature>()
    private(set) var sounds = Rows<UInt32>()
    /// Small letters and characters without spaces, in UTF-8.
    private(set) var plain = Rows<UInt8>()
    private(set) var initials = Rows<UInt32>()
    /// Pinyin of the commonest readings, joined.
    private(set) var letters = Rows<UInt8>()

    var count: Int { texts.count }
    func phrases(of document: Int) -> Range<Int> { Int(starts[document])..<Int(starts[document + 1]) }

    mutating func append(
        _ part: SearchDocument.Part, tokens: [UInt32], document: Int, language: SearchLanguage, _ builder: inout SearchIndex.Builder
    ) {
        texts.append(part.text)
        places.append(part.place)
        languages.append(part.language)
        documents.append(UInt32(document))
        var row: [Feature] = []
        for (key, weight) in language.features(of: tokens, spans: language.synonyms.spans(in: tokens)) {
            row.append(Feature(term: builder.term(key), weight: weight))
        }
        features.append(row)
        plain.append(SearchTokens.plain(part.text).utf8.lazy.filter { $0 != 0x20 })
        let characters = tokens.filter(SearchTokens.isHan)
        guard !language.pinyin.isEmpty, part.language != .en else {
            sounds.append([])
            initials.append([])
            letters.append([])
            return
        }
        var spoken: [UInt32] = []
        for (a, b) in zip(tokens, tokens.dropFirst()) where SearchTokens.isHan(a) && SearchTokens.isHan(b) {
            for key in language.soundPairs(a, b) { spoken.append(builder.term(key)) }
        }
        sounds.append(spoken)
        initials.append(characters.map { language.pinyin.initials(of: $0) })
        letters.append(characters.flatMap { Array((language.pinyin.letters(of: $0) ?? "").utf8) })
    }

    mutating func endDocument() { starts.append(UInt32(count)) }

    /// How like the query a phrase is, from nought to one: shared weight against all weight (Dice).
    func likeness(_ phrase: Int, to query: SearchQuery, _ index: SearchIndex) -> Float {
        var (shared, all) = (Float(0), query.total)
        for place in features.range(phrase) {
            let feature = features.elements[place]
            let emphasis = index.emphasis(feature.term)
            all += feature.weight * emphasis
            if let weight = query.wanted[feature.term] { shared += min(weight, feature.weight) * emphasis }
        }
        if query.isSpoken {
            for place in sounds.range(phrase) {
                let term = sounds.elements[place]
                if let weight = query.wanted[term] { shared += min(weight, 1) * index.emphasis(term) }
            }
        }
        return min(1, 2 * shared / max(0.5, all))
    }

    /// The share of a phrase that has these first letters side by side; nought where it has them not.
    func share(_ phrase: Int, ofInitials pattern: [UInt32]) -> Float {
        let range = initials.range(phrase)
        guard pattern.count <= range.count else { return 0 }
        for start in range.lowerBound...(range.upperBound - pattern.count) {
            var place = 0
            while place < pattern.count, initials.elements[start + place] & pattern[place] != 0 { place += 1 }
            if place == pattern.count {
                let share = Float(pattern.count) / Float(range.count)
                return start == range.lowerBound ? share : share * 0.8
            }
        }
        return 0
    }
}

extension SearchPhrases {
    /// The share of a text's characters, each of three bytes of UTF-8, that a phrase has.
    func sharedCharacters(_ phrase: Int, with text: [UInt8]) -> Float {
        let characters = Set(text.indices.filter { text[$0] & 0xF0 == 0xE0 && $0 + 2 < text.count }.map { Array(text[$0...($0 + 2)]) })
        return characters.isEmpty ? 0 : Float(characters.count { plain.place(of: $0, in: phrase) != nil }) / Float(characters.count)
    }
}

extension SearchPhrases.Rows<UInt8> {
    /// Where in a row the bytes begin; nil where they are not.
    func place(of bytes: [UInt8], in row: Int) -> Int? {
        let range = range(row)
        guard let first = bytes.first, bytes.count <= range.count else { return nil }
        for start in range.lowerBound...(range.upperBound - bytes.count) where elements[start] == first {
            var place = 1
            while place < bytes.count, elements[start + place] == bytes[place] { place += 1 }
            if place == bytes.count { return start - range.lowerBound }
        }
        return nil
    }
}
