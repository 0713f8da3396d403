import Kernel

extension CatalogueSearch {
    func hit(for candidate: SearchCandidate, _ query: SearchQuery) -> Hit {
        let document = documents[candidate.document]
        return Hit(
            kind: document.kind, code: document.code, name: document.name(in: catalogue) ?? Text(same: document.code),
            about: document.kind == .question ? catalogue.items[document.code]?.name : nil, summary: document.summary(in: catalogue),
            why: why(candidate, query), score: Double(candidate.score))
    }

    /// The part that matched best, in words.
    private func why(_ candidate: SearchCandidate, _ query: SearchQuery) -> Text {
        if let phrase = candidate.likeness.phrase, candidate.likeness.share >= 0.25 {
            let text = phrases.texts[phrase]
            switch candidate.likeness.manner {
            case .initials: return SearchText.initials(text)
            case .slip: return SearchText.nearly(text)
            case .words where isLiteral(text, query): return SearchText.matched(phrases.places[phrase], text)
            case .words: return query.isSpoken && phrases.languages[phrase] == .zh ? SearchText.sounds(text) : SearchText.meansTheSame(text)
            }
        }
        let parts = documents[candidate.document].parts(in: catalogue)
        var best: (part: SearchDocument.Part, score: Float)?
        for part in parts {
            let score = part.place.weight * shared(part.text, query)
            if score > best?.score ?? 0 { best = (part, score) }
        }
        guard let best else { return SearchText.related }
        if isLiteral(best.part.text, query) { return SearchText.matched(best.part.place, best.part.text) }
        let groups = language.synonyms.spans(in: SearchTokens.read(best.part.text, language.vocabulary).tokens).flatMap(\.groups)
        return query.groups.isDisjoint(with: groups) ? SearchText.related : SearchText.meansTheSame(best.part.text)
    }

    /// Whether the text has words of the query as they were typed.
    private func isLiteral(_ text: String, _ query: SearchQuery) -> Bool {
        let tokens = SearchTokens.read(text, language.vocabulary).tokens
        let pairs = SearchMarks.pairs(of: query.tokens)
        return zip(tokens, tokens.dropFirst()).contains { pairs.contains(SearchMarks.pair($0, $1)) }
            || tokens.contains { SearchTokens.isWord($0) && $0 != SearchTokens.unknown && query.tokens.contains($0) }
            || query.tokens.count == 1 && tokens.contains(query.tokens[0])
    }

    /// How much of what was asked for is in the text.
    private func shared(_ text: String, _ query: SearchQuery) -> Float {
        let tokens = SearchTokens.read(text, language.vocabulary).tokens
        var terms: Set<UInt32> = []
        for (at, token) in tokens.enumerated() where token != SearchTokens.gap {
            if let term = index.term(.single(token)) { terms.insert(term) }
            if at + 1 < tokens.count, let term = index.term(.pair(token, tokens[at + 1])) { terms.insert(term) }
        }
        for group in language.synonyms.spans(in: tokens).flatMap(\.groups) {
            if let term = index.term(.group(group)) { terms.insert(term) }
        }
        return terms.reduce(0) { $0 + (query.terms[$1] ?? 0) * index.rarity($1) }
    }
}

/// Why something was found.
enum SearchText {
    static func matched(_ place: SearchDocument.Place, _ text: String) -> Text {
        let short = short(text)
        return switch place {
        case .name: Text("名称相符", "Its name matches")
        case .called, .word: Text("也叫“\(short)”", "Also called “\(short)”")
        case .summary: Text("简介提到：\(short)", "Its summary says: \(short)")
        case .result: Text("会办出“\(short)”", "It yields “\(short)”")
        case .part: Text("其中包含“\(short)”", "“\(short)” is part of it")
        case .material: Text("要用到“\(short)”", "It uses “\(short)”")
        case .department: Text("由\(short)办理", "Handled by \(short)")
        case .situation: Text("会问到：\(short)", "It asks: \(short)")
        case .question, .answer, .asked: Text("问答提到：\(short)", "Questions and answers say: \(short)")
        }
    }
    static func meansTheSame(_ text: String) -> Text { Text("意思相近：“\(short(text))”", "It means the same: “\(short(text))”") }
    static func sounds(_ text: String) -> Text { Text("读音相符：“\(short(text))”", "It sounds like this: “\(short(text))”") }
    static func initials(_ text: String) -> Text { Text("拼音首字母相符：“\(short(text))”", "Its first letters match: “\(short(text))”") }
    static func nearly(_ text: String) -> Text { Text("您要找的也许是“\(short(text))”", "Perhaps you mean “\(short(text))”") }
    static let related = Text("内容相关", "It is related")

    private static func short(_ text: String) -> String { text.count > 40 ? text.prefix(38) + "…" : text }
}
