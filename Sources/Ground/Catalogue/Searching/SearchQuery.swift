/// What was typed, as terms of the index: words, pairs of characters, groups of synonyms, sounds, first letters, corrected spellings.
struct SearchQuery: Sendable {
    /// What each term adds to a document's score.
    private(set) var terms: [UInt32: Float] = [:]
    /// What a phrase is compared with.
    private(set) var wanted: [UInt32: Float] = [:]
    private(set) var total: Float = 0
    /// The weight of what nothing in the catalogue has.
    private(set) var unknown: Float = 0
    /// Whether sounds are among what phrases are compared with.
    private(set) var isSpoken = false
    /// Each way to read `shfz`.
    private(set) var initials: [[UInt32]] = []
    /// Letters that are nearly some phrase's pinyin.
    private(set) var slips: [[UInt8]] = []
    /// Terms of the same sound, for when the characters as typed find little.
    private(set) var homophones: [UInt32] = []
    /// Terms that say of themselves what was meant: words, pairs, synonyms. One character of many, or a pair that only sounds so, does not.
    private(set) var firm: Set<UInt32> = []
    /// Its characters, each as a term.
    private(set) var characters: Set<UInt32> = []
    /// Groups of synonyms that were named.
    private(set) var groups: Set<UInt32> = []
    private(set) var tokens: [UInt32]
    /// As typed, without spaces.
    let plain: [UInt8]

    private let language: SearchLanguage
    private let index: SearchIndex
    /// Words whose spelling was mended.
    private var mended: Set<String> = []

    init(_ text: String, language: SearchLanguage, index: SearchIndex) {
        let essence = SearchFillers.essence(text)
        let read = SearchTokens.read(essence, language.vocabulary)
        (self.language, self.index) = (language, index)
        tokens = read.tokens
        // A slip in an English word is mended before anything else is made of it.
        for (place, word) in read.unknown where language.pinyin.segmentations(word).isEmpty {
            guard let meant = language.vocabulary.nearest(to: word).first else { continue }
            tokens[place] = meant
            mended.insert(word)
        }
        plain = Array(SearchTokens.plain(essence).utf8.lazy.filter { $0 != 0x20 })
        // Beside characters `hukou` is pinyin rather than English.
        let spans = language.synonyms.spans(in: tokens).filter { span in
            !isChinese
                || !read.runs.contains { run in
                    run.words.count == 1
                        && SearchTokens.stem(run.words[0]).flatMap { language.vocabulary[$0] } == tokens[span.range.lowerBound]
                        && language.pinyin.segmentations(run.words[0]).count > 0
                }
        }
        readPairs(spans)
        readWords(spans)
        for run in read.runs { readLatin(run) }
    }

    var isEmpty: Bool { terms.isEmpty && initials.isEmpty && slips.isEmpty }

    // MARK: Chinese

    private mutating func readPairs(_ spans: [SearchSynonyms.Span]) {
        for span in spans { take(span.groups, weight: 1.5) }
        var misspelt: Set<Int> = []
        for at in tokens.indices where SearchTokens.isHan(tokens[at]) {
            let inside = spans.first { $0.range.contains(at) }
            let isAlone = !(at > 0 && SearchTokens.isHan(tokens[at - 1])) && !(at + 1 < tokens.count && SearchTokens.isHan(tokens[at + 1]))
            take(.single(tokens[at]), weight: isAlone && inside == nil ? 0.8 : 0.08, isFirm: isAlone)
            if let term = index.term(.single(tokens[at])) { characters.insert(term) }
            guard at + 1 < tokens.count, SearchTokens.isHan(tokens[at + 1]) else { continue }
            let key = SearchIndex.Key.pair(tokens[at], tokens[at + 1])
            let isWithin = inside?.range.contains(at + 1) == true
            let isAcross = !isWithin && spans.contains { $0.range.contains(at) || $0.range.contains(at + 1) }
            let weight: Float = isWithin ? 0.6 : isAcross ? 0.4 : 1
            let sounding = language.soundPairs(tokens[at], tokens[at + 1]).compactMap(index.term)
            if take(key, weight: weight) {
                homophones += sounding
            } else if !isWithin {
                // Nobody writes this pair: perhaps another of the same sound was meant.
                for term in sounding { take(term, weight: 0.6) }
                if isAcross { continue }
                misspelt.insert(at)
                unknown += sounding.isEmpty ? weight * 0.5 : 0
            }
        }
        let meant = misspelt.isEmpty ? [] : spokenSpans(misspelt, besides: spans)
        // Two syllables have many meanings, three seldom more than one.
        for span in meant { take(span.groups, weight: 1, isFirm: span.range.count > 2) }
        isSpoken = !meant.isEmpty
        want(spans: (spans + meant).sorted { $0.range.lowerBound < $1.range.lowerBound }, misspelt)
    }

    /// Synonyms that sound like what was misspelt: 身分证 is 身份证.
    private func spokenSpans(_ misspelt: Set<Int>, besides spans: [SearchSynonyms.Span]) -> [SearchSynonyms.Span] {
        let sounds = tokens.map { token in SearchTokens.isHan(token) ? language.pinyin.sounds(of: token).first ?? .max : .max }
        return language.spoken.spans(in: sounds).filter { span in
            span.range.dropLast().contains(where: misspelt.contains) && !spans.contains { $0.range.overlaps(span.range) }
        }
    }

    private mutating func want(spans: [SearchSynonyms.Span], _ misspelt: Set<Int>) {
        for (key, weight) in language.features(of: tokens, spans: spans) { want(key, weight: weight) }
        for at in misspelt where !spans.contains(where: { $0.range.contains(at) && $0.range.contains(at + 1) }) {
            for key in language.soundPairs(tokens[at], tokens[at + 1]) { if let term = index.term(key) { wanted[term] = 0.9 } }
            isSpoken = true
        }
    }

    // MARK: Words

    /// Whether characters were typed, whatever stands beside them.
    var isChinese: Bool { tokens.contains(where: SearchTokens.isHan) }

    private mutating func readWords(_ spans: [SearchSynonyms.Span]) {
        for at in tokens.indices where SearchTokens.isWord(tokens[at]) && tokens[at] != SearchTokens.unknown {
            take(.single(tokens[at]), weight: isChinese ? 0.5 : spans.contains { $0.range.contains(at) } ? 0.7 : 1.3)
            if at + 1 < tokens.count, SearchTokens.isWord(tokens[at + 1]) { take(.pair(tokens[at], tokens[at + 1]), weight: 0.6) }
        }
    }

    /// Letters may be words, pinyin, first letters, or one of these with a slip.
    private mutating func readLatin(_ run: SearchTokens.Run) {
        let pinyin = language.pinyin
        let unknown = run.words.filter { word in
            !mended.contains(word) && SearchTokens.stem(word).map { language.vocabulary[$0] == nil } == true
        }
        if unknown.isEmpty {
            // `hukou` stands among the English words, too; beside characters it is more likely pinyin.
            if run.words.count == 1, let word = run.words.first, word.utf8.count > 3 {
                for way in pinyin.segmentations(word).prefix(1) where way.count > 1 { sound(way, weight: isChinese ? 1 : 0.4) }
            }
            return
        }
        let spelt = run.words.map { pinyin.segmentations($0) }
        if !spelt.contains(where: \.isEmpty) {
            if spelt.count == 1 {
                for way in spelt[0].prefix(2) { sound(way, weight: 1) }
            } else {
                sound(spelt.flatMap { $0[0] }, weight: 1)
            }
            return
        }
        for word in unknown { readUnknown(word) }
    }

    private mutating func readUnknown(_ word: String) {
        let ways = language.pinyin.segmentations(word)
        if let way = ways.first { return sound(way, weight: 1) }
        let count = word.utf8.count
        if (2...9).contains(count) { readInitials(word) }
        if count >= 5, !language.pinyin.isEmpty { slips.append(Array(word.utf8)) }
        unknown += 1
    }

    private mutating func readInitials(_ word: String) {
        guard !language.pinyin.isEmpty else { return }
        let patterns = Pinyin.initialPatterns(word)
        initials += patterns
        for (synonym, group) in language.initials {
            let matches = patterns.contains { $0.count == synonym.count && zip($0, synonym).allSatisfy { $0 & $1 != 0 } }
            if matches, synonym.count > 2 {
                take([group], weight: 1.2)
                want(.group(group), weight: 2)
            }
        }
    }

    private mutating func sound(_ syllables: [UInt16], weight: Float) {
        isSpoken = true
        let sounds = syllables.map(language.pinyin.sound)
        if sounds.count == 1 {
            take(.sound(sounds[0]), weight: 0.5 * weight)
            return want(.sound(sounds[0]), weight: weight)
        }
        let spans = language.spoken.spans(in: sounds)
        for span in spans {
            take(span.groups, weight: 1.2 * weight)
            for group in span.groups { want(.group(group), weight: 2 * weight / Float(span.groups.count)) }
        }
        for at in 0..<(sounds.count - 1) {
            let isWithin = spans.contains { $0.range.contains(at) && $0.range.contains(at + 1) }
            let isAcross = !isWithin && spans.contains { $0.range.contains(at) || $0.range.contains(at + 1) }
            let key = SearchIndex.Key.sounds(sounds[at], sounds[at + 1])
            let isKnown = take(key, weight: weight * (isWithin ? 0.6 : isAcross ? 0.5 : 1))
            if !isKnown, !isWithin, !isAcross { unknown += 0.5 }
            if !isWithin, !isAcross { want(key, weight: weight) }
        }
    }

    // MARK: Gathering

    /// Whether anything has it.
    @discardableResult
    private mutating func take(_ key: SearchIndex.Key, weight: Float, isFirm: Bool = true) -> Bool {
        guard let term = index.term(key), index.count(term) > 0 else { return false }
        take(term, weight: weight)
        if isFirm { firm.insert(term) }
        return true
    }

    private mutating func take(_ term: UInt32, weight: Float) { terms[term] = max(terms[term] ?? 0, weight) }

    private mutating func take(_ groups: [UInt32], weight: Float, isFirm: Bool = true) {
        for group in groups {
            take(.group(group), weight: weight / Float(groups.count), isFirm: isFirm)
            self.groups.insert(group)
        }
    }

    private mutating func want(_ key: SearchIndex.Key, weight: Float) {
        guard let term = index.term(key) else { return total += weight * 0.7 }
        total += weight * index.emphasis(term)
        wanted[term] = max(wanted[term] ?? 0, weight)
    }
}
