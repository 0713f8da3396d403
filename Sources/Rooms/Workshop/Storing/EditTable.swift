import Catalogue
import Kernel
import Store

/// The definitions that drafts lay over the published ones.
enum EditTable {
    private static let columns: Query =
        "draft_id, kind, code, content, base_hash, base_version, revision, editor, editor_name, edited_at"

    /// Whether the row still was the one of `revision`; 0 where there was none.
    static func put(_ edit: DraftEdit, over revision: Int, in connection: any Connection) throws -> Bool {
        let content = edit.content?.text
        if revision == 0 {
            return try connection.run(
                """
                INSERT INTO workshop_edit (\(columns)) VALUES (
                    \(edit.draft), \(edit.key.kind.rawValue), \(edit.key.code), \(content), \(edit.baseHash), \(edit.baseVersion),
                    \(edit.revision), \(edit.editor), \(edit.editorName), \(edit.editedAt)
                ) ON CONFLICT DO NOTHING
                """) == 1
        }
        return try connection.run(
            """
            UPDATE workshop_edit SET content = \(content), base_hash = \(edit.baseHash), base_version = \(edit.baseVersion),
                revision = \(revision + 1), editor = \(edit.editor), editor_name = \(edit.editorName), edited_at = \(edit.editedAt)
            WHERE draft_id = \(edit.draft) AND kind = \(edit.key.kind.rawValue) AND code = \(edit.key.code) AND revision = \(revision)
            """) == 1
    }

    static func remove(_ key: DefinitionKey, from draft: ID, in connection: any Connection) throws -> Bool {
        try connection.run(
            "DELETE FROM workshop_edit WHERE draft_id = \(draft) AND kind = \(key.kind.rawValue) AND code = \(key.code)") == 1
    }

    static func edits(of draft: ID, in connection: any Connection) throws -> [DraftEdit] {
        try connection.rows("SELECT \(columns) FROM workshop_edit WHERE draft_id = \(draft) ORDER BY kind, code").map(edit)
    }

    static func edit(_ key: DefinitionKey, of draft: ID, in connection: any Connection) throws -> DraftEdit? {
        try connection.row(
            "SELECT \(columns) FROM workshop_edit WHERE draft_id = \(draft) AND kind = \(key.kind.rawValue) AND code = \(key.code)"
        ).map(edit)
    }

    /// Other drafts under way that change the same definition: their ids with who wrote it.
    static func others(of key: DefinitionKey, than draft: ID, in connection: any Connection) throws -> [(
        draft: ID, title: String, editor: String
    )] {
        try connection.rows(
            """
            SELECT e.draft_id, d.title, e.editor_name FROM workshop_edit e JOIN workshop_draft d ON d.id = e.draft_id
            WHERE e.kind = \(key.kind.rawValue) AND e.code = \(key.code) AND e.draft_id <> \(draft)
                AND d.state IN ('draft', 'review', 'returned', 'approved')
            ORDER BY e.draft_id LIMIT 10
            """
        ).map { (try $0.id("draft_id"), try $0.text("title"), try $0.text("editor_name")) }
    }

    private static func edit(_ row: ResultRow) throws -> DraftEdit {
        DraftEdit(
            draft: try row.id("draft_id"), key: DefinitionKey(try row.value("kind", as: Definition.Kind.self), try row.text("code")),
            content: try row.jsonOrNil("content"), baseHash: try row.textOrNil("base_hash"), baseVersion: try row.int("base_version"),
            revision: try row.int("revision"), editor: try row.idOrNil("editor"), editorName: try row.text("editor_name"),
            editedAt: try row.instant("edited_at"))
    }
}
