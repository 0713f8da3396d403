package import Kernel

extension Components {
    /// A notice across the page.
    package static func banner(_ tone: Tone, _ body: HTML) -> HTML {
        "<div class=\"banner \(tone.rawValue)\"\(attribute: "role", tone == .seal ? "alert" : "status")>\(body)</div>"
    }

    /// A problem as a box within a page: what happened, and what to do next.
    package static func problem(_ problem: Problem, _ language: Language) -> HTML {
        let faults: HTML? = problem.faults.isEmpty ? nil : "<ul>\(problem.faults.html { "<li>\($0.message, language)</li>" })</ul>"
        return """
            <div class="problem" role="alert"><h2>\(problem.title, language)</h2><p>\(problem.detail, language)</p>\(faults)\(related(problem, language))</div>
            """
    }

    /// Where to look next.
    fileprivate static func related(_ problem: Problem, _ language: Language) -> HTML? {
        let links = problem.related.compactMap { related in
            Link(local: related.path).map { "<li>\(Components.anchor(related.label, $0, language))</li>" as HTML }
        }
        return links.isEmpty ? nil : "<ul class=\"plain\">\(links.html { $0 })</ul>"
    }

    /// What is to be mended in a form, first on the page and in the order of the form; each line leads to its field.
    package static func errorSummary(_ problem: Problem, fields: [Field], scope: String = "", _ language: Language) -> HTML {
        let place = Dictionary(fields.enumerated().map { ($1.name, $0) }) { first, _ in first }
        let faults = problem.faults.enumerated().sorted {
            (place[$0.element.field] ?? fields.count, $0.offset) < (place[$1.element.field] ?? fields.count, $1.offset)
        }.map(\.element)
        let lines = faults.html { fault in
            place[fault.field] != nil
                ? "<li><a href=\"#\(Field.anchor(fault.field, in: scope))\">\(fault.message, language)</a></li>"
                : "<li>\(fault.message, language)</li>"
        }
        let list: HTML? = problem.faults.isEmpty ? nil : "<ul>\(lines)</ul>"
        return """
            <div class="problem" role="alert" tabindex="-1" data-focus aria-labelledby="\(scope)error-summary">\
            <h2 id="\(scope)error-summary">\(problem.title, language)</h2><p>\(problem.detail, language)</p>\(list)\(related(problem, language))</div>
            """
    }
}

extension Page {
    /// A problem as a page of its own, with its status.
    package static func problem(_ problem: Problem, then: [(label: Text, link: Link)] = [], _ language: Language) -> Page {
        let home: (label: Text, link: Link) = (WebText.backHome, "/")
        let ways = then.isEmpty ? [home] : then
        let actions = ways.enumerated().map { index, way in
            Components.button(way.label, to: way.link, index == 0 ? .main : .plain, language)
        }
        let faults: HTML? =
            problem.faults.isEmpty ? nil : "<ul class=\"prose\">\(problem.faults.html { "<li>\($0.message, language)</li>" })</ul>"
        return Page(
            problem.title, layout: .plain,
            body: """
                \(Components.heading(HTML(text: problem.title[language]), lede: HTML(text: problem.detail[language])))\
                \(faults)\(Components.related(problem, language))\(Components.actionBar(actions))<p class="soft">\(WebText.helpline, language)</p>
                """,
            status: problem.status, isWide: false)
    }
}
