import Foundation
package import Kernel
package import Logging
package import Store
import StorePostgres
import StoreSQLite

/// Where the rows are, read from the setting.
package enum DatabaseAddress: Sendable, Hashable {
    case sqlite(path: String)
    case postgres(url: String)

    package init(_ url: String) throws(Problem) {
        if url.hasPrefix("sqlite:") {
            var path = url.dropFirst("sqlite:".count)
            if path.hasPrefix("//") { path = path.dropFirst(2) }
            guard !path.isEmpty else { throw PlatformProblem.databaseURL }
            self = .sqlite(path: String(path))
        } else if url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") {
            self = .postgres(url: url)
        } else {
            throw PlatformProblem.databaseURL
        }
    }

    /// For people and logs: a password is left out.
    package var shown: String {
        switch self {
        case .sqlite(let path): return "sqlite:\(path)"
        case .postgres(let url):
            let parts = url.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)[0]
            guard let at = parts.lastIndex(of: "@"), let start = parts.firstRange(of: "://") else { return String(parts) }
            let user = parts[start.upperBound..<at].prefix { $0 != ":" }
            return "\(parts[..<start.upperBound])\(user)@\(parts[parts.index(after: at)...])"
        }
    }

    /// Whether SQLite's file is still to be made.
    package var isNew: Bool {
        if case .sqlite(let path) = self { !FileManager.default.fileExists(atPath: path) } else { false }
    }
}

extension Database {
    /// Opens what the settings name. SQLite's file and its folder are made where they are missing.
    package static func open(_ settings: PlatformSettings.Database, logger: Logger) throws -> Database {
        do {
            switch try DatabaseAddress(settings.url) {
            case .sqlite(let path):
                let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
                do {
                    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                } catch {
                    throw PlatformProblem.databaseFolder(folder)
                }
                return Database(try SQLiteEngine(path: path, readers: settings.readers, logger: logger))
            case .postgres(let url):
                let schema = settings.schema.isEmpty ? nil : settings.schema
                if schema != nil { try PostgresServer(url: url, schema: schema).createSchema() }
                return Database(try PostgresEngine(url: url, poolSize: settings.connections, schema: schema, logger: logger))
            }
        } catch let error as StoreError {
            throw PlatformProblem.databaseUnavailable(String(describing: error))
        }
    }
}
