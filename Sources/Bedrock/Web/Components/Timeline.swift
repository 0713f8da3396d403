package import Kernel

extension Components {
    /// One station of a progress line.
    package struct TimelineStep: Sendable {
        package enum State: String, Sendable, Hashable { case done, now, waiting, failed }

        package var state: State
        package var title: HTML
        /// When it happened, quiet beside the title.
        package var when: HTML?
        /// A tag such as the days that are left.
        package var tag: HTML?
        package var detail: HTML?

        package init(_ state: State, _ title: HTML, when: HTML? = nil, tag: HTML? = nil, detail: HTML? = nil) {
            self.state = state
            self.title = title
            self.when = when
            self.tag = tag
            self.detail = detail
        }
    }

    /// Progress like a parcel's: a filled dot for what is done, a hollow one for now, a pale one for what comes, a diamond for a refusal.
    package static func timeline(_ steps: [TimelineStep], _ language: Language) -> HTML {
        let items = steps.html { step in
            let when: HTML? = step.when.map { " <span class=\"soft\">\($0)</span>" }
            let tag: HTML? = step.tag.map { " \($0)" }
            let detail: HTML? = step.detail.map { "<div class=\"detail\">\($0)</div>" }
            return """
                <li class="\(step.state.rawValue)"\(attribute: "aria-current", step.state == .now ? "step" : nil)>\
                <p class="title">\(hidden(WebText.state(step.state), language))<strong>\(step.title)</strong>\(when)\(tag)</p>\(detail)</li>
                """
        }
        return "<ol class=\"timeline\">\(items)</ol>"
    }

    /// Where one is within a form: 情形 — 填写 — 核对 — 完成.
    package static func steps(_ names: [Text] = WebText.formSteps, current: Int, _ language: Language) -> HTML {
        var items = HTML()
        for (index, name) in names.enumerated() {
            let state: Text? = index < current ? WebText.stepDone : nil
            items += """
                <li\(attribute: "aria-current", index == current ? "step" : nil)\(attribute: "class", state == nil ? nil : "past")>\
                \(name, language)\(state.map { hidden($0, language) })</li>
                """
        }
        return "<ol class=\"steps\" aria-label=\"\(WebText.progress, language)\">\(items)</ol>"
    }

    /// One station of a life: a name, a hint of what is there, a link.
    package struct Station: Sendable, Hashable {
        package var name: Text
        package var hint: Text
        package var link: Link

        package init(_ name: Text, hint: Text, link: Link) {
            self.name = name
            self.hint = hint
            self.link = link
        }
    }

    /// Life as a line instead of a list of departments: lying where there is room, upright on a phone.
    package static func lifeLine(_ title: Text, _ stations: [Station], _ language: Language) -> HTML {
        let items = stations.html { station in
            "<li><a href=\"\(station.link)\"><strong>\(station.name, language)</strong> <span>\(station.hint, language)</span></a></li>"
        }
        return "<section class=\"life\"><h2>\(title, language)</h2><ol>\(items)</ol></section>"
    }
}
