import Catalogue
import Kernel
import Store
import Web

extension Workshop {
    static let refusals = [
        "workshop.not-found", "workshop.stale", "workshop.not-allowed", "workshop.not-yours", "workshop.city-only",
        "workshop.edited-meanwhile",
    ]

    var editingEndpoints: [Endpoint] {
        editorScreen.endpoints + saving.endpoints + [checking] + removing.endpoints + restoring.endpoints + creating.endpoints
            + beginning.endpoints
    }

    // MARK: The editor

    struct Editor: Sendable {
        let contents: DraftContents
        let key: DefinitionKey
        let content: JSON
        let others: [(draft: ID, title: String, editor: String)]
    }

    func editor(_ call: Call) async throws -> Editor {
        let key = try call.key()
        let contents = try await contents(try call.id())
        guard let content = contents.content(key) ?? contents.publishedContent(key) else { throw WorkshopRefusal.notFound.problem }
        let others = try await database.read { try EditTable.others(of: key, than: contents.draft.id, in: $0) }
        return Editor(contents: contents, key: key, content: content, others: others)
    }

    private func page(_ editor: Editor, _ call: Call, content: JSON? = nil, problem: Problem? = nil) -> Page {
        let part = EditorPart.of(call.submitted["part"] ?? call.query["part"], in: editor.key.kind)
        return EditorPage(
            contents: editor.contents, key: editor.key, part: part,
            keys: CatalogueRights(scope: call.visitor.scope).keys(of: part, in: editor.key.kind), content: content ?? editor.content,
            findings: editor.contents.findings(of: editor.key), others: editor.others, language: call.language, csrf: call.visitor.csrf,
            from: call.query["from"].flatMap { Int($0) } ?? 0, problem: problem
        ).page()
    }

    private var editorScreen: Screen<Editor> {
        Screen(
            "workshop.definition", get: "/console/catalogue/drafts/{id}/definitions/{kind}/{code}", access: Workshop.officials,
            summary: WorkshopText.edit,
            query: .object([.init("part", .string, required: false), .init("from", .integer, required: false)]),
            refuses: ["workshop.not-found"], load: { try await editor($0) }, page: { editor, call in page(editor, call) },
            gives: .object([
                .init("kind", .string), .init("code", .string), .init("content", .any), .init("revision", .integer),
                .init("findings", .array(.any)), .init("changes", .any),
            ]),
            json: { editor, _ in WorkshopJSON.definition(editor) })
    }

    // MARK: Saving

    private struct Saved: Sendable {
        let contents: DraftContents
        let key: DefinitionKey
        let part: String
        /// The list that a row was added to or taken from, to go on there.
        let anchor: String?
    }

    /// The content that was posted, on top of what the rest of the definition is.
    private static func typed(
        _ submitted: Submitted, _ key: DefinitionKey, over old: JSON?, act: RowAct?, _ rights: CatalogueRights
    ) -> JSON {
        if let whole = submitted.json?["content"] { return whole }
        let part = EditorPart.of(submitted["part"], in: key.kind)
        let fields = rights.keys(of: part, in: key.kind).compactMap { Shape.of(key.kind)[$0] }
        var content = ShapeReader(submitted, act: act).object(fields, name: "c", path: "", old: old)
        // The code is the definition's name: it is given once.
        if let code = old?["code"] { content["code"] = code }
        return content.canonical
    }

    private var saving: Act<Submitted, Saved> {
        Act(
            "workshop.save", post: "/console/catalogue/drafts/{id}/definitions/{kind}/{code}", access: Workshop.editors,
            summary: EditorText.save, tag: "workshop",
            takes: .object([.init("content", .any), .init("revision", .integer, required: false)]), refuses: Workshop.refusals,
            body: .bytes(2_000_000), input: { submitted, _ in submitted },
            run: { submitted, call in
                let key = try call.key()
                let act = submitted["do"].flatMap(RowAct.init)
                let part = EditorPart.of(submitted["part"], in: key.kind)
                let rights = CatalogueRights(scope: call.visitor.scope)
                let shown: Shown =
                    submitted["was"].map { .part($0, keys: Set(rights.keys(of: part, in: key.kind))) }
                    ?? .revision(submitted["revision"].flatMap { Int($0) })
                let contents = try await save(key, in: try call.id(), for: call.visitor, shown: shown, at: call.now) {
                    Workshop.typed(submitted, key, over: $0, act: act, rights)
                }
                let row = act.map { act in act.verb == .add || act.verb == .remove ? "f-\(act.list)" : "f-\(act.list)" }
                return Saved(contents: contents, key: key, part: part.code, anchor: row)
            },
            then: { saved, call in
                let page = Workshop.editor(saved.contents.draft.id, saved.key).with("part", saved.part).with("from", call.query["from"])
                return saved.anchor.flatMap { Link(local: page.text + "#" + $0) } ?? page
            },
            again: { problem, call in
                let editor = try await editor(call)
                let typed = Workshop.typed(
                    call.submitted, editor.key, over: editor.content, act: nil, CatalogueRights(scope: call.visitor.scope))
                return page(editor, call, content: typed, problem: problem)
            },
            gives: .any,
            json: { saved, _ in
                WorkshopJSON.definition(
                    Editor(
                        contents: saved.contents, key: saved.key,
                        content: saved.contents.content(saved.key) ?? saved.contents.publishedContent(saved.key) ?? .null, others: []))
            }, status: 200)
    }

    // MARK: The lint as one types

    private var checking: Endpoint {
        Endpoint(
            "workshop.check", .post, "/console/catalogue/drafts/{id}/definitions/{kind}/{code}/check", access: Workshop.officials,
            summary: EditorText.checking, tag: "workshop", query: .object([.init("guide", .oneOf(["yes"]), required: false)]),
            takes: .object([.init("content", .any, required: false)]),
            gives: .object([
                .init("errors", .integer), .init("notes", .integer), .init("findings", .array(.any)),
                .init("guide", .string, required: false),
            ]),
            refuses: ["workshop.not-found"], face: .api, body: .bytes(2_000_000)
        ) { call in
            let key = try call.key()
            let contents = try await contents(try call.id())
            let old = contents.content(key)
            let part = EditorPart.of(call.submitted["part"], in: key.kind)
            let content: JSON
            var names: [String: String] = [:]
            if let whole = call.submitted.json?["content"] {
                content = whole
            } else {
                let reader = ShapeReader(call.submitted)
                let keys = CatalogueRights(scope: call.visitor.scope).keys(of: part, in: key.kind)
                content = reader.object(keys.compactMap { Shape.of(key.kind)[$0] }, name: "c", path: "", old: old)
                names = reader.names
            }
            let findings = contents.check(key, content)
            var json: JSON = [
                "errors": .int(findings.count { $0.severity == .error }), "notes": .int(findings.count { $0.severity == .warning }),
                "findings": .array(findings.map { WorkshopJSON.finding($0, name: name(of: $0, names), call.language) }),
            ]
            if call.query["guide"] != nil, let catalogue = contents.catalogue(typing: key, content), let thing = catalogue.thing(key.code) {
                json["guide"] = .string(guides.write(thing, catalogue, call.language, call.now.date).string)
            }
            return .json(json)
        }
    }

    /// The box that a finding belongs to: that of its place, or of the nearest around it.
    private func name(of finding: CatalogueFinding, _ names: [String: String]) -> String? {
        let path = WorkshopPages.missingKey(finding).map { "\(finding.path)/\($0)" } ?? finding.path
        return name(at: path[...], names)
    }

    private func name(at place: Substring, _ names: [String: String]) -> String? {
        var path = place
        while !path.isEmpty {
            if let name = names[String(path)] { return name }
            path = path.lastIndex(of: "/").map { path[..<$0] } ?? ""
        }
        return nil
    }

    // MARK: Away, back, new

    private var removing: Act<Bool, ID> {
        Act(
            "workshop.remove", post: "/console/catalogue/drafts/{id}/definitions/{kind}/{code}/removal", access: Workshop.editors,
            summary: EditorText.takeAway, tag: "workshop", takes: .object([]), refuses: Workshop.refusals, input: { _, _ in true },
            run: { _, call in
                try await save(try call.key(), in: try call.id(), for: call.visitor, shown: .revision(nil), at: call.now) { _ in nil }
                return try call.id()
            },
            then: { id, _ in Workshop.link(id) }, gives: .object([.init("draft", .id)]), json: { id, _ in ["draft": .string(id.rawValue)] },
            status: 200)
    }

    private var restoring: Act<Bool, ID> {
        Act(
            "workshop.restore", post: "/console/catalogue/drafts/{id}/definitions/{kind}/{code}/restoration", access: Workshop.editors,
            summary: EditorText.restore, tag: "workshop", takes: .object([]), refuses: Workshop.refusals, input: { _, _ in true },
            run: { _, call in
                try await restore(try call.key(), in: try call.id(), for: call.visitor, at: call.now)
                return try call.id()
            },
            then: { id, _ in Workshop.link(id) }, gives: .object([.init("draft", .id)]), json: { id, _ in ["draft": .string(id.rawValue)] },
            status: 200)
    }

    private var creating: Act<NewDefinition, Saved> {
        Act(
            "workshop.create", post: "/console/catalogue/drafts/{id}/definitions", access: Workshop.editors, summary: WorkshopText.addNew,
            tag: "workshop", takes: NewDefinition.schema, refuses: Workshop.refusals + ["invalid"],
            input: { submitted, _ in try NewDefinition(submitted) },
            run: { new, call in
                let contents = try await contents(try call.id())
                guard contents.content(new.key) == nil, contents.publishedContent(new.key) == nil else {
                    throw WorkshopRefusal.codeTaken(new.key.code).problem
                }
                let content = try new.content(for: call.visitor, like: contents)
                let saved = try await save(new.key, in: contents.draft.id, for: call.visitor, shown: .revision(nil), at: call.now) { _ in
                    content
                }
                return Saved(contents: saved, key: new.key, part: EditorPart.all(of: new.key.kind)[0].code, anchor: nil)
            },
            then: { saved, _ in Workshop.editor(saved.contents.draft.id, saved.key) },
            again: { problem, call in try await draftPage(try call.id(), call, act: "definitions", problem: problem) }, gives: .any,
            json: { saved, _ in
                [
                    "draft": .string(saved.contents.draft.id.rawValue), "kind": .string(saved.key.kind.rawValue),
                    "code": .string(saved.key.code),
                ]
            })
    }

    /// From a published definition straight into a draft.
    private var beginning: Act<Submitted, Saved> {
        Act(
            "workshop.edit", post: "/console/catalogue/definitions/{kind}/{code}/edits", access: Workshop.editors,
            summary: WorkshopText.edit,
            tag: "workshop", takes: .object([.init("draft", .id, required: false)]), refuses: Workshop.refusals,
            input: { submitted, _ in submitted },
            run: { submitted, call in
                let key = try call.key()
                let published = try await current()
                guard let definition = published.definition(key.kind, key.code) else { throw WorkshopRefusal.notFound.problem }
                let id: ID
                if let chosen = submitted["draft"].flatMap({ ID($0) }) {
                    id = chosen
                } else {
                    let title = WorkshopText.edit.zh + "“" + definition.name.zh + "”"
                    id = try await openDraft(title: title, for: call.visitor, at: call.now).id
                }
                return Saved(contents: try await contents(id), key: key, part: EditorPart.all(of: key.kind)[0].code, anchor: nil)
            },
            then: { saved, _ in Workshop.editor(saved.contents.draft.id, saved.key) }, gives: .object([.init("draft", .id)]),
            json: { saved, _ in ["draft": .string(saved.contents.draft.id.rawValue)] })
    }
}
