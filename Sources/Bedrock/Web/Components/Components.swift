package import Kernel

/// The parts that pages are built of: pure functions from values to markup, the same on the portal and on the console.
package enum Components {
    /// What a colour says; it never says it alone.
    package enum Tone: String, Sendable, Hashable { case beam, done, wait, seal, quiet }

    /// A short word in a tinted box.
    package static func tag(_ text: Text, _ tone: Tone, _ language: Language) -> HTML {
        "<span class=\"tag \(tone.rawValue)\">\(text, language)</span>"
    }

    package static func tag(_ text: Text, _ language: Language) -> HTML { tag(text, .beam, language) }

    /// The three lights of a clock: a dot, a square, a diamond.
    package enum Light: String, Sendable, Hashable { case green, amber, red }

    /// A light with its meaning in words for whoever does not see it.
    package static func light(_ light: Light, _ meaning: Text, _ language: Language) -> HTML {
        "<span class=\"light \(light.rawValue)\"></span><span class=\"vh\">\(meaning, language)</span>"
    }

    /// A light, what it belongs to, and a quiet line below: the first cell of a list of cases.
    package static func lit(_ light: Light, _ meaning: Text, title: HTML, below: HTML? = nil, _ language: Language) -> HTML {
        let line: HTML? = below.map { "<span class=\"soft\">\($0)</span>" }
        return "<div class=\"lit\"><div>\(self.light(light, meaning, language))</div><div>\(title)</div>\(line)</div>"
    }

    /// Words that are only heard.
    package static func hidden(_ text: Text, _ language: Language) -> HTML { "<span class=\"vh\">\(text, language)</span>" }

    /// Quieter words beside or below others.
    package static func soft(_ text: Text, _ language: Language) -> HTML { "<span class=\"soft\">\(text, language)</span>" }

    /// Codes and numbers that a person may have to read out: they never wrap.
    package static func code(_ text: String) -> HTML { "<span class=\"code\">\(text)</span>" }

    package static func anchor(_ label: Text, _ link: Link, _ language: Language) -> HTML { "<a href=\"\(link)\">\(label, language)</a>" }

    /// A text that exists in Chinese only (law, officers' criteria), marked so in pages of another language.
    package static func chinese(_ text: String, _ language: Language) -> HTML {
        language == .zh ? HTML(text: text) : "<span lang=\"zh-Hans\">\(text)</span>"
    }
}

extension Components {
    /// `2026 年 11 月 23 日`, readable by machines too.
    package static func date(_ date: LocalDate, _ language: Language) -> HTML {
        "<time datetime=\"\(date)\">\(date.text, language)</time>"
    }

    /// `11 月 23 日`, with the year where it is not that of `today`.
    package static func date(_ date: LocalDate, near today: LocalDate, _ language: Language) -> HTML {
        "<time datetime=\"\(date)\">\(date.year == today.year ? date.shortText : date.text, language)</time>"
    }

    /// `2026 年 11 月 23 日 09:12`
    package static func moment(_ instant: Instant, _ language: Language) -> HTML {
        "<time datetime=\"\(instant.rfc3339)\">\(instant.date.text, language) \(instant.clock)</time>"
    }

    /// `09:12` today, `11 月 23 日 09:12` within the year, else with the year.
    package static func moment(_ instant: Instant, near today: LocalDate, _ language: Language) -> HTML {
        let date = instant.date
        guard date != today else { return "<time datetime=\"\(instant.rfc3339)\">\(instant.clock)</time>" }
        let day = date.year == today.year ? date.shortText : date.text
        return "<time datetime=\"\(instant.rfc3339)\">\(day, language) \(instant.clock)</time>"
    }

    /// From one day to another.
    package static func dates(from: LocalDate, to: LocalDate, _ language: Language) -> HTML {
        "\(date(from, language)) — \(date(to, language))"
    }
}
