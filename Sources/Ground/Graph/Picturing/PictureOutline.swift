import Kernel

/// Writes a picture in DOT as narrow as a phone: one box below the other, each under what leads to it and a little to the right, as folders
/// stand in a list. The places are ours; Graphviz only draws (`neato` with every place pinned).
struct PictureOutline {
    let picture: GraphPicture
    let language: Language

    /// Points; a drawing's point is a page's pixel.
    private static let width = 276.0
    private static let indent = 20.0
    private static let gap = 9.0
    /// Deeper boxes are not narrower than this: they stand at the same place.
    private static let deepest = 5

    /// A box in its place.
    private struct Row {
        let box: Int
        let depth: Int
        let parent: Int?
        /// What leads to it, and whether it leads there or comes from there.
        let relation: String?
        let isOutgoing: Bool
        let isProposed: Bool
        let lines: Lines
        var top = 0.0

        var left: Double { PictureOutline.indent * Double(depth) }
        var middle: Double { top + lines.height / 2 }
        var bottom: Double { top + lines.height }
    }

    /// What stands in a box, line by line.
    private struct Lines {
        let relation: [String]
        let name: [String]
        let caption: [String]

        var height: Double { 19 * Double(name.count) + 15 * Double(relation.count + caption.count) + 10 }
    }

    func text(_ link: (NodeReference) -> String?) -> String {
        let rows = placed()
        var lines = [
            "digraph picture {",
            "  graph [layout=neato, inputscale=72, overlap=true, splines=line, margin=0, bgcolor=\"transparent\", tooltip=\(DOT.quoted(picture.title[language]))];",
            "  node [fontname=\"Noto Sans CJK SC, sans-serif\", fontsize=14, margin=\"0.09,0.04\", style=\"filled,rounded\", shape=box, fixedsize=true, color=\"#5f6b7a\", fontcolor=\"#1b1f24\"];",
            "  edge [fontname=\"Noto Sans CJK SC, sans-serif\", fontsize=12, color=\"#5f6b7a\", arrowsize=0.7];",
        ]
        for row in rows { lines.append("  n\(row.box) [\(attributes(of: row, link))];") }
        lines += stems(rows)
        return (lines + ["}"]).joined(separator: "\n") + "\n"
    }

    // MARK: Where each box stands

    private func placed() -> [Row] {
        var rows = self.rows()
        var top = 0.0
        for index in rows.indices {
            rows[index].top = top
            top += rows[index].lines.height + PictureOutline.gap
        }
        return rows
    }

    /// Every box once, under the nearest that leads to it; the centre first, what nothing leads to by itself.
    private func rows() -> [Row] {
        var arrows: [Int: [GraphPicture.Arrow]] = [:]
        for arrow in picture.arrows {
            arrows[arrow.from, default: []].append(arrow)
            if arrow.to != arrow.from { arrows[arrow.to, default: []].append(arrow) }
        }
        let centre = picture.boxes.firstIndex(where: \.isCentre) ?? 0
        let starts = (picture.boxes.indices.contains(centre) ? [centre] : []) + picture.boxes.indices.filter { $0 != centre }
        var parents: [Int: Int] = [:]
        var depths: [Int: Int] = [:]
        var children: [Int: [Int]] = [:]
        for start in starts where depths[start] == nil {
            depths[start] = 0
            var ring = [start]
            while !ring.isEmpty {
                var next: [Int] = []
                for box in ring {
                    for arrow in arrows[box] ?? [] {
                        let other = arrow.from == box ? arrow.to : arrow.from
                        guard depths[other] == nil else { continue }
                        (depths[other], parents[other]) = (depths[box, default: 0] + 1, box)
                        children[box, default: []].append(other)
                        next.append(other)
                    }
                }
                ring = next
            }
        }
        var rows: [Row] = []
        func add(_ box: Int) {
            rows.append(row(box, depth: depths[box] ?? 0, parent: parents[box], parents, arrows[box] ?? []))
            for child in children[box] ?? [] { add(child) }
        }
        for start in starts where parents[start] == nil { add(start) }
        return rows
    }

    private func row(_ box: Int, depth: Int, parent: Int?, _ parents: [Int: Int], _ arrows: [GraphPicture.Arrow]) -> Row {
        let depth = min(depth, PictureOutline.deepest)
        let leading = arrows.filter { ($0.from == parent && $0.to == box) || ($0.to == parent && $0.from == box) }
        let isOutgoing = leading.first.map { $0.to == box } ?? true
        let names = leading.map { $0.name[language] }.joined(separator: language == .zh ? "、" : ", ")
        let relation = parent == nil ? nil : isOutgoing ? "\(names) →" : "← \(names)"
        // Where else it leads is said in words: a line across the others would be lost among them.
        let elsewhere = arrows.filter { arrow in
            arrow.from == box && arrow.to != parent && parents[arrow.to] != box
        }.map { "\($0.name[language]) → \(picture.boxes[$0.to].name[language])" }
        let room = PictureOutline.width - PictureOutline.indent * Double(depth) - 18
        func cut(_ text: String, _ size: Double) -> [String] {
            DOT.wrapped(text, width: max(6, Int(room / (language == .zh ? size : size * 0.56))))
        }
        let shown = picture.boxes[box]
        return Row(
            box: box, depth: depth, parent: parent, relation: relation, isOutgoing: isOutgoing,
            isProposed: leading.contains(where: \.isProposed),
            lines: Lines(
                relation: relation.map { cut($0, 11) } ?? [], name: cut(shown.name[language], 14),
                caption: cut(shown.caption[language], 11) + elsewhere.prefix(3).flatMap { cut($0, 11) }))
    }

    // MARK: What is drawn

    private func attributes(of row: Row, _ link: (NodeReference) -> String?) -> String {
        func small(_ text: String) -> String { "<TR><TD><FONT POINT-SIZE=\"11\">\(DOT.marked(text))</FONT></TD></TR>" }
        let cells =
            row.lines.relation.map(small) + row.lines.name.map { "<TR><TD>\(DOT.marked($0))</TD></TR>" } + row.lines.caption.map(small)
        let table = "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\">\(cells.joined())</TABLE>"
        let box = picture.boxes[row.box]
        let width = PictureOutline.width - row.left
        var attributes = [
            "label=<\(table)>", "pos=\"\(row.left + width / 2),\(-row.middle)!\"", "width=\(width / 72)", "height=\(row.lines.height / 72)",
            "fillcolor=\"\(DOT.fill(box.reference?.kind))\"", "class=\"\(DOT.kind(of: box))\"",
        ]
        if box.isCentre { attributes.append("penwidth=2.5") }
        if let address = box.reference.flatMap(link) { attributes.append("URL=\(DOT.quoted(address))") }
        return attributes.joined(separator: ", ")
    }

    /// From each box a stem down along its left edge, and from there a branch to each box under it.
    private func stems(_ rows: [Row]) -> [String] {
        let places = Dictionary(rows.map { ($0.box, $0) }) { first, _ in first }
        var lines: [String] = []
        func point(_ name: String, _ x: Double, _ y: Double) -> String {
            "  \(name) [shape=point, style=invis, width=0.01, height=0.01, label=\"\", pos=\"\(x),\(-y)!\"];"
        }
        for (box, under) in Dictionary(grouping: rows.filter { $0.parent != nil }, by: { $0.parent ?? 0 }).sorted(by: { $0.key < $1.key }) {
            guard let parent = places[box] else { continue }
            let x = parent.left + PictureOutline.indent / 2
            var last = "b\(box)"
            lines.append(point(last, x, parent.bottom))
            for row in under where row.left > x {
                let branch = "t\(row.box)"
                let look = row.isProposed ? "style=dashed, class=\"arrow proposed\"" : "class=\"arrow\""
                lines.append(point(branch, x, row.middle))
                lines.append("  \(last) -> \(branch) [arrowhead=none, \(look)];")
                let ends = row.isOutgoing ? "" : "dir=back, "
                lines.append("  \(branch) -> n\(row.box) [headport=w, \(ends)\(look)];")
                last = branch
            }
        }
        return lines
    }
}
