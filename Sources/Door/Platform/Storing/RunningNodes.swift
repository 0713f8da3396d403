import Cryptography
package import Kernel
package import Store

/// Which servers run on this database and with which keys: a rotation must not seal with keys that one of them does not know yet.
package struct RunningNodes: Sendable {
    static let migration = Migration(
        room: "platform", number: 2, name: "the servers that run",
        statements: ["CREATE TABLE platform_node (id TEXT NOT NULL PRIMARY KEY, keys TEXT NOT NULL, seen_at BIGINT NOT NULL)"])

    /// How often a server says that it runs, and after how long a silent one is taken for gone.
    static let everySeconds = 15
    static let goneAfterSeconds: Int64 = 60

    private let database: Database

    package init(_ database: Database) { self.database = database }

    /// Says that this server runs; forgets those that fell silent long ago.
    func tell(_ node: ID, keys: String, at now: Instant) async throws {
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO platform_node (id, keys, seen_at) VALUES (\(node), \(keys), \(now))
                ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at
                """)
            try connection.run("DELETE FROM platform_node WHERE seen_at < \(now.adding(seconds: -86_400))")
        }
    }

    func leave(_ node: ID) async throws {
        try await database.write { _ = try $0.run("DELETE FROM platform_node WHERE id = \(node)") }
    }

    /// How many servers run; with keys given, of those that know others.
    package func count(withoutKeys keys: String? = nil, at now: Instant) async throws -> Int {
        let since = now.adding(seconds: -RunningNodes.goneAfterSeconds)
        return try await database.read { connection in
            try connection.row("SELECT COUNT(*) AS n FROM platform_node WHERE keys <> \(keys ?? "") AND seen_at >= \(since)")?.int("n") ?? 0
        }
    }
}
