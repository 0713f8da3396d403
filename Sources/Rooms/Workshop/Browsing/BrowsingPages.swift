import Cases
import Catalogue
import Kernel
import Web

/// Where one begins: search, departments with their items, the other kinds, the drafts under way.
struct HomePage {
    let home: Workshop.Home
    let language: Language
    let now: Instant

    func page() -> Page {
        let found: HTML
        if home.words.isEmpty {
            found = HTML()
        } else if home.found.isEmpty {
            found = Components.emptyState(WorkshopText.nothingFound, hint: WorkshopText.nothingFoundHint, language)
        } else {
            found = DefinitionTable(catalogue: home.catalogue, language: language).html(home.found, showsKind: true)
        }
        let body: HTML = """
            \(Components.heading(WorkshopText.catalogue, lede: WorkshopText.lede, language))\
            \(Components.searchBox(to: "/console/catalogue", label: WorkshopText.search, value: home.words, placeholder: WorkshopText.searchHint, language))\
            \(found)\(Components.split(departments, kinds + drafts))
            """
        return Page(WorkshopText.catalogue, layout: .console(current: Workshop.nav), body: body)
    }

    private var departments: HTML {
        var counts: [String: Int] = [:]
        for item in home.catalogue.items.values { counts[item.department, default: 0] += 1 }
        let rows = home.catalogue.departments.values.filter { counts[$0.code] != nil }.sorted {
            (counts[$1.code] ?? 0, $0.code) < (counts[$0.code] ?? 0, $1.code)
        }
        .html { department -> HTML in
            let link = Link("/console/catalogue/kinds/item").with("department", department.code)
            return
                "<li><a href=\"\(link)\">\(department.name, language)</a> <span class=\"count\">\(WorkshopText.items(counts[department.code] ?? 0), language)</span></li>"
        }
        return Components.card(WorkshopText.departments, "<ul class=\"tree\">\(rows)</ul>", language)
    }

    private var kinds: HTML {
        let rows = [
            Definition.Kind.thing, .item, .element, .licenceType, .resource, .codelist, .department, .implementations, .themes, .synonyms,
        ]
        .html { kind -> HTML in
            let count = home.catalogue.definitions.count { $0.kind == kind }
            guard count > 0 else { return HTML() }
            let link: Link =
                kind == .themes || kind == .synonyms
                ? Workshop.definition(DefinitionKey(kind, kind.rawValue)) : "/console/catalogue/kinds/\(kind.rawValue)"
            return "<li><a href=\"\(link)\">\(Shape.of(kind).name, language)</a> <span class=\"count\">\(count)</span></li>"
        }
        let version = Components.anchor(WorkshopText.version(home.catalogue.version), "/console/catalogue/versions", language)
        return Components.card(
            HTML(text: WorkshopText.kinds[language]), aside: "\(WorkshopText.inForce, language) \(version)",
            "<ul class=\"tree\">\(rows)<li>\(Components.anchor(DistrictText.title, "/console/catalogue/districts", language))</li></ul>")
    }

    private var drafts: HTML {
        let list: HTML =
            home.drafts.isEmpty
            ? "<p class=\"soft\">\(WorkshopText.noDrafts, language)</p>"
            : "<ul class=\"tree\">\(home.drafts.html { "<li><a href=\"\(Workshop.link($0.id))\">\($0.title)</a> \(WorkshopPages.tag($0.state, language))</li>" })</ul>"
        return Components.card(
            HTML(text: WorkshopText.drafts[language]),
            aside: Components.anchor(WorkshopText.allDrafts, "/console/catalogue/drafts", language), list)
    }
}

/// Definitions in a table.
struct DefinitionTable {
    let catalogue: Catalogue
    let language: Language

    func html(_ definitions: [Definition], showsKind: Bool) -> HTML {
        let rows = definitions.map { definition -> Components.Row in
            let owner = DefinitionOwner.department(of: definition.key, in: catalogue)
            let name: HTML = "<a href=\"\(Workshop.definition(definition.key))\">\(definition.name, language)</a>"
            var cells = [
                name, Components.code(definition.code), HTML(text: owner.map { catalogue.departmentShortName($0)[language] } ?? "—"),
            ]
            if showsKind { cells.insert("\(Shape.of(definition.kind).name, language)", at: 1) }
            return Components.Row(cells)
        }
        var columns = [
            Components.Column(WorkshopText.name), Components.Column(WorkshopText.code), Components.Column(WorkshopText.department),
        ]
        if showsKind { columns.insert(Components.Column(WorkshopText.kind), at: 1) }
        return Components.table(columns, rows: rows, caption: WorkshopText.definition, language)
    }
}

/// The definitions of one kind, of one department where it says so.
struct KindPage {
    let list: Workshop.KindList
    let isFirst: Bool
    let language: Language

    func page() -> Page {
        let shape = Shape.of(list.kind)
        let here = Link("/console/catalogue/kinds/\(list.kind.rawValue)").with("department", list.department)
        let place = list.department.map(list.catalogue.departmentName)
        let table: HTML =
            list.definitions.isEmpty
            ? Components.emptyState(WorkshopText.nothingFound, language)
            : DefinitionTable(catalogue: list.catalogue, language: language).html(list.definitions, showsKind: false)
        let body: HTML = """
            \(Components.breadcrumbs([(WorkshopText.catalogue, "/console/catalogue")], language))\
            \(Components.heading(HTML(text: shape.name[language]), tag: place.map { HTML(text: $0[language]) }))\(table)\
            \(Components.pager(next: list.next.map { here.with("after", $0) }, first: isFirst ? nil : here, language))
            """
        return Page(shape.name, layout: .console(current: Workshop.nav), body: body)
    }
}

/// A definition as it is in force, and the way into a draft.
struct PublishedPage {
    let published: Workshop.Published
    let language: Language
    let csrf: String

    private var definition: Definition { published.definition }

    func page() -> Page {
        let shape = Shape.of(definition.kind)
        let words = ShapeWords(published.catalogue)
        let cards = EditorPart.all(of: definition.kind).html { part -> HTML in
            let facts = part.keys.compactMap { key -> Components.Fact? in
                guard let field = shape[key], let value = definition.content[key], !value.isNull else { return nil }
                return Components.Fact(field.label, self.value(value, field.type, words))
            }
            return facts.isEmpty ? HTML() : Components.card(part.title, Components.summaryList(facts, language), language)
        }
        let isThing = definition.kind == .item || definition.kind == .thing
        let guide: HTML = isThing ? Components.button(WorkshopText.guide, to: "/things/\(definition.code)", .plain, language) : HTML()
        let manual: HTML =
            definition.kind == .item
            ? Components.button(Cases.manualNav.label, to: "/console/manual/\(definition.code)", .plain, language) : HTML()
        let drawing: HTML =
            Workshop.node(of: definition.key).map {
                Components.button(PictureText.pictures, to: Workshop.picture(of: $0), .plain, language)
            }
            ?? HTML()
        let body: HTML = """
            \(Components.breadcrumbs([(WorkshopText.catalogue, "/console/catalogue"), (shape.name, "/console/catalogue/kinds/\(definition.kind.rawValue)")], language))\
            \(Components.heading("\(definition.name, language)", above: "\(shape.name, language) · \(Components.code(definition.code)) · \(WorkshopText.version(published.catalogue.version), language)"))\
            \(Components.split(cards, editing + under + Components.actionBar([guide, manual, drawing])))
            """
        return Page(definition.name, layout: .console(current: Workshop.nav), body: body)
    }

    /// Rows of a list by their names; anything else in words.
    private func value(_ value: JSON, _ type: ShapeType, _ words: ShapeWords) -> HTML {
        guard case .list(let element) = type, !element.members.isEmpty else {
            if case .map = type, let members = value.members {
                return
                    "<ul class=\"plain\">\(members.html { "<li>\(Components.code($0.name)) \(ShapeWords.title(of: $0.value) ?? Text(same: ""), language)</li>" })</ul>"
            }
            return HTML(text: words.value(value, type)[language])
        }
        let rows = (value.array ?? [value]).prefix(60)
        return
            "<ul class=\"plain\">\(rows.html { "<li>\(words.title(of: $0, element.members, in: definition.content) ?? EditorText.unnamed, language)</li>" })</ul>"
    }

    private var editing: HTML {
        guard published.mayEdit else { return Components.banner(.quiet, "\(WorkshopText.readOnly, language)") }
        let options = published.drafts.map { Option($0.id.rawValue, Text(same: $0.title)) }
        let action: Link = "/console/catalogue/definitions/\(definition.kind.rawValue)/\(definition.code)/edits"
        if options.isEmpty { return Components.postButton(WorkshopText.edit, to: action, seal: FormSeal(csrf: csrf), language) }
        let choice = Field(
            "draft", WorkshopText.editIn, .choice(options, style: .select), help: WorkshopText.newDraftIfEmpty, required: false)
        return Form(action: action, fields: [choice], submit: WorkshopText.edit, seal: FormSeal(csrf: csrf)).html(language)
    }

    private var under: HTML {
        guard !published.others.isEmpty else { return HTML() }
        let rows = published.others.html {
            "<li><a href=\"\(Workshop.editor($0.draft, definition.key))\">\($0.title)</a> <span class=\"soft\">\($0.editor)</span></li>"
        }
        return Components.card(WorkshopText.changedIn, "<ul class=\"tree\">\(rows)</ul>", language)
    }
}

/// The published versions, and what one of them changed.
struct VersionsPage {
    let model: Workshop.VersionChanges
    let language: Language

    func page() -> Page {
        let rows = model.versions.map { version in
            Components.Row(
                [
                    "<a href=\"\(Link("/console/catalogue/versions").with("to", String(version.number)))\">\(WorkshopText.version(version.number), language)</a>",
                    WorkshopPages.standing(of: version, model.state(of: version), language), HTML(text: version.note),
                ], isCurrent: version.number == model.to)
        }
        let columns = [WorkshopText.versionName, WorkshopText.state, WorkshopText.title].map { Components.Column($0) }
        let changes: HTML =
            model.changes.isEmpty
            ? "<p class=\"soft\">\(WorkshopText.noChanges, language)</p>"
            : model.changes.prefix(200).html { change in
                "<section class=\"change\"><h3>\(change.sentence, language)</h3>\(change.details.isEmpty ? HTML() : WorkshopPages.details(of: change, language))</section>"
            }
        let title = WorkshopText.between(model.from, model.to)
        let body: HTML = """
            \(Components.breadcrumbs([(WorkshopText.catalogue, "/console/catalogue")], language))\(Components.heading(WorkshopText.versions, language))\
            \(Components.split(Components.card(title, changes, language), Components.table(columns, rows: rows, caption: WorkshopText.versions, language)))
            """
        return Page(WorkshopText.versions, layout: .console(current: Workshop.nav), body: body)
    }
}
