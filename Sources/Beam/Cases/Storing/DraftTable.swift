import Catalogue
import Cryptography
import Kernel
import Store

extension Cases {
    /// The table of drafts; one open draft for each party and thing.
    static let draftMigration = Migration(
        room: "cases", number: 3, name: "drafts",
        statements: [
            """
            CREATE TABLE cases_draft (
                id TEXT NOT NULL PRIMARY KEY,
                thing TEXT NOT NULL,
                catalogue_version BIGINT NOT NULL,
                party TEXT NOT NULL,
                account TEXT NOT NULL,
                revision BIGINT NOT NULL,
                content BLOB NOT NULL,
                is_begun BIGINT NOT NULL CHECK (is_begun IN (0, 1)),
                created_at BIGINT NOT NULL,
                updated_at BIGINT NOT NULL,
                application_id TEXT
            )
            """,
            "CREATE UNIQUE INDEX cases_draft_open ON cases_draft (party, thing) WHERE application_id IS NULL",
        ])
}

/// The only code that reads and writes drafts. What people typed is sealed.
struct DraftTable: Sendable {
    let sealer: Sealer

    private func context(_ id: ID) -> String { Sealer.context(table: "cases_draft", column: "content", row: id.rawValue) }

    /// Whether it was new; a second draft of the same thing for the same party is not.
    func insert(_ draft: Draft, in connection: any Connection) throws -> Bool {
        try connection.run(
            """
            INSERT INTO cases_draft (id, thing, catalogue_version, party, account, revision, content, is_begun, created_at, updated_at)
            VALUES (\(draft.id), \(draft.thing), \(draft.catalogueVersion), \(draft.party.description), \(draft.account), \(draft.revision),
                \(sealer.sealBinary(draft.content.bytes, for: context(draft.id))), \(draft.isBegun), \(draft.createdAt), \(draft.updatedAt))
            ON CONFLICT DO NOTHING
            """) == 1
    }

    /// Whether the row still was the one that `draft` was made from.
    func update(_ draft: Draft, from revision: Int, in connection: any Connection) throws -> Bool {
        try connection.run(
            """
            UPDATE cases_draft SET catalogue_version = \(draft.catalogueVersion), revision = \(draft.revision), is_begun = \(draft.isBegun),
                content = \(sealer.sealBinary(draft.content.bytes, for: context(draft.id))), updated_at = \(draft.updatedAt),
                forgotten = 0
            WHERE id = \(draft.id) AND revision = \(revision) AND application_id IS NULL
            """) == 1
    }

    static let retentionMigration = Migration(
        room: "cases", number: 10, name: "how long drafts are kept",
        statements: [
            "ALTER TABLE cases_draft ADD COLUMN forgotten BIGINT NOT NULL DEFAULT 0",
            "CREATE INDEX cases_draft_unforgotten ON cases_draft (id) WHERE forgotten = 0",
            "CREATE INDEX cases_draft_idle ON cases_draft (updated_at) WHERE application_id IS NULL",
        ])

    /// Drafts that nobody has touched since, and nobody has handed in; false when none is left.
    func deleteIdle(before cutoff: Instant, limit: Int, in connection: any Connection) throws -> Bool {
        let idle = try connection.rows(
            """
            SELECT id FROM cases_draft WHERE application_id IS NULL AND updated_at < \(cutoff) ORDER BY updated_at LIMIT \(limit: limit)
            """
        ).map { try $0.id("id") }
        for id in idle {
            try connection.run("DELETE FROM cases_draft WHERE id = \(id) AND application_id IS NULL AND updated_at < \(cutoff)")
        }
        return idle.count == limit
    }

    /// Drafts that were not touched since, and may still hold what registers said.
    func unforgotten(before cutoff: Instant, after: ID?, limit: Int, in connection: any Connection) throws -> [Draft] {
        let beyond: Query = after.map { " AND id > \($0)" } ?? ""
        return try connection.rows(
            """
            SELECT \(DraftTable.columns) FROM cases_draft WHERE forgotten = 0 AND updated_at < \(cutoff)\(beyond)
            ORDER BY id LIMIT \(limit: limit)
            """
        ).map(draft)
    }

    /// Writes what is left of a draft, if nobody has changed it meanwhile; its revision stays, for nothing that a page shows is another.
    func forget(_ draft: Draft, isDone: Bool, in connection: any Connection) throws {
        try connection.run(
            """
            UPDATE cases_draft SET content = \(sealer.sealBinary(draft.content.bytes, for: context(draft.id))), forgotten = \(isDone)
            WHERE id = \(draft.id) AND revision = \(draft.revision) AND updated_at = \(draft.updatedAt)
            """)
    }

    /// The draft has become an application.
    func close(_ id: ID, application: ID, in connection: any Connection) throws {
        try connection.run("UPDATE cases_draft SET application_id = \(application) WHERE id = \(id) AND application_id IS NULL")
    }

    func delete(_ id: ID, in connection: any Connection) throws {
        try connection.run("DELETE FROM cases_draft WHERE id = \(id) AND application_id IS NULL")
    }

    private static let columns: Query =
        "id, thing, catalogue_version, party, account, revision, content, is_begun, created_at, updated_at, application_id"

    func draft(_ id: ID, in connection: any Connection) throws -> Draft? {
        try connection.row("SELECT \(DraftTable.columns) FROM cases_draft WHERE id = \(id)").map(draft)
    }

    func draft(of party: Party, thing: String, in connection: any Connection) throws -> Draft? {
        try connection.row(
            """
            SELECT \(DraftTable.columns) FROM cases_draft
            WHERE party = \(party.description) AND thing = \(thing) AND application_id IS NULL
            """
        ).map(draft)
    }

    /// What a party has begun and not yet submitted.
    func begun(by party: Party, in connection: any Connection) throws -> [Draft] {
        try connection.rows(
            """
            SELECT \(DraftTable.columns) FROM cases_draft
            WHERE party = \(party.description) AND application_id IS NULL AND is_begun = 1 ORDER BY updated_at DESC LIMIT 50
            """
        ).map(draft)
    }

    private func draft(_ row: ResultRow) throws -> Draft {
        let id = try row.id("id")
        let content = try JSON(parsing: sealer.openBinary(row.blob("content"), for: context(id)))
        guard let party = Party(try row.text("party")),
            let draft = Draft(
                id: id, thing: try row.text("thing"), catalogueVersion: try row.int("catalogue_version"), party: party,
                account: try row.id("account"), revision: try row.int("revision"), isBegun: try row.bool("is_begun"),
                createdAt: try row.instant("created_at"), updatedAt: try row.instant("updated_at"),
                application: try row.idOrNil("application_id"), content: content)
        else { throw StoreError.malformed("cases_draft \(id) is incomplete") }
        return draft
    }
}
