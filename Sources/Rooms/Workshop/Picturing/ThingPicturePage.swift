import Catalogue
import Graph
import Kernel
import Web

/// A thing as a picture before and after, its work as bars, and which box of the one form serves which items.
struct ThingPicturePage {
    let model: Workshop.ThingPicture
    let language: Language

    private var thing: Thing { model.thing }
    private var matrix: SharedFields { model.matrix }

    func page() -> Page {
        let body: HTML = """
            \(Components.breadcrumbs([(AdvicePageText.graph, Workshop.graphNav.link), (PictureText.pictures, "/console/graph/pictures")], language))\
            \(Components.heading("\(thing.name, language)", above: "\(PictureText.thing, language)"))\(figures)\
            \(drawing(PictureText.before, PictureText.beforeLede, model.before))\(drawing(PictureText.after, PictureText.afterLede, model.after))\
            \(work)\(fields)\(ways)
            """
        return Page(thing.name, layout: .console(current: Workshop.graphNav), body: body)
    }

    private var ways: HTML {
        let definition = Workshop.definition(DefinitionKey(thing.isSingle ? .item : .thing, thing.code))
        return Components.actionBar([
            Components.button(PictureText.definition, to: definition, .plain, language),
            Components.button(PictureText.guide, to: "/things/\(thing.code)", .plain, language),
        ])
    }

    private var figures: HTML {
        let papers = thing.parts.map { $0.item.materials.count }.reduce(0, +)
        let joined = Set(thing.parts.flatMap { $0.item.materials.map(\.code) }).count
        var figures = [
            Components.Figure("1", before: String(thing.parts.count), unit: PictureText.offices),
            Components.Figure(Grouped.digits(matrix.rows.count), before: Grouped.digits(matrix.asked), unit: PictureText.boxes),
            Components.Figure(Grouped.digits(joined), before: Grouped.digits(papers), unit: PictureText.papers),
        ]
        if let path = model.path {
            figures.append(Components.Figure(String(path.path.total), before: String(path.serial), unit: PictureText.days))
        }
        return "<section class=\"card\">\(Components.fourNumbers(figures, language))</section>"
    }

    private func drawing(_ title: Text, _ lede: Text, _ drawn: DrawnPicture) -> HTML {
        Components.card(title, "<p class=\"soft\">\(lede, language)</p>\(drawn.html(language))", language)
    }

    /// From the earliest day on which each part can begin.
    private var work: HTML {
        guard let path = model.path else { return HTML() }
        let bars = thing.parts.enumerated().map { index, part in
            Components.Bar(
                part.item.name, start: Double(path.path.starts[index]), length: Double(path.days[index]),
                words: PictureText.workDays(path.days[index]))
        }
        let line = PictureText.onPath(path.critical.map(\.name), path.path.total, path.serial)
        return Components.card(
            PictureText.orderOfWork, "<p>\(line, language)</p>\(Components.bars(bars, caption: PictureText.orderOfWork, language))",
            language)
    }

    /// A box a row, an item a column: a table of its own, which scrolls sideways in its own place where there is no room for it.
    private var fields: HTML {
        let names = matrix.columns.map { $0.name }
        let head = names.html { "<th scope=\"col\"><span>\($0, language)</span></th>" }
        let rows = matrix.rows.html { row in
            let cells = zip(row.uses, names).html { use, _ in cell(use) }
            return "<tr><th scope=\"row\">\(row.name, language)</th><td class=\"count\">\(row.count)</td>\(cells)</tr>"
        }
        let title = PictureText.matrix
        return Components.card(
            title,
            """
            <p>\(PictureText.matrixLede(matrix.asked, matrix.rows.count), language)</p><p class="soft">\(PictureText.legend, language)</p>\
            <div class="matrix-box" tabindex="0" role="region" aria-label="\(title, language)"><table class="matrix">\
            <caption class="vh">\(title, language)</caption><thead><tr><th scope="col">\(PictureText.field, language)</th>\
            <th scope="col"><span>\(PictureText.usedBy, language)</span></th>\(head)</tr></thead><tbody>\(rows)</tbody></table></div>
            """, language)
    }

    private func cell(_ use: FormField.Reuse?) -> HTML {
        guard let use else { return "<td>\(Components.hidden(PictureText.notUsed, language))</td>" }
        let mark: HTML =
            switch use {
            case .reuse: "●"
            case .confirm: "◐"
            case .never: "○"
            }
        return
            "<td class=\"used\"><span aria-hidden=\"true\">\(mark)</span>\(Components.hidden(PictureText.reuse(use.rawValue), language))</td>"
    }
}
