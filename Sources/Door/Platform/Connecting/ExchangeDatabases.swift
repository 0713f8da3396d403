import Exchange
import Foundation
import Logging
import Store
import StorePostgres
import StoreSQLite

/// Where the tables of the national exchange are: a file or a schema for each system, so that a department's program is given the way to its
/// own and to no other.
enum ExchangeDatabases {
    private static let connections = 2

    /// nil where the operator has named no place. What is wrong with the setting is told before the server starts.
    static func opening(_ settings: ExchangeSettings, logger: Logger) throws -> (@Sendable (String) throws -> Database)? {
        guard !settings.database.isEmpty else { return nil }
        switch try DatabaseAddress(settings.database) {
        case .sqlite(let folder):
            return { code in
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                return Database(try SQLiteEngine(path: "\(folder)/\(code).sqlite", readers: 1, logger: logger))
            }
        case .postgres(let url):
            return { code in
                // A code has no underscore, so no two have one schema.
                let schema = "exchange_" + code.replacing("-", with: "_")
                try PostgresServer(url: url, schema: schema).createSchema()
                return Database(try PostgresEngine(url: url, poolSize: connections, schema: schema, logger: logger))
            }
        }
    }
}
