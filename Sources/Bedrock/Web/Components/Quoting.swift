package import Kernel

extension Components {
    /// Words of the page's language that may quote Chinese (names of the catalogue, texts of laws): each run of it is marked, so that it is
    /// read out as Chinese (WCAG 2.2, 3.1.2).
    package static func quoted(_ text: String, _ language: Language) -> HTML {
        guard language != .zh else { return HTML(text: text) }
        var (html, run, isChinese) = (HTML(), "", false)
        func close() {
            html += isChinese ? "<span lang=\"zh-Hans\">\(run)</span>" : HTML(text: run)
            run = ""
        }
        for scalar in text.unicodeScalars {
            // Punctuation of full width belongs to what stands before it.
            let isMark = (0x3000...0x303F).contains(scalar.value) || (0xFF00...0xFFEF).contains(scalar.value)
            let next = isMark ? isChinese || run.isEmpty : scalar.isHan
            if next != isChinese, !run.isEmpty { close() }
            isChinese = next
            run.unicodeScalars.append(scalar)
        }
        close()
        return html
    }

    /// The same of a text in both languages, one of which may be missing.
    package static func quoted(_ text: Text, _ language: Language) -> HTML { quoted(text[language], language) }
}

extension Unicode.Scalar {
    fileprivate var isHan: Bool {
        switch value {
        case 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: true
        default: false
        }
    }
}
