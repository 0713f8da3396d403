package import Kernel

/// What the codes of a box are called, where they are too many for a list to choose from: a person writes a name, the code is kept.
package struct CodeNames: Sendable, Hashable {
    /// What they are the codes of: `places`. One form offers each only once, whatever number of boxes asks for them.
    package let kind: String
    /// Said beside each box.
    package let help: Text
    /// What is offered while typing; anything else that is known may be written, too.
    package let suggestions: [Text]
    /// The code of what was written.
    package let read: @Sendable (String) throws(NameFault) -> String
    /// How a code is written; nil for one that is not known.
    package let written: @Sendable (String) -> Text?

    package init(
        _ kind: String, help: Text, suggestions: [Text], read: @escaping @Sendable (String) throws(NameFault) -> String,
        written: @escaping @Sendable (String) -> Text?
    ) {
        self.kind = kind
        self.help = help
        self.suggestions = suggestions
        self.read = read
        self.written = written
    }

    package static func == (a: CodeNames, b: CodeNames) -> Bool { a.kind == b.kind }
    package func hash(into hasher: inout Hasher) { hasher.combine(kind) }

    /// Longer than any name of a place with all that hold it, in English too.
    static let maxLength = 120

    /// The id of the list from which a browser offers them; nil where nothing is offered.
    func listID(in scope: String) -> String? { suggestions.isEmpty ? nil : "names-\(scope)\(kind)" }

    func list(in scope: String, _ language: Language) -> HTML {
        guard let id = listID(in: scope) else { return HTML() }
        return "<datalist id=\"\(id)\">\(suggestions.html { "<option value=\"\($0[language])\"></option>" as HTML })</datalist>"
    }
}

extension [Field] {
    /// What is offered in these boxes, each list once.
    func nameLists(in scope: String, _ language: Language) -> HTML {
        var seen: [CodeNames] = []
        for field in self {
            if case .named(let names) = field.kind, !seen.contains(names) { seen.append(names) }
        }
        return seen.html { $0.list(in: scope, language) }
    }
}
