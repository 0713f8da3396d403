import Foundation
import GRDB
import Store

/// GRDB and nothing above it: one thread, one connection with the engine's settings.
final class PlainSQLite {
    private let queue: DatabaseQueue

    init(path: String, isDurable: Bool = true) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { database in
            try database.execute(
                sql: """
                    PRAGMA temp_store = MEMORY; PRAGMA journal_mode = WAL; PRAGMA synchronous = \(isDurable ? "FULL" : "OFF");
                    PRAGMA cache_size = -64000; PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864
                    """)
        }
        queue = try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Writes groups of submissions, each group one transaction.
    func write(_ groups: [[[PlainStatement]]]) throws {
        let bound = groups.map { $0.map { $0.map { (sql: $0.sql, values: StatementArguments($0.values.map(\.databaseValue))) } } }
        try queue.inDatabase { database in
            for group in bound {
                try database.execute(sql: "BEGIN IMMEDIATE")
                for submission in group {
                    for (sql, values) in submission {
                        let statement = try database.cachedStatement(sql: sql)
                        statement.setUncheckedArguments(values)
                        try statement.execute()
                    }
                }
                try database.execute(sql: "COMMIT")
            }
        }
    }

    /// Rows of one transaction: so many that committing costs nothing, so few that the log beside the file stays small.
    private static let filledAtOnce = 50_000

    /// Fills a table. Its indexes are made anew afterwards: sorting keys costs minutes less than entering millions at random places.
    func fill(_ table: String, _ columns: [String], _ rows: some Sequence<[SQLValue]>) throws {
        let marks = repeatElement("?", count: columns.count).joined(separator: ", ")
        try queue.inDatabase { database in
            let indexes = try Row.fetchAll(
                database, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL",
                arguments: [table])
            for index in indexes { try database.execute(sql: "DROP INDEX \(index["name"] as String)") }
            let statement = try database.makeStatement(
                sql: "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(marks)) ON CONFLICT DO NOTHING")
            var iterator = rows.makeIterator()
            var isOver = false
            while !isOver {
                try database.execute(sql: "BEGIN IMMEDIATE")
                for _ in 0..<PlainSQLite.filledAtOnce {
                    guard let row = iterator.next() else {
                        isOver = true
                        break
                    }
                    statement.setUncheckedArguments(StatementArguments(row.map(\.databaseValue)))
                    try statement.execute()
                }
                try database.execute(sql: "COMMIT")
            }
            for index in indexes { try database.execute(sql: index["sql"] as String) }
        }
    }

    /// The number that a query gives, read beside whoever writes the file.
    static func number(_ sql: String, in path: String) throws -> Int {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        let number = try queue.inDatabase { try Int.fetchOne($0, sql: sql) }
        try queue.close()
        return number ?? 0
    }

    func execute(_ sql: String) throws { try queue.inDatabase { try $0.execute(sql: sql) } }

    func close() throws { try queue.close() }
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
