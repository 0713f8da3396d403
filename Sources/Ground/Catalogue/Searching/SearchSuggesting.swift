package import Kernel

extension CatalogueSearch {
    /// A completion of what is being typed.
    package struct Suggestion: Sendable, Hashable {
        package let text: String
        package let kind: Kind
        package let code: String
    }

    /// Names and words that begin with, or hold, what has been typed, in characters, letters or pinyin; else what a search finds.
    package func suggest(_ prefix: String, language reader: Language, limit: Int = 8) -> [Suggestion] {
        let typed = Array(SearchTokens.plain(String(prefix.prefix(60))).utf8.lazy.filter { $0 != 0x20 })
        guard !typed.isEmpty else { return [] }
        let isLatin = typed.allSatisfy { $0 < 0x80 }
        let patterns = isLatin && (2...9).contains(typed.count) ? Pinyin.initialPatterns(String(decoding: typed, as: UTF8.self)) : []
        var found: [(rank: Int, length: Int, phrase: Int)] = []
        for phrase in 0..<phrases.count where phrases.places[phrase] != .question {
            guard !isLatin || phrases.languages[phrase] == reader || phrases.languages[phrase] == .zh else { continue }
            guard let rank = rank(phrase, typed, isLatin: isLatin, patterns) else { continue }
            let kind = documents[Int(phrases.documents[phrase])].kind == .thing ? 0 : 1
            found.append((2 * rank + kind, phrases.plain.range(phrase).count, phrase))
        }
        found.sort { ($0.rank, $0.length, phrases.texts[$0.phrase]) < ($1.rank, $1.length, phrases.texts[$1.phrase]) }
        var suggestions = chosen(found.map(\.phrase), limit)
        if suggestions.isEmpty {
            suggestions = find(prefix, limit: limit).hits.filter { $0.kind != .question }.map {
                Suggestion(text: $0.name[reader], kind: $0.kind, code: $0.code)
            }
        }
        return suggestions
    }

    /// Less is better; nil where the phrase is no completion.
    private func rank(_ phrase: Int, _ typed: [UInt8], isLatin: Bool, _ patterns: [[UInt32]]) -> Int? {
        if let place = phrases.plain.place(of: typed, in: phrase) { return place == 0 ? 0 : 2 }
        guard isLatin, typed.count > 1 else { return nil }
        if phrases.letters.place(of: typed, in: phrase) == 0 { return 1 }
        if patterns.contains(where: { isPrefix($0, of: phrase) }) { return 1 }
        return nil
    }

    private func isPrefix(_ pattern: [UInt32], of phrase: Int) -> Bool {
        let row = phrases.initials[phrase]
        return pattern.count <= row.count && zip(pattern, row).allSatisfy { $0 & $1 != 0 }
    }

    /// Each text once, and not more than three of one service.
    private func chosen(_ ranked: [Int], _ limit: Int) -> [Suggestion] {
        var (suggestions, seen, counts) = ([Suggestion](), Set<String>(), [String: Int]())
        for phrase in ranked where suggestions.count < limit {
            let document = documents[Int(phrases.documents[phrase])]
            guard counts[document.code, default: 0] < 3, seen.insert(phrases.texts[phrase].lowercased()).inserted else { continue }
            counts[document.code, default: 0] += 1
            suggestions.append(Suggestion(text: phrases.texts[phrase], kind: document.kind, code: document.code))
        }
        return suggestions
    }
}
