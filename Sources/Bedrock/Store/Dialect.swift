/// All in which the two engines differ. Everything else is one SQL text.
///
/// Portable types are `BIGINT`, `TEXT`, `BLOB` and `REAL`; a flag is `BIGINT CHECK (x IN (0, 1))`. Common to both: `ON CONFLICT`,
/// `RETURNING`, row values, window functions, `WITH`. `LIKE` minds case and text is ordered by its bytes on both. `INSERT … SELECT … ON
/// CONFLICT` needs a `WHERE` (write `WHERE 1 = 1`), or SQLite reads `ON` as a join.
package enum Dialect: String, Sendable, Hashable, CaseIterable {
    case sqlite, postgres

    /// Behind a `SELECT` whose rows the same transaction will change by what it read. SQLite has one writer and needs no lock.
    package var forUpdate: Query { self == .postgres ? " FOR UPDATE" : "" }

    /// Behind a `SELECT` that takes work from a queue: rows that another node has taken are passed over.
    package var skipLocked: Query { self == .postgres ? " FOR UPDATE SKIP LOCKED" : "" }

    /// Keeps other nodes from migrating at the same time, until the transaction ends.
    var migrationLock: Query? {
        // Of one schema: cities that share a server do not wait for each other.
        self == .postgres ? "SELECT pg_advisory_xact_lock(hashtextextended('yiwang ' || current_schema(), 7305804402))" : nil
    }

    /// `?` as `$1`, `$2`, … where the engine wants that. Engines keep the answer with the prepared statement.
    package func numbered(_ sql: String) -> String {
        guard self == .postgres, sql.utf8.contains(UInt8(ascii: "?")) else { return sql }
        var number = 0
        var numbered = ""
        for (kind, text) in SQLPieces(sql).pieces {
            if kind == .other, text == "?" {
                number += 1
                numbered += "$\(number)"
            } else {
                numbered += text
            }
        }
        return numbered
    }

    /// A migration's statement in the engine's own types.
    ///
    /// SQLite: `BIGINT` is `INTEGER` and every table is `STRICT`, so that both engines refuse a text in a column of numbers. PostgreSQL:
    /// `BLOB` is `BYTEA`, `REAL` is `DOUBLE PRECISION`, and `TEXT` is collated by its bytes, as in SQLite. A table whose rows are small
    /// and whose key is a text may end in `WITHOUT ROWID`, which saves SQLite a second tree; PostgreSQL has no such thing.
    package func definition(_ sql: String) -> String {
        let pieces = SQLPieces(sql).pieces
        let words = pieces.filter { $0.kind == .word }.map { $0.text.uppercased() }
        guard ["CREATE TABLE", "ALTER TABLE"].contains(words.prefix(2).joined(separator: " ")) else { return sql }
        let withoutRowID = words.suffix(2) == ["WITHOUT", "ROWID"]
        var translated = ""
        var wordsLeft = words.count
        var previous = ""
        for (kind, text) in pieces {
            guard kind == .word else {
                translated += text
                continue
            }
            wordsLeft -= 1
            let word = text.uppercased()
            if withoutRowID, self == .postgres, wordsLeft < 2 { continue }
            translated += type(word, after: previous) ?? String(text)
            previous = word
        }
        if self == .sqlite, words[0] == "CREATE" { translated += withoutRowID ? ", STRICT" : " STRICT" }
        return translated
    }

    private func type(_ word: String, after previous: String) -> String? {
        switch (self, word) {
        case (.sqlite, "BIGINT"): "INTEGER"
        case (.postgres, "BLOB"): "BYTEA"
        case (.postgres, "REAL"): "DOUBLE PRECISION"
        // In `CAST(x AS TEXT)` a collation would be a mistake of grammar.
        case (.postgres, "TEXT"): previous == "AS" ? nil : "TEXT COLLATE \"C\""
        default: nil
        }
    }
}
