import Foundation
import GRDB
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
        try step(query) { (statement, _) in try statement.execute() }
        // `changes()` still tells of the statement before when this one was no INSERT, UPDATE or DELETE.
        return database.totalChangesCount == before ? 0 : database.changesCount
    }

    func rows(_ query: Query) throws(StoreError) -> [ResultRow] {
        try step(query) { (statement, columns) in
            var columns = columns
            var rows: [ResultRow] = []
            let cursor = try Row.fetchCursor(statement)
            while let row = try cursor.next() {
                // The schema may have changed since the statement was prepared.
                if row.count != columns.names.count { columns = ResultRow.Columns(Array(row.columnNames)) }
                rows.append(ResultRow(columns, (0..<row.count).map { (row[$0] as DatabaseValue).sqlValue }))
            }
            return rows
        }
    }

    private func step<T>(_ query: Query, _ body: (Statement, ResultRow.Columns) throws -> T) throws(StoreError) -> T {
        try SQLValue.check(query.arguments)
        do {
            let found = try prepared[query.sql] ?? prepare(query.sql)
            // As values of many kinds: for values of one kind GRDB makes a key path anew each time, which costs more than binding them.
            let arguments = query.arguments.map { argument -> (any DatabaseValueConvertible)? in argument.databaseValue }
            found.statement.setUncheckedArguments(StatementArguments(arguments))
            return try body(found.statement, found.columns)
        } catch let error as DatabaseError {
            // A statement that failed may not be used again.
            prepared[query.sql] = nil
            throw SQLiteSession.storeError(error, isReading: isReading)
        } catch {
            throw StoreError.malformed(String(describing: error))
        }
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
    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .blob(let bytes): Data(bytes).databaseValue
        }
    }
}

extension DatabaseValue {
    fileprivate var sqlValue: SQLValue {
        switch storage {
        case .null: .null
        case .int64(let number): .integer(number)
        case .double(let number): .real(number)
        case .string(let text): .text(text)
        case .blob(let bytes): .blob([UInt8](bytes))
        }
    }
}
