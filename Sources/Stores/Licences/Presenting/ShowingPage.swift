import Kernel
import Web

/// The holder's page while a licence is shown: the code, then who read it.
struct ShowingPage {
    let presentation: Presentation
    let presentable: Presentable
    let code: Presentations.Code?
    let seal: FormSeal
    let language: Language
    let now: Instant

    var page: Page {
        let title: Text =
            switch presentation.state(at: now) {
            case .waiting: PresentingText.showing
            case .read: PresentingText.read
            case .ended: PresentingText.ended
            }
        let place: HTML = """
            <div class="eyebrow">\(presentable.name, language)</div><h1>\(title, language)</h1>
            """
        let live: HTML =
            code == nil
            ? "<section class=\"live\">\(content)</section>"
            : """
            <section class="live" data-live="/api/v1/presentations/\(presentation.id)" data-life="\(Presentation.tokenSeconds)">\
            \(content)</section>
            """
        // Without scripts the page asks again by itself, and a code that is being scanned meanwhile stays good for its minute.
        let head: HTML = code == nil ? HTML() : "<noscript><meta http-equiv=\"refresh\" content=\"20\"></noscript>"
        return Page(
            title, layout: .portal(current: LicencesText.nav), body: "<div class=\"heading\">\(place)</div>\(live)", head: head,
            isWide: false)
    }

    private var content: HTML {
        switch presentation.state(at: now) {
        case .waiting: waiting
        case .read: read
        case .ended:
            """
            \(VerdictPanel(.stopped, PresentingText.ended, PresentingText.endedHint, language).html)\
            \(Components.actionBar([again, back]))
            """
        }
    }

    private var waiting: HTML {
        let picture = code.flatMap { Components.qr($0.link, label: PresentingText.codeLabel, language) }
        let until = code.map { PresentingText.until.filled(["time": $0.expiresAt.clockWithSeconds]) }
        return """
            <div class="code">\(picture)<div class="life" aria-hidden="true"><span></span></div>\
            <p role="status">\(PresentingText.waiting, language)</p>\(until.map { "<p class=\"soft\">\($0, language)</p>" as HTML })</div>\
            \(Components.card(PresentingText.theySee, shown(\.masked), language))\
            \(Components.actionBar([
                Components.button(PresentingText.newCode, to: "/presentations/\(presentation.id)", .plain, language),
                Components.postButton(PresentingText.stop, to: "/presentations/\(presentation.id)/end", kind: .seal, seal: seal, language),
            ]))
            """
    }

    private var read: HTML {
        guard let read = presentation.read else { return HTML() }
        let below = PresentingText.readWith.filled(["time": Text(same: read.at.clockWithSeconds), "verdict": read.verdict.name])
        return """
            \(VerdictPanel(read.verdict.shape, PresentingText.read, read.reader.words, below: below, language).html)\
            \(if: read.verdict == .valid, Components.card(PresentingText.theySaw, shown(\.masked), language))\
            \(Components.actionBar([again, back]))
            """
    }

    private func shown(_ words: KeyPath<LicenceClaim, Text>) -> HTML {
        let facts = presentable.shown(presentation.shown).map { Components.Fact($0.label, HTML(text: $0[keyPath: words][language])) }
        return "\(Components.summaryList(facts, language))<p class=\"soft\">\(PresentingText.andValidity, language)</p>"
    }

    private var again: HTML {
        Components.postButton(
            PresentingText.again, to: "/licences/\(presentation.licence)/presentations", seal: seal,
            values: presentation.shown.sorted().map { ("claims", $0) }, language)
    }

    private var back: HTML { Components.button(PresentingText.back, to: "/licences/\(presentation.licence)", .plain, language) }
}

extension Instant {
    /// `HH:mm:ss` in Shanghai.
    var clockWithSeconds: String { String(rfc3339.dropFirst(11).prefix(8)) }
}
