/// Text as search sees it: Chinese characters one by one, stems of other words, and breaks where neither is.
///
/// A token below 0x40000 is a character, one from 0x1000000 a word of the vocabulary; nought is a break.
struct SearchTokens: Sendable {
    static let gap: UInt32 = 0
    static let firstWord: UInt32 = 0x100_0000
    /// A word that the vocabulary has not.
    static let unknown: UInt32 = 0xFFF_FFFF

    static func isHan(_ token: UInt32) -> Bool { token > 0 && token < 0x40000 }
    static func isWord(_ token: UInt32) -> Bool { token >= firstWord }

    /// The words that occur, and the number of each one's stem.
    struct Vocabulary: Sendable {
        private(set) var stems: [String] = []
        private var numbers: [String: UInt32] = [:]
        private var words: [String: UInt32] = [:]
        /// Words with their stems and, as bits, their letters: most of what is not alike is seen at a glance.
        private var spellings: [(word: String, stem: UInt32, letters: UInt32)] = []

        subscript(stem: String) -> UInt32? { numbers[stem].map { $0 + SearchTokens.firstWord } }

        /// The token of a word; nil for one that says nothing.
        mutating func add(_ word: String) -> UInt32? {
            if let number = words[word] { return number + SearchTokens.firstWord }
            guard let stem = SearchTokens.stem(word) else { return nil }
            let number = numbers[stem] ?? UInt32(stems.count)
            if numbers.updateValue(number, forKey: stem) == nil { stems.append(stem) }
            words[word] = number
            spellings.append((word, number, Vocabulary.letters(of: word.utf8)))
            return number + SearchTokens.firstWord
        }

        /// The stems of the words that are nearest to one that nobody knows.
        func nearest(to word: String) -> [UInt32] {
            let bytes = Array(word.utf8)
            guard bytes.count >= 4 else { return [] }
            let wanted = Vocabulary.letters(of: bytes)
            var (limit, best) = (bytes.count >= 7 ? 2 : 1, Set<UInt32>())
            for spelling in spellings where (spelling.letters ^ wanted).nonzeroBitCount <= 2 * limit {
                let known = Array(spelling.word.utf8)
                guard known.count >= 4, let distance = SearchSpelling.distance(bytes, known, limit: limit) else { continue }
                if distance < limit { (limit, best) = (distance, []) }
                best.insert(spelling.stem + SearchTokens.firstWord)
            }
            return best.sorted()
        }

        private static func letters(of bytes: some Sequence<UInt8>) -> UInt32 {
            bytes.reduce(0) { $1 >= 0x61 && $1 <= 0x7A ? $0 | 1 << UInt32($1 - 0x61) : $0 }
        }
    }

    /// The tokens of a text, learning its words.
    static func learning(_ text: String, _ vocabulary: inout Vocabulary) -> [UInt32] {
        var tokens: [UInt32] = []
        scan(text, han: { tokens.append($0) }, word: { if let token = vocabulary.add($0) { tokens.append(token) } }) {
            if let last = tokens.last, last != gap { tokens.append(gap) }
        }
        return tokens
    }

    /// Words side by side as they were typed, those that say nothing too: `gong an ju`.
    struct Run: Sendable {
        var words: [String]
    }

    /// The tokens of a query, its runs of words, and the words that are not known by the places of their tokens.
    static func read(_ text: String, _ vocabulary: Vocabulary) -> (tokens: [UInt32], runs: [Run], unknown: [Int: String]) {
        var (tokens, runs, isOpen, strange) = ([UInt32](), [Run](), false, [Int: String]())
        scan(
            text,
            han: {
                tokens.append($0)
                isOpen = false
            },
            word: { word in
                if isOpen { runs[runs.count - 1].words.append(word) } else { runs.append(Run(words: [word])) }
                isOpen = true
                guard let stem = stem(word) else { return }
                if vocabulary[stem] == nil { strange[tokens.count] = word }
                tokens.append(vocabulary[stem] ?? unknown)
            },
            gap: {
                if let last = tokens.last, last != gap { tokens.append(gap) }
                isOpen = false
            })
        return (tokens, runs, strange)
    }

    /// Lower case, half width, without anything but letters, digits and characters; Latin words with a space between.
    static func plain(_ text: String) -> String {
        var parts = ""
        var wasWord = false
        scan(
            text,
            han: { scalar in
                parts.unicodeScalars.append(Unicode.Scalar(scalar) ?? " ")
                wasWord = false
            },
            word: { word in
                parts += wasWord ? " " + word : word
                wasWord = true
            }, gap: {})
        return parts
    }

    private static func scan(_ text: String, han: (UInt32) -> Void, word: (String) -> Void, gap: () -> Void) {
        var letters = String.UnicodeScalarView()
        func endWord() {
            guard !letters.isEmpty else { return }
            word(String(letters))
            letters = String.UnicodeScalarView()
        }
        for scalar in text.unicodeScalars {
            var value = scalar.value
            // Full width to half width.
            if value >= 0xFF01, value <= 0xFF5E { value -= 0xFEE0 }
            switch value {
            case 0x61...0x7A, 0x30...0x39: letters.append(Unicode.Scalar(value) ?? scalar)
            case 0x41...0x5A: letters.append(Unicode.Scalar(value + 0x20) ?? scalar)
            // An apostrophe does not end a word: “driver’s”.
            case 0x27, 0x2019: if letters.isEmpty { gap() }
            case 0x20, 0x2D: endWord()
            case 0xFC: letters.append("v")
            case _ where isHan(scalar):
                endWord()
                han(value)
            case _ where value > 0x7F && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil):
                letters.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            default:
                endWord()
                gap()
            }
        }
        endWord()
    }

    static func isHan(_ scalar: Unicode.Scalar) -> Bool {
        (0x4E00...0x9FFF).contains(scalar.value) || (0x3400...0x4DBF).contains(scalar.value) || (0x20000...0x3134F).contains(scalar.value)
    }

    /// A word without its endings, roughly: both sides are cut alike. Nil for words that say nothing.
    static func stem(_ word: String) -> String? {
        if empty.contains(word) { return nil }
        guard word.utf8.count > 3, word.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else { return word }
        var bytes = Array(word.utf8)
        func ends(_ suffix: StaticString, _ least: Int) -> Bool {
            bytes.count >= least && bytes.suffix(suffix.utf8CodeUnitCount).elementsEqual(Array("\(suffix)".utf8))
        }
        if ends("ies", 5) {
            bytes.replaceSubrange((bytes.count - 3)..., with: [0x79])
        } else if ends("s", 4), !ends("ss", 4), !ends("us", 4) {
            bytes.removeLast()
        }
        for (suffix, least) in endings where ends(suffix, least) {
            bytes.removeLast(suffix.utf8CodeUnitCount)
            break
        }
        // “renting”, “running”, “moved”, “move”: one stem each.
        if bytes.count > 3, let last = bytes.last, last == bytes[bytes.count - 2], last != 0x73 { bytes.removeLast() }
        if bytes.count > 3, bytes.last == 0x65 { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let endings: [(StaticString, Int)] = [
        ("ation", 8), ("ment", 7), ("ance", 8), ("ing", 6), ("al", 7), ("ed", 5), ("er", 6), ("ly", 6),
    ]
    private static let empty: Set<String> = [
        "a", "an", "the", "how", "to", "do", "i", "im", "ive", "my", "me", "we", "our", "for", "of", "in", "is", "it", "its", "can", "want",
        "need", "get", "and", "or", "on", "at", "by", "be", "was", "have", "has", "had", "what", "where", "when", "with", "if", "that",
        "this",
        "must", "should", "does", "am", "are", "from", "you", "your", "who", "so", "please", "there", "would", "like", "into", "been",
    ]
}
