import Catalogue
import Kernel
import Store
import Web

extension Workshop {
    var reviewingEndpoints: [Endpoint] {
        [DraftAction.submit, .approve, .sendBack, .withdraw].flatMap { step($0).endpoints } + comparison.endpoints + resolution.endpoints
    }

    /// Each step is a noun of its own: `POST /console/catalogue/drafts/{id}/approval`.
    static func noun(_ action: DraftAction) -> String {
        switch action {
        case .submit: "submission"
        case .approve: "approval"
        case .sendBack: "return"
        case .withdraw: "withdrawal"
        case .edit: "edits"
        case .publish: "publication"
        }
    }

    private static func schema(_ action: DraftAction) -> Schema {
        var members: [Schema.Member] = [.init("revision", .integer, required: false)]
        if action == .approve { members.append(.init("effectiveOn", .date, required: false)) }
        if action == .sendBack { members.append(.init("reason", .string(maxLength: 2000))) }
        return .object(members)
    }

    private func step(_ action: DraftAction) -> Act<DraftMove, CatalogueDraft> {
        Act(
            "workshop.\(action.rawValue)", post: "/console/catalogue/drafts/{id}/\(Workshop.noun(action))",
            access: action == .approve || action == .sendBack ? Workshop.publishers : Workshop.editors, summary: action.name,
            tag: "workshop",
            takes: Workshop.schema(action),
            refuses: [
                "invalid", "workshop.not-found", "workshop.stale", "workshop.not-allowed", "workshop.wrong-role", "workshop.own",
                "workshop.nothing-changed", "workshop.conflict", "workshop.broken",
            ],
            input: { submitted, _ in
                var move = DraftMove(action, reason: submitted["reason"].map { String($0.prefix(2000)).trimmed })
                if action == .approve {
                    let field = Field("effectiveOn", WorkshopText.effectiveOn, .date(min: nil, max: nil), required: false)
                    move.effectiveOn = try field.parse(submitted)?.string.flatMap { LocalDate($0) }
                }
                return move
            },
            run: { move, call in
                try await take(
                    move, on: try call.id(), for: call.visitor, expected: call.submitted["revision"].flatMap { Int($0) }, at: call.now)
            },
            then: { draft, _ in Workshop.link(draft.id) },
            again: { problem, call in try await draftPage(try call.id(), call, act: Workshop.noun(action), problem: problem) }, gives: .any,
            json: { draft, _ in WorkshopJSON.draft(draft) }, status: 200)
    }

    /// A step by a person. What is handed in or approved is without errors and conflicts; approval for today publishes at once.
    func take(
        _ move: DraftMove, on id: ID, for visitor: Visitor, expected revision: Int? = nil, at now: Instant
    ) async throws -> CatalogueDraft {
        let contents = try await contents(id)
        let actor = try await actor(visitor, on: contents)
        // Who may not is told so before what is wrong with the draft.
        _ = try refusing { () throws(WorkshopRefusal) in try contents.draft.performing(move, by: actor, at: now) }
        if move.action == .submit || move.action == .approve { try checkReady(contents) }
        let next = try await perform(move, on: contents, by: actor, expected: revision, at: now)
        guard move.action == .approve, let day = next.effectiveOn, day <= now.date else { return next }
        return try await publish(id, at: now)
    }

    /// Nothing that a publication would be refused for.
    func checkReady(_ contents: DraftContents) throws {
        guard !contents.changes.isEmpty else { throw WorkshopRefusal.nothingChanged.problem }
        guard contents.conflicts.isEmpty else {
            throw WorkshopRefusal.conflicts(contents.conflicts.map { contents.name(of: $0.key) }).problem
        }
        guard contents.errors.isEmpty else { throw WorkshopRefusal.broken(contents.errors.prefix(20).map(\.message)).problem }
    }

    private func refusing<T>(_ body: () throws(WorkshopRefusal) -> T) throws -> T {
        do throws(WorkshopRefusal) { return try body() } catch { throw error.problem }
    }
}
