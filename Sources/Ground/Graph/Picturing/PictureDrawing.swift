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
/// picture that grows downwards their other ends are staggered, so that it stays narrow.
struct PictureDrawing {
    let picture: GraphPicture
    let language: Language

    /// From so many arrows on they share a stem.
    private static let fewest = 3
    /// Boxes side by side on a picture that grows downwards.
    private static let abreast = 2

    /// Arrows that share a stem; alone where `places` is one.
    private struct Bundle {
        let name: Text
        let isProposed: Bool
        /// The common box.
        let box: Int
        let isOutgoing: Bool
        let ends: [Int]
    }

    func text(_ link: (NodeReference) -> String?) -> String {
        var lines = [
            "digraph picture {",
            "  graph [rankdir=\(picture.direction.rawValue), nodesep=0.16, ranksep=0.32, margin=0, bgcolor=\"transparent\", tooltip=\(quoted(picture.title[language]))];",
            "  node [fontname=\"Noto Sans CJK SC, sans-serif\", fontsize=14, margin=\"0.13,0.07\", style=\"filled,rounded\", shape=box, color=\"#5f6b7a\", fontcolor=\"#1b1f24\"];",
            "  edge [fontname=\"Noto Sans CJK SC, sans-serif\", fontsize=12, color=\"#5f6b7a\", fontcolor=\"#3c4650\", arrowsize=0.7];",
        ]
        for (index, box) in picture.boxes.enumerated() { lines.append("  n\(index) [\(attributes(of: box, link))];") }
        let degrees = picture.arrows.reduce(into: [Int: Int]()) { count, arrow in
            count[arrow.from, default: 0] += 1
            count[arrow.to, default: 0] += 1
        }
        for (index, bundle) in bundles().enumerated() { lines += self.lines(bundle, stem: "s\(index)", degrees) }
        return (lines + ["}"]).joined(separator: "\n") + "\n"
    }

    // MARK: Boxes

    private func attributes(of box: GraphPicture.Box, _ link: (NodeReference) -> String?) -> String {
        let kind = box.reference?.kind
        let name = PictureDrawing.wrapped(box.name[language], width: language == .zh ? 10 : 20).map(marked).joined(separator: "<BR/>")
        let caption = PictureDrawing.wrapped(box.caption[language], width: language == .zh ? 13 : 26).map(marked).joined(separator: "<BR/>")
        var attributes = [
            "label=<\(name)<BR/><FONT POINT-SIZE=\"11\">\(caption)</FONT>>", "fillcolor=\"\(PictureDrawing.fill(kind))\"",
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
        case .situation: "hexagon"
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

            func bundle(_ ends: [Int]) -> Bundle { Bundle(name: name, isProposed: isProposed, box: box, isOutgoing: isOutgoing, ends: ends) }
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
        var seen: Set<Key> = []
        return picture.arrows.compactMap { arrow in
            if let all = outgoing[out(arrow)] { return seen.insert(out(arrow)).inserted ? out(arrow).bundle(all.map(\.to)) : nil }
            guard let all = incoming[into(arrow)] else { return out(arrow).bundle([arrow.to]) }
            return seen.insert(into(arrow)).inserted ? into(arrow).bundle(all.map(\.from)) : nil
        }
    }

    private func lines(_ bundle: Bundle, stem: String, _ degrees: [Int: Int]) -> [String] {
        let label = PictureDrawing.wrapped(bundle.name[language], width: language == .zh ? 8 : 16).map(escaped).joined(separator: "\\n")
        let look = bundle.isProposed ? "style=dashed, class=\"arrow proposed\"" : "class=\"arrow\""
        if bundle.ends.count == 1 { return ["  n\(bundle.box) -> n\(bundle.ends[0]) [label=\"\(label)\", \(look)];"] }
        var lines = ["  \(stem) [shape=plain, style=\"\", fontsize=12, label=\"\(label) × \(bundle.ends.count)\", class=\"stem\"];"]
        lines.append(
            bundle.isOutgoing
                ? "  n\(bundle.box) -> \(stem) [arrowhead=none, \(look)];" : "  \(stem) -> n\(bundle.box) [\(look)];")
        var leaves = 0
        for end in bundle.ends {
            var length = 1
            if picture.direction == .down, degrees[end] == 1 {
                length += leaves / Self.abreast
                leaves += 1
            }
            let attributes = "minlen=\(length), \(look)"
            lines.append(
                bundle.isOutgoing
                    ? "  \(stem) -> n\(end) [\(attributes)];" : "  n\(end) -> \(stem) [arrowhead=none, \(attributes)];")
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
