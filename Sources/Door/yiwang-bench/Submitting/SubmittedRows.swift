import Kernel
import Store

/// A statement with its values, as a plain driver takes it.
struct PlainStatement: Sendable {
    var sql: String
    var values: [SQLValue]
}

/// Everything that one submission wrote in its transaction, read back from the tables: the measure for a writer that does nothing else.
struct SubmittedRows: Sendable {
    /// In the order in which they were written.
    private let inserts: [(table: String, columns: [String], values: [SQLValue])]
    /// Values that name this submission and no other, by the column that they come from: they are made anew for each copy.
    private let names: [String: String]

    private static let tables = ["cases_application", "cases_case", "cases_event", "cases_document", "web_idempotency", "store_outbox"]

    /// Rows that are inserted by one submission.
    var rowCount: Int { inserts.count }
    /// What their values take as bytes.
    var byteCount: Int {
        inserts.flatMap(\.values).reduce(0) { sum, value in
            switch value {
            case .null: sum
            case .integer, .real: sum + 8
            case .text(let text): sum + text.utf8.count
            case .blob(let bytes): sum + bytes.count
            }
        }
    }

    /// The latest submissions of a database whose outbox nobody has emptied.
    static func latest(_ count: Int, in connection: any Connection) throws -> [SubmittedRows] {
        try connection.rows("SELECT * FROM cases_application ORDER BY id DESC LIMIT \(limit: count)").map { application in
            let id = try application.id("id")
            let cases = try connection.rows("SELECT * FROM cases_case WHERE application_id = \(id)")
            let events = try cases.flatMap { try connection.rows("SELECT * FROM cases_event WHERE case_id = \($0.id("id")) ORDER BY seq") }
            let papers = try connection.rows("SELECT * FROM cases_document WHERE application_id = \(id)")
            let account = try application.text("account_id")
            let keys = try connection.rows("SELECT * FROM web_idempotency WHERE actor = \(account) AND created_id = \(id)")
            let posted = try connection.rows("SELECT * FROM store_outbox WHERE message_key = \(id)")
            guard !cases.isEmpty, !events.isEmpty, keys.count == 1, posted.count == 1 else {
                throw BenchFault.other("a submission has not left all its rows")
            }
            return SubmittedRows([[application], cases, events, papers, keys, posted])
        }
    }

    private init(_ rows: [[ResultRow]]) {
        var inserts: [(table: String, columns: [String], values: [SQLValue])] = []
        var names: [String: String] = [:]
        for (table, rows) in zip(SubmittedRows.tables, rows) {
            for row in rows {
                for (column, value) in zip(row.columns.names, row.values) {
                    guard case .text(let text) = value else { continue }
                    if ["id", "number", "token", "key_hash"].contains(column) { names[text] = column }
                }
                inserts.append((table, row.columns.names, row.values))
            }
        }
        (self.inserts, self.names) = (inserts, names)
    }

    /// The same rows under new names: the same number, the same sizes, the same statements.
    func copy(_ serial: Int) -> [PlainStatement] {
        var renamed: [String: String] = [:]
        for (name, column) in names { renamed[name] = SubmittedRows.renamed(name, of: column, serial) }
        func value(_ value: SQLValue) -> SQLValue {
            if case .text(let text) = value, let new = renamed[text] { return .text(new) }
            return value
        }
        return inserts.map { row in
            let marks = repeatElement("?", count: row.columns.count).joined(separator: ", ")
            return PlainStatement(
                sql: "INSERT INTO \(row.table) (\(row.columns.joined(separator: ", "))) VALUES (\(marks))", values: row.values.map(value))
        }
    }

    /// As long as before. Ids and numbers rise as they do in life; digests and tokens lie anywhere.
    private static func renamed(_ name: String, of column: String, _ serial: Int) -> String {
        let digits = String(serial + 10_000_000)
        switch column {
        // The first eight letters of an id are its second.
        case "id": return name.prefix(8) + digits + name.dropFirst(8 + digits.count)
        case "number": return name.dropLast(digits.count) + digits
        default:
            var mixed = UInt64(serial) &* 0x9E37_79B9_7F4A_7C15
            mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
            let hexadecimal = String(mixed ^ mixed >> 27, radix: 16)
            return String(repeating: "0", count: 16 - hexadecimal.count) + hexadecimal + name.dropFirst(16)
        }
    }
}
