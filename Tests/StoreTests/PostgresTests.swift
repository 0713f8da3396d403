import Foundation
import Kernel
import Store
import StorePostgres
import Synchronization
import TestSupport
import Testing

@Suite(.enabled(if: TestDatabases.each().contains(.postgres)))
struct PostgresTests {
    private final class Attempts: Sendable {
        let count = Mutex(0)
    }

    @Test(.timeLimit(.minutes(30)))
    func `closures that lock each other out both succeed in the end`() async throws {
        try await TestEngine.postgres.with(Shelf.migrations) { database in
            try await database.write { connection in for id in 1...2 { try Shelf.add(id, "book \(id)", connection) } }
            let (one, two) = (Gate(), Gate())
            let attempts = Attempts()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (first, mine, other) in [(1, one, two), (2, two, one)] {
                    group.addTask {
                        try await database.write { connection in
                            attempts.count.withLock { $0 += 1 }
                            try connection.run("UPDATE shelf_book SET version = version + 1 WHERE id = \(first)")
                            mine.open()
                            other.wait()
                            try connection.run("UPDATE shelf_book SET version = version + 1 WHERE id = \(3 - first)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(attempts.count.withLock { $0 } > 2)
            let versions = try await database.read { try $0.rows("SELECT version FROM shelf_book").map { try $0.int("version") } }
            #expect(versions == [3, 3])
        }
    }

    @Test(.timeLimit(.minutes(30)), arguments: [["shelf_book", "shelf_value"], ["shelf_value", "shelf_book"]])
    func `a schema is removed though somebody in it locks the removal out`(_ tables: [String]) async throws {
        try await TestEngine.postgres.place { place in
            let database = Database(try place.engine(poolSize: 1))
            try await Migrator.run(Shelf.migrations, database, at: TestDatabases.migratedAt)
            let names = try tables.map { try #require(SQLName($0)) }
            let holding = Gate()
            async let writing: Void? = try? database.write { connection in
                try connection.run("LOCK TABLE \(name: names[0]) IN ROW EXCLUSIVE MODE")
                holding.open()
                // The removal has begun, and waits for this table. In one of the two orders it already holds the other.
                let waiting: Query = """
                    SELECT COUNT(*) AS n FROM pg_locks
                    WHERE NOT granted AND mode = 'AccessExclusiveLock' AND relation = CAST(\(tables[0]) AS regclass)
                    """
                while try connection.row(waiting)?.int("n") == 0 { _ = try connection.row("SELECT pg_sleep(0.02)") }
                try connection.run("LOCK TABLE \(name: names[1]) IN ROW EXCLUSIVE MODE")
            }
            await Task.detached { holding.wait() }.value
            try place.remove()
            _ = await writing
            await #expect(throws: StoreError.self) { try await database.books() }
            await database.close()
        }
    }

    @Test(.timeLimit(.minutes(30)))
    func `a connection that was cut in a transaction is unavailable, and the next one works`() async throws {
        try await TestEngine.postgres.place { place in
            let database = Database(try place.engine(poolSize: 1))
            try await Migrator.run(Shelf.migrations, database, at: TestDatabases.migratedAt)
            for id in 1...3 {
                let error = await #expect(throws: StoreError.self) {
                    try await database.write { connection in
                        try Shelf.add(id, "lost", connection)
                        _ = try connection.rows("SELECT pg_terminate_backend(pg_backend_pid())")
                    }
                }
                guard case .unavailable = error else {
                    Issue.record("\(String(describing: error))")
                    continue
                }
                try await database.write { try Shelf.add(id, "kept \(id)", $0) }
            }
            #expect(try await database.books() == [1, 2, 3])
            await database.close()
        }
    }

    @Test(.timeLimit(.minutes(30)))
    func `connections cut while they lay idle are replaced without an error`() async throws {
        try await TestEngine.postgres.place { place in
            let (database, other) = (Database(try place.engine(poolSize: 1)), Database(try place.engine(poolSize: 1)))
            try await Migrator.run(Shelf.migrations, database, at: TestDatabases.migratedAt)
            for id in 1...3 {
                let pid = try #require(try await database.read { try $0.row("SELECT pg_backend_pid() AS pid")?.int("pid") })
                let wasCut = try await other.write { connection in
                    try connection.row("SELECT pg_terminate_backend(CAST(\(pid) AS INTEGER)) AS cut")?.bool("cut")
                }
                #expect(wasCut == true)
                try await database.write { try Shelf.add(id, "book \(id)", $0) }
            }
            #expect(try await database.books() == [1, 2, 3])
            await database.close()
            await other.close()
        }
    }

    @Test func `a server that is not there is unavailable`() async throws {
        let database = Database(try PostgresEngine(url: "postgres:///postgres?host=/nowhere/at/all", poolSize: 1))
        let error = await #expect(throws: StoreError.self) { try await database.books() }
        guard case .unavailable = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        await database.close()
    }

    @Test func `a URL that cannot be read is refused without repeating the password`() {
        #expect(throws: StoreError.malformed("the database's URL cannot be read")) {
            try PostgresEngine(url: "postgres://user:secret@host:port:port/x?=&nonsense")
        }
    }

    @Test(.timeLimit(.minutes(30)))
    func `a schema change under a prepared statement is not noticed by the closures`() async throws {
        try await TestEngine.postgres.place { place in
            let database = Database(try place.engine(poolSize: 2))
            try await Migrator.run(Shelf.migrations, database, at: TestDatabases.migratedAt)
            try await database.write { try Shelf.add(1, "one", $0) }
            for round in 0..<10 {
                let all = try await withThrowingTaskGroup(of: Int.self) { group in
                    for _ in 0..<4 {
                        group.addTask { try await database.read { try $0.row("SELECT * FROM shelf_book")?.values.count ?? 0 } }
                    }
                    return try await group.reduce(into: Set()) { $0.insert($1) }
                }
                #expect(all == [3 + round % 2])
                try await database.write { connection in
                    try connection.run(
                        round % 2 == 0 ? "ALTER TABLE shelf_book ADD COLUMN note TEXT" : "ALTER TABLE shelf_book DROP COLUMN note")
                }
            }
            await database.close()
        }
    }

    @Test(.timeLimit(.minutes(30)))
    func `more kinds of statement than are kept prepared still work`() async throws {
        try await TestEngine.postgres.place { place in
            let database = Database(try place.engine(poolSize: 1))
            let sums = try await database.read { connection in
                try (1...600).map { length in
                    let query: Query = "SELECT COUNT(*) AS n FROM generate_series(1, 600) AS s (x) WHERE x IN \(list: Array(1...length))"
                    return try connection.row(query)?.int("n") ?? 0
                }
            }
            #expect(sums == Array(1...600))
            await database.close()
        }
    }
}
