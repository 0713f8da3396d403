package import Kernel

extension Components {
    /// One known fact: what it is, its value, and where and when it came from.
    package struct Fact: Sendable {
        package var label: Text
        package var value: HTML
        /// Who says so.
        package var source: HTML?
        /// What else belongs to it in the same place: the law, the reason.
        package var note: HTML?

        package init(_ label: Text, _ value: HTML, source: HTML? = nil, note: HTML? = nil) {
            self.label = label
            self.value = value
            self.source = source
            self.note = note
        }
    }

    /// Facts as a quiet list with the source, or a note, at the right.
    package static func summaryList(_ facts: [Fact], _ language: Language) -> HTML {
        let rows = facts.html { fact in
            let source: HTML? = fact.source.map { "<dd class=\"source\">\(hidden(WebText.source, language))\($0)</dd>" }
            let note: HTML? = fact.note.map { "<dd class=\"source\">\($0)</dd>" }
            return "<div><dt>\(fact.label, language)</dt><dd>\(fact.value)</dd>\(source)\(note)</div>"
        }
        return "<dl class=\"facts\">\(rows)</dl>"
    }

    /// One point of a review: what data has confirmed is quiet, what needs eyes is bold.
    package struct Check: Sendable {
        package enum State: String, Sendable, Hashable {
            case confirmed, needsEyes, failed, unknown
            /// Settled, though no data verified it: handed in, promised, written by the platform, made by another item of the same application.
            case uploaded, promised, composed, sameApplication
        }

        package var state: State
        package var title: HTML
        package var detail: HTML?
        /// The source, or a link to the document, at the right.
        package var evidence: HTML?

        package init(_ state: State, _ title: HTML, detail: HTML? = nil, evidence: HTML? = nil) {
            self.state = state
            self.title = title
            self.detail = detail
            self.evidence = evidence
        }
    }

    /// The points of a review.
    package static func checks(_ checks: [Check], _ language: Language) -> HTML {
        let rows = checks.html { check in
            let detail: HTML? = check.detail.map { "<div class=\"detail\">\($0)</div>" }
            let evidence: HTML? = check.evidence.map { "<div class=\"source\">\($0)</div>" }
            return """
                <li class="\(check.state.rawValue)"><div>\(hidden(WebText.state(check.state), language))\
                <p class="title">\(check.title)</p>\(detail)</div>\(evidence)</li>
                """
        }
        return "<ul class=\"checks\">\(rows)</ul>"
    }
}
