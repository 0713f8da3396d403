package import Kernel

extension GraphPicture {
    /// The picture for Graphviz. `link` gives the address of what a box stands for. What a box or an arrow is stands in its `class`, for
    /// whoever draws in colours of their own.
    package func dot(_ language: Language, link: (NodeReference) -> String? = { _ in nil }) -> String {
        let drawing = PictureDrawing(picture: self, language: language)
        return drawing.text(link)
    }
}

/// Writes a picture in DOT. Arrows of one name that leave or reach the same box in number share one stem with the name on it, once; on a
/// picture that grows downwards their other ends stand below each other, so that it stays as narrow as a phone.
struct PictureDrawing {
    let picture: GraphPicture
    let language: Language

    /// From so many arrows on they share a stem.
    private static let fewest = 3
    /// Characters of a line: fewer on a picture that grows downwards.
    private var width: Int { picture.direction == .down ? (language == .zh ? 8 : 15) : (language == .zh ? 10 : 20) }
    /// So many rows at most hang on one box of a picture that grows downwards; more stand side by side.
    private static let rows = 14

    /// Arrows that share a stem; an arrow by itself where there is one end.
    private struct Bundle {
        let name: Text
        let isProposed: Bool
        /// The common box.
        let box: Int
        let isOutgoing: Bool
        let ends: [Int]
    }

    /// Counts what hangs on each box on either side.
    private struct Hanging {
        private let totals: [Int: (out: Int, into: Int)]
        private var counts: [Int: (out: Int, into: Int)] = [:]

        init(_ bundles: [Bundle]) {
            totals = bundles.reduce(into: [:]) { totals, bundle in
                if bundle.isOutgoing {
                    totals[bundle.box, default: (out: 0, into: 0)].out += bundle.ends.count
                } else {
                    totals[bundle.box, default: (out: 0, into: 0)].into += bundle.ends.count
                }
            }
        }

        /// The row of the next one.
        mutating func next(_ bundle: Bundle) -> Int {
            let total = totals[bundle.box, default: (out: 0, into: 0)]
            let count = counts[bundle.box, default: (out: 0, into: 0)]
            counts[bundle.box] = bundle.isOutgoing ? (out: count.out + 1, into: count.into) : (out: count.out, into: count.into + 1)
            let (index, all) = bundle.isOutgoing ? (count.out, total.out) : (count.into, total.into)
            return index / ((all + PictureDrawing.rows - 1) / PictureDrawing.rows)
        }
    }

    func text(_ link: (NodeReference) -> String?) -> String {
        var lines = [
            "digraph picture {",
            "  graph [rankdir=\(picture.direction.rawValue), nodesep=0.16, ranksep=0.32, margin=0, bgcolor=\"transparent\", tooltip=\(quoted(picture.title[language]))];",
            "  node [fontname=\"Noto Sans CJK SC, sans-serif\", fontsize=14, margin=\"0.09,0.04\", style=\"filled,rounded\", shape=box, color=\"#5f6b7a\", fontcolor=\"#1b1f24\"];",
            "  edge [fontname=\"Noto Sans CJK SC, sans-serif\", fontsize=12, color=\"#5f6b7a\", fontcolor=\"#3c4650\", arrowsize=0.7];",
        ]
        for (index, box) in picture.boxes.enumerated() { lines.append("  n\(index) [\(attributes(of: box, link))];") }
        let bundles = bundles()
        var ends = Hanging(bundles)
        for (index, bundle) in bundles.enumerated() { lines += self.lines(bundle, stem: "s\(index)", &ends) }
        return (lines + ["}"]).joined(separator: "\n") + "\n"
    }

    // MARK: Boxes

    private func attributes(of box: GraphPicture.Box, _ link: (NodeReference) -> String?) -> String {
        let kind = box.reference?.kind
        // A row for each line: where the face is not the one that was measured, lines still do not touch.
        let name = PictureDrawing.wrapped(box.name[language], width: width).map { "<TR><TD>\(marked($0))</TD></TR>" }
        let caption = PictureDrawing.wrapped(box.caption[language], width: width * 13 / 10).map {
            "<TR><TD><FONT POINT-SIZE=\"11\">\(marked($0))</FONT></TD></TR>"
        }
        let table = "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\">\((name + caption).joined())</TABLE>"
        var attributes = [
            "label=<\(table)>", "fillcolor=\"\(PictureDrawing.fill(kind))\"",
            "class=\"box \(kind?.code ?? "plain")\(box.isCentre ? " centre" : "")\"",
        ]
        if let shape = PictureDrawing.shape(kind) { attributes.append("shape=\(shape)") }
        if box.isCentre { attributes.append("penwidth=2.5") }
        if let address = box.reference.flatMap(link) { attributes.append("URL=\(quoted(address))") }
        return attributes.joined(separator: ", ")
    }

    private static func fill(_ kind: NodeKind?) -> String {
        switch kind {
        case .department: "#dbe7f5"
        case .power: "#e4e0f3"
        case .item, .implementation: "#ffffff"
        case .situation: "#fdf3d3"
        case .material: "#fbe3d6"
        case .element: "#e5f3e1"
        case .licenceType, .result: "#f6dfe8"
        case .resource: "#d9f0ef"
        case .thing: "#fff4b8"
        case nil: "#eef1f4"
        }
    }

    /// Colour alone tells nobody: the kinds that are easily mixed up have shapes of their own, and each box says what it is.
    private static func shape(_ kind: NodeKind?) -> String? {
        switch kind {
        case .department: "house"
        case .material: "note"
        case .resource: "cylinder"
        case .licenceType: "tab"
        case .thing: "box3d"
        default: nil
        }
    }

    // MARK: Arrows

    /// Each arrow once: first those that leave one box, then those that reach one, then the rest by themselves.
    private func bundles() -> [Bundle] {
        struct Key: Hashable {
            let box: Int
            let name: Text
            let isProposed: Bool
            let isOutgoing: Bool

            func bundle(_ ends: [Int]) -> Bundle {
                Bundle(name: name, isProposed: isProposed, box: box, isOutgoing: isOutgoing, ends: ends)
            }
        }
        func out(_ arrow: GraphPicture.Arrow) -> Key {
            Key(box: arrow.from, name: arrow.name, isProposed: arrow.isProposed, isOutgoing: true)
        }
        func into(_ arrow: GraphPicture.Arrow) -> Key {
            Key(box: arrow.to, name: arrow.name, isProposed: arrow.isProposed, isOutgoing: false)
        }
        let outgoing = Dictionary(grouping: picture.arrows, by: out).filter { $0.value.count >= Self.fewest }
        let rest = picture.arrows.filter { outgoing[out($0)] == nil }
        let incoming = Dictionary(grouping: rest, by: into).filter { $0.value.count >= Self.fewest }
        let degrees = picture.arrows.reduce(into: [Int: Int]()) { degrees, arrow in
            degrees[arrow.from, default: 0] += 1
            degrees[arrow.to, default: 0] += 1
        }
        // An arrow by itself hangs on whichever of its boxes has more of them.
        func alone(_ arrow: GraphPicture.Arrow) -> Bundle {
            degrees[arrow.to, default: 0] > degrees[arrow.from, default: 0]
                ? into(arrow).bundle([arrow.from]) : out(arrow).bundle([arrow.to])
        }
        var seen: Set<Key> = []
        return picture.arrows.compactMap { arrow in
            if let all = outgoing[out(arrow)] { return seen.insert(out(arrow)).inserted ? out(arrow).bundle(all.map(\.to)) : nil }
            guard let all = incoming[into(arrow)] else { return alone(arrow) }
            return seen.insert(into(arrow)).inserted ? into(arrow).bundle(all.map(\.from)) : nil
        }
    }

    private func lines(_ bundle: Bundle, stem: String, _ hanging: inout Hanging) -> [String] {
        let label = PictureDrawing.wrapped(bundle.name[language], width: width * 8 / 10).map(escaped).joined(separator: "\\n")
        let look = bundle.isProposed ? "style=dashed, class=\"arrow proposed\"" : "class=\"arrow\""
        func length() -> String {
            let row = hanging.next(bundle)
            return picture.direction == .down ? "minlen=\(1 + row), " : ""
        }
        if let end = bundle.ends.first, bundle.ends.count == 1 {
            let (from, to) = bundle.isOutgoing ? (bundle.box, end) : (end, bundle.box)
            return ["  n\(from) -> n\(to) [\(length())label=\"\(label)\", \(look)];"]
        }
        var lines = [
            "  \(stem) [shape=plaintext, style=\"\", margin=\"0.07,0.02\", height=0.25, fontsize=12, label=\"\(label) × \(bundle.ends.count)\", class=\"stem\"];"
        ]
        lines.append(
            bundle.isOutgoing
                ? "  n\(bundle.box) -> \(stem) [arrowhead=none, \(look)];" : "  \(stem) -> n\(bundle.box) [\(look)];")
        for end in bundle.ends {
            lines.append(
                bundle.isOutgoing
                    ? "  \(stem) -> n\(end) [\(length())\(look)];" : "  n\(end) -> \(stem) [arrowhead=none, \(length())\(look)];")
        }
        return lines
    }

    // MARK: Words

    /// A text as DOT writes one.
    private func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }

    private func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: " ")
    }

    /// A text within a label that is marked up.
    private func marked(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }

    /// Lines short enough for a phone: words are kept whole, Chinese is cut where the line is full.
    static func wrapped(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(whereSeparator: \.isWhitespace) {
            var word = String(word)
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            while word.count > width, word.contains(where: { ("\u{2E80}"..."\u{FFEF}").contains($0) }) {
                let room = max(1, line.isEmpty ? width : width - line.count - 1)
                lines.append((line.isEmpty ? "" : line + " ") + word.prefix(room))
                line = ""
                word = String(word.dropFirst(room))
            }
            if !word.isEmpty { line = line.isEmpty ? word : "\(line) \(word)" }
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }
}
