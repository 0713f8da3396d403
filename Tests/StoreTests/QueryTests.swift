import Kernel
import Store
import Testing

@Suite struct QueryTests {
    @Test func `a value becomes a placeholder and an argument`() {
        let name = "O'Neill; DROP TABLE x"
        let query: Query = "SELECT * FROM t WHERE name = \(name) AND n > \(3)"
        #expect(query.sql == "SELECT * FROM t WHERE name = ? AND n > ?")
        #expect(query.arguments == [.text(name), .integer(3)])
    }

    @Test func `a query inside a query brings its arguments in order`() {
        let condition: Query = "b = \(2) OR c = \(3)"
        let query: Query = "SELECT 1 WHERE a = \(1) AND (\(condition)) AND d = \(4)"
        #expect(query.sql == "SELECT 1 WHERE a = ? AND (b = ? OR c = ?) AND d = ?")
        #expect(query.arguments == [.integer(1), .integer(2), .integer(3), .integer(4)])
    }

    @Test func `a list is written out, and an empty one holds nothing`() {
        let query: Query = "a IN \(list: ["x", "y", "z"]) AND b IN \(list: [Int]())"
        #expect(query.sql == "a IN (?, ?, ?) AND b IN (NULL)")
        #expect(query.arguments == [.text("x"), .text("y"), .text("z")])
    }

    @Test func `a limit is never negative`() {
        let query: Query = "LIMIT \(limit: -5)"
        #expect(query.arguments == [.integer(0)])
    }

    @Test func `queries are added and joined`() {
        let parts: [Query] = ["a = \(1)", "b = \(2)"]
        var query: Query = "WHERE "
        query += Query.joined(parts, separator: " AND ")
        #expect(query.sql == "WHERE a = ? AND b = ?")
        #expect((query + " LIMIT \(limit: 1)").arguments == [.integer(1), .integer(2), .integer(1)])
        #expect(Query.joined([], separator: ", ").sql.isEmpty)
    }

    @Test func `each type is bound as the tables hold it`() throws {
        enum Colour: String, Bindable { case red }
        let id = try #require(ID("0123456789abcdefghjkmnpqrs"))
        let date = try #require(LocalDate("2026-02-28"))
        let none: String? = nil
        let query: Query = """
            \(true) \(Int64.min) \(1.5) \([UInt8]([1, 2])) \(id) \(Instant(microseconds: 7)) \(date) \(none) \(JSON.array([1, .null]))
            \(Colour.red) \(Money(fen: 12))
            """
        #expect(
            query.arguments == [
                .integer(1), .integer(.min), .real(1.5), .blob([1, 2]), .text("0123456789abcdefghjkmnpqrs"), .integer(7),
                .text("2026-02-28"), .null, .text("[1,null]"), .text("red"), .integer(12),
            ])
    }
}

@Suite struct DialectTests {
    @Test func `placeholders are numbered for PostgreSQL, but not inside quotes and comments`() {
        let sql = "SELECT '?', \"a?\" FROM t -- why?\nWHERE a = ? AND b = '' AND c = 'it''s ?' AND d = ?"
        #expect(
            Dialect.postgres.numbered(sql)
                == "SELECT '?', \"a?\" FROM t -- why?\nWHERE a = $1 AND b = '' AND c = 'it''s ?' AND d = $2")
        #expect(Dialect.sqlite.numbered(sql) == sql)
    }

    @Test func `a table is translated into each engine's types`() {
        let sql = "CREATE TABLE a (n BIGINT NOT NULL, t TEXT DEFAULT 'BIGINT', b BLOB, r REAL, CHECK (CAST(n AS TEXT) <> ''))"
        #expect(
            Dialect.sqlite.definition(sql)
                == "CREATE TABLE a (n INTEGER NOT NULL, t TEXT DEFAULT 'BIGINT', b BLOB, r REAL, CHECK (CAST(n AS TEXT) <> '')) STRICT")
        #expect(
            Dialect.postgres.definition(sql) == """
                CREATE TABLE a (n BIGINT NOT NULL, t TEXT COLLATE "C" DEFAULT 'BIGINT', b BYTEA, r DOUBLE PRECISION, \
                CHECK (CAST(n AS TEXT) <> ''))
                """)
    }

    @Test func `WITHOUT ROWID is SQLite's alone`() {
        let sql = "CREATE TABLE a (t TEXT PRIMARY KEY) WITHOUT ROWID"
        #expect(Dialect.sqlite.definition(sql) == sql + ", STRICT")
        #expect(Dialect.postgres.definition(sql).trimming == "CREATE TABLE a (t TEXT COLLATE \"C\" PRIMARY KEY)")
    }

    @Test func `other statements stay as they are`() {
        for sql in ["CREATE INDEX i ON a (t)", "INSERT INTO a VALUES ('TEXT')", "UPDATE a SET t = CAST(n AS TEXT)"] {
            for dialect in Dialect.allCases { #expect(dialect.definition(sql) == sql) }
        }
        #expect(Dialect.postgres.definition("ALTER TABLE a ADD COLUMN t TEXT") == "ALTER TABLE a ADD COLUMN t TEXT COLLATE \"C\"")
        #expect(Dialect.sqlite.definition("ALTER TABLE a ADD COLUMN n BIGINT") == "ALTER TABLE a ADD COLUMN n INTEGER")
    }
}

extension String {
    fileprivate var trimming: String { split(separator: " ").joined(separator: " ") }
}
