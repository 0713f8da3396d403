package import Kernel
package import Rules

/// 情形: a question whose answer adds or removes items, materials and fields.
package struct Question: Sendable {
    /// What kind of answer it takes.
    package enum Kind: String, Sendable, Hashable, CaseIterable { case choice, yesNo, choices }

    package let code: String
    package let ask: Text
    package let help: Text?
    package let kind: Kind
    package let options: [Choice]
    /// Asked only if true; while unknown it is asked.
    package let when: Rules.Expression?
    /// What the facts already answer; a value means that it is not asked.
    package let known: Rules.Expression?
    package let why: Text?

    /// How conditions name the answer.
    package var name: String { "answers.\(code)" }

    init(_ entry: Entry) {
        code = entry.name("code")
        ask = entry.text("ask")
        help = entry.optionalText("help")
        kind = entry.oneOf("kind")
        options = entry.entries("options", Choice.init)
        when = entry.expression("when")
        known = entry.expression("known")
        why = entry.optionalText("why")
        if kind != .yesNo, options.isEmpty { entry.reject("options", code: "missing", FindingText.missing("options")) }
    }

    /// The answer as a person reads it; nil when it is no answer to this question.
    package func label(of answer: JSON) -> Text? {
        switch kind {
        case .yesNo: answer.bool.map { $0 ? CatalogueText.yes : CatalogueText.no }
        case .choice: options.first { $0.code == answer.string }?.name
        case .choices:
            answer.array.flatMap { chosen in
                let names = chosen.map { code in options.first { $0.code == code.string }?.name }
                return names.contains(nil) ? nil : CatalogueText.list(names.compactMap(\.self))
            }
        }
    }

    /// The answer in its proper shape (forms send `true` as a text, and one box of several as one text); nil when it is none.
    package func reading(_ answer: JSON) -> JSON? {
        let shaped: JSON
        switch (kind, answer) {
        case (.yesNo, .string(let text)) where text == "true" || text == "yes": shaped = true
        case (.yesNo, .string(let text)) where text == "false" || text == "no": shaped = false
        case (.choices, .string(let text)): shaped = text.isEmpty ? [] : [.string(text)]
        default: shaped = answer
        }
        guard label(of: shaped) != nil else { return nil }
        return shaped
    }
}
