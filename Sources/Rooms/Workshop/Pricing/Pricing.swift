import Cases
import Catalogue
import Kernel
import Store
import Web

extension Workshop {
    static let pricingTopic = "workshop.pricing"
    /// One message's share of the work: each page is counted before the next is read, so a year is never in memory.
    private static let pageRows = 250
    private static let pagesAMessage = 4

    var pricingEndpoints: [Endpoint] { priceScreen.endpoints + pricing.endpoints }

    private var priceScreen: Screen<DraftView> {
        Screen(
            "workshop.price", get: "/console/catalogue/drafts/{id}/price", access: Workshop.officials, summary: WorkshopText.price,
            refuses: ["workshop.not-found"], load: { try await view(try $0.id(), $0.visitor) },
            page: { view, call in DraftPage(view: view, call: call, act: nil, problem: nil).page() },
            gives: .object([.init("price", .any)]), json: { view, _ in ["price": view.price?.json ?? .null] })
    }

    private var pricing: Act<Bool, ID> {
        Act(
            "workshop.ask-price", post: "/console/catalogue/drafts/{id}/price", access: Workshop.officials, summary: WorkshopText.priceAsk,
            tag: "workshop", takes: .object([]), refuses: ["workshop.not-found", "workshop.nothing-to-price"], input: { _, _ in true },
            run: { _, call in
                try await askPrice(of: try call.id(), at: call.now)
                return try call.id()
            },
            then: { id, _ in Link(local: Workshop.link(id).text + "#price") ?? Workshop.link(id) },
            again: { problem, call in try await draftPage(try call.id(), call, act: nil, problem: problem) },
            gives: .object([.init("draft", .id)]), json: { id, _ in ["draft": .string(id.rawValue)] }, status: 202)
    }

    /// Begins a replay; the outbox carries it on.
    func askPrice(of id: ID, at now: Instant) async throws {
        let contents = try await contents(id)
        guard contents.merged != nil, !contents.draft.state.isClosed else { throw WorkshopRefusal.nothingToPrice.problem }
        let (run, message) = (replaying(contents, at: now), surroundings.newID())
        try await database.write { try Workshop.begin(run, message: message, at: now, in: $0) }
    }

    /// A replay of what a draft changes, from its beginning.
    func replaying(_ contents: DraftContents, at now: Instant) -> PriceRun {
        PriceRun(
            draft: contents.draft.id, state: .running, contentHash: contents.contentHash, run: surroundings.newID(), position: nil,
            share: 0,
            price: Price(), first: nil, askedAt: now, updatedAt: now)
    }

    static func begin(_ run: PriceRun, message: ID, at now: Instant, in connection: any Connection) throws {
        try PriceTable.begin(run, in: connection)
        try post(run, id: message, at: now, in: connection)
    }

    private static func post(_ run: PriceRun, id: ID, at now: Instant, in connection: any Connection) throws {
        try Outbox.post(
            topic: pricingTopic, key: run.draft.rawValue,
            payload: ["draft": .string(run.draft.rawValue), "run": .string(run.run.rawValue), "position": JSON(run.position?.rawValue)],
            id: id,
            at: now, in: connection)
    }

    /// Some pages of a replay, and the message that carries it on. A message that comes twice, or too late, does nothing.
    func replay(_ message: OutboxMessage) async throws {
        guard let id = message.payload["draft"]?.string.flatMap({ ID($0) }),
            var run = try await database.read({ try PriceTable.run(of: id, in: $0) }), run.state == .running,
            run.run.rawValue == message.payload["run"]?.string, run.position?.rawValue == message.payload["position"]?.string
        else { return }
        let before = run.position
        let contents = try await contents(id)
        let now = surroundings.now()
        run.updatedAt = now
        if let merged = contents.merged, contents.contentHash == run.contentHash {
            try await count(&run, old: contents.published, new: merged, touching: contents.edits.map(\.key))
        } else {
            run.state = .failed
        }
        let (next, messageID) = (run, surroundings.newID())
        try await database.write { connection in
            guard try PriceTable.advance(next, from: before, in: connection) else { return }
            if next.state == .running { try Workshop.post(next, id: messageID, at: now, in: connection) }
        }
    }

    private func count(_ run: inout PriceRun, old: Catalogue, new: Catalogue, touching keys: [DefinitionKey]) async throws {
        let things = CataloguePricing.things(touchedBy: keys, old: old, new: new)
        let until = run.askedAt
        let from = until.adding(seconds: -365 * 86_400)
        for _ in 0..<Workshop.pagesAMessage {
            if things?.isEmpty == true {
                run.state = .done
                break
            }
            let page = try await cases.replay(things: things, from: from, until: until, after: run.position, limit: Workshop.pageRows)
            run.price.add(CataloguePricing.price(page.questionnaires, old: old, new: new))
            if let first = page.questionnaires.map(\.submittedOn).min() { run.first = min(run.first ?? first, first) }
            if let reached = page.reached { run.share = max(run.share, min(999, reached.days(since: from.date) * 1000 / 365)) }
            guard let next = page.next else {
                run.state = .done
                break
            }
            run.position = next
        }
        if run.state == .done { run.share = 1000 }
    }
}
