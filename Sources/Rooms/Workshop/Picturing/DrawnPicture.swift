import Graph
import Kernel
import Web

/// A picture as a page shows it: one drawing for a screen, a narrow one for a phone, and the same in words.
struct DrawnPicture: Sendable {
    let picture: GraphPicture
    /// Tells the ids of this picture from those of another on the page.
    let id: String
    let wide: HTML?
    let narrow: HTML?
    let failure: DrawingFailure?
    /// What its boxes lead to.
    let links: [NodeReference: Link]

    func html(_ language: Language) -> HTML {
        let trouble: HTML? = failure.map { Components.banner(.wait, "<p>\(PictureText.failure($0), language)</p>") }
        let drawings: HTML =
            if let wide, let narrow {
                """
                <div class="drawing-box wide" tabindex="0" role="region" aria-label="\(picture.title, language)">\(wide)</div>\
                <div class="drawing-box narrow" tabindex="0" role="region" aria-label="\(picture.title, language)">\(narrow)</div>
                """
            } else {
                HTML()
            }
        return """
            <div class="picture">\(trouble)\(drawings)\
            \(Components.details(PictureText.inWords, words(language), isOpen: failure != nil, language))</div>
            """
    }

    /// Each box that arrows leave, with where they lead; then the boxes that stand alone.
    private func words(_ language: Language) -> HTML {
        struct Key: Hashable {
            let from: Int
            let name: Text
        }
        var order: [Key] = []
        var ends: [Key: [Int]] = [:]
        for arrow in picture.arrows {
            let key = Key(from: arrow.from, name: arrow.name)
            if ends[key] == nil { order.append(key) }
            ends[key, default: []].append(arrow.to)
        }
        let joined = Set(picture.arrows.flatMap { [$0.from, $0.to] })
        let lines = order.html { key in
            let others = (ends[key] ?? []).map { box($0, language) }.joined(separator: language == .zh ? "、" : ", ")
            return "<li>\(box(key.from, language)) — \(key.name, language) → \(others)</li>"
        }
        let alone = picture.boxes.indices.filter { !joined.contains($0) }.html { "<li>\(box($0, language))</li>" }
        let rest: HTML? = picture.hidden > 0 ? "<li>\(PictureText.hidden(picture.hidden), language)</li>" : nil
        return "<ul class=\"relations\">\(lines)\(alone)\(rest)</ul>"
    }

    private func box(_ index: Int, _ language: Language) -> HTML {
        let box = picture.boxes[index]
        let name: HTML =
            if let link = box.reference.flatMap({ links[$0] }) { Components.anchor(box.name, link, language) } else {
                "\(box.name, language)"
            }
        return "\(name) <span class=\"soft\">\(box.caption, language)</span>"
    }
}

extension Workshop {
    /// Where a node of the graph is looked at.
    static func picture(_ view: Graph.View, of node: NodeReference) -> Link {
        "/console/graph/\(view.rawValue)/\(node.kind.code)/\(node.code)"
    }

    static func picture(of node: NodeReference) -> Link { picture(Graph.View.best(for: node.kind), of: node) }

    /// Draws a picture for both widths. `link` says what a box leads to; what the graph does not have leads nowhere.
    func drawn(
        _ picture: GraphPicture, id: String, in graph: Graph, _ language: Language, link: (NodeReference) -> Link
    ) async -> DrawnPicture {
        var links: [NodeReference: Link] = [:]
        for reference in picture.boxes.compactMap(\.reference) where graph.node(reference) != nil { links[reference] = link(reference) }
        func drawing(_ direction: GraphPicture.Direction, _ name: String) async throws -> HTML {
            let dot = picture.turned(direction).dot(language) { links[$0]?.text }
            let svg = try await pictures.drawing(dot) { try await draughtsman.draw($0) }
            return try Drawing.html(
                svg: svg, id: "\(id)-\(name)", title: picture.title, description: PictureText.wordsBelow, language)
        }
        do {
            let wide = try await drawing(.right, "wide")
            return DrawnPicture(
                picture: picture, id: id, wide: wide, narrow: try await drawing(.down, "narrow"), failure: nil, links: links)
        } catch let failure as DrawingFailure {
            return DrawnPicture(picture: picture, id: id, wide: nil, narrow: nil, failure: failure, links: links)
        } catch {
            return DrawnPicture(
                picture: picture, id: id, wide: nil, narrow: nil, failure: .failed("\(error)"), links: links)
        }
    }
}
