package import Catalogue
package import Kernel
package import Store
import Web

extension Workshop {
    /// What became of definitions that were to be imported.
    package enum Imported: Sendable {
        /// A draft with what differs from the version in force.
        case draft(CatalogueDraft, changes: Int)
        /// They say what the version in force says.
        case unchanged(Int)
    }

    /// Makes a draft of what definitions change in the version in force; nothing is published. A whole catalogue also takes away what it no
    /// longer has. `author` is who answers for it where nobody is signed in (the command line).
    package func importDraft(
        definitions: [Definition], title: String, author: String, account: ID? = nil, isWhole: Bool = true, at now: Instant
    ) async throws -> Imported {
        try await Workshop.importDraft(
            definitions: definitions, title: title, author: author, account: account, isWhole: isWhole, over: try await current(),
            into: database, as: surroundings.newID(), at: now)
    }

    /// The same where nothing but a database is open.
    package static func importDraft(
        definitions: [Definition], title: String, author: String, account: ID?, isWhole: Bool, over published: Catalogue,
        into database: Database, as id: ID, at now: Instant
    ) async throws -> Imported {
        let mine = Dictionary(definitions.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        var changed: [(key: DefinitionKey, content: JSON?)] = mine.values
            .filter { published.definition($0.kind, $0.code)?.hash != $0.hash }.map { ($0.key, $0.content) }
        if isWhole { changed += published.definitions.filter { mine[$0.key] == nil }.map { ($0.key, nil) } }
        guard !changed.isEmpty else { return .unchanged(published.version) }
        let draft = CatalogueDraft(
            id: id, title: String(title.prefix(200)), baseVersion: published.version, author: account, authorName: author, at: now)
        let edits = changed.sorted { $0.key < $1.key }.map { key, content in
            DraftEdit(
                draft: draft.id, key: key, content: content, baseHash: published.definition(key.kind, key.code)?.hash,
                baseVersion: published.version, editor: account, editorName: author, editedAt: now)
        }
        try await database.write { connection in
            try DraftTable.insert(draft, in: connection)
            for edit in edits { _ = try EditTable.put(edit, over: 0, in: connection) }
        }
        return .draft(draft, changes: edits.count)
    }

    // MARK: A file, from the console

    var importingEndpoints: [Endpoint] { importing.endpoints }

    func importCard(_ call: Call, problem: Problem? = nil) -> HTML {
        guard call.visitor.may(Workshop.editors) else { return HTML() }
        let language = call.language
        let form: HTML = """
            <form class="form" method="post" action="/console/catalogue/imports" enctype="multipart/form-data" data-once>\
            \(FormSeal(csrf: call.visitor.csrf).html)<div class="field"><label for="f-file">\(ImportText.file, language)</label>\
            <p class="help">\(ImportText.fileHelp, language)</p><input type="file" id="f-file" name="file" accept=".yaml,.yml" multiple></div>\
            <div class="actions">\(Components.submit(ImportText.read, .plain, language))</div></form>
            """
        let trouble: HTML? = problem.map { Components.problem($0, language) }
        return Components.card(nil, Components.details(ImportText.title, "\(trouble)\(form)", isOpen: problem != nil, language))
    }

    private var importing: Act<Submitted, CatalogueDraft> {
        Act(
            "workshop.import", post: "/console/catalogue/imports", access: Workshop.editors, summary: ImportText.title, tag: "workshop",
            takes: .object([.init("files", .array(.object([.init("name", .string), .init("text", .string)])))]),
            refuses: ["workshop.unreadable", "workshop.not-yours", "workshop.city-only"], body: .files,
            input: { submitted, _ in submitted },
            run: { submitted, call in
                let read = CatalogueLoading.definitions(files: try Workshop.files(submitted))
                guard read.findings.isEmpty, !read.definitions.isEmpty else {
                    throw WorkshopRefusal.unreadable(ImportText.unreadable(read.findings)).problem
                }
                let published = try await current()
                let rights = CatalogueRights(scope: call.visitor.scope)
                for definition in read.definitions {
                    let before = published.definition(definition.kind, definition.code)?.content
                    guard before != definition.content else { continue }
                    if let no = rights.refusalToEdit(definition.key, from: before, to: definition.content, name: published.departmentName) {
                        throw no.problem
                    }
                }
                let names = read.definitions.prefix(3).map(\.name.zh).joined(separator: "、")
                let imported = try await importDraft(
                    definitions: read.definitions, title: ImportText.draftTitle(names), author: call.visitor.name,
                    account: call.visitor.account, isWhole: false, at: call.now)
                guard case .draft(let draft, _) = imported else { throw WorkshopRefusal.nothingChanged.problem }
                return draft
            },
            then: { draft, _ in Workshop.link(draft.id) },
            again: { problem, call in draftListPage(try await list(call), call, problem: nil, importing: problem) }, gives: .any,
            json: { draft, _ in WorkshopJSON.draft(draft) })
    }

    /// As a form sends files, or as JSON does.
    private static func files(_ submitted: Submitted) throws -> [CatalogueLoading.File] {
        let sent =
            submitted.files.map { ($0.name, String(validating: $0.bytes, as: UTF8.self)) }
            + (submitted.json?["files"]?.array ?? []).map { ($0["name"]?.string ?? "", $0["text"]?.string) }
        return try sent.filter { !$0.0.isEmpty }.map { name, text in
            guard let text else { throw WorkshopRefusal.unreadable(ImportText.notText(name)).problem }
            return CatalogueLoading.File(ImportText.place(of: name, text), text)
        }
    }
}
