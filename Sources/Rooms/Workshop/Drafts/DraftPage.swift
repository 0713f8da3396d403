import Catalogue
import Kernel
import Web

/// A draft on one page: what it changes in words, what the lint says, what it costs, what can be done with it.
struct DraftPage {
    let view: Workshop.DraftView
    let call: Call
    let act: String?
    let problem: Problem?

    private var language: Language { call.language }
    private var contents: DraftContents { view.contents }
    private var draft: CatalogueDraft { contents.draft }
    private var seal: FormSeal { FormSeal(csrf: call.visitor.csrf) }

    func page() -> Page {
        let trouble: HTML? = act == nil ? problem.map { Components.problem($0, language) } : nil
        let body: HTML = """
            \(Components.breadcrumbs([(WorkshopText.catalogue, "/console/catalogue"), (WorkshopText.drafts, "/console/catalogue/drafts")], language))\
            \(Components.heading(HTML(text: draft.title), tag: WorkshopPages.tag(draft.state, language), lede: standing))\
            \(trouble)\(notices)\
            \(Components.split(changes + adding, next + price + findings + history))
            """
        return Page(Text(same: draft.title), layout: .console(current: Workshop.nav), body: body, status: problem?.status ?? 200)
    }

    private var standing: HTML {
        var parts: [HTML] = [
            "\(WorkshopText.author, language) \(draft.authorName)",
            "\(WorkshopText.basedOn, language) \(WorkshopText.version(draft.baseVersion), language)",
        ]
        if let name = draft.reviewerName { parts.append("\(WorkshopText.reviewer, language) \(name)") }
        if let day = draft.effectiveOn { parts.append("\(WorkshopText.effectiveOn, language) \(Components.date(day, language))") }
        if let version = draft.publishedVersion {
            let way = Components.anchor(
                WorkshopText.version(version), Link("/console/catalogue/versions").with("to", String(version)), language)
            let standing: HTML? = view.standing.map { " \(Components.tag($0.name, $0 == .inForce ? .done : .quiet, language))" }
            parts.append("\(way)\(standing)")
        }
        return parts.joined(separator: " · ")
    }

    private var notices: HTML {
        var found = HTML()
        if draft.state == .returned, let reason = draft.reason {
            found += Components.banner(.seal, "<p>\(WorkshopText.returnedBecause, language)\(reason)</p>")
        }
        if draft.state == .approved { found += Components.banner(.wait, "<p>\(WorkshopText.willPublish, language)</p>") }
        found += contents.conflicts.html { edit in
            let way = Components.anchor(WorkshopText.resolve, Workshop.editor(draft.id, edit.key, "comparison"), language)
            return Components.banner(.wait, "<p>\(WorkshopText.conflict(contents.name(of: edit.key)), language) \(way)</p>")
        }
        return found
    }

    // MARK: What it changes

    private var changes: HTML {
        guard !contents.edits.isEmpty else {
            return Components.card(WorkshopText.changes, "<p class=\"soft\">\(WorkshopText.noChanges, language)</p>", language)
        }
        let told = Dictionary(contents.changes.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        let parts = contents.edits.html { edit -> HTML in
            let change = told[edit.key]
            let name = contents.name(of: edit.key)
            let headline =
                change?.sentence
                ?? Text("\(Shape.of(edit.key.kind).name.zh)“\(name.zh)”", "\(Shape.of(edit.key.kind).name.en) “\(name.en)”")
            let details: HTML? = change.flatMap { $0.details.isEmpty ? nil : WorkshopPages.details(of: $0, language) }
            return """
                <section class="change"><h3><a href="\(Workshop.editor(draft.id, edit.key))">\(headline, language)</a></h3>\
                <p class="soft">\(edit.editorName) · \(Components.moment(edit.editedAt, near: call.now.date, language))</p>\(details)</section>
                """
        }
        return Components.card(WorkshopText.changes, parts, language)
    }

    private var adding: HTML {
        guard draft.state.isOpen, view.actor.hands.contains(.editor) else { return HTML() }
        let kinds = NewDefinition.kinds.map { Option($0.rawValue, Shape.of($0).name) }
        let fields = [
            Field("kind", WorkshopText.newKind, .choice(kinds, style: .select)),
            Field("code", WorkshopText.newCode, .text(max: 80), help: WorkshopText.newCodeHelp),
            Field("name", WorkshopText.newName, .text(max: 100), required: false),
            Field("like", WorkshopText.newLike, .text(max: 80), help: WorkshopText.newLikeHelp, required: false),
        ]
        let isThis = act == "definitions"
        var form = Form(
            action: Workshop.link(draft.id, "definitions"), fields: fields, values: isThis ? call.submitted.values : ["kind": ["item"]],
            problem: isThis ? problem : nil, submit: WorkshopText.create, seal: seal)
        form.scope = "new-"
        return Components.card(nil, Components.details(WorkshopText.addNew, form.html(language), isOpen: isThis, language))
    }

    // MARK: What next

    private var next: HTML {
        let actions = view.actions.filter { $0 != .edit && $0 != .publish }
        guard !draft.state.isClosed else { return HTML() }
        guard !actions.isEmpty else { return Components.banner(.quiet, "\(WorkshopText.nothingHere, language)") }
        let forms = actions.html { action -> HTML in
            let noun = Workshop.noun(action)
            let isThis = act == noun
            var fields: [Field] = []
            if action == .approve {
                fields.append(
                    Field(
                        "effectiveOn", WorkshopText.effectiveOn, .date(min: nil, max: nil), help: WorkshopText.effectiveHelp,
                        required: false))
            }
            if action == .sendBack {
                fields.append(Field("reason", WorkshopText.reason, .longText(max: 2000), help: WorkshopText.reasonHelp))
            }
            fields.append(Field("revision", Text(same: ""), .hidden))
            let kind: Components.ButtonKind = action == .submit || action == .approve ? .main : action == .sendBack ? .plain : .seal
            var form = Form(
                action: Workshop.link(draft.id, noun), sections: [FormSection(fields: fields)],
                values: (isThis ? call.submitted.values : [:]).merging(["revision": [String(draft.revision)]]) { _, new in new },
                problem: isThis ? problem : nil, submit: action.name, kind: kind, seal: seal)
            form.scope = "\(noun)-"
            return """
                <details class="act \(kind.rawValue)" name="act"\(flag: "open", isThis)><summary>\(action.name, language)</summary>\
                <div>\(form.html(language))</div></details>
                """
        }
        return Components.card(WorkshopText.whatNext, "<div class=\"acts\">\(forms)</div>", language)
    }

    private var findings: HTML {
        guard !draft.state.isClosed, !contents.edits.isEmpty else { return HTML() }
        let found = contents.tellable
        let errors = found.count { $0.severity == .error }
        let aside: HTML? = found.isEmpty ? nil : "\(WorkshopText.findings(errors, found.count - errors), language)"
        let note: HTML? = errors > 0 ? "<p class=\"soft\">\(WorkshopText.errorsStop, language)</p>" : nil
        return Components.card(
            HTML(text: WorkshopText.findingsTitle[language]), aside: aside,
            "\(note)\(WorkshopPages.findings(found, of: draft.id, language, named: true))")
    }

    private var price: HTML {
        guard !contents.edits.isEmpty else { return HTML() }
        return PriceCard(
            draft: draft, run: view.price, hash: contents.contentHash, mayAsk: !draft.state.isClosed, seal: seal, language: language
        )
        .html
    }

    private var history: HTML {
        guard !view.events.isEmpty else { return HTML() }
        let steps = view.events.map { event in
            Components.TimelineStep(
                event.to == .returned ? .failed : .done, HTML(text: event.action.name[language]),
                when: Components.moment(event.at, near: call.now.date, language),
                detail:
                    "\(event.actorName == "system" ? WorkshopText.bySystem[language] : event.actorName)\(event.reason.map { HTML(text: (language == .zh ? "：" : ": ") + $0) })"
            )
        }
        return Components.card(WorkshopText.history, Components.timeline(steps, language), language)
    }
}
