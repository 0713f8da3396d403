package import Kernel

extension GraphPicture {
    /// The picture for Graphviz. `link` gives the address of what a box stands for. What a box or an arrow is stands in its `class`, for
    /// whoever draws in colours of their own.
    package func dot(_ language: Language, link: (NodeReference) -> String? = { _ in nil }) -> String {
        direction == .down
            ? PictureOutline(picture: self, language: language).text(link) : PictureDrawing(picture: self, language: language).text(link)
    }
}

/// Writes a picture in DOT that grows sideways. Arrows of one name that leave or reach the same box in number share one stem with the name
/// on it, once.
struct PictureDrawing {
    let picture: GraphPicture
    let language: Language

    /// From so many arrows on they share a stem.
    private static let fewest = 3
    /// Characters of a line.
    private var width: Int { language == .zh ? 10 : 20 }
    /// Arrows that share a stem; an arrow by itself where there is one end.
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
            "  graph [rankdir=LR, nodesep=0.16, ranksep=0.32, margin=0, bgcolor=\"transparent\", tooltip=\(DOT.quoted(picture.title[language]))];",
            "  node [fontname=\"Noto Sans CJK SC, sans-serif\", fontsize=14, margin=\"0.09,0.04\", style=\"filled,rounded\", shape=box, color=\"#5f6b7a\", fontcolor=\"#1b1f24\"];",
            "  edge [fontname=\"Noto Sans CJK SC, sans-serif\", fontsize=12, color=\"#5f6b7a\", fontcolor=\"#3c4650\", arrowsize=0.7];",
        ]
        for (index, box) in picture.boxes.enumerated() { lines.append("  n\(index) [\(attributes(of: box, link))];") }
        for (index, bundle) in bundles().enumerated() { lines += self.lines(bundle, stem: "s\(index)") }
        return (lines + ["}"]).joined(separator: "\n") + "\n"
    }

    // MARK: Boxes

    private func attributes(of box: GraphPicture.Box, _ link: (NodeReference) -> String?) -> String {
        let kind = box.reference?.kind
        // A row for each line: where the face is not the one that was measured, lines still do not touch.
        let name = DOT.wrapped(box.name[language], width: width).map { "<TR><TD>\(DOT.marked($0))</TD></TR>" }
        let caption = DOT.wrapped(box.caption[language], width: width * 13 / 10).map {
            "<TR><TD><FONT POINT-SIZE=\"11\">\(DOT.marked($0))</FONT></TD></TR>"
        }
        let table = "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\">\((name + caption).joined())</TABLE>"
        var attributes = [
            "label=<\(table)>", "fillcolor=\"\(DOT.fill(kind))\"", "class=\"\(DOT.kind(of: box))\"",
        ]
        if let shape = PictureDrawing.shape(kind) { attributes.append("shape=\(shape)") }
        if box.isCentre { attributes.append("penwidth=2.5") }
        if let address = box.reference.flatMap(link) { attributes.append("URL=\(DOT.quoted(address))") }
        return attributes.joined(separator: ", ")
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

    private func lines(_ bundle: Bundle, stem: String) -> [String] {
        let label = DOT.wrapped(bundle.name[language], width: width * 8 / 10).map(DOT.escaped).joined(separator: "\\n")
        let look = bundle.isProposed ? "style=dashed, class=\"arrow proposed\"" : "class=\"arrow\""
        if let end = bundle.ends.first, bundle.ends.count == 1 {
            let (from, to) = bundle.isOutgoing ? (bundle.box, end) : (end, bundle.box)
            return ["  n\(from) -> n\(to) [label=\"\(label)\", \(look)];"]
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
                    ? "  \(stem) -> n\(end) [\(look)];" : "  n\(end) -> \(stem) [arrowhead=none, \(look)];")
        }
        return lines
    }
}
