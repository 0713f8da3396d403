package import Kernel

/// A drawing that another program made (Graphviz), as markup of this site: only shapes, words and links within the site are taken over,
/// each written anew. Colours stay behind: what a shape looks like is said by the style sheet, for its class.
package enum Drawing {
    /// The drawing is not what such a program writes.
    package struct Unreadable: Error, Sendable, Hashable {
        package let what: String
    }

    /// A link that leads nowhere: what is within stays.
    private static let passedOver = ""

    /// - Parameters:
    ///   - id: unique on the page; names the title and the description.
    ///   - description: where the same stands in words.
    package static func html(
        svg: String, id: String, title: Text, description: Text, _ language: Language
    ) throws(Unreadable) -> HTML {
        var body = HTML()
        var open: [String] = []
        var box: String?
        var hasLinks = false
        for token in SVGTokens(svg) {
            switch token {
            case .broken: throw Unreadable(what: "cut off")
            case .words(let words): if open.last == "text" { body += HTML(text: words) }
            case .open("svg", let attributes, _):
                guard open.isEmpty, box == nil, let view = value(attributes["viewBox"], of: numbers) else { throw Unreadable(what: "svg") }
                box = view
                open.append("svg")
            case .open(let name, let attributes, let isEmpty):
                guard box != nil else { throw Unreadable(what: name) }
                if name == "a", link(attributes) != nil { hasLinks = true }
                guard let start = start(name, attributes) else { throw Unreadable(what: name) }
                body += start
                if isEmpty {
                    body += end(name, isLink: false)
                } else {
                    open.append(name == "a" && link(attributes) == nil ? passedOver : name)
                }
            case .close(let name):
                guard let last = open.popLast(), last == name || (last == passedOver && name == "a") else { throw Unreadable(what: name) }
                if last == name { body += end(name, isLink: true) }
            }
        }
        guard let box, open.isEmpty else { throw Unreadable(what: "svg") }
        let sizes = box.split(separator: " ").compactMap { Double($0) }
        guard sizes.count == 4, sizes.allSatisfy({ (0...100_000).contains($0) }) else { throw Unreadable(what: "viewBox") }
        // What has the role of a picture has no links within: with links it is a group of them.
        return """
            <svg class="drawing" role="\(hasLinks ? "group" : "img")" aria-labelledby="\(id)-title" aria-describedby="\(id)-words" \
            width="\(Int(sizes[2].rounded(.up)))" height="\(Int(sizes[3].rounded(.up)))" viewBox="\(box)">\
            <title id="\(id)-title">\(title, language)</title><desc id="\(id)-words">\(description, language)</desc>\(body)</svg>
            """
    }

    /// The beginning of an element; empty for what is passed over, nil for what no drawing has.
    private static func start(_ name: String, _ attributes: [String: String]) -> HTML? {
        func number(_ name: String) -> String? { value(attributes[name], of: numbers) }
        let tone: String = attributes["fill"] == "none" ? "line" : "area"
        switch name {
        case "title": return HTML()
        case "g":
            return
                "<g\(attribute: "class", value(attributes["class"], of: classes))\(attribute: "transform", value(attributes["transform"], of: transforms))>"
        case "a": return link(attributes).map { "<a href=\"\($0)\">" } ?? HTML()
        case "path": return value(attributes["d"], of: paths).map { "<path class=\"\(tone)\" d=\"\($0)\">" }
        case "polygon": return number("points").map { "<polygon class=\"\(tone)\" points=\"\($0)\">" }
        case "polyline": return number("points").map { "<polyline class=\"line\" points=\"\($0)\">" }
        case "ellipse":
            guard let x = number("cx"), let y = number("cy"), let width = number("rx"), let height = number("ry") else { return nil }
            return "<ellipse class=\"\(tone)\" cx=\"\(x)\" cy=\"\(y)\" rx=\"\(width)\" ry=\"\(height)\">"
        case "text":
            guard let x = number("x"), let y = number("y") else { return nil }
            let anchor = value(attributes["text-anchor"], of: classes)
            return "<text x=\"\(x)\" y=\"\(y)\"\(attribute: "text-anchor", anchor)\(attribute: "font-size", number("font-size"))>"
        default: return nil
        }
    }

    private static func end(_ name: String, isLink: Bool) -> HTML {
        switch name {
        case "g": "</g>"
        case "a": isLink ? "</a>" : HTML()
        case "path": "</path>"
        case "polygon": "</polygon>"
        case "polyline": "</polyline>"
        case "ellipse": "</ellipse>"
        case "text": "</text>"
        default: HTML()
        }
    }

    /// Only to this site.
    private static func link(_ attributes: [String: String]) -> Link? {
        (attributes["xlink:href"] ?? attributes["href"]).flatMap { Link(local: $0) }
    }

    private static let numbers: Set<Character> = Set("0123456789.,-+e \n")
    private static let paths = numbers.union("MmLlHhVvCcSsQqTtAaZz")
    private static let transforms = numbers.union("scalerottanslate()")
    private static let classes = Set("abcdefghijklmnopqrstuvwxyz-0123456789 ")

    private static func value(_ text: String?, of allowed: Set<Character>) -> String? {
        guard let text, !text.isEmpty, text.allSatisfy(allowed.contains) else { return nil }
        return text.replacing("\n", with: " ")
    }
}
