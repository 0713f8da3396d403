import Kernel

/// What both ways of writing a picture for Graphviz share: words, colours, classes.
enum DOT {
    /// What a box is, for whoever draws in colours of their own.
    static func kind(of box: GraphPicture.Box) -> String { "box \(box.reference?.kind.code ?? "plain")\(box.isCentre ? " centre" : "")" }

    static func fill(_ kind: NodeKind?) -> String {
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

    /// A text as DOT writes one.
    static func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }

    static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: " ")
    }

    /// A text within a label that is marked up.
    static func marked(_ text: String) -> String {
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
