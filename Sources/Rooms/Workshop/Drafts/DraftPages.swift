import Catalogue
import Kernel
import Store
import Web

extension Workshop {
    var draftEndpoints: [Endpoint] { draftList.endpoints + single.endpoints + opening.endpoints }

    // MARK: The list

    struct DraftList: Sendable {
        let drafts: [CatalogueDraft]
        let isClosed: Bool
        let next: ID?
        let mayWrite: Bool
    }

    func list(_ call: Call) async throws -> DraftList {
        let isClosed = call.query["closed"] == "yes"
        let before = call.query["after"].flatMap { ID($0) }
        let states = DraftState.allCases.filter { $0.isClosed == isClosed }
        let found = try await database.read { try DraftTable.drafts(states, before: before, limit: Workshop.pageSize + 1, in: $0) }
        return DraftList(
            drafts: Array(found.prefix(Workshop.pageSize)), isClosed: isClosed,
            next: found.count > Workshop.pageSize ? found[Workshop.pageSize - 1].id : nil, mayWrite: call.visitor.may(Workshop.editors))
    }

    private var draftList: Screen<DraftList> {
        Screen(
            "workshop.drafts", get: "/console/catalogue/drafts", access: Workshop.officials, summary: WorkshopText.drafts,
            query: .object([.init("closed", .oneOf(["yes"]), required: false), .init("after", .id, required: false)]),
            load: { try await list($0) }, page: { list, call in draftListPage(list, call, problem: nil) },
            gives: .object([.init("items", .array(.any)), .init("next", .string.orNull)]),
            json: { list, _ in ["items": .array(list.drafts.map(WorkshopJSON.draft)), "next": JSON(list.next?.rawValue)] })
    }

    /// - Parameter importing: what an import of files was refused for.
    func draftListPage(_ list: DraftList, _ call: Call, problem: Problem?, importing: Problem? = nil) -> Page {
        let language = call.language
        let chips = [
            Components.Chip(WorkshopText.underWay, "/console/catalogue/drafts", isCurrent: !list.isClosed),
            Components.Chip(WorkshopText.closed, Link("/console/catalogue/drafts").with("closed", "yes"), isCurrent: list.isClosed),
        ]
        let rows = list.drafts.map { draft in
            Components.Row([
                "<a href=\"\(Workshop.link(draft.id))\">\(draft.title)</a>", WorkshopPages.tag(draft.state, language),
                HTML(text: draft.authorName),
                Components.moment(draft.updatedAt, near: call.now.date, language),
            ])
        }
        let columns = [WorkshopText.title, WorkshopText.state, WorkshopText.author, WorkshopText.updated].map { Components.Column($0) }
        let table: HTML =
            rows.isEmpty
            ? Components.emptyState(WorkshopText.noDrafts, hint: WorkshopText.noDraftsHint, language)
            : Components.table(columns, rows: rows, caption: WorkshopText.drafts, language)
        let here = Link("/console/catalogue/drafts").with("closed", list.isClosed ? "yes" : nil)
        let form: HTML =
            list.mayWrite
            ? Form(
                action: "/console/catalogue/drafts", fields: [Workshop.titleField], values: call.submitted.values, problem: problem,
                submit: WorkshopText.begin, seal: FormSeal(csrf: call.visitor.csrf)
            ).html(language) : HTML()
        let body: HTML = """
            \(Components.breadcrumbs([(WorkshopText.catalogue, "/console/catalogue")], language))\
            \(Components.heading(WorkshopText.drafts, lede: WorkshopText.draftsLede, language))\(Components.filterChips(chips, label: WorkshopText.state, language))\
            \(Components.split(table + Components.pager(next: list.next.map { here.with("after", $0.rawValue) }, first: call.query["after"] == nil ? nil : here, language), form + importCard(call, problem: importing)))
            """
        return Page(
            WorkshopText.drafts, layout: .console(current: Workshop.nav), body: body,
            status: (problem ?? importing)?.status ?? 200)
    }

    private static let titleField = Field("title", WorkshopText.title, .text(max: 200), help: WorkshopText.titleHelp)

    private var opening: Act<String, CatalogueDraft> {
        Act(
            "workshop.open", post: "/console/catalogue/drafts", access: Workshop.editors, summary: WorkshopText.begin, tag: "workshop",
            takes: .object([.init("title", .string(maxLength: 200))]), refuses: ["invalid"],
            input: { submitted, _ in submitted["title"] ?? "" },
            run: { title, call in try await openDraft(title: title, for: call.visitor, at: call.now) },
            then: { draft, _ in Workshop.link(draft.id) },
            again: { problem, call in draftListPage(try await list(call), call, problem: problem) }, gives: .any,
            json: { draft, _ in WorkshopJSON.draft(draft) })
    }

    // MARK: One draft

    /// A draft with what its page shows of it.
    struct DraftView: Sendable {
        let contents: DraftContents
        let actor: DraftActor
        let events: [DraftEvent]
        let price: PriceRun?
        /// How the version that it became stands by now.
        let standing: CatalogueStore.Version.State?
    }

    func view(_ id: ID, _ visitor: Visitor) async throws -> DraftView {
        let contents = try await contents(id)
        let actor = try await actor(visitor, on: contents)
        let (events, price) = try await database.read { connection in
            (try DraftTable.events(of: id, in: connection), try PriceTable.run(of: id, in: connection))
        }
        var standing: CatalogueStore.Version.State?
        if let version = contents.draft.publishedVersion { standing = try await versions.state(of: version, on: surroundings.now().date) }
        return DraftView(contents: contents, actor: actor, events: events, price: price, standing: standing)
    }

    /// The page of a draft, with the form of `act` open where it was refused.
    func draftPage(_ id: ID, _ call: Call, act: String? = nil, problem: Problem? = nil) async throws -> Page {
        DraftPage(view: try await view(id, call.visitor), call: call, act: act, problem: problem).page()
    }

    private var single: Screen<DraftView> {
        Screen(
            "workshop.draft", get: "/console/catalogue/drafts/{id}", access: Workshop.officials, summary: WorkshopText.one,
            refuses: ["workshop.not-found"], load: { try await view(try $0.id(), $0.visitor) },
            page: { view, call in DraftPage(view: view, call: call, act: nil, problem: nil).page() }, gives: .any,
            json: { view, _ in
                var json = WorkshopJSON.draft(view.contents)
                json["actions"] = .array(view.actions.map { .string($0.rawValue) })
                json["price"] = view.price?.json ?? .null
                json["publishedState"] = JSON(view.standing?.code)
                return json
            })
    }
}

extension Workshop.DraftView {
    /// What this visitor can do now.
    var actions: [DraftAction] {
        DraftAction.allCases.filter { action in
            guard let row = DraftTransition.of(action, from: contents.draft.state) else { return false }
            let hands = row.hands.intersection(actor.hands)
            return !hands.isEmpty && !(hands == [.reviewer] && actor.hands.contains(.author))
        }
    }
}
