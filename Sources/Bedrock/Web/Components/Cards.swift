package import Kernel

extension Components {
    /// A sheet of paper with a heading of the second level.
    package static func card(_ title: HTML? = nil, aside: HTML? = nil, _ body: HTML, id: String? = nil) -> HTML {
        let heading: HTML? = title.map { title in
            let aside: HTML? = aside.map { "<div class=\"aside\">\($0)</div>" }
            return "<div class=\"card-head\"><h2>\(title)</h2>\(aside)</div>"
        }
        return "<section class=\"card\"\(attribute: "id", id)>\(heading)\(body)</section>"
    }

    /// A card with a plain heading.
    package static func card(_ title: Text, _ body: HTML, _ language: Language) -> HTML { card(HTML(text: title[language]), body) }

    /// Cards side by side where there is room.
    package static func cards(_ cards: [HTML]) -> HTML { "<div class=\"cards\">\(cards)</div>" }

    /// A card that is one link: a thing, an item, a licence.
    package static func linkCard(_ title: HTML, to link: Link, tag: HTML? = nil, _ body: HTML, foot: HTML? = nil) -> HTML {
        let mark: HTML? = tag.map { " \($0)" }
        let last: HTML? = foot.map { "<p class=\"foot\">\($0)</p>" }
        return "<article class=\"card link\"><h2><a href=\"\(link)\">\(title)</a>\(mark)</h2><div>\(body)</div>\(last)</article>"
    }

    /// A wide part and a narrow one beside it; the narrow one below on a phone.
    package static func split(_ main: HTML, _ side: HTML) -> HTML {
        "<div class=\"split\"><div class=\"stack\">\(main)</div><div class=\"stack\">\(side)</div></div>"
    }

    /// Two parts of the same width.
    package static func halves(_ first: HTML, _ second: HTML) -> HTML {
        "<div class=\"halves\"><div class=\"stack\">\(first)</div><div class=\"stack\">\(second)</div></div>"
    }

    /// The head of a page: what it belongs to, its one heading, and the sentence below.
    package static func heading(_ title: HTML, above: HTML? = nil, tag: HTML? = nil, lede: HTML? = nil) -> HTML {
        let eyebrow: HTML? = above.map { "<div class=\"eyebrow\">\($0)</div>" }
        let mark: HTML? = tag.map { " \($0)" }
        let sentence: HTML? = lede.map { "<p class=\"lede\">\($0)</p>" }
        return "<div class=\"heading\">\(eyebrow)<h1>\(title)\(mark)</h1>\(sentence)</div>"
    }

    /// The head of a legal document: its name, its number, and to whom it speaks; the body follows as paragraphs.
    package static func documentHead(_ title: HTML, number: String? = nil, addressee: String? = nil) -> HTML {
        let line: HTML? = number.map { "<p class=\"document-number\">\($0)</p>" }
        let person: HTML? = addressee.map { "<p class=\"addressee\">\($0)</p>" }
        return "<h1>\(title)</h1>\(line)\(person)"
    }

    /// The head of a page in plain words.
    package static func heading(_ title: Text, lede: Text? = nil, _ language: Language) -> HTML {
        heading(HTML(text: title[language]), lede: lede.map { HTML(text: $0[language]) })
    }

    /// The way back up.
    package static func breadcrumbs(_ places: [(name: Text, link: Link)], _ language: Language) -> HTML {
        let items = places.html { "<li><a href=\"\($0.link)\">\($0.name, language)</a></li>" }
        return "<nav class=\"crumbs\" aria-label=\"\(WebText.whereYouAre, language)\"><ol>\(items)</ol></nav>"
    }

    /// More for whoever wants it.
    package static func details(_ summary: Text, _ body: HTML, isOpen: Bool = false, _ language: Language) -> HTML {
        "<details class=\"more\"\(flag: "open", isOpen)><summary>\(summary, language)</summary><div>\(body)</div></details>"
    }

    /// Why something is asked.
    package static func why(_ reason: Text, _ language: Language) -> HTML {
        "<details class=\"why\"><summary>\(WebText.whyAsked, language)</summary><p>\(reason, language)</p></details>"
    }

    /// What to say where a list has nothing yet, and what to do instead.
    package static func emptyState(_ title: Text, hint: Text? = nil, action: (label: Text, link: Link)? = nil, _ language: Language) -> HTML
    {
        let sentence: HTML? = hint.map { "<p class=\"soft\">\($0, language)</p>" }
        let way: HTML? = action.map { "<p>\(button($0.label, to: $0.link, .plain, language))</p>" }
        return "<div class=\"empty\"><p><strong>\(title, language)</strong></p>\(sentence)\(way)</div>"
    }
}
