import GRDB
import GRDBSQLite
import Store

/// One SQLite connection with its prepared statements, used by one thread.
final class SQLiteSession {
    private struct Prepared {
        let statement: Statement
        let columns: ResultRow.Columns
    }

    private let database: GRDB.Database
    private let isReading: Bool
    private var prepared: [String: Prepared] = [:]

    /// Lists of many lengths make many texts; past this many the statements start anew.
    private static let preparedLimit = 1000

    init(_ database: GRDB.Database, isReading: Bool) {
        self.database = database
        self.isReading = isReading
    }

    /// False as soon as SQLite has rolled a transaction back by itself, as it does on a full disk.
    var isInsideTransaction: Bool { database.isInsideTransaction }

    func run(_ query: Query) throws(StoreError) -> Int {
        let before = database.totalChangesCount
        try step(query) { (_, _) in }
        // `changes()` still tells of the statement before when this one was no INSERT, UPDATE or DELETE.
        return database.totalChangesCount == before ? 0 : database.changesCount
    }

    func rows(_ query: Query) throws(StoreError) -> [ResultRow] {
        var rows: [ResultRow] = []
        try step(query) { (running, prepared) in
            let count = sqlite3_column_count(running)
            // The schema may have changed since the statement was prepared.
            let columns = Int(count) == prepared.names.count ? prepared : ResultRow.Columns(SQLiteSession.names(running, count))
            rows.append(ResultRow(columns, (0..<count).map { SQLValue(running, column: $0) }))
        }
        return rows
    }

    /// Runs a statement to its end, with `row` at each of its rows. GRDB prepares it and keeps the connection; its values are bound and read here,
    /// since GRDB's own rows and arguments cost as much as SQLite's work.
    private func step(_ query: Query, row: (OpaquePointer, ResultRow.Columns) -> Void) throws(StoreError) {
        try SQLValue.check(query.arguments)
        do {
            let found = try prepared[query.sql] ?? prepare(query.sql)
            let running = found.statement.sqliteStatement
            // Also ends the snapshot that a statement with rows reads from.
            defer {
                sqlite3_reset(running)
                sqlite3_clear_bindings(running)
            }
            for (index, argument) in query.arguments.enumerated() {
                try check(argument.bind(to: running, at: Int32(index + 1)), query)
            }
            while true {
                let code = sqlite3_step(running)
                if code == SQLITE_DONE { return }
                try check(code, query)
                row(running, found.columns)
            }
        } catch let error as DatabaseError {
            // A statement that failed may not be used again.
            prepared[query.sql] = nil
            throw SQLiteSession.storeError(error, isReading: isReading)
        } catch {
            throw StoreError.malformed(String(describing: error))
        }
    }

    private func check(_ code: Int32, _ query: Query) throws(DatabaseError) {
        guard code != SQLITE_OK, code != SQLITE_ROW else { return }
        let extended = sqlite3_extended_errcode(database.sqliteConnection)
        throw DatabaseError(resultCode: ResultCode(rawValue: extended), message: database.lastErrorMessage, sql: query.sql)
    }

    private static func names(_ running: OpaquePointer, _ count: Int32) -> [String] {
        (0..<count).map { sqlite3_column_name(running, $0).map { String(cString: $0) } ?? "" }
    }

    private func prepare(_ sql: String) throws -> Prepared {
        if prepared.count >= SQLiteSession.preparedLimit { prepared.removeAll() }
        let statement = try database.makeStatement(sql: sql)
        let new = Prepared(statement: statement, columns: ResultRow.Columns(statement.columnNames))
        prepared[sql] = new
        return new
    }

    static func storeError(_ error: DatabaseError, isReading: Bool) -> StoreError {
        let message = error.message ?? "error \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_CONSTRAINT: return constraint(error.extendedResultCode, message)
        case .SQLITE_BUSY, .SQLITE_LOCKED: return .unavailable("another program has locked the file")
        case .SQLITE_FULL: return .unavailable("the disk is full")
        case .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_NOMEM, .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_PROTOCOL, .SQLITE_INTERRUPT:
            return .unavailable(message)
        case .SQLITE_READONLY: return isReading ? .malformed("a closure that reads tried to write") : .unavailable(message)
        default: return .malformed(message + (error.sql.map { " in “\($0)”" } ?? ""))
        }
    }

    private static func constraint(_ code: ResultCode, _ message: String) -> StoreError {
        let name = message.firstRange(of: " failed: ").map { String(message[$0.upperBound...]) } ?? ""
        switch code {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID: return .constraint(.unique, name: name)
        case .SQLITE_CONSTRAINT_NOTNULL: return .constraint(.notNull, name: name)
        case .SQLITE_CONSTRAINT_CHECK: return .constraint(.check, name: name)
        case .SQLITE_CONSTRAINT_FOREIGNKEY: return .constraint(.foreignKey, name: "")
        // A text in a column of numbers: `STRICT` counts it as a constraint, but it is a mistake of the program.
        case ResultCode(rawValue: 3091): return .malformed(message)
        default: return .constraint(.other, name: name)
        }
    }
}

extension SQLValue {
    /// Binds a copy; the answer is SQLite's result code.
    fileprivate func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        switch self {
        case .null: return sqlite3_bind_null(statement, index)
        case .integer(let number): return sqlite3_bind_int64(statement, index, number)
        case .real(let number): return sqlite3_bind_double(statement, index, number)
        case .text(var text):
            return text.withUTF8 { utf8 in
                // An empty text may have no address, and SQLite takes none for NULL.
                guard let start = utf8.baseAddress else { return sqlite3_bind_text(statement, index, "", 0, SQLValue.copied) }
                return start.withMemoryRebound(to: CChar.self, capacity: utf8.count) {
                    sqlite3_bind_text(statement, index, $0, Int32(utf8.count), SQLValue.copied)
                }
            }
        case .blob(let bytes):
            guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(statement, index, 0) }
            return sqlite3_bind_blob(statement, index, bytes, Int32(bytes.count), SQLValue.copied)
        }
    }

    /// `SQLITE_TRANSIENT`, a macro that Swift does not import.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    /// The value of a column of the row at which a statement stands.
    fileprivate init(_ statement: OpaquePointer, column: Int32) {
        func bytes(_ start: UnsafeRawPointer?) -> UnsafeRawBufferPointer {
            UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(statement, column)))
        }
        self =
            switch sqlite3_column_type(statement, column) {
            case SQLITE_INTEGER: .integer(sqlite3_column_int64(statement, column))
            case SQLITE_FLOAT: .real(sqlite3_column_double(statement, column))
            case SQLITE_TEXT: .text(String(decoding: bytes(sqlite3_column_text(statement, column)), as: UTF8.self))
            case SQLITE_BLOB: .blob([UInt8](bytes(sqlite3_column_blob(statement, column))))
            default: .null
            }
    }
}
