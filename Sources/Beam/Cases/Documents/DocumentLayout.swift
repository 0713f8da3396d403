import Kernel
import Web

/// The paper as the law knows it: to whom, what, why, on what basis, and what may be done about it.
struct DocumentLayout {
    let kind: CaseDocumentKind
    let number: String
    let content: JSON
    let language: Language
    /// The level of its heading: a paper's own is the first, a template's within a page a lower one.
    var isWithinPage = false

    init(_ kind: CaseDocumentKind, _ number: String, _ content: JSON, _ language: Language, isWithinPage: Bool = false) {
        (self.kind, self.number, self.content, self.language, self.isWithinPage) = (kind, number, content, language, isWithinPage)
    }

    var html: HTML { "<article class=\"paper\">\(parts.joined())</article>" }

    private func heading(_ title: Text) -> HTML {
        isWithinPage ? "<p><strong>\(title, language)</strong></p>" : "<h2>\(title, language)</h2>"
    }

    private var parts: [HTML] {
        let name = Text(same: content["addressee"]?["name"]?.string ?? "")
        let sentences = (content["sentences"]?.array ?? []).html { "<p>\(Text(stored: $0), language)</p>" }
        let title: HTML = isWithinPage ? "<h3>\(kind.name, language)</h3>" : "<h1>\(kind.name, language)</h1>"
        var parts: [HTML] = [
            "\(title)<p class=\"document-number\">\(Components.quoted(number, language))</p>",
            "<p>\(Components.quoted(TrackingText.addressee.filled(["name": name]), language))</p>", sentences,
        ]
        if let points = content["points"]?.array, !points.isEmpty {
            let rows = points.html {
                "<li><strong>\(Text(stored: $0["label"]), language)</strong> \(Components.quoted($0["ask"]?.string ?? "", language))</li>"
            }
            parts.append("\(heading(TrackingText.pointsLine))<ol>\(rows)</ol>")
        }
        if let reason = content["reason"]?.string {
            parts.append("\(heading(TrackingText.reasonLine))<p>\(Components.quoted(reason, language))</p>")
        }
        let bases = (content["bases"]?.array ?? []).map { Text(stored: $0)[language] } + [content["legalBasis"]?.string].compactMap(\.self)
        if !bases.isEmpty {
            let rows = bases.html { "<li>\(Components.chinese($0, language))</li>" }
            parts.append("\(heading(TrackingText.basisLine))<ul>\(rows)</ul>")
        }
        if let materials = content["materials"]?.array, !materials.isEmpty {
            let rows = materials.html {
                "<li>\(Text(stored: $0["name"]), language)\($0["source"].map { " · \(Text(stored: $0)[language])" })</li>"
            }
            parts.append("\(heading(ApplicantText.documents))<ul>\(rows)</ul>")
        }
        return parts + (content["remedies"]?.array ?? []).map { "<p>\(Text(stored: $0), language)</p>" }
    }
}
