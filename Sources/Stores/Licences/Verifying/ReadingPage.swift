import Kernel
import Web

/// The result for whoever holds the camera: large, in words and in shape, with the chosen claims and nothing else.
struct ReadingPage {
    let reading: Reading
    let language: Language
    /// Where the next one is verified.
    var next: Link = "/verify"

    func page(for visitor: Visitor) -> Page {
        let isStaff = visitor.kind == .staff
        return Page(
            reading.verdict.name, layout: isStaff ? .console(current: VerifyingText.nav) : .plain, body: html,
            isWide: false)
    }

    private var html: HTML {
        let title: HTML
        if let licence = reading.licence {
            title = Components.heading(HTML(text: licence.name[language]), above: HTML(text: licence.issuer[language]))
        } else {
            title = Components.heading(VerifyingText.title, language)
        }
        return """
            \(title)\(VerdictPanel(reading.verdict, language).html)\(content)\
            \(Components.actionBar([Components.button(VerifyingText.another, to: next, .plain, language)]))
            """
    }

    private var content: HTML {
        guard let licence = reading.licence else { return "<p class=\"soft\">\(VerifyingText.nothingShown, language)</p>" }
        let shown = reading.claims.map { Components.Fact($0.label, HTML(text: $0.words[language])) }
        var facts = [
            Components.Fact(VerifyingText.licence, HTML(text: licence.name[language])),
            Components.Fact(LicencesText.issuer, HTML(text: licence.issuer[language])),
            Components.Fact(VerifyingText.checkedAt, "\(Components.date(reading.at.date, language)) \(reading.at.clockWithSeconds)"),
        ]
        if let audience = reading.audience {
            facts.append(
                Components.Fact(
                    VerifyingText.madeOutTo,
                    "<strong>\(audience)</strong> <span class=\"soft\">\(VerifyingText.madeOutHint, language)</span>"))
        }
        return """
            \(Components.card(VerifyingText.shownToYou, "<div class=\"shown\">\(Components.summaryList(shown, language))</div>", language))\
            \(Components.card(nil, Components.summaryList(facts, language)))
            """
    }
}
