import Catalogue
import Kernel
import Store
import Web

extension Workshop {
    /// An edit beside what was published since it was written.
    struct Comparison: Sendable {
        let contents: DraftContents
        let edit: DraftEdit
        let base: JSON?
        let mine: JSON?
        let theirs: JSON?

        /// Nil where one side took the definition away: there is nothing to merge, only to choose.
        func merged(preferringMine: Bool) -> (content: JSON, conflicts: [String])? {
            guard let mine, let theirs else { return nil }
            let base = base ?? .object([])
            return preferringMine
                ? ThreeWay.merged(base: base, mine: mine, theirs: theirs) : ThreeWay.merged(base: base, mine: theirs, theirs: mine)
        }
    }

    func compared(_ id: ID, _ key: DefinitionKey) async throws -> Comparison {
        let contents = try await contents(id)
        guard let edit = contents.edit(key) else { throw WorkshopRefusal.notFound.problem }
        let base = edit.baseHash == nil ? nil : try await versions.version(edit.baseVersion)?.definition(key.kind, key.code)?.content
        return Comparison(contents: contents, edit: edit, base: base, mine: edit.content, theirs: contents.publishedContent(key))
    }

    var comparison: Screen<Comparison> {
        Screen(
            "workshop.comparison", get: "/console/catalogue/drafts/{id}/definitions/{kind}/{code}/comparison", access: Workshop.officials,
            summary: WorkshopText.comparison, refuses: ["workshop.not-found"], load: { try await compared(try $0.id(), try $0.key()) },
            page: { comparison, call in comparisonPage(comparison, call) },
            gives: .object([.init("theirs", .any), .init("mine", .any), .init("conflicts", .array(.string))]),
            json: { comparison, _ in
                let published = comparison.contents.published
                func change(_ to: JSON?) -> JSON {
                    CatalogueComparing.change(of: comparison.edit.key, from: comparison.base, to: to, in: published, nil)?.json ?? .null
                }
                return [
                    "theirs": change(comparison.theirs), "mine": change(comparison.mine),
                    "conflicts": .array((comparison.merged(preferringMine: true)?.conflicts ?? []).map(JSON.string)),
                ]
            })
    }

    private func comparisonPage(_ comparison: Comparison, _ call: Call) -> Page {
        let language = call.language
        let (draft, key) = (comparison.contents.draft, comparison.edit.key)
        let name = comparison.contents.name(of: key)
        func changes(_ to: JSON?) -> HTML {
            let change = CatalogueComparing.change(
                of: key, from: comparison.base, to: to, in: comparison.contents.published, comparison.contents.merged)
            return change.map { WorkshopPages.details(of: $0, language) } ?? "<p class=\"soft\">\(WorkshopText.noChanges, language)</p>"
        }
        let conflicts = comparison.merged(preferringMine: true)?.conflicts ?? []
        let both: HTML =
            conflicts.isEmpty
            ? Components.banner(.done, "<p>\(WorkshopText.noneBoth, language)</p>")
            : Components.card(
                WorkshopText.bothChanged, "<ul class=\"plain\">\(conflicts.html { "<li class=\"code\">\($0)</li>" })</ul>", language)
        let seal = FormSeal(csrf: call.visitor.csrf)
        let action = Workshop.editor(draft.id, key, "resolution")
        let acts: HTML =
            draft.state.isOpen
            ? Components.actionBar([
                Components.postButton(WorkshopText.mergeMine, to: action, seal: seal, values: [("use", "mine")], language),
                Components.postButton(
                    WorkshopText.mergeTheirs, to: action, kind: .plain, seal: seal, values: [("use", "theirs")], language),
            ]) : HTML()
        let body: HTML = """
            \(Components.breadcrumbs([(WorkshopText.catalogue, "/console/catalogue"), (Text(same: draft.title), Workshop.link(draft.id))], language))\
            \(Components.heading("\(name, language)", above: "\(WorkshopText.conflictTitle, language)"))\
            \(Components.halves(Components.card(WorkshopText.theirChanges, changes(comparison.theirs), language), Components.card(WorkshopText.myChanges, changes(comparison.mine), language)))\
            \(both)\(acts)
            """
        return Page(WorkshopText.comparison, layout: .console(current: Workshop.nav), body: body)
    }

    var resolution: Act<Bool, ID> {
        Act(
            "workshop.resolve", post: "/console/catalogue/drafts/{id}/definitions/{kind}/{code}/resolution", access: Workshop.editors,
            summary: WorkshopText.resolve, tag: "workshop", takes: .object([.init("use", .oneOf(["mine", "theirs"]))]),
            refuses: Workshop.refusals, input: { submitted, _ in submitted["use"] != "theirs" },
            run: { prefersMine, call in
                try await resolve(try call.key(), in: try call.id(), preferringMine: prefersMine, for: call.visitor, at: call.now)
                return try call.id()
            },
            then: { id, _ in Workshop.link(id) }, gives: .object([.init("draft", .id)]),
            json: { id, _ in ["draft": .string(id.rawValue)] }, status: 200)
    }

    /// Puts an edit onto the newer text: what each side changed alone is kept, the chosen side decides the rest.
    func resolve(_ key: DefinitionKey, in id: ID, preferringMine: Bool, for visitor: Visitor, at now: Instant) async throws {
        let comparison = try await compared(id, key)
        let contents = comparison.contents
        guard contents.draft.state.isOpen else { throw WorkshopRefusal.notAllowed(contents.draft.state, .edit).problem }
        let merged = comparison.merged(preferringMine: preferringMine)?.content ?? (preferringMine ? comparison.mine : comparison.theirs)
        let rights = CatalogueRights(scope: visitor.scope)
        if let refusal = rights.refusalToEdit(key, from: comparison.theirs, to: merged, name: contents.published.departmentName) {
            throw refusal.problem
        }
        var edit = comparison.edit
        let revision = edit.revision
        edit.content = merged
        edit.baseHash = contents.published.definition(key.kind, key.code)?.hash
        edit.baseVersion = contents.published.version
        (edit.editor, edit.editorName, edit.editedAt) = (visitor.account, visitor.name, now)
        let next = edit
        let isUndone = merged == comparison.theirs
        let isDone = try await database.write { connection -> Bool in
            guard try DraftTable.touch(id, by: visitor.account, at: now, in: connection) else { return false }
            if isUndone { return try EditTable.remove(key, from: id, in: connection) }
            return try EditTable.put(next, over: revision, in: connection)
        }
        guard isDone else { throw WorkshopRefusal.stale.problem }
    }
}
