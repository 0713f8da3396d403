import Kernel

/// Which language a reader gets: what the address says, what they chose before, what the browser asks for, and Chinese.
enum LanguageChoice {
    static func language(query: String?, cookie: String?, session: Language?, acceptLanguage: String?) -> Language {
        query.flatMap { Language(tag: $0) } ?? cookie.flatMap { Language(tag: $0) } ?? session ?? acceptLanguage.flatMap(preferred) ?? .zh
    }

    /// The best-liked language that we speak (RFC 9110 §12.5.4); among equals the first. nil where none is.
    static func preferred(_ header: String) -> Language? {
        var best: (language: Language, weight: Double)?
        for part in header.utf8.prefix(1000).split(separator: 0x2C) {
            let pieces = part.split(separator: 0x3B)
            guard let tag = pieces.first, let language = language(tag) else { continue }
            let weight = pieces.count > 1 ? quality(pieces[1]) : 1
            // Without a weight it is the most liked, and nothing later can be liked more.
            if weight == 1, best == nil { return language }
            if weight > (best?.weight ?? 0) { best = (language, weight) }
        }
        return best?.language
    }

    /// By the primary tag's two letters, without making a string of them.
    private static func language(_ tag: Substring.UTF8View) -> Language? {
        let tag = tag.drop { $0 == 0x20 }
        let letters = tag.prefix { $0 != 0x2D && $0 != 0x20 }
        guard letters.count == 2, let first = letters.first, let last = letters.last else { return nil }
        switch (first | 0x20, last | 0x20) {
        case (0x7A, 0x68): return .zh
        case (0x65, 0x6E): return .en
        default: return nil
        }
    }

    private static func quality(_ parameter: Substring.UTF8View) -> Double {
        let text = parameter.drop { $0 == 0x20 }
        guard text.starts(with: "q=".utf8) else { return 1 }
        return String(text.dropFirst(2)).flatMap { Double($0.filter { $0 != " " }) } ?? 0
    }
}
