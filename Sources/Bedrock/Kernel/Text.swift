/// The languages of the platform. The raw value is the BCP 47 tag that pages carry in `lang`.
package enum Language: String, Sendable, Hashable, CaseIterable, Codable {
    case zh = "zh-Hans"
    case en

    /// The language that a BCP 47 tag asks for (`zh-CN`, `zh`, `en-GB`), or nil where we do not speak it.
    package init?(tag: some StringProtocol) {
        let primary = tag.lowercased().split(separator: "-").first.map(String.init) ?? ""
        switch primary {
        case "zh": self = .zh
        case "en": self = .en
        default: return nil
        }
    }

    /// The other one: what a language switch offers.
    package var other: Language { self == .zh ? .en : .zh }
}

/// A sentence or a name in both languages, side by side.
package struct Text: Sendable, Hashable, Codable {
    package var zh: String
    package var en: String

    package init(_ zh: String, _ en: String) {
        self.zh = zh
        self.en = en
    }

    /// The same in both languages: a code, a number, a person's name.
    package init(same: String) { self.init(same, same) }

    /// Several as one list: with the mark of enumeration, and with commas.
    package init(listing texts: [Text]) {
        self.init(texts.map(\.zh).joined(separator: "、"), texts.map(\.en).joined(separator: ", "))
    }

    /// As part of a longer sentence: without a full stop of its own.
    package var withoutStop: Text {
        Text(zh.hasSuffix("。") ? String(zh.dropLast()) : zh, en.hasSuffix(".") ? String(en.dropLast()) : en)
    }

    package subscript(_ language: Language) -> String { language == .zh ? zh : en }

    /// The text with each `{name}` replaced by its value in the same language.
    package func filled(_ values: [String: Text]) -> Text {
        Text(Text.filled(zh) { values[$0]?.zh }, Text.filled(en) { values[$0]?.en })
    }

    package func filled(_ values: [String: String]) -> Text { filled(values.mapValues(Text.init(same:))) }

    /// A name that has no value stays as it stands, and what is in a value is no name.
    private static func filled(_ pattern: String, _ value: (String) -> String?) -> String {
        var (filled, rest) = ("", pattern[...])
        while let open = rest.utf8.firstIndex(of: 0x7B), let close = rest.utf8[open...].firstIndex(of: 0x7D) {
            let (name, after) = (rest.utf8.index(after: open), rest.utf8.index(after: close))
            if let value = value(String(rest[name..<close])) {
                filled += rest[..<open]
                filled += value
                rest = rest[after...]
            } else {
                filled += rest[..<name]
                rest = rest[name...]
            }
        }
        return filled + rest
    }
}
