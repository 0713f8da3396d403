import Kernel

/// The rules on what is written, wherever it stands: read off the shape, so that a new key is covered at once.
struct SentenceLint {
    let lint: Lint

    func check(_ definition: Definition) {
        guard definition.kind != .implementations, definition.kind != .synonyms else { return }
        walk(definition.content, Shape.of(definition.kind).fields, at: definition.place, keys: [])
    }

    private func walk(_ content: JSON, _ fields: [ShapeField], at place: Place, keys: [String]) {
        for member in content.members ?? [] where !member.value.isNull {
            guard let field = fields.first(where: { $0.key == member.name }) else { continue }
            visit(member.value, field.type, at: place / member.name, keys: keys + [member.name])
        }
    }

    private func visit(_ value: JSON, _ type: ShapeType, at place: Place, keys: [String]) {
        switch type {
        case .text: check(value["zh"]?.string ?? "", value["en"]?.string ?? "", at: place, keys)
        case .chinese:
            // Words of a law are Chinese; what is checked, applicants read in the guide.
            guard keys == ["reviewPoints", "text"] else { break }
            if let chinese = value.string { lint.find("one-language", at: place, LintText.chineseInEnglish(chinese), severity: .warning) }
            check(value.string ?? value["zh"]?.string ?? "", value["en"]?.string ?? "", at: place, keys)
        case .list(let element):
            if let items = value.array {
                for (index, item) in items.enumerated() { visit(item, element, at: place / index, keys: keys) }
            } else {
                visit(value, element, at: place, keys: keys)
            }
        case .map(let element, _):
            for member in value.members ?? [] { visit(member.value, element, at: place / member.name, keys: keys) }
        case .basis, .limit, .record:
            for (index, item) in (value.array ?? []).enumerated() { walk(item, type.members, at: place / index, keys: keys) }
            walk(value, type.members, at: place, keys: keys)
        default: break
        }
    }

    /// Where a vague word takes something from the applicant: what must be handed in, fulfilled, promised or paid, or what decides about it.
    private static let binding: Set<[String]> = [
        ["materials", "name"], ["materials", "note"], ["materials", "standard"], ["materials", "filling"], ["materials", "issuedWithin"],
        ["condition"], ["quota"], ["tripsReason"], ["reviewPoints", "text"], ["reviewPoints", "benchmark", "when"], ["fees", "name"],
        ["fees", "standard"], ["fees", "reduction"], ["intermediary", "name"], ["duties"], ["questions", "ask"],
        ["questions", "options", "name"],
        ["materials", "sample"], ["materials", "usage"], ["materials", "obtaining"], ["materials", "promise", "text"],
        ["materials", "promise", "consequence"], ["materials", "deferral", "cases"], ["materials", "deferral", "text"],
        ["materials", "composed", "paragraphs", "text"],
        ["approvalPromise", "conditions", "text"], ["approvalPromise", "consequence"], ["reviewPoints", "benchmark", "outcome"],
        ["reviewPoints", "how"], ["results", "sample"], ["fields", "label"],
    ]

    private func check(_ zh: String, _ en: String, at place: Place, _ keys: [String]) {
        oneLanguage(zh, en, at: place)
        vague(zh, .zh, at: place, keys)
        vague(en, .en, at: place, keys)
    }

    private func vague(_ text: String, _ language: Language, at place: Place, _ keys: [String]) {
        guard SentenceLint.binding.contains(keys) else { return }
        for match in language == .zh ? VagueWords.inChinese(text) : VagueWords.inEnglish(text) {
            let isName = keys == ["materials", "name"]
            lint.find(
                "vague", at: place, isName ? LintText.vagueMaterial(match.words) : LintText.vagueWords(match.words),
                severity: isName && !match.isOpenEnd ? .error : .warning,
                mark: CatalogueFinding.Mark(language: language, offset: match.offset, length: match.length, words: match.words))
        }
    }

    /// What is Chinese in the English, or has no Chinese at all in the Chinese.
    func oneLanguage(_ zh: String, _ en: String, at place: Place) {
        let scalars = Array(en.unicodeScalars)
        if let first = scalars.firstIndex(where: SentenceLint.isChinese) {
            let last = scalars[first...].firstIndex { !SentenceLint.isChinese($0) } ?? scalars.count
            var words = String.UnicodeScalarView()
            words.append(contentsOf: scalars[first..<last])
            // A Chinese name quoted in an English sentence is still English.
            let isQuoted = first > 0 && "“\"(（‘《".unicodeScalars.contains(scalars[first - 1])
            let hasEnglish = scalars.contains { $0.isASCII && $0.properties.isAlphabetic }
            if !isQuoted || !hasEnglish {
                lint.find(
                    "one-language", at: place, LintText.chineseInEnglish(String(words)), severity: hasEnglish ? .warning : .error,
                    mark: CatalogueFinding.Mark(language: .en, offset: first, length: last - first, words: String(words)))
            }
        }
        // Codes and brand names are the same in both; a sentence of several words is not Chinese.
        let words = zh.split(separator: " ").filter { $0.contains { $0.isLetter } }
        if !zh.unicodeScalars.contains(where: SentenceLint.isChinese), words.count >= 2 {
            lint.find(
                "one-language", at: place, LintText.englishInChinese(zh),
                mark: CatalogueFinding.Mark(language: .zh, offset: 0, length: zh.unicodeScalars.count, words: zh))
        }
    }

    private static func isChinese(_ scalar: Unicode.Scalar) -> Bool {
        (0x3400...0x9FFF).contains(scalar.value) || (0x20000...0x323AF).contains(scalar.value)
    }
}
