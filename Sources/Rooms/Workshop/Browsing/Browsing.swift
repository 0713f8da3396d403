import Catalogue
import Kernel
import Store
import Web

extension Workshop {
    static let pageSize = 40

    var browsing: [Endpoint] { home.endpoints + kindList.endpoints + published.endpoints + versionChanges.endpoints + districts.endpoints }

    // MARK: The catalogue as a tree

    struct Home: Sendable {
        let catalogue: Catalogue
        let words: String
        let found: [Definition]
        let drafts: [CatalogueDraft]
    }

    private var home: Screen<Home> {
        Screen(
            "workshop.home", get: "/console/catalogue", access: Workshop.officials, summary: WorkshopText.catalogue,
            query: .object([.init("q", .string(maxLength: 100), required: false)]),
            load: { call in
                let catalogue = try await current()
                let words = String((call.query["q"] ?? "").prefix(100)).trimmed
                let drafts = try await database.read {
                    try DraftTable.drafts([.draft, .review, .returned, .approved], before: nil, limit: 6, in: $0)
                }
                return Home(catalogue: catalogue, words: words, found: Workshop.find(words, in: catalogue), drafts: drafts)
            },
            page: { home, call in HomePage(home: home, language: call.language, now: call.now).page() },
            gives: .object([.init("version", .integer), .init("kinds", .any), .init("found", .array(.any))]),
            json: { home, _ in
                [
                    "version": .int(home.catalogue.version),
                    "kinds": .object(
                        Definition.Kind.allCases.map { kind in
                            JSON.Member(kind.rawValue, .int(home.catalogue.definitions.count { $0.kind == kind }))
                        }),
                    "found": .array(home.found.map(Workshop.json)),
                ]
            })
    }

    /// By code and by name, in both languages; the nearer the beginning the earlier.
    static func find(_ words: String, in catalogue: Catalogue) -> [Definition] {
        guard !words.isEmpty else { return [] }
        let wanted = words.lowercased()
        let names = ReferenceNames(catalogue)
        let hits = catalogue.definitions.compactMap { definition -> (rank: Int, definition: Definition)? in
            let name = names.name(definition.kind, definition.code)
            let texts = [definition.code, name?.zh ?? "", name?.en ?? ""].map { $0.lowercased() }
            if texts.contains(wanted) { return (0, definition) }
            if texts.contains(where: { $0.hasPrefix(wanted) }) { return (1, definition) }
            return texts.contains { $0.contains(wanted) } ? (2, definition) : nil
        }
        return hits.sorted { ($0.rank, $0.definition.code) < ($1.rank, $1.definition.code) }.prefix(60).map(\.definition)
    }

    static func json(_ definition: Definition) -> JSON {
        ["kind": .string(definition.kind.rawValue), "code": .string(definition.code), "name": JSON(definition.name)]
    }

    // MARK: One kind, a page at a time

    struct KindList: Sendable {
        let catalogue: Catalogue
        let kind: Definition.Kind
        let department: String?
        let definitions: [Definition]
        let next: String?
    }

    private var kindList: Screen<KindList> {
        Screen(
            "workshop.kind", get: "/console/catalogue/kinds/{kind}", access: Workshop.officials, summary: WorkshopText.kinds,
            query: .object([.init("department", .string, required: false), .init("after", .string, required: false)]),
            refuses: ["web.not-found"],
            load: { call in
                guard let kind = Definition.Kind(rawValue: try call.parameter("kind")) else { throw WebProblem.notFound }
                let catalogue = try await current()
                let (department, after) = (call.query["department"], call.query["after"])
                let matching = catalogue.definitions.lazy.filter { definition in
                    definition.kind == kind && (after.map { definition.code > $0 } ?? true)
                        && (department.map { DefinitionOwner.department(of: definition.key, in: catalogue) == $0 } ?? true)
                }
                let page = Array(matching.prefix(Workshop.pageSize + 1))
                return KindList(
                    catalogue: catalogue, kind: kind, department: department, definitions: Array(page.prefix(Workshop.pageSize)),
                    next: page.count > Workshop.pageSize ? page[Workshop.pageSize - 1].code : nil)
            },
            page: { list, call in KindPage(list: list, isFirst: call.query["after"] == nil, language: call.language).page() },
            gives: .object([.init("items", .array(.any)), .init("next", .string.orNull)]),
            json: { list, _ in ["items": .array(list.definitions.map(Workshop.json)), "next": JSON(list.next)] })
    }

    // MARK: One definition as published

    struct Published: Sendable {
        let catalogue: Catalogue
        let definition: Definition
        let drafts: [CatalogueDraft]
        let others: [(draft: ID, title: String, editor: String)]
        let mayEdit: Bool
    }

    private var published: Screen<Published> {
        Screen(
            "workshop.published", get: "/console/catalogue/definitions/{kind}/{code}", access: Workshop.officials,
            summary: WorkshopText.definition, refuses: ["workshop.not-found"],
            load: { call in
                let key = try call.key()
                let catalogue = try await current()
                guard let definition = catalogue.definition(key.kind, key.code) else { throw WorkshopRefusal.notFound.problem }
                let nowhere = surroundings.newID()
                let (drafts, others) = try await database.read { connection in
                    (
                        try DraftTable.drafts([.draft, .returned], before: nil, limit: 20, in: connection),
                        try EditTable.others(of: key, than: nowhere, in: connection)
                    )
                }
                let refusal = CatalogueRights(scope: call.visitor.scope).refusalToEdit(
                    key, from: definition.content, to: definition.content, name: catalogue.departmentName)
                return Published(catalogue: catalogue, definition: definition, drafts: drafts, others: others, mayEdit: refusal == nil)
            },
            page: { published, call in
                PublishedPage(published: published, language: call.language, csrf: call.visitor.csrf).page()
            },
            gives: .any,
            json: { published, _ in
                [
                    "kind": .string(published.definition.kind.rawValue), "code": .string(published.definition.code),
                    "version": .int(published.catalogue.version), "hash": .string(published.definition.hash),
                    "content": published.definition.content,
                ]
            })
    }

    // MARK: What a version changed

    struct VersionChanges: Sendable {
        let versions: [CatalogueStore.Version]
        let today: LocalDate
        let from: Int
        let to: Int
        let changes: [Change]

        func state(of version: CatalogueStore.Version) -> CatalogueStore.Version.State { version.state(on: today, among: versions) }
    }

    private var versionChanges: Screen<VersionChanges> {
        Screen(
            "workshop.versions", get: "/console/catalogue/versions", access: Workshop.officials, summary: WorkshopText.versions,
            query: .object([.init("from", .integer, required: false), .init("to", .integer, required: false)]),
            load: { call in
                let all = try await versions.versions(limit: 50)
                let to = call.query["to"].flatMap { Int($0) } ?? all.first?.number ?? 1
                let from = call.query["from"].flatMap { Int($0) } ?? max(1, to - 1)
                guard let old = try await versions.version(from), let new = try await versions.version(to) else {
                    throw WorkshopRefusal.notFound.problem
                }
                return VersionChanges(
                    versions: all, today: call.now.date, from: from, to: to, changes: CatalogueComparing.changes(from: old, to: new))
            },
            page: { model, call in VersionsPage(model: model, language: call.language).page() },
            gives: .object([
                .init("from", .integer), .init("to", .integer), .init("changes", .array(.any)), .init("versions", .array(.any)),
            ]),
            json: { model, _ in
                [
                    "from": .int(model.from), "to": .int(model.to), "changes": .array(model.changes.map(\.json)),
                    "versions": .array(model.versions.map { WorkshopJSON.version($0, model.state(of: $0)) }),
                ]
            })
    }
}
