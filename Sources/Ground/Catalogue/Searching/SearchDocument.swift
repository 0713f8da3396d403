import Kernel

/// One thing that can be found, with the texts that find it and their weights.
struct SearchDocument: Sendable {
    enum Place: Sendable { case name, called, word, summary, result, material, department, question, answer }

    struct Part: Sendable {
        let place: Place
        let text: String
        let normal: String
        let weight: Double
        let tokens: [String]
        let singles: [String]

        init(_ place: Place, _ text: String, weight: Double) {
            self.place = place
            self.text = text
            self.weight = weight
            normal = SearchWords.normal(text)
            tokens = SearchWords.pairs(text)
            singles = weight >= 1 ? SearchWords.singles(text) : []
        }
    }

    struct Name: Sendable {
        let text: String
        /// nil: a search word, whose language is its script.
        let language: Language?
    }

    let kind: CatalogueSearch.Kind
    let code: String
    let name: Text
    let summary: Text?
    let parts: [Part]
    let names: [Name]
    let length: Double

    init(_ kind: CatalogueSearch.Kind, _ code: String, _ name: Text, _ summary: Text?, names: [Name], _ parts: [Part]) {
        (self.kind, self.code, self.name, self.summary) = (kind, code, name, summary)
        self.parts = parts.filter { !$0.normal.isEmpty }
        self.names = names
        length = self.parts.reduce(0) { $0 + Double($1.tokens.count) * min(1, $1.weight) }
    }

    static func all(of catalogue: Catalogue) -> [SearchDocument] {
        let things = catalogue.oneThings.keys.sorted().compactMap { catalogue.thing($0) }.map { document(of: $0, catalogue) }
        let items = catalogue.items.values.sorted { $0.code < $1.code }
        return things + items.map { document(of: $0, catalogue) } + items.flatMap(questions)
    }

    private static func both(_ place: Place, _ text: Text?, weight: Double) -> [Part] {
        guard let text else { return [] }
        return [Part(place, text.zh, weight: weight)] + (text.en == text.zh ? [] : [Part(place, text.en, weight: weight)])
    }

    private static func names(_ texts: [Text?], _ words: [String]) -> [Name] {
        texts.compactMap(\.self).flatMap { [Name(text: $0.zh, language: .zh), Name(text: $0.en, language: .en)] }
            + words.map { Name(text: $0, language: $0.unicodeScalars.contains(where: SearchWords.isHan) ? .zh : .en) }
    }

    private static func document(of thing: Thing, _ catalogue: Catalogue) -> SearchDocument {
        var parts = both(.name, thing.name, weight: 4) + both(.called, thing.called, weight: 4) + both(.summary, thing.summary, weight: 1)
        parts += thing.words.map { Part(.word, $0, weight: 3) }
        for part in thing.parts { parts += both(.result, part.item.name, weight: 1.2) }
        return SearchDocument(
            .thing, thing.code, thing.name, thing.summary, names: names([thing.name, thing.called], thing.words), parts)
    }

    private static func document(of item: ServiceItem, _ catalogue: Catalogue) -> SearchDocument {
        var parts = both(.name, item.name, weight: 4) + both(.summary, item.summary, weight: 1)
        parts += item.words.map { Part(.word, $0, weight: 3) }
        for result in item.results {
            switch result.kind {
            case .licence(let type): parts += both(.result, catalogue.licenceTypes[type]?.name, weight: 2)
            case .document(let name): parts += both(.result, name, weight: 2)
            }
        }
        for material in item.materials { parts += both(.material, material.name, weight: 0.4) }
        parts += both(.department, catalogue.departments[item.department]?.name, weight: 0.5)
        for question in item.questions { parts += both(.question, question.ask, weight: 0.5) }
        return SearchDocument(.item, item.code, item.name, item.summary, names: names([item.name], item.words), parts)
    }

    private static func questions(of item: ServiceItem) -> [SearchDocument] {
        item.frequentQuestions.map { question in
            SearchDocument(
                .question, item.code, question.question, question.answer, names: [],
                both(.question, question.question, weight: 2) + both(.answer, question.answer, weight: 0.6))
        }
    }

    /// A name that is, begins with or holds the whole query.
    func boost(for essence: String) -> Double {
        let joined = essence.replacing(" ", with: "")
        var best = 0.0
        for part in parts where part.place == .name || part.place == .called || part.place == .word {
            let name = part.normal.replacing(" ", with: "")
            let share = Double(joined.count) / Double(max(1, name.count))
            let boost = name == joined ? 12 : name.hasPrefix(joined) ? 5 + share : name.contains(joined) ? 3 + share : 0
            best = max(best, joined.count < 2 && name != joined ? boost / 3 : boost)
        }
        return best > 0 && kind == .thing ? best + 1 : best
    }

    func hit(for essence: String, related: [String], score: Double, _ language: Language) -> CatalogueSearch.Hit {
        CatalogueSearch.Hit(kind: kind, code: code, name: name, summary: summary, why: why(essence, related), score: score)
    }

    /// The part that matched best, in words.
    private func why(_ essence: String, _ related: [String]) -> Text {
        func best(_ words: [String]) -> (part: Part, score: Double)? {
            let wanted = Set(words.flatMap(SearchWords.pairs) + (words.count == 1 ? SearchWords.singles(essence) : []))
            let scored = parts.map { part in
                (part: part, score: part.weight * Double(Set(part.tokens + part.singles).intersection(wanted).count))
            }
            return scored.filter { $0.score > 0 }.max { $0.score < $1.score }
        }
        if let direct = best([essence]) { return SearchText.matched(direct.part.place, direct.part.text) }
        if let other = best(related + [""]) { return SearchText.meansTheSame(other.part.text) }
        return SearchText.matched(.name, name.zh)
    }
}

/// Why something was found.
enum SearchText {
    static func matched(_ place: SearchDocument.Place, _ text: String) -> Text {
        let short = text.count > 40 ? text.prefix(38) + "…" : text[...]
        return switch place {
        case .name: Text("名称相符", "Its name matches")
        case .called, .word: Text("也叫“\(short)”", "Also called “\(short)”")
        case .summary: Text("简介提到：\(short)", "Its summary says: \(short)")
        case .result: Text("会办出“\(short)”", "It yields “\(short)”")
        case .material: Text("要用到“\(short)”", "It uses “\(short)”")
        case .department: Text("由\(short)办理", "Handled by \(short)")
        case .question, .answer: Text("问答提到：\(short)", "Questions and answers say: \(short)")
        }
    }
    static func meansTheSame(_ text: String) -> Text { Text("意思相近：“\(text)”", "It means the same: “\(text)”") }
}
