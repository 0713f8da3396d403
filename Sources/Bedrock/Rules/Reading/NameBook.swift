/// The names that the parser knows and that are more than one plain word: `last name`, `date and time`, `in a list`.
struct NameBook {
    /// Names that begin alike share their first branches, so that many names cost a look-up no more than few.
    private struct Branch {
        var name: String?
        var next: [String: Int] = [:]
    }

    private var branches = [Branch()]

    init(_ names: some Sequence<String> = []) {
        for name in names { add(name) }
    }

    /// A plain word is found by the lexer and needs no entry, unless it is a keyword.
    mutating func add(_ text: String) {
        let parts = NameBook.parts(of: text)
        guard let first = parts.first, parts.count > 1 || Keywords.all.contains(first) else { return }
        var branch = 0
        for part in parts {
            if let next = branches[branch].next[part] {
                branch = next
            } else {
                branches[branch].next[part] = branches.count
                branch = branches.count
                branches.append(Branch())
            }
        }
        if branches[branch].name == nil { branches[branch].name = text }
    }

    /// The longest known name that stands at `start`, and where it ends: of two that fit the longer one is meant (DMN 1.5 §10.3.1.3).
    func match(_ source: SourceText, at start: Int) -> (name: String, end: Int)? {
        var (branch, at) = (0, start)
        var found: (name: String, end: Int)?
        while let end = NameBook.part(source.scalars, at: at), let next = branches[branch].next[source.slice(at..<end)] {
            branch = next
            at = end
            if let name = branches[branch].name { found = (name, end) }
            if branches[branch].next.isEmpty { break }
            while at < source.scalars.count, Letters.isSpace(source.scalars[at]) { at += 1 }
        }
        return found
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
