import Catalogue
import Kernel
import Web

/// One item of a guide, element by element: everything that the implementation list has (GB/T 39046), in the order in which people ask.
struct GuideElements {
    let guide: Guide.ItemGuide
    let catalogue: Catalogue
    let language: Language
    /// On paper nothing stays folded.
    var isOpen = false

    private var item: ServiceItem { guide.item }

    /// The whole of it.
    var html: HTML {
        let parts: [HTML] = [
            Components.summaryList(guide.rows.map(row) + results + remedies, language), bases, fees, steps, points, procedures,
            Components.details(GuidingText.standing, Components.summaryList(guide.standing.map(row), language), isOpen: isOpen, language),
            questions,
        ]
        return "<section class=\"element\">\(parts)</section>"
    }

    private func row(_ row: Guide.Row) -> Components.Fact {
        let isTelephone = row.value.zh == item.phone || row.value.zh == item.complaints
        let value: HTML =
            isTelephone ? "<a href=\"\(Link.telephone(row.value.zh))\">\(row.value, language)</a>" : HTML(text: row.value[language])
        return Components.Fact(row.label, value, note: row.basis.map { HTML(text: $0[language]) })
    }

    /// A heading of its own for each part, of the third level: the item's name is the second.
    private func part(_ title: Text, _ body: HTML) -> HTML { "<h3>\(title, language)</h3>\(body)" }

    private var results: [Components.Fact] {
        guide.results.map { result in
            let length = result.validity.map { GuidingText.validity(months: $0) }
            let words = [length, result.sample.map(GuidingText.sample)].compactMap(\.self)
            let below: HTML? = words.isEmpty ? nil : "<br>\(Components.soft(GuidingText.sentences(words), language))"
            return Components.Fact(PortalText.results, "\(result.name, language)\(below)")
        }
    }

    private var remedies: [Components.Fact] {
        // Of the two that are stated by name nothing general needs to be said; no authority decides in a company's service.
        let general = item.type == .publicService ? PortalText.complaining : PortalText.remediesText
        let facts = guide.remedies.isEmpty ? [Components.Fact(PortalText.remedies, "\(general, language)")] : guide.remedies.map(row)
        return facts
            + [(PortalText.note, item.note), (GuidingText.rights, item.rights), (GuidingText.duties, item.duties)].compactMap {
                label, text in
                text.map { Components.Fact(label, HTML(text: $0[language])) }
            }
    }

    private var bases: HTML {
        guard !guide.bases.isEmpty else { return HTML() }
        let rows = guide.bases.html { basis -> HTML in
            let words: HTML? = basis.text.map { "<blockquote>\(Components.chinese($0, language))</blockquote>" }
            let since: HTML? = basis.date.map { " \(Components.soft(GuidingText.inForceSince($0), language))" }
            return "<li>\(basis.citation, language)\(since)\(words)</li>"
        }
        return part(PortalText.basis, "<ul class=\"plain\">\(rows)</ul>")
    }

    private var fees: HTML {
        guard !guide.fees.isEmpty else { return HTML() }
        let rows = guide.fees.map { fee in
            Components.Row([
                HTML(text: fee.name[language]),
                "\(fee.standard ?? fee.amount.text, language)\(fee.isConditional ? HTML(text: GuidingText.inSomeCases[language]) : HTML())",
                HTML(text: (fee.reduction ?? GuidingText.noReduction)[language]), list(fee.basis),
            ])
        }
        let columns = [PortalText.fee, GuidingText.standard, GuidingText.reduction, PortalText.basis].map { Components.Column($0) }
        return part(PortalText.fee, Components.table(columns, rows: rows, caption: PortalText.fee, language))
    }

    private var steps: HTML {
        guard !guide.steps.isEmpty else { return HTML() }
        let rows = guide.steps.html { step -> HTML in
            let words = [step.level.name, step.unit, step.limit].compactMap(\.self)
            return "<li>\(step.name, language) \(Components.soft(GuidingText.dotted(words), language))</li>"
        }
        return part(PortalText.steps, "<ol>\(rows)</ol>")
    }

    /// What is a matter of fact, and what of judgement; and how large a share that is.
    private var points: HTML {
        guard !guide.reviewPoints.isEmpty else { return HTML() }
        let rows = guide.reviewPoints.html { point -> HTML in
            let isJudged = point.kind == .discretionary
            let tag = Components.tag(GuidingText.kind(point.kind), isJudged ? .wait : .quiet, language)
            return "<li>\(Components.chinese(point.text[language], language)) \(tag)</li>"
        }
        let share = GuidingText.share(
            guide.reviewPoints.count { $0.kind == .discretionary }, of: guide.reviewPoints.count)
        return part(PortalText.reviewPoints, "<p>\(share, language)</p><ul class=\"plain\">\(rows)</ul>")
    }

    private var procedures: HTML {
        guard !guide.specialProcedures.isEmpty else { return HTML() }
        return part(GuidingText.procedures, Components.summaryList(guide.specialProcedures.map(row), language))
    }

    private var questions: HTML {
        guard !item.frequentQuestions.isEmpty else { return HTML() }
        let answers = item.frequentQuestions.html { "<dt>\($0.question, language)</dt><dd>\($0.answer, language)</dd>" }
        return part(PortalText.frequent, "<dl>\(answers)</dl>")
    }

    private func list(_ texts: [Text]) -> HTML { HTML(text: GuidingText.sentences(texts)[language]) }
}
