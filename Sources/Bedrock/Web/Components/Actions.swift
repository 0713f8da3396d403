package import Kernel

extension Components {
    /// How heavy a button is: the one thing to do, another way, or one that refuses.
    package enum ButtonKind: String, Sendable, Hashable { case main, plain, seal }

    /// A link that looks like what it is: the next step.
    package static func button(_ label: Text, to link: Link, _ kind: ButtonKind, _ language: Language) -> HTML {
        "<a class=\"button \(kind.rawValue)\" href=\"\(link)\">\(label, language)</a>"
    }

    package static func button(_ label: Text, to link: Link, _ language: Language) -> HTML { button(label, to: link, .main, language) }

    /// A submit button; name and value where a form has several.
    package static func submit(_ label: Text, _ kind: ButtonKind, name: String? = nil, value: String? = nil, _ language: Language) -> HTML {
        "<button class=\"button \(kind.rawValue)\"\(attribute: "name", name)\(attribute: "value", value)>\(label, language)</button>"
    }

    package static func submit(_ label: Text, _ language: Language) -> HTML { submit(label, .main, language) }

    /// An act without fields: a form of one button.
    package static func postButton(
        _ label: Text, to action: Link, kind: ButtonKind = .main, seal: FormSeal, values: [(String, String)] = [], _ language: Language
    ) -> HTML {
        let hidden = values.html { "<input type=\"hidden\" name=\"\($0.0)\" value=\"\($0.1)\">" }
        return "<form method=\"post\" action=\"\(action)\" data-once>\(seal.html)\(hidden)\(submit(label, kind, language))</form>"
    }

    /// What can be done here, in one bar.
    package static func actionBar(_ actions: [HTML]) -> HTML { "<div class=\"actions\">\(actions)</div>" }

    /// Prints the page; shown only where scripts run.
    package static func printButton(_ language: Language) -> HTML {
        "<button type=\"button\" class=\"button plain\" data-print hidden>\(WebText.print, language)</button>"
    }

    /// One question, one box: search in the person's own words, with examples below.
    package static func searchBox(
        to action: Link, label: Text, value: String = "", placeholder: Text? = nil, examples: [(words: Text, link: Link)] = [],
        suggestions: Link? = nil,
        _ language: Language
    ) -> HTML {
        let chips: HTML? =
            examples.isEmpty ? nil : filterChips(examples.map { Chip($0.words, $0.link) }, label: WebText.forExample, language)
        return """
            <div class="search-place"><form class="search" role="search" action="\(action)" method="get">\
            <label class="vh" for="q">\(label, language)</label>\
            <div class="box"><input id="q" name="q" type="search" value="\(value)" maxlength="100"\(attribute: "placeholder", placeholder?[language])\
             autocomplete="off" enterkeyhint="search"\(attribute: "data-suggest", suggestions?.text)>\
            <button>\(WebText.search, language)</button></div></form>\(chips)</div>
            """
    }

    /// One chip: a word that leads somewhere or narrows a list.
    package struct Chip: Sendable, Hashable {
        package var label: Text
        package var link: Link
        package var isCurrent: Bool

        package init(_ label: Text, _ link: Link, isCurrent: Bool = false) {
            self.label = label
            self.link = link
            self.isCurrent = isCurrent
        }
    }

    /// Chips in a row: examples, or filters of which the current ones are marked.
    package static func filterChips(_ chips: [Chip], label: Text, _ language: Language) -> HTML {
        let items = chips.html { chip in
            "<li><a href=\"\(chip.link)\"\(attribute: "aria-current", chip.isCurrent ? "true" : nil)>\(chip.label, language)</a></li>"
        }
        return "<ul class=\"chips\" aria-label=\"\(label, language)\">\(items)</ul>"
    }
}

/// What every form that changes something carries: the token against forged requests, and the key that makes a repeat harmless.
package struct FormSeal: Sendable, Hashable {
    package var csrf: String
    /// The idempotency key; nil where repeating does no harm.
    package var key: String?

    package init(csrf: String, key: String? = nil) {
        self.csrf = csrf
        self.key = key
    }

    package static let csrfName = "_csrf"
    package static let keyName = "_key"

    package var html: HTML {
        let token: HTML = "<input type=\"hidden\" name=\"\(FormSeal.csrfName)\" value=\"\(csrf)\">"
        return key.map { token + "<input type=\"hidden\" name=\"\(FormSeal.keyName)\" value=\"\($0)\">" } ?? token
    }
}
