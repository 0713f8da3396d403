import Catalogue
import Graph
import Kernel
import Web

/// Where one begins to look: search for a node, the things, the departments.
struct PictureHomePage {
    let home: Workshop.PictureHome
    let language: Language

    func page() -> Page {
        let found: HTML
        if home.words.isEmpty {
            found = HTML()
        } else if home.found.isEmpty {
            found = Components.emptyState(WorkshopText.nothingFound, hint: WorkshopText.nothingFoundHint, language)
        } else {
            found = Components.card(PictureText.found, list(home.found), language)
        }
        let things = home.things.html { thing in
            "<li><a href=\"/console/graph/things/\(thing.code)\">\(thing.name, language)</a> <span class=\"count\">\(WorkshopText.items(thing.parts.count), language)</span></li>"
        }
        let departments = home.graph.nodes(of: .department).map(home.graph.reference).map {
            Components.Chip(home.graph.name($0), Workshop.picture(of: $0))
        }
        let body: HTML = """
            \(Components.heading(PictureText.pictures, lede: PictureText.lede, language))\(GraphPlaces.chips(.pictures, language))\
            \(Components.searchBox(to: "/console/graph/pictures", label: PictureText.search, value: home.words, placeholder: PictureText.searchHint, language))\
            \(found)\(Components.split(Components.card(PictureText.things, "<ul class=\"tree\">\(things)</ul>", language), Components.card(PictureText.departments, Components.filterChips(departments, label: PictureText.departments, language), language)))
            """
        return Page(PictureText.pictures, layout: .console(current: Workshop.graphNav), body: body)
    }

    private func list(_ nodes: [NodeReference]) -> HTML {
        let rows = nodes.html { node in
            """
            <li><a href="\(Workshop.picture(of: node))">\(home.graph.name(node), language)</a> \
            <span class="count">\(node.kind.name, language)</span></li>
            """
        }
        return "<ul class=\"tree\">\(rows)</ul>"
    }
}

/// What a node has to do with others, in one of the four graphs.
struct NodePicturePage {
    let model: Workshop.NodePicture
    let depths: ClosedRange<Int>
    let language: Language

    private var picture: GraphPicture { model.drawn.picture }
    private var here: Link { Workshop.picture(model.view, of: model.node) }

    func page() -> Page {
        let views = Graph.View.allCases.map {
            Components.Chip($0.name, Workshop.picture($0, of: model.node), isCurrent: $0 == model.view)
        }
        let steps = depths.map {
            Components.Chip(
                PictureText.steps($0), here.with("depth", $0 == 1 ? nil : String($0)), isCurrent: $0 == model.depth && !model.isWhole)
        }
        let whole: HTML? =
            picture.hidden > 0 && !model.isWhole
            ? "<p>\(PictureText.hidden(picture.hidden), language) \(Components.anchor(PictureText.all, here.with("depth", String(model.depth)).with("all", "yes"), language))</p>"
            : nil
        let shown: HTML =
            picture.boxes.count > 1
            ? model.drawn.html(language) : Components.emptyState(PictureText.nothing, hint: PictureText.otherGraph, language)
        let name = model.graph.name(model.node)
        let body: HTML = """
            \(Components.breadcrumbs([(AdvicePageText.graph, Workshop.graphNav.link), (PictureText.pictures, "/console/graph/pictures")], language))\
            \(Components.heading("\(name, language)", above: "\(model.node.kind.name, language) · \(Components.code(model.node.code))"))\
            \(Components.filterChips(views, label: PictureText.view, language))\
            <section class="card">\(Components.filterChips(steps, label: PictureText.depth, language))\(shown)\(whole)</section>\(ways)
            """
        return Page(name, layout: .console(current: Workshop.graphNav), body: body)
    }

    private var ways: HTML {
        var ways: [HTML] = []
        if let key = Workshop.definition(of: model.node, in: model.graph.catalogue) {
            ways.append(Components.button(PictureText.definition, to: Workshop.definition(key), .plain, language))
        }
        if model.node.kind == .thing {
            ways.append(Components.button(PictureText.thing, to: "/console/graph/things/\(model.node.code)", .plain, language))
        }
        return ways.isEmpty ? HTML() : Components.actionBar(ways)
    }
}

extension Workshop {
    /// The definition of the catalogue that a node stands for.
    static func definition(of node: NodeReference, in catalogue: Catalogue) -> DefinitionKey? {
        let kind: Definition.Kind? =
            switch node.kind {
            case .department: .department
            case .item: .item
            case .thing: .thing
            case .element: .element
            case .licenceType: .licenceType
            case .resource: .resource
            case .power, .implementation, .situation, .material, .result: nil
            }
        return kind.flatMap { catalogue.definition($0, node.code) == nil ? nil : DefinitionKey($0, node.code) }
    }

    /// The node that a definition is; nil for code lists, themes and the like.
    static func node(of key: DefinitionKey) -> NodeReference? {
        switch key.kind {
        case .department: NodeReference(.department, key.code)
        case .item: NodeReference(.item, key.code)
        case .thing: NodeReference(.thing, key.code)
        case .element: NodeReference(.element, key.code)
        case .licenceType: NodeReference(.licenceType, key.code)
        case .resource: NodeReference(.resource, key.code)
        case .codelist, .implementations, .themes, .synonyms: nil
        }
    }
}
