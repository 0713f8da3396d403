import Catalogue
import Kernel
import Store

/// The only code that writes drafts, what is in them and what happened to them.
enum DraftTable {
    static let columns: Query = """
        id, title, base_version, state, author, author_name, reviewer, reviewer_name, reason, effective_on, published_version, revision,
        created_at, updated_at
        """

    static func insert(_ draft: CatalogueDraft, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO workshop_draft (\(columns)) VALUES (
                \(draft.id), \(draft.title), \(draft.baseVersion), \(draft.state.rawValue), \(draft.author), \(draft.authorName),
                \(draft.reviewer), \(draft.reviewerName), \(draft.reason), \(draft.effectiveOn), \(draft.publishedVersion),
                \(draft.revision), \(draft.createdAt), \(draft.updatedAt)
            )
            """)
        if let author = draft.author { try add(author: author, to: draft.id, in: connection) }
    }

    /// The draft after a step, with its trail; false where it is no longer the one that the step was taken on.
    static func replace(
        _ before: CatalogueDraft, with after: CatalogueDraft, recording event: DraftEvent, by account: ID?, in connection: any Connection
    ) throws -> Bool {
        let changed = try connection.run(
            """
            UPDATE workshop_draft SET state = \(after.state.rawValue), reviewer = \(after.reviewer), reviewer_name = \(after.reviewerName),
                reason = \(after.reason), effective_on = \(after.effectiveOn), published_version = \(after.publishedVersion),
                revision = \(after.revision), updated_at = \(after.updatedAt)
            WHERE id = \(before.id) AND revision = \(before.revision) AND state = \(before.state.rawValue)
            """)
        guard changed == 1 else { return false }
        try connection.run(
            """
            INSERT INTO workshop_event (draft_id, sequence, at, action, actor, actor_name, to_state, reason)
            SELECT \(before.id), COALESCE(MAX(sequence), 0) + 1, CAST(\(event.at) AS BIGINT), \(event.action.rawValue),
                CAST(\(account) AS TEXT), \(event.actorName), \(event.to.rawValue), CAST(\(event.reason) AS TEXT)
            FROM workshop_event WHERE draft_id = \(before.id)
            """)
        return true
    }

    /// Notes that something in an open draft changed; false where it is not open.
    static func touch(_ id: ID, by account: ID?, at now: Instant, in connection: any Connection) throws -> Bool {
        let changed = try connection.run(
            """
            UPDATE workshop_draft SET revision = revision + 1, updated_at = \(now)
            WHERE id = \(id) AND state IN ('draft', 'returned')
            """)
        guard changed == 1 else { return false }
        if let account { try add(author: account, to: id, in: connection) }
        return true
    }

    private static func add(author: ID, to draft: ID, in connection: any Connection) throws {
        try connection.run("INSERT INTO workshop_author (draft_id, account) VALUES (\(draft), \(author)) ON CONFLICT DO NOTHING")
    }

    static func isAuthor(_ account: ID, of draft: ID, in connection: any Connection) throws -> Bool {
        try connection.exists("SELECT 1 FROM workshop_author WHERE draft_id = \(draft) AND account = \(account)")
    }

    static func draft(_ id: ID, in connection: any Connection) throws -> CatalogueDraft? {
        try connection.row("SELECT \(columns) FROM workshop_draft WHERE id = \(id)").map(draft)
    }

    /// The newest first, by the keys of the page before.
    static func drafts(_ states: [DraftState], before: ID?, limit: Int, in connection: any Connection) throws -> [CatalogueDraft] {
        let older: Query = before.map { " AND id < \($0)" } ?? ""
        return try connection.rows(
            """
            SELECT \(columns) FROM workshop_draft WHERE state IN \(list: states.map(\.rawValue))\(older) ORDER BY id DESC
            LIMIT \(limit: limit)
            """
        ).map(draft)
    }

    /// Approved, and their day has come.
    static func due(on day: LocalDate, in connection: any Connection) throws -> [CatalogueDraft] {
        try connection.rows(
            "SELECT \(columns) FROM workshop_draft WHERE state = 'approved' AND effective_on <= \(day) ORDER BY effective_on, id LIMIT 100"
        ).map(draft)
    }

    static func events(of draft: ID, in connection: any Connection) throws -> [DraftEvent] {
        try connection.rows(
            "SELECT at, action, actor_name, to_state, reason FROM workshop_event WHERE draft_id = \(draft) ORDER BY sequence LIMIT 200"
        ).map { row in
            DraftEvent(
                at: try row.instant("at"), action: try row.value("action", as: DraftAction.self), actorName: try row.text("actor_name"),
                to: try row.value("to_state", as: DraftState.self), reason: try row.textOrNil("reason"))
        }
    }

    private static func draft(_ row: ResultRow) throws -> CatalogueDraft {
        var draft = CatalogueDraft(
            id: try row.id("id"), title: try row.text("title"), baseVersion: try row.int("base_version"), author: try row.idOrNil("author"),
            authorName: try row.text("author_name"), at: try row.instant("created_at"))
        draft.state = try row.value("state", as: DraftState.self)
        draft.reviewer = try row.idOrNil("reviewer")
        draft.reviewerName = try row.textOrNil("reviewer_name")
        draft.reason = try row.textOrNil("reason")
        draft.effectiveOn = try row.dateOrNil("effective_on")
        draft.publishedVersion = try row.intOrNil("published_version")
        draft.revision = try row.int("revision")
        draft.updatedAt = try row.instant("updated_at")
        return draft
    }
}
