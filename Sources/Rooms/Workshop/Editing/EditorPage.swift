import Catalogue
import Kernel
import Web

/// The editor of one definition within a draft.
struct EditorPage {
    let contents: DraftContents
    let key: DefinitionKey
    let part: EditorPart
    /// Those of the sheet's keys that the visitor may fill in.
    let keys: [String]
    /// As stored, or as it was just typed.
    let content: JSON
    let findings: [CatalogueFinding]
    let others: [(draft: ID, title: String, editor: String)]
    let language: Language
    let csrf: String
    var from = 0
    /// What saving was refused for; the boxes then hold what was typed.
    var problem: Problem?

    private var draft: CatalogueDraft { contents.draft }
    private var here: Link { Workshop.editor(draft.id, key) }
    private var fields: [ShapeField] { keys.compactMap { Shape.of(key.kind)[$0] } }

    func page() -> Page {
        let name = Definition.name(in: content) ?? Text(same: key.code)
        let form = ShapeForm(
            language: language, catalogue: contents.merged ?? contents.published, content: content, findings: findings, from: from)
        let trouble: HTML? = problem.map { Components.problem($0, language) }
        let body: HTML = """
            \(Components.breadcrumbs([(WorkshopText.catalogue, "/console/catalogue"), (Text(same: draft.title), Workshop.link(draft.id))], language))\
            \(Components.heading("\(name, language)", above: "\(Shape.of(key.kind).name, language) · \(Components.code(key.code))"))\
            \(trouble)\(bothTexts)\(otherDrafts)\(sheets)\
            \(Components.split(editor(form), side + preview))
            """
        return Page(name, layout: .console(current: Workshop.nav), body: body, status: problem?.status ?? 200)
    }

    // MARK: The form

    private func editor(_ form: ShapeForm) -> HTML {
        guard draft.state.isOpen else {
            return Components.banner(.quiet, "\(WorkshopRefusal.notAllowed(draft.state, .edit).problem.detail, language)")
        }
        let shown = problem == nil ? content : contents.content(key) ?? content
        let check = Link("/api/v1/console/catalogue/drafts/\(draft.id)/definitions/\(key.kind.rawValue)/\(key.code)/check")
        return """
            <form class="form shape" method="post" action="\(here.with("part", part.code).with("from", from > 0 ? String(from) : nil))" novalidate\
             data-once data-check="\(check)">\(FormSeal(csrf: csrf).html)<input type="hidden" name="part" value="\(part.code)">\
            <input type="hidden" name="was" value="\(shown.fingerprint(of: Set(keys)))">\
            <button class="vh" name="do" value="save" tabindex="-1" aria-hidden="true">\(EditorText.save, language)</button>\
            <div class="card">\(form.html(fields))</div>\(fixed)\(form.suggestions(fields))\(tablePages)\
            <div class="actions sticky"><button class="button main" name="do" value="save">\
            \(isContested ? EditorText.saveAnyway : EditorText.save, language)</button>\
            \(if: isContested, Components.button(EditorText.takeTheirs, to: here.with("part", part.code), .plain, language))\
            <span class="soft" data-lint-count role="status"></span></div></form>
            """
    }

    /// Somebody else saved the same part: one of the two texts has to be chosen.
    private var isContested: Bool { problem?.code == "workshop.edited-meanwhile" }

    /// What stands on this sheet and is not the visitor's to change.
    private var fixed: HTML {
        let shape = Shape.of(key.kind)
        let words = ShapeWords(contents.merged ?? contents.published)
        let facts = part.keys.filter { !keys.contains($0) }.compactMap { name -> Components.Fact? in
            guard let field = shape[name], let value = content[name], !value.isNull else { return nil }
            return Components.Fact(field.label, HTML(text: words.value(value, field.type)[language]))
        }
        return facts.isEmpty ? HTML() : Components.card(EditorText.fixed, Components.summaryList(facts, language), language)
    }

    private var tablePages: HTML {
        guard part.keys.contains("rows"), let count = content["rows"]?.array?.count, count > ShapeForm.tableRows else { return HTML() }
        let step = ShapeForm.tableRows
        let at = here.with("part", part.code)
        return Components.pager(
            next: from + step < count ? at.with("from", String(from + step)) : nil, first: from > 0 ? at : nil, language)
    }

    private var sheets: HTML {
        let parts = EditorPart.all(of: key.kind)
        guard parts.count > 1 else { return HTML() }
        let chips = parts.map { sheet -> Components.Chip in
            let count = findings.count { WorkshopPages.sheet(of: $0, key.kind) == sheet.code }
            let label = count == 0 ? sheet.title : Text("\(sheet.title.zh)（\(count)）", "\(sheet.title.en) (\(count))")
            return Components.Chip(label, here.with("part", sheet.code), isCurrent: sheet.code == part.code)
        }
        return Components.filterChips(chips, label: EditorText.sheets, language)
    }

    // MARK: Beside it

    private var side: HTML {
        var ways = [Components.button(WorkshopText.compare, to: Workshop.link(draft.id), .plain, language)]
        if key.kind == .item || key.kind == .thing {
            ways.append(
                Components.button(EditorText.preview, to: "/console/catalogue/drafts/\(draft.id)/guide/\(key.code)", .plain, language))
            ways.append(
                Components.button(EditorText.tryOut, to: "/console/catalogue/drafts/\(draft.id)/trial/\(key.code)", .plain, language))
        }
        return Components.card(
            HTML(text: WorkshopText.findingsTitle[language]),
            "<div data-lint-list>\(WorkshopPages.findings(findings, of: draft.id, language, named: false))</div>")
            + changed + Components.actionBar(ways) + removal
    }

    /// What people would read, kept up with what is being typed by the script; folded until it is wanted.
    private var preview: HTML {
        guard draft.state.isOpen, key.kind == .item || key.kind == .thing else { return HTML() }
        return """
            <details class="more" data-preview hidden><summary>\(EditorText.livePreview, language)</summary>\
            <p class="soft" role="status" data-preview-note>\(EditorText.livePreviewNote, language)</p><div data-preview-guide></div></details>
            """
    }

    /// What this draft changes in this definition so far.
    private var changed: HTML {
        guard
            let change = CatalogueComparing.change(
                of: key, from: contents.publishedContent(key), to: content, in: contents.published, contents.merged)
        else { return HTML() }
        return Components.card(WorkshopText.changes, WorkshopPages.details(of: change, language), language)
    }

    private var removal: HTML {
        guard draft.state.isOpen else { return HTML() }
        var ways: [HTML] = []
        if contents.edit(key) != nil {
            ways.append(
                Components.postButton(
                    EditorText.restore, to: Workshop.editor(draft.id, key, "restoration"), kind: .plain, seal: FormSeal(csrf: csrf),
                    language))
        }
        if contents.publishedContent(key) != nil {
            ways.append(
                Components.postButton(
                    EditorText.takeAway, to: Workshop.editor(draft.id, key, "removal"), kind: .seal, seal: FormSeal(csrf: csrf), language))
        }
        return Components.actionBar(ways)
    }

    private var otherDrafts: HTML {
        others.html { other in
            Components.banner(
                .wait,
                "<p>\(EditorText.othersAtIt(other.title, other.editor), language) \(Components.anchor(WorkshopText.compare, Workshop.editor(other.draft, key), language))</p>"
            )
        }
    }

    /// Where two wrote the same part: both texts, place by place.
    private var bothTexts: HTML {
        guard isContested, let stored = contents.content(key),
            let change = CatalogueComparing.change(of: key, from: stored, to: content, in: contents.published, contents.merged)
        else { return HTML() }
        let rows = change.details.map { detail in
            Components.Row([
                "\(detail.place, language)", "\(detail.before ?? EditorText.emptyList, language)",
                "\(detail.after ?? EditorText.emptyList, language)",
            ])
        }
        let columns = [EditorText.place, EditorText.theirs, EditorText.mine].map { Components.Column($0) }
        return Components.table(columns, rows: rows, caption: EditorText.theirs, language)
    }
}
