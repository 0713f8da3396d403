package import Kernel

/// Brings a database to the schema of this program.
package enum Migrator {
    /// Runs what has not been run, in the order given (a room after those it refers to), each in its own transaction; the store's own
    /// tables come first. Several nodes may start at once. Throws `MigrationError` before it changes anything that does not fit.
    ///
    /// - Parameter store: whether the store's own tables are wanted: a database that only holds rows for others needs no outbox.
    package static func run(_ migrations: [Migration], _ database: Database, store: Bool = true, at now: Instant = .now()) async throws {
        let all = (store ? StoreMigrations.all : []) + migrations
        try check(all)
        try await database.write { connection in
            try lock(connection)
            try connection.run(Query(translated: connection.dialect.definition(table), arguments: []))
            try check(all, against: connection)
        }
        for migration in all {
            try await database.write { connection in
                try lock(connection)
                if try !hasRun(migration, connection) { try run(migration, connection, at: now) }
            }
        }
    }

    /// The migrations that the database has run, for the operator.
    package static func applied(in connection: any Connection) throws -> [(room: String, number: Int, name: String, at: Instant)] {
        try connection.rows("SELECT room, number, name, applied_at FROM store_migration ORDER BY applied_at, room, number").map {
            (try $0.text("room"), try $0.int("number"), try $0.text("name"), try $0.instant("applied_at"))
        }
    }

    private static let table = """
        CREATE TABLE IF NOT EXISTS store_migration (
            room TEXT NOT NULL, number BIGINT NOT NULL, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL,
            PRIMARY KEY (room, number)
        )
        """

    private static func lock(_ connection: any Connection) throws {
        if let lock = connection.dialect.migrationLock { _ = try connection.rows(lock) }
    }

    private static func check(_ migrations: [Migration]) throws {
        var last: [String: Int] = [:]
        for migration in migrations {
            guard migration.number > last[migration.room, default: 0] else {
                throw MigrationError.misnumbered(room: migration.room, number: migration.number)
            }
            last[migration.room] = migration.number
        }
    }

    private static func check(_ migrations: [Migration], against connection: any Connection) throws {
        for row in try connection.rows("SELECT room, number, name, checksum FROM store_migration ORDER BY room, number") {
            let (room, number, name) = (try row.text("room"), try row.int("number"), try row.text("name"))
            guard let known = migrations.first(where: { $0.room == room && $0.number == number }) else {
                throw MigrationError.newer(room: room, number: number, name: name)
            }
            guard try known.checksum == row.text("checksum") else {
                throw MigrationError.changed(room: room, number: number, name: known.name)
            }
        }
    }

    private static func hasRun(_ migration: Migration, _ connection: any Connection) throws -> Bool {
        try connection.exists("SELECT 1 FROM store_migration WHERE room = \(migration.room) AND number = \(migration.number)")
    }

    private static func run(_ migration: Migration, _ connection: any Connection, at now: Instant) throws {
        for statement in migration.statements {
            try connection.run(Query(translated: connection.dialect.definition(statement.sql), arguments: statement.arguments))
        }
        try connection.run(
            """
            INSERT INTO store_migration (room, number, name, checksum, applied_at)
            VALUES (\(migration.room), \(migration.number), \(migration.name), \(migration.checksum), \(now))
            """)
    }
}
