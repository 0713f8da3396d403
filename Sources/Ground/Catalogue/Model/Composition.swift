package import Kernel
package import Rules

/// 系统代写的文书: a document in the applicant's own name that the platform writes from what the application says.
///
/// Whoever hands the application in signs it with that (电子签名法第三条); they may hand in one of their own instead. What somebody else has
/// to sign is no such document.
package struct Composition: Sendable, Hashable {
    /// One paragraph, with `{role.leaf}` for facts, `{answers.code}` for answers and `{today}` for the day.
    package struct Paragraph: Sendable, Hashable {
        package let when: Rules.Expression?
        package let text: Text

        init(_ entry: Entry) {
            when = entry.expression("when")
            text = entry.text("text")
        }
    }

    /// What such a document is called wherever an applicant or a reader of a guide meets one, and what that means.
    package static let name = Text("系统代写", "Written for you")
    package static let meaning = Text(
        "按您填的内容写好，您看过后随申请签署；也可以用自己的", "Written from what you fill in; you read and sign it with the application, or hand in your own")

    /// Rises with every change of the words.
    package let version: String
    /// Where the words fit; elsewhere the applicant hands in their own.
    package let when: Rules.Expression?
    package let paragraphs: [Paragraph]

    init(_ entry: Entry) {
        version = entry.string("version")
        when = entry.expression("when")
        paragraphs = entry.entries("paragraphs", Paragraph.init)
    }

    /// The names in braces.
    package var blanks: Set<String> { Set(paragraphs.flatMap { Composition.blanks(in: $0.text.zh) + Composition.blanks(in: $0.text.en) }) }

    private static func blanks(in text: String) -> [String] {
        text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
            part.firstIndex(of: "}").map { String(part[..<$0]) }
        }
    }

    /// What stands where something has not been said yet.
    private static let gap = Text(same: "＿＿＿＿")

    /// The paragraphs as they read with these facts.
    ///
    /// - Parameter judge: over the same facts and answers; what it cannot decide is written.
    package func written(of thing: Thing, in catalogue: Catalogue, by judge: Judge, on today: LocalDate) -> [Text] {
        let words = Dictionary(
            uniqueKeysWithValues: blanks.map { blank in
                (blank, Composition.words(for: blank, of: thing, in: catalogue, by: judge, on: today) ?? Composition.gap)
            })
        return paragraphs.filter { judge.truth($0.when) != false }.map { paragraph in
            Text(
                Composition.filled(paragraph.text.zh) { words[$0]?.zh }, Composition.filled(paragraph.text.en) { words[$0]?.en })
        }
    }

    /// In one pass: braces that somebody typed are what they typed.
    private static func filled(_ text: String, _ word: (String) -> String?) -> String {
        var parts = text.split(separator: "{", omittingEmptySubsequences: false)
        let first = parts.removeFirst()
        return parts.reduce(String(first)) { written, part in
            guard let end = part.firstIndex(of: "}"), let word = word(String(part[..<end])) else { return written + "{" + part }
            return written + word + part[part.index(after: end)...]
        }
    }

    private static func words(
        for blank: String, of thing: Thing, in catalogue: Catalogue, by judge: Judge, on today: LocalDate
    ) -> Text? {
        if blank == "today" { return today.text }
        if blank.hasPrefix("answers.") {
            let code = String(blank.dropFirst("answers.".count))
            guard let answer = judge.answers[code] else { return nil }
            return thing.questions.first { $0.code == code }?.label(of: answer)
        }
        let field = thing.canonical(blank)
        guard let value = judge.facts[field], !value.isNull else { return nil }
        // A document that somebody signs says in full what it says.
        return catalogue.words(for: value, of: thing.elementCode(of: field).flatMap { catalogue.elements[$0] }, masked: false)
    }
}
