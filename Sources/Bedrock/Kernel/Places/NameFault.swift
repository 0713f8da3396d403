/// Why a name that somebody wrote stands for no code.
package struct NameFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// What may be meant, each as it can be written: five at most.
    package let choices: [Text]
    /// What to write instead.
    package let message: Text

    package var description: String { message.en }

    /// Characters; what is longer is no name, and is neither looked up nor repeated in full.
    static let longest = 120

    static func tooLong(_ written: String, hint: Text) -> NameFault { unknown(written.prefix(20) + "…", near: [], hint: hint) }

    /// How many choices a person is shown.
    static let most = 5

    /// - Parameter count: how many there are; no more than five of them are named.
    static func several(_ written: String, _ choices: [Text], count: Int) -> NameFault {
        let names = NameFault.list(choices)
        let more = count > choices.count ? Text("等 \(count) 处", " and others, \(count) in all") : Text(same: "")
        return NameFault(
            choices: choices,
            message: Text(
                "“\(written)”可以指\(names.zh)\(more.zh)。请写全称。",
                "“\(written)” may be \(names.en)\(more.en). Please write the full name."))
    }

    /// - Parameter hint: what a good name looks like, as a sentence.
    package static func unknown(_ written: String, near choices: [Text], hint: Text) -> NameFault {
        let start = Text("没有找到“\(written)”。", "“\(written)” was not found. ")
        let names = NameFault.list(choices)
        let near = choices.isEmpty ? Text(same: "") : Text("是不是\(names.zh)？", "Is it \(names.en)? ")
        return NameFault(choices: choices, message: Text(start.zh + near.zh + hint.zh, start.en + near.en + hint.en))
    }

    private static func list(_ names: [Text]) -> Text {
        Text(names.map { "“\($0.zh)”" }.joined(separator: "、"), names.map { "“\($0.en)”" }.joined(separator: ", "))
    }
}

/// Names as they are compared: what people type between them, and how they write letters, tells nothing.
enum NameFolding {
    /// Without white space and punctuation, in small letters.
    static func folded(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace && !marks.contains($0) })).lowercased()
    }

    private static let marks = Set(",，、.。·-—/()（）'’“”\"".unicodeScalars)

    /// Every stretch of it that may be a name, of two characters at least: to be looked up in, where there are thousands of names.
    static func parts(_ text: String) -> Set<String> {
        let characters = Array(text)
        var parts: Set<String> = []
        for start in characters.indices {
            for end in characters.indices where end > start && end - start < 40 { parts.insert(String(characters[start...end])) }
        }
        return parts
    }

    /// Pairs of neighbouring characters: names that share many are alike.
    static func pairs(_ text: String) -> Set<String> {
        Set(zip(text, text.dropFirst()).map { String([$0, $1]) })
    }
}
