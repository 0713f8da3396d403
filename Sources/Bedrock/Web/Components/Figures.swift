package import Kernel

extension Components {
    /// One of the four reductions: what it is now, what it was before.
    package struct Figure: Sendable, Hashable {
        package var now: String
        package var before: String?
        /// What is counted: `份材料`, `个工作日`.
        package var unit: Text
        /// A word close behind the number: `万`, `天`.
        package var suffix: Text?

        package init(_ now: String, before: String? = nil, unit: Text, suffix: Text? = nil) {
            self.now = now
            self.before = before
            self.unit = unit
            self.suffix = suffix
        }
    }

    /// The four reductions as four large numbers, the old ones struck through.
    package static func fourNumbers(_ figures: [Figure], _ language: Language) -> HTML {
        let items = figures.html { figure in
            let suffix: HTML? = figure.suffix.map { "<small>\($0, language)</small>" }
            let before: HTML? = figure.before.flatMap { $0 == figure.now ? nil : $0 }.map {
                " <del>\(hidden(WebText.formerly, language))\($0)</del>"
            }
            return "<li><p><b>\(figure.now)</b>\(suffix)\(before)</p><p class=\"unit\">\(figure.unit, language)</p></li>"
        }
        return "<ul class=\"numbers\">\(items)</ul>"
    }

    /// One bar: who does what, from which day and for how many.
    package struct Bar: Sendable, Hashable {
        package var who: Text
        package var start: Double
        package var length: Double
        /// The same in words: `当场`, `2 个工作日`.
        package var words: Text

        package init(_ who: Text, start: Double, length: Double, words: Text) {
            self.who = who
            self.start = start
            self.length = length
            self.words = words
        }
    }

    /// Who does what and for how many days: a picture for the eye, a table for the ear.
    package static func bars(_ bars: [Bar], caption: Text, _ language: Language) -> HTML {
        let total = max(bars.map { $0.start + $0.length }.max() ?? 0, 1)
        let rows = bars.html { bar in
            // A thing done on the spot still shows as a sliver.
            let width = max(bar.length / total, 0.02)
            let x = min(max(bar.start / total, 0), 1 - width)
            return """
                <tr role="row"><th scope="row" role="rowheader">\(bar.who, language)</th><td role="cell">\
                <svg aria-hidden="true" focusable="false" height="18"><rect class="track" width="100%" height="18" rx="3"/>\
                <rect class="bar" x="\(percent(x))" width="\(percent(width))" height="18" rx="3"/></svg></td>\
                <td class="words" role="cell">\(bar.words, language)</td></tr>
                """
        }
        return """
            <table class="bars" role="table"><caption class="vh">\(caption, language)</caption>\
            <tbody role="rowgroup">\(rows)</tbody></table>
            """
    }

    private static func percent(_ share: Double) -> String {
        let tenths = Int((share * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10)%"
    }

    /// How much of a whole is done, in words and as a bar.
    package static func progressBar(_ done: Int, of total: Int, label: Text, _ language: Language) -> HTML {
        """
        <div class="progress"><span id="progress-\(total)">\(label, language)</span>\
        <progress value="\(done)" max="\(max(total, 1))" aria-labelledby="progress-\(total)"></progress></div>
        """
    }
}
