import Catalogue
import DataCentre
import Foundation
import Kernel
import Logging
import Store
import StorePostgres
import StoreSQLite

/// The ways to departments' own systems: their databases, opened for reading, and their interfaces.
enum DataSources {
    /// The sources that a file of settings names; none for an empty path. Whatever is wrong with it is told before the server starts.
    static func read(_ path: String, in catalogue: Catalogue, logger: Logger) throws -> ConnectorSettings {
        guard !path.isEmpty else { return ConnectorSettings() }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { throw PlatformProblem.fileUnreadable(path) }
        guard let json = try? JSON(parsing: text), json.members != nil else { throw PlatformProblem.fileNoJSON(path) }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        // A file beside this one; without it the system's authorities are believed.
        let authorities = json["authorities"]?.string.map { URL(fileURLWithPath: $0, relativeTo: folder).path }
        let source = try HTTPSource(authorities: authorities)
        let ways = ConnectorSettings.Ways(
            open: { try DataSources.open($0, logger: logger) }, send: source.send,
            contents: { try? String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8) })
        do {
            let settings = try ConnectorSettings.read(json, ways: ways, in: catalogue)
            for (resource, mistake) in settings.misnamed {
                logger.error(
                    "A source's settings do not fit the catalogue", metadata: ["resource": "\(resource)", "mistake": "\(mistake.en)"])
            }
            return settings
        } catch {
            throw PlatformProblem.sources(path, error.faults)
        }
    }

    /// Somebody else's database: nothing in it is made and nothing changed.
    private static func open(_ url: String, logger: Logger) throws -> Database {
        switch try DatabaseAddress(url) {
        case .sqlite(let path): Database(try SQLiteEngine(path: path, readers: 2, isReadOnly: true, logger: logger))
        case .postgres(let url): Database(try PostgresEngine(url: url, poolSize: 2, schema: nil, logger: logger))
        }
    }
}
