import Cryptography
import Kernel
import Store
import Web

/// What follows an acceptance or an approval on a promise, in the order of its dates: papers that are owed, checks that are due.
enum FollowUpTable {
    static let migration = Migration(
        room: "cases", number: 7, name: "what is promised: papers that follow, checks afterwards, broken promises",
        statements: [
            "ALTER TABLE cases_case ADD COLUMN papers TEXT", "ALTER TABLE cases_case ADD COLUMN papers_due TEXT",
            "ALTER TABLE cases_case ADD COLUMN promise_version TEXT", "ALTER TABLE cases_case ADD COLUMN after_check TEXT",
            "ALTER TABLE cases_case ADD COLUMN check_due TEXT",
            "ALTER TABLE cases_case ADD COLUMN follow_provisional BIGINT NOT NULL DEFAULT 0 CHECK (follow_provisional IN (0, 1))",
            "CREATE INDEX cases_case_follow_provisional ON cases_case (id) WHERE follow_provisional = 1",
            "CREATE INDEX cases_case_papers ON cases_case (papers_due, id) WHERE papers_due IS NOT NULL",
            "CREATE INDEX cases_case_checks ON cases_case (check_due, id) WHERE check_due IS NOT NULL",
            """
            CREATE TABLE cases_broken_promise (
                id TEXT NOT NULL PRIMARY KEY,
                case_id TEXT NOT NULL UNIQUE REFERENCES cases_case (id),
                kind TEXT NOT NULL CHECK (kind IN ('certificate', 'deferral', 'approval')),
                holder_hash TEXT NOT NULL,
                party TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('standing', 'objected', 'upheld', 'lifted')),
                content BLOB NOT NULL,
                recorded_at BIGINT NOT NULL,
                until_on TEXT NOT NULL
            )
            """,
            "CREATE INDEX cases_broken_promise_holder ON cases_broken_promise (holder_hash, until_on)",
            "CREATE INDEX cases_broken_promise_objected ON cases_broken_promise (id) WHERE state = 'objected'",
            "CREATE INDEX cases_broken_promise_party ON cases_broken_promise (party, id)",
        ])

    /// How many cases whoever follows dates reads at a time.
    static let page = 200

    /// Cases with a paper whose date is at hand or past, the earliest first.
    static func papers(until day: LocalDate, after: WorklistKey?, _ table: CaseTable, in connection: any Connection) throws -> [Case] {
        let beyond: Query = after.map { " AND (c.papers_due, c.id) > (\($0.dueOn), \($0.id))" } ?? ""
        return try connection.rows(
            """
            SELECT \(CaseTable.columns) FROM cases_case c WHERE c.papers_due IS NOT NULL AND c.papers_due <= \(day)\(beyond)
            ORDER BY c.papers_due, c.id LIMIT \(limit: page)
            """
        ).map(table.value)
    }

    /// Open after-checks of a scope, what is due first first.
    static func checks(_ rights: Query, after: WorklistKey?, limit: Int, _ table: CaseTable, in connection: any Connection) throws -> [Case]
    {
        let beyond: Query = after.map { " AND (c.check_due, c.id) > (\($0.dueOn), \($0.id))" } ?? ""
        return try connection.rows(
            """
            SELECT \(CaseTable.columns) FROM cases_case c WHERE c.check_due IS NOT NULL AND \(rights)\(beyond)
            ORDER BY c.check_due, c.id LIMIT \(limit: limit)
            """
        ).map(table.value)
    }

    /// Cases of a scope whose broken promise is objected to and not answered yet, the oldest first.
    static func objections(_ rights: Query, _ table: CaseTable, in connection: any Connection) throws -> [Case] {
        try connection.rows(
            """
            SELECT \(CaseTable.columns) FROM cases_broken_promise p JOIN cases_case c ON c.id = p.case_id
            WHERE p.state = 'objected' AND \(rights) ORDER BY p.id LIMIT 100
            """
        ).map(table.value)
    }

    /// Cases whose after-check comes to its next date, until a day: what is to be mended by then, too.
    static func checks(until day: LocalDate, after: WorklistKey?, _ table: CaseTable, in connection: any Connection) throws -> [Case] {
        let beyond: Query = after.map { " AND (c.check_due, c.id) > (\($0.dueOn), \($0.id))" } ?? ""
        return try connection.rows(
            """
            SELECT \(CaseTable.columns) FROM cases_case c WHERE c.check_due IS NOT NULL AND c.check_due <= \(day)\(beyond)
            ORDER BY c.check_due, c.id LIMIT \(limit: page)
            """
        ).map(table.value)
    }
}
