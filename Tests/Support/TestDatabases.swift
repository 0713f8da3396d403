package import Foundation
package import Kernel
package import Store
import StorePostgres
import StoreSQLite
import Synchronization

/// A kind of database that a test runs on.
package enum TestEngine: String, Sendable, CaseIterable {
    case sqlite, postgres
}

/// The databases of the tests: SQLite in a temporary folder always, PostgreSQL where `YIWANG_TEST_POSTGRES` names a server. Use them as
/// arguments: `@Test(arguments: TestDatabases.each())`.
package enum TestDatabases {
    /// `REQUIRE_POSTGRES=1` keeps PostgreSQL in the list without a server, so that its tests fail instead of looking green.
    package static func each() -> [TestEngine] {
        postgresURL != nil || ProcessInfo.processInfo.environment["REQUIRE_POSTGRES"] == "1" ? [.sqlite, .postgres] : [.sqlite]
    }

    package static var postgresURL: String? { ProcessInfo.processInfo.environment["YIWANG_TEST_POSTGRES"] }

    /// A schema of the PostgreSQL server as another role sees it, which has been made before and needs no password.
    package static func database(as role: String, schema: String) throws -> Database {
        guard let url = postgresURL, let end = url.firstIndex(of: "@") else {
            throw StoreError.unavailable("YIWANG_TEST_POSTGRES names no server")
        }
        return Database(try PostgresEngine(url: "postgres://\(role)\(url[end...])", poolSize: 1, schema: schema))
    }

    /// When the migrations of test databases were run.
    package static let migratedAt = Instant(microseconds: 1_764_000_000_000_000)
}

/// An empty place for one database, which is removed in the end.
package final class TestPlace: Sendable {
    private enum Place {
        case folder(URL)
        case schema(PostgresServer, name: String)
    }

    private let place: Place

    package init(_ engine: TestEngine) throws {
        let name = "test_" + UUID().uuidString.lowercased().filter { $0 != "-" }
        switch engine {
        case .sqlite:
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("yiwang_" + name, isDirectory: true)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            place = .folder(folder)
        case .postgres:
            let server = try PostgresServer(url: TestPlace.url(), schema: name)
            try server.createSchema()
            place = .schema(server, name: name)
        }
    }

    /// Opens an engine on the place: several at once are several nodes. SQLite's file is `database.sqlite` in `folder`.
    package func engine(poolSize: Int = 4, pageLimit: Int? = nil) throws -> any Engine {
        switch place {
        case .folder(let folder):
            try SQLiteEngine(path: folder.appendingPathComponent("database.sqlite").path, readers: 2, pageLimit: pageLimit)
        case .schema(_, let name): try PostgresEngine(url: TestPlace.url(), poolSize: poolSize, schema: name)
        }
    }

    package func database() throws -> Database { Database(try engine()) }

    /// The folder of SQLite's file; nil on PostgreSQL.
    package var folder: URL? { if case .folder(let folder) = place { folder } else { nil } }

    package func remove() throws {
        switch place {
        case .folder(let folder):
            // SQLite takes its own files away while a connection closes; a second look then finds the folder empty.
            do { try FileManager.default.removeItem(at: folder) } catch CocoaError.fileNoSuchFile {
                try? FileManager.default.removeItem(at: folder)
            }
        case .schema(let server, _): try server.dropSchema()
        }
    }

    private static func url() throws -> String {
        guard let url = TestDatabases.postgresURL else { throw StoreError.unavailable("YIWANG_TEST_POSTGRES names no server") }
        return url
    }
}

extension TestEngine {
    /// Gives the body a fresh database with the migrations run, then closes and removes it.
    @discardableResult package func with<T: Sendable>(
        _ migrations: [Migration] = [], _ body: (Database) async throws -> T
    ) async throws -> T {
        try await place { place in
            let database = try place.database()
            do {
                try await Migrator.run(migrations, database, at: TestDatabases.migratedAt)
                let result = try await body(database)
                await database.close()
                return result
            } catch {
                await database.close()
                throw error
            }
        }
    }

    /// Gives the body an empty place, on which it opens engines itself.
    @discardableResult package func place<T: Sendable>(_ body: (TestPlace) async throws -> T) async throws -> T {
        if self == .postgres { await ServerGate.shared.enter() }
        do {
            let place = try TestPlace(self)
            do {
                let result = try await body(place)
                try place.remove()
                if self == .postgres { await ServerGate.shared.leave() }
                return result
            } catch {
                try? place.remove()
                throw error
            }
        } catch {
            if self == .postgres { await ServerGate.shared.leave() }
            throw error
        }
    }

    /// A fresh database that lives as long as the process, for tests that share one; removed at exit.
    package func open(_ migrations: [Migration] = []) async throws -> Database {
        let place = try TestPlace(self)
        PlacesToRemove.add(place)
        let database = try place.database()
        try await Migrator.run(migrations, database, at: TestDatabases.migratedAt)
        return database
    }
}

/// Hundreds of tests begin at once, and each has connections of its own: so many use the one server at a time, the others wait.
private actor ServerGate {
    static let shared = ServerGate()

    private var free = 24
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func enter() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func leave() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}

private enum PlacesToRemove {
    private static let places = Mutex<[TestPlace]>([])

    static func add(_ place: TestPlace) {
        let isFirst = places.withLock { places in
            places.append(place)
            return places.count == 1
        }
        if isFirst { atexit { PlacesToRemove.removeAll() } }
    }

    private static func removeAll() {
        for place in places.withLock({ $0 }) { try? place.remove() }
    }
}
