import Kernel
import Store
import TestSupport
import Testing

@Suite struct MigrationTests {
    private static let first = Migration(room: "shelf", number: 1, name: "first", statements: ["CREATE TABLE shelf_a (n BIGINT NOT NULL)"])
    private static let second = Migration(room: "shelf", number: 2, name: "second", statements: ["ALTER TABLE shelf_a ADD COLUMN t TEXT"])

    @Test(arguments: TestDatabases.each())
    func `what has been run is not run again, and what is new is`(_ engine: TestEngine) async throws {
        try await engine.place { place in
            let database = try place.database()
            try await Migrator.run([Self.first], database, at: TestDatabases.migratedAt)
            try await database.write { try $0.run("INSERT INTO shelf_a (n) VALUES (1)") }
            // The statement was prepared before the table changed.
            #expect(try await database.read { try $0.row("SELECT * FROM shelf_a")?.values } == [.integer(1)])
            try await Migrator.run([Self.first, Self.second], database, at: TestDatabases.migratedAt)
            #expect(try await database.read { try $0.row("SELECT * FROM shelf_a")?.values } == [.integer(1), .null])
            let names = try await database.read { try Migrator.applied(in: $0).map(\.name).sorted() }
            #expect(names == ["first", "outbox, jobs and serial numbers", "second"])
            await database.close()
        }
    }

    @Test(arguments: TestDatabases.each())
    func `a past migration that was changed is named`(_ engine: TestEngine) async throws {
        try await engine.with([Self.first]) { database in
            let changed = Migration(room: "shelf", number: 1, name: "first", statements: ["CREATE TABLE shelf_a (n BIGINT)"])
            await #expect(throws: MigrationError.changed(room: "shelf", number: 1, name: "first")) {
                try await Migrator.run([changed], database, at: TestDatabases.migratedAt)
            }
            let reindented = Migration(
                room: "shelf", number: 1, name: "renamed",
                statements: [
                    """
                    CREATE TABLE shelf_a
                        (n BIGINT   NOT NULL)
                    """
                ])
            try await Migrator.run([reindented], database, at: TestDatabases.migratedAt)
        }
    }

    @Test(arguments: TestDatabases.each())
    func `a database newer than the program is refused`(_ engine: TestEngine) async throws {
        try await engine.with([Self.first, Self.second]) { database in
            await #expect(throws: MigrationError.newer(room: "shelf", number: 2, name: "second")) {
                try await Migrator.run([Self.first], database, at: TestDatabases.migratedAt)
            }
            await #expect(throws: MigrationError.newer(room: "shelf", number: 1, name: "first")) {
                try await Migrator.run([], database, at: TestDatabases.migratedAt)
            }
        }
    }

    @Test(arguments: TestDatabases.each())
    func `numbers that do not rise are refused`(_ engine: TestEngine) async throws {
        try await engine.with { database in
            await #expect(throws: MigrationError.misnumbered(room: "shelf", number: 1)) {
                try await Migrator.run([Self.second, Self.first], database, at: TestDatabases.migratedAt)
            }
        }
    }

    @Test(arguments: TestDatabases.each())
    func `a migration that fails leaves nothing behind`(_ engine: TestEngine) async throws {
        try await engine.with { database in
            let broken = Migration(
                room: "shelf", number: 1, name: "first", statements: Self.first.statements + ["INSERT INTO shelf_a VALUES (NULL)"])
            await #expect(throws: StoreError.constraint(.notNull, name: "shelf_a.n")) {
                try await Migrator.run([broken], database, at: TestDatabases.migratedAt)
            }
            try await Migrator.run([Self.first], database, at: TestDatabases.migratedAt)
            #expect(try await database.read { try $0.rows("SELECT n FROM shelf_a") }.isEmpty)
        }
    }

    @Test(arguments: TestDatabases.each())
    func `several nodes may start at once`(_ engine: TestEngine) async throws {
        try await engine.place { place in
            let nodes = try (0..<3).map { _ in try place.database() }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for node in nodes {
                    group.addTask { try await Migrator.run([Self.first, Self.second], node, at: TestDatabases.migratedAt) }
                }
                try await group.waitForAll()
            }
            #expect(try await nodes[0].read { try Migrator.applied(in: $0).count } == 3)
            for node in nodes { await node.close() }
        }
    }
}
