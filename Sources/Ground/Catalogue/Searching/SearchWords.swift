import Kernel

/// Cuts text into what is searched for: pairs of Chinese characters, single ones as a last resort, and Latin words.
enum SearchWords {
    /// Lower case, half width, punctuation as spaces.
    static func normal(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.lowercased().unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: out.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
            case _ where isHan(scalar) || scalar.properties.isAlphabetic || scalar.properties.numericType != nil: out.append(scalar)
            default: if out.last != " " { out.append(" ") }
            }
        }
        return String(out).split(separator: " ").joined(separator: " ")
    }

    /// Words of the text, without those that say nothing.
    static func pairs(_ text: String) -> [String] { runs(normal(text)).flatMap { $0.isHan ? pairs(ofHan: $0.text) : latin($0.text) } }

    static func singles(_ text: String) -> [String] { runs(normal(text)).flatMap { $0.isHan ? $0.text.map(String.init) : [] } }

    /// What the person wants, without the words around it: `怎么给孩子上户口` → `孩子上户口`.
    static func essence(_ query: String) -> String {
        var text = normal(query)
        for phrase in fillers where text.contains(phrase) {
            let shorter = text.replacing(phrase, with: " ")
            if shorter.contains(where: { $0 != " " }) { text = shorter }
        }
        let words = text.split(separator: " ").filter { !empty.contains(String($0)) }
        return words.isEmpty ? text : words.joined(separator: " ")
    }

    private static let fillers = [
        "需要什么材料", "需要哪些材料", "在哪里", "去哪里", "要什么材料", "怎么办理", "如何办理", "怎么申请", "如何申请", "怎么办", "如何办", "怎样", "怎么", "如何",
        "我想要", "我想", "我要", "需要", "办理一下", "请问", "可以", "哪里", "什么", "给我",
    ]
    private static let empty: Set<String> = [
        "a", "an", "the", "how", "to", "do", "i", "my", "for", "of", "in", "is", "can", "want", "need", "get", "and", "or", "我", "的", "要",
        "给",
    ]

    private static func pairs(ofHan text: String) -> [String] {
        let characters = Array(text)
        if characters.count == 1 { return [text] }
        return (1..<characters.count).map { String(characters[($0 - 1)...$0]) }
    }

    /// English plurals and verbs, roughly: both sides are cut alike.
    private static func latin(_ text: String) -> [String] {
        text.split(separator: " ").map(String.init).filter { !empty.contains($0) }.map { word in
            if word.count > 4, word.hasSuffix("ies") { return word.dropLast(3) + "y" }
            if word.count > 5, word.hasSuffix("ing") { return String(word.dropLast(3)) }
            if word.count > 3, word.hasSuffix("s"), !word.hasSuffix("ss") { return String(word.dropLast()) }
            return word
        }
    }

    private static func runs(_ text: String) -> [(text: String, isHan: Bool)] {
        var runs: [(text: String, isHan: Bool)] = []
        for scalar in text.unicodeScalars {
            let han = isHan(scalar)
            if let last = runs.indices.last, runs[last].isHan == han, scalar != " " || !han {
                runs[last].text.unicodeScalars.append(scalar)
            } else {
                runs.append((String(scalar), han))
            }
        }
        return runs
    }

    static func isHan(_ scalar: Unicode.Scalar) -> Bool {
        (0x4E00...0x9FFF).contains(scalar.value) || (0x3400...0x4DBF).contains(scalar.value) || (0x20000...0x3134F).contains(scalar.value)
    }
}
