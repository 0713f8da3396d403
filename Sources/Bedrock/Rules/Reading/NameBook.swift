/// The names that the parser knows and that are more than one plain word: `last name`, `date and time`, `in a list`.
struct NameBook {
    private struct Name {
        let text: String
        let parts: [String]
    }

    private var byFirstPart: [String: [Name]] = [:]

    init(_ names: some Sequence<String> = []) {
        for name in names { add(name) }
    }

    /// A plain word is found by the lexer and needs no entry, unless it is a keyword.
    mutating func add(_ text: String) {
        let parts = NameBook.parts(of: text)
        guard let first = parts.first, parts.count > 1 || Keywords.all.contains(first) else { return }
        var names = byFirstPart[first, default: []]
        guard !names.contains(where: { $0.parts == parts }) else { return }
        names.append(Name(text: text, parts: parts))
        // Of two that fit the longer one is meant (DMN 1.5 §10.3.1.3).
        byFirstPart[first] = names.sorted { $0.parts.count > $1.parts.count }
    }

    /// The longest known name that stands at `start`, and where it ends.
    func match(_ source: SourceText, at start: Int) -> (name: String, end: Int)? {
        guard !byFirstPart.isEmpty, let first = NameBook.part(source.scalars, at: start),
            let candidates = byFirstPart[source.slice(start..<first)]
        else { return nil }
        return candidates.lazy.compactMap { name in NameBook.end(of: name.parts, source, at: start).map { (name.text, $0) } }.first
    }

    private static func end(of parts: [String], _ source: SourceText, at start: Int) -> Int? {
        var at = start
        for (index, part) in parts.enumerated() {
            if index > 0 {
                while at < source.scalars.count, Letters.isSpace(source.scalars[at]) { at += 1 }
            }
            guard let end = NameBook.part(source.scalars, at: at), source.slice(at..<end) == part else { return nil }
            at = end
        }
        return at
    }

    /// The end of the word or sign that begins there.
    private static func part(_ scalars: [Unicode.Scalar], at start: Int) -> Int? {
        guard start < scalars.count else { return nil }
        var at = start
        while at < scalars.count, Letters.isNamePart(scalars[at]) || scalars[at] == "?" && at == start { at += 1 }
        if at > start { return at }
        return Letters.isNameSign(scalars[start]) ? start + 1 : nil
    }

    private static func parts(of text: String) -> [String] {
        let scalars = Array(text.unicodeScalars)
        var (parts, at) = ([String](), 0)
        while at < scalars.count {
            if Letters.isSpace(scalars[at]) {
                at += 1
                continue
            }
            // A name with any other sign in it can only be written as a string.
            guard let end = part(scalars, at: at) else { return [] }
            parts.append(String(String.UnicodeScalarView(scalars[at..<end])))
            at = end
        }
        return parts
    }
}
