import Kernel

/// One thing, item or question that can be found. It keeps no text: what it says is read from the catalogue again.
struct SearchDocument: Sendable {
    /// Where in a document a text stands; what weighs most comes first.
    enum Place: UInt8, Sendable, CaseIterable {
        case name, called, word, question, result, summary, part, answer, asked, department, situation, material

        var weight: Float {
            switch self {
            case .name, .called: 4
            case .word: 3
            case .question: 2
            case .result: 1.5
            case .summary: 1.2
            case .part: 0.8
            case .answer, .asked: 0.5
            case .department, .situation: 0.4
            case .material: 0.3
            }
        }

        /// The usual number of tokens: a longer text says less with each.
        var usualLength: Float {
            switch self {
            case .name, .called, .result, .part, .department, .material: 8
            case .word: 4
            case .summary, .answer: 24
            case .question, .asked, .situation: 12
            }
        }

        /// Whether people may have it in mind as a whole: compared with the whole query.
        var isPhrase: Bool { self == .name || self == .called || self == .word || self == .question }
        /// Whether it is worth finding by its sound.
        var isSpoken: Bool { isPhrase || self == .result }
    }

    struct Part: Sendable {
        let place: Place
        let text: String
        let language: Language
    }

    let kind: CatalogueSearch.Kind
    let code: String
    /// Which of the item's questions.
    let question: Int

    static func all(of catalogue: Catalogue) -> [SearchDocument] {
        let items = catalogue.items.keys.sorted()
        return catalogue.oneThings.keys.sorted().map { SearchDocument(kind: .thing, code: $0, question: 0) }
            + items.map { SearchDocument(kind: .item, code: $0, question: 0) }
            + items.flatMap { code in
                (catalogue.items[code]?.frequentQuestions ?? []).indices.map { SearchDocument(kind: .question, code: code, question: $0) }
            }
    }

    func name(in catalogue: Catalogue) -> Text? {
        switch kind {
        case .thing: catalogue.oneThings[code]?.name
        case .item: catalogue.items[code]?.name
        case .question: catalogue.items[code]?.frequentQuestions[question].question
        }
    }

    func summary(in catalogue: Catalogue) -> Text? {
        switch kind {
        case .thing: catalogue.oneThings[code]?.summary
        case .item: catalogue.items[code]?.summary
        case .question: catalogue.items[code]?.frequentQuestions[question].answer
        }
    }

    /// The items that it is about.
    func items(in catalogue: Catalogue) -> [ServiceItem] {
        kind == .thing
            ? (catalogue.oneThings[code]?.parts ?? []).compactMap { catalogue.items[$0.item] } : catalogue.items[code].map { [$0] } ?? []
    }

    /// Everything that it is found by.
    func parts(in catalogue: Catalogue) -> [Part] {
        switch kind {
        case .thing: catalogue.oneThings[code].map { SearchDocument.parts(of: $0, catalogue) } ?? []
        case .item: catalogue.items[code].map { SearchDocument.parts(of: $0, catalogue) } ?? []
        case .question:
            (catalogue.items[code]?.frequentQuestions[question]).map {
                SearchDocument.both(.question, $0.question) + SearchDocument.both(.answer, $0.answer)
            } ?? []
        }
    }

    private static func both(_ place: Place, _ text: Text?) -> [Part] {
        guard let text else { return [] }
        let chinese = Part(place: place, text: text.zh, language: .zh)
        return text.en == text.zh ? [chinese] : [chinese, Part(place: place, text: text.en, language: .en)]
    }

    private static func words(_ words: [String]) -> [Part] {
        words.map { Part(place: .word, text: $0, language: $0.unicodeScalars.contains(where: SearchTokens.isHan) ? .zh : .en) }
    }

    private static func parts(of thing: OneThing, _ catalogue: Catalogue) -> [Part] {
        var parts = both(.name, thing.name) + both(.called, thing.called) + words(thing.words) + both(.summary, thing.summary)
        for part in thing.parts { parts += both(.part, catalogue.items[part.item]?.name) }
        for question in thing.questions { parts += both(.situation, question.ask) }
        return parts
    }

    private static func parts(of item: ServiceItem, _ catalogue: Catalogue) -> [Part] {
        var parts = both(.name, item.name) + words(item.words) + both(.summary, item.summary)
        for result in item.results {
            switch result.kind {
            case .licence(let type): parts += both(.result, catalogue.licenceTypes[type]?.name)
            case .document(let name): parts += both(.result, name)
            }
        }
        for question in item.frequentQuestions { parts += both(.asked, question.question) }
        for question in item.questions { parts += both(.situation, question.ask) }
        for material in item.materials { parts += both(.material, material.name) }
        return parts + both(.department, catalogue.departments[item.department]?.name)
    }
}
