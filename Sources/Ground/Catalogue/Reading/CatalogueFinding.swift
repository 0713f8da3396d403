package import Kernel

/// One thing that a reader of the catalogue's files should mend: where, by which rule, and what was probably meant.
package struct CatalogueFinding: Error, Sendable, Hashable {
    /// An error keeps a catalogue from being published; a warning does not.
    package enum Severity: String, Sendable, Hashable, CaseIterable { case error, warning }

    package let file: String
    /// 1 is the first; 0 where no line is known.
    package let line: Int
    package let column: Int
    package let severity: Severity
    /// Stable, for programs: `unknown-key`, `feel`, `promise`.
    package let rule: String
    package let message: Text
    package let suggestion: Text?
    /// Where in its file or definition, as a JSON pointer: `/materials/0/name`; empty for the whole.
    package var path = ""
    /// The words that are at fault, where they are not the whole text.
    package var mark: Mark?

    /// Words within the text at `path`: its language, and where they begin, in Unicode scalars.
    package struct Mark: Sendable, Hashable {
        package let language: Language
        package let offset: Int
        package let length: Int
        package let words: String
    }

    package init(
        file: String, line: Int, column: Int = 1, severity: Severity = .error, rule: String, message: Text, suggestion: Text? = nil
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.severity = severity
        self.rule = rule
        self.message = message
        self.suggestion = suggestion
    }

    /// `items/hukou-birth.yaml:12:5: error [unknown-key] …`, as compilers say it.
    package func line(in language: Language) -> String {
        let hint = suggestion.map { language == .zh ? "（\($0.zh)）" : " (\($0.en))" } ?? ""
        return "\(file):\(line):\(column): \(severity.rawValue) [\(rule)] \(message[language])\(hint)"
    }
}

extension [CatalogueFinding] {
    /// Whether a catalogue with these findings must not be published.
    package var hasErrors: Bool { contains { $0.severity == .error } }
}
