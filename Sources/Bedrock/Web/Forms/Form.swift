package import Kernel

/// A part of a form on a sheet of its own.
package struct FormSection: Sendable {
    package var title: Text?
    package var note: Text?
    package var fields: [Field]

    package init(_ title: Text? = nil, note: Text? = nil, fields: [Field]) {
        self.title = title
        self.note = note
        self.fields = fields
    }
}

/// A form as a value. What is wrong stands first and leads to its field; what was typed is kept; a second click does no harm.
package struct Form: Sendable {
    package var action: Link
    package var sections: [FormSection]
    /// What stands in the boxes, by field.
    package var values: [String: [String]]
    package var problem: Problem?
    /// What is wrong with what stands in the boxes since before: told at each box, with no summary in the reader's way.
    package var marks: [Problem.Fault] = []
    package var submit: Text
    package var kind: Components.ButtonKind
    package var seal: FormSeal
    /// Where a page has several forms: what tells the ids of this one from the others' (`refusal-`).
    package var scope = ""
    /// The main form of a page with others: what was typed is saved before one of them is sent.
    package var isKept = false
    /// Other ways beside the button: links, a second submit button.
    package var others: [HTML]
    /// Between the fields and the button.
    package var after: HTML

    package init(
        action: Link, sections: [FormSection], values: [String: [String]] = [:], problem: Problem? = nil, submit: Text,
        kind: Components.ButtonKind = .main, seal: FormSeal, others: [HTML] = [], after: HTML = HTML()
    ) {
        self.action = action
        self.sections = sections
        self.values = values
        self.problem = problem
        self.submit = submit
        self.kind = kind
        self.seal = seal
        self.others = others
        self.after = after
    }

    /// A form of one sheet.
    package init(
        action: Link, fields: [Field], values: [String: [String]] = [:], problem: Problem? = nil, submit: Text, seal: FormSeal,
        others: [HTML] = []
    ) {
        self.init(
            action: action, sections: [FormSection(fields: fields)], values: values, problem: problem, submit: submit, seal: seal,
            others: others)
    }

    /// Values for the boxes from stored ones: an object of typed values.
    package static func values(_ json: JSON) -> [String: [String]] {
        Dictionary((json.members ?? []).map { ($0.name, Field.texts($0.value)) }) { first, _ in first }
    }

    package var fields: [Field] { sections.flatMap(\.fields) }

    package func html(_ language: Language) -> HTML {
        let summary: HTML? = problem.map { Components.errorSummary($0, fields: fields, scope: scope, language) }
        let hasFile = fields.contains { if case .file = $0.kind { true } else { false } }
        return """
            \(summary)<form class="form" method="post" action="\(action)" novalidate data-once\(flag: "data-kept", isKept)\
            \(attribute: "enctype", hasFile ? "multipart/form-data" : nil)>\(seal.html)\(sections.html { section($0, language) })\
            \(fields.nameLists(in: scope, language))\(after)\
            <div class="actions">\(Components.submit(submit, kind, language))\(others)</div></form>
            """
    }

    private func section(_ section: FormSection, _ language: Language) -> HTML {
        let faults = (problem?.faults ?? []) + marks
        let title: HTML? = section.title.map { "<h2>\($0, language)</h2>" }
        let note: HTML? = section.note.map { "<p class=\"soft\">\($0, language)</p>" }
        let fields = section.fields.html { $0.render(values: values[$0.name] ?? [], faults: faults, scope: scope, language) }
        return "<div class=\"card\">\(title)\(note)\(fields)</div>"
    }
}
