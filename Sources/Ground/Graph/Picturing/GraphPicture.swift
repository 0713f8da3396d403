package import Kernel

/// A picture as words: nodes and arrows, from which both the drawing (DOT, for Graphviz) and the text in its place are made.
package struct GraphPicture: Sendable, Hashable {
    /// A box with its words, its kind (shape, colour and caption) and what it stands for.
    package struct Box: Sendable, Hashable {
        package let name: Text
        package let caption: Text
        package let reference: NodeReference?
        package var isCentre: Bool

        package init(name: Text, caption: Text, reference: NodeReference?, isCentre: Bool = false) {
            (self.name, self.caption, self.reference, self.isCentre) = (name, caption, reference, isCentre)
        }
    }

    /// An arrow between two boxes, by their places.
    package struct Arrow: Sendable, Hashable {
        package let from: Int
        package let to: Int
        package let name: Text

        package init(from: Int, to: Int, name: Text) { (self.from, self.to, self.name) = (from, to, name) }
    }

    /// Which way it grows: downwards suits a phone, sideways a screen.
    package enum Direction: String, Sendable, Hashable { case down = "TB", right = "LR" }

    package let title: Text
    package let boxes: [Box]
    package let arrows: [Arrow]
    package let direction: Direction
    /// Neighbours that there was no room for.
    package let hidden: Int

    package init(title: Text, boxes: [Box], arrows: [Arrow], direction: Direction, hidden: Int = 0) {
        (self.title, self.boxes, self.arrows, self.direction, self.hidden) = (title, boxes, arrows, direction, hidden)
    }

    /// The picture for Graphviz. `link` gives the address of what a box stands for.
    package func dot(_ language: Language, link: (NodeReference) -> String? = { _ in nil }) -> String {
        var lines = [
            "digraph picture {",
            "  graph [rankdir=\(direction.rawValue), nodesep=0.2, ranksep=0.4, margin=0, bgcolor=\"transparent\", tooltip=\(quoted(title[language]))];",
            "  node [fontname=\"Noto Sans CJK SC, sans-serif\", fontsize=12, margin=\"0.12,0.06\", style=\"filled,rounded\", shape=box, color=\"#5f6b7a\", fontcolor=\"#1b1f24\"];",
            "  edge [fontname=\"Noto Sans CJK SC, sans-serif\", fontsize=10, color=\"#5f6b7a\", fontcolor=\"#3c4650\", arrowsize=0.7];",
        ]
        for (index, box) in boxes.enumerated() {
            let label = GraphPicture.wrapped(box.name[language], width: language == .zh ? 10 : 22) + "\\n(\(box.caption[language]))"
            var attributes = ["label=\(raw(label))", "fillcolor=\"\(fill(box.reference?.kind))\"", "tooltip=\(quoted(box.name[language]))"]
            if let shape = shape(box.reference?.kind) { attributes.append("shape=\(shape)") }
            if box.isCentre { attributes.append("penwidth=2.5") }
            if let address = box.reference.flatMap(link) { attributes.append("URL=\(quoted(address))") }
            lines.append("  n\(index) [\(attributes.joined(separator: ", "))];")
        }
        for arrow in arrows {
            let label = GraphPicture.wrapped(arrow.name[language], width: language == .zh ? 8 : 18)
            lines.append("  n\(arrow.from) -> n\(arrow.to) [label=\(raw(label)), tooltip=\(quoted(arrow.name[language]))];")
        }
        return (lines + ["}"]).joined(separator: "\n") + "\n"
    }

    /// The same in words, for whoever does not see it: one line for each arrow, then the boxes that stand alone.
    package func lines(_ language: Language) -> [String] {
        let colon = language == .zh ? "：" : ": "
        var lines = arrows.map { arrow in
            "\(words(boxes[arrow.from], language)) — \(arrow.name[language]) → \(words(boxes[arrow.to], language))"
        }
        let joined = Set(arrows.flatMap { [$0.from, $0.to] })
        for index in boxes.indices where !joined.contains(index) { lines.append(words(boxes[index], language)) }
        if hidden > 0 { lines.append(GraphText.more(hidden)[language]) }
        return lines.isEmpty ? [title[language] + colon] : lines
    }

    private func words(_ box: Box, _ language: Language) -> String {
        language == .zh ? "\(box.name.zh)（\(box.caption.zh)）" : "\(box.name.en) (\(box.caption.en))"
    }

    /// A text as DOT writes one.
    private func quoted(_ text: String) -> String { raw(GraphPicture.escaped(text)) }
    private func raw(_ escaped: String) -> String { "\"\(escaped)\"" }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: " ")
    }

    /// Lines short enough for a phone: words are kept whole, Chinese is cut where the line is full.
    static func wrapped(_ text: String, width: Int) -> String {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: true) {
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
        return lines.map(escaped).joined(separator: "\\n")
    }

    private func fill(_ kind: NodeKind?) -> String {
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

    /// Colour alone tells nobody: the kinds that are easily mixed up have shapes of their own.
    private func shape(_ kind: NodeKind?) -> String? {
        switch kind {
        case .department: "house"
        case .situation: "diamond"
        case .material: "note"
        case .resource: "cylinder"
        case .licenceType: "tab"
        case .element: "ellipse"
        case .thing: "box3d"
        default: nil
        }
    }
}
