import Kernel
import Store
import Synchronization
import TestSupport
import Testing

@Suite struct TransactionContractTests {
    private struct Refusal: Error {}

    @Test(arguments: TestDatabases.each())
    func `a closure that throws leaves nothing behind`(_ engine: TestEngine) async throws {
        try await engine.with(Shelf.migrations) { database in
            await #expect(throws: Refusal.self) {
                try await database.write { connection in
                    try Shelf.add(1, "one", connection)
                    throw Refusal()
                }
            }
            let books = try await database.books()
            #expect(books.isEmpty)
        }
    }

    @Test(arguments: TestDatabases.each())
    func `what was written is in the next read`(_ engine: TestEngine) async throws {
        try await engine.with(Shelf.migrations) { database in
            for id in 1...50 {
                try await database.write { try Shelf.add(id, "book \(id)", $0) }
                #expect(try await database.read { try $0.exists("SELECT 1 FROM shelf_book WHERE id = \(id)") })
            }
        }
    }

    @Test(arguments: TestDatabases.each())
    func `each constraint has its kind and the same name on both engines`(_ engine: TestEngine) async throws {
        let cases: [(Query, StoreError)] = [
            ("INSERT INTO shelf_book (id, title) VALUES (1, 'other')", .constraint(.unique, name: "shelf_book.id")),
            ("INSERT INTO shelf_book (id, title) VALUES (2, 'one')", .constraint(.unique, name: "shelf_book.title, shelf_book.version")),
            ("INSERT INTO shelf_book (id, title) VALUES (3, '')", .constraint(.check, name: "shelf_book_titled")),
            ("INSERT INTO shelf_book (id) VALUES (4)", .constraint(.notNull, name: "shelf_book.title")),
            ("INSERT INTO shelf_loan VALUES (99, 'reader')", .constraint(.foreignKey, name: "")),
            ("DELETE FROM shelf_book WHERE id = 1", .constraint(.foreignKey, name: "")),
        ]
        try await engine.with(Shelf.migrations) { database in
            try await database.write { connection in
                try Shelf.add(1, "one", connection)
                try connection.run("INSERT INTO shelf_loan VALUES (1, 'reader')")
            }
            for (query, expected) in cases {
                await #expect(throws: expected) { try await database.write { try $0.run(query) } }
            }
            #expect(try await database.books() == [1])
        }
    }

    @Test(arguments: TestDatabases.each())
    func `a constraint ends the transaction even if the closure catches it`(_ engine: TestEngine) async throws {
        try await engine.with(Shelf.migrations) { database in
            try await database.write { try Shelf.add(1, "one", $0) }
            let later = Mutex<[StoreError]>([])
            await #expect(throws: StoreError.constraint(.unique, name: "shelf_book.id")) {
                try await database.write { connection in
                    try Shelf.add(2, "two", connection)
                    do { try Shelf.add(1, "again", connection) } catch {}
                    do {
                        _ = try connection.rows("SELECT 1 AS one")
                    } catch let error as StoreError {
                        later.withLock { $0.append(error) }
                    }
                }
            }
            #expect(later.withLock { $0 } == [.constraint(.unique, name: "shelf_book.id")])
            #expect(try await database.books() == [1])
        }
    }

    @Test(arguments: TestDatabases.each())
    func `many statements at once run in their order`(_ engine: TestEngine) async throws {
        try await engine.with(Shelf.migrations) { database in
            try await database.write { connection in
                try connection.runAll([])
                try connection.runAll((1...700).map { id in "INSERT INTO shelf_book (id, title) VALUES (\(id), \("book \(id)"))" })
                try connection.runAll(["UPDATE shelf_book SET id = 0 - id WHERE id > 2", "DELETE FROM shelf_book WHERE id < 0"])
            }
            #expect(try await database.books() == [1, 2])
        }
    }

    @Test(arguments: TestDatabases.each())
    func `of many statements at once the first that fails is told, and nothing is kept`(_ engine: TestEngine) async throws {
        try await engine.with(Shelf.migrations) { database in
            let batch: [Query] = [
                "INSERT INTO shelf_book (id, title) VALUES (1, 'one')", "INSERT INTO shelf_book (id, title) VALUES (2, '')",
                "INSERT INTO shelf_book (id) VALUES (4)", "INSERT INTO shelf_book (id, title) VALUES (5, 'five')",
            ]
            for _ in 0..<2 {
                await #expect(throws: StoreError.constraint(.check, name: "shelf_book_titled")) {
                    try await database.write { try $0.runAll(batch) }
                }
            }
            #expect(try await database.books().isEmpty)
            // The connection is as good as before.
            try await database.write { try $0.runAll([batch[0], batch[3]]) }
            #expect(try await database.books() == [1, 5])
        }
    }

    @Test(arguments: TestDatabases.each())
    func `a closure may turn a constraint into its own refusal`(_ engine: TestEngine) async throws {
        try await engine.with(Shelf.migrations) { database in
            await #expect(throws: Refusal.self) {
                try await database.write { connection in
                    do {
                        try connection.run("INSERT INTO shelf_loan VALUES (99, 'reader')")
                    } catch StoreError.constraint {
                        throw Refusal()
                    }
                }
            }
        }
    }

    @Test(arguments: TestDatabases.each())
    func `a closure that reads cannot write`(_ engine: TestEngine) async throws {
        try await engine.with(Shelf.migrations) { database in
            await #expect(throws: StoreError.malformed("a closure that reads tried to write")) {
                try await database.read { try Shelf.add(1, "one", $0) }
            }
            let books = try await database.books()
            #expect(books.isEmpty)
        }
    }

    @Test(arguments: TestDatabases.each())
    func `a connection is of no use after its closure`(_ engine: TestEngine) async throws {
        final class Keeper: @unchecked Sendable { var connection: (any Connection)? }
        try await engine.with(Shelf.migrations) { database in
            let keeper = Keeper()
            try await database.write { keeper.connection = $0 }
            #expect(throws: StoreError.closed) { try keeper.connection?.run("DELETE FROM shelf_book") }
        }
    }

    @Test(arguments: TestDatabases.each())
    func `a reading closure sees one moment`(_ engine: TestEngine) async throws {
        try await engine.with(Shelf.migrations) { database in
            try await database.write { try Shelf.add(1, "one", $0) }
            let (begun, hasBegun) = AsyncStream.makeStream(of: Void.self)
            let written = Gate()
            async let counts = database.read { connection in
                let before = try Shelf.ids(connection).count
                hasBegun.yield()
                written.wait()
                return [before, try Shelf.ids(connection).count]
            }
            for await _ in begun { break }
            try await database.write { try Shelf.add(2, "two", $0) }
            written.open()
            #expect(try await counts == [1, 1])
            #expect(try await database.books() == [1, 2])
        }
    }

    @Test(arguments: TestDatabases.each())
    func `of many rivals with one version exactly one wins`(_ engine: TestEngine) async throws {
        try await engine.with(Shelf.migrations) { database in
            try await database.write { try Shelf.add(1, "one", $0) }
            for version in 1...5 {
                let winners = try await withThrowingTaskGroup(of: Int.self) { group in
                    for _ in 0..<16 {
                        group.addTask {
                            try await database.write { connection in
                                try connection.run("UPDATE shelf_book SET version = version + 1 WHERE id = 1 AND version = \(version)")
                            }
                        }
                    }
                    return try await group.reduce(0, +)
                }
                #expect(winners == 1)
            }
        }
    }

    @Test(arguments: TestDatabases.each())
    func `increments from many callers are all counted`(_ engine: TestEngine) async throws {
        try await engine.with(Shelf.migrations) { database in
            try await database.write { try Shelf.add(1, "one", $0) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<100 {
                    group.addTask {
                        _ = try await database.write { try $0.run("UPDATE shelf_book SET version = version + 1 WHERE id = 1") }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await database.read { try $0.row("SELECT version FROM shelf_book")?.int("version") } == 101)
        }
    }

    @Test(arguments: TestDatabases.each(), [1, 2, 3] as [UInt64])
    func `among many random closures each is kept whole or not at all`(_ engine: TestEngine, seed: UInt64) async throws {
        try await engine.with(Shelf.migrations) { database in
            var random = SeededRandom(seed: seed)
            // A closure writes some books; it may then hit a constraint, throw, or hide the error.
            let plans = (0..<80).map { place in
                (place: place, books: Int.random(in: 1...5, using: &random), end: Int.random(in: 0...3, using: &random))
            }
            let kept = try await withThrowingTaskGroup(of: [Int].self) { group in
                for plan in plans {
                    group.addTask {
                        let ids = (0..<plan.books).map { plan.place * 10 + $0 }
                        do {
                            try await database.write { connection in
                                for id in ids { try Shelf.add(id, "book \(id)", connection) }
                                if plan.end == 1 { try Shelf.add(ids[0], "twice", connection) }
                                if plan.end == 2 { throw Refusal() }
                                if plan.end == 3 { do { try Shelf.add(ids[0], "twice", connection) } catch {} }
                            }
                            return ids
                        } catch StoreError.constraint {
                            return []
                        } catch is Refusal {
                            return []
                        }
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            let expected = plans.filter { $0.end == 0 }.flatMap { plan in (0..<plan.books).map { plan.place * 10 + $0 } }
            #expect(kept.sorted() == expected.sorted())
            #expect(try await database.books() == expected.sorted())
        }
    }

    @Test(arguments: TestDatabases.each())
    func `a closed database refuses, after it has finished what it had taken`(_ engine: TestEngine) async throws {
        try await engine.place { place in
            let database = try place.database()
            try await Migrator.run(Shelf.migrations, database, at: TestDatabases.migratedAt)
            async let writes: Void = withThrowingTaskGroup(of: Void.self) { group in
                for id in 0..<20 { group.addTask { try await database.write { try Shelf.add(id, "book \(id)", $0) } } }
                try await group.waitForAll()
            }
            try await writes
            await database.close()
            await #expect(throws: StoreError.closed) { try await database.books() }
            let again = try place.database()
            #expect(try await again.books() == Array(0..<20))
            await again.close()
        }
    }

    @Test(arguments: TestDatabases.each())
    func `whichever statement fails, all or nothing is there`(_ engine: TestEngine) async throws {
        try await engine.place { place in
            let plain = try place.engine()
            try await Migrator.run(Shelf.migrations, Database(plain), at: TestDatabases.migratedAt)
            var succeeded = false
            for number in 1...10 where !succeeded {
                let failing = Database(FailingEngine(plain, failingAt: number))
                do {
                    try await failing.write { connection in
                        for id in 1...3 { try Shelf.add(id, "book \(id)", connection) }
                    }
                    succeeded = true
                } catch StoreError.unavailable {}
                #expect(try await Database(plain).books() == (succeeded ? [1, 2, 3] : []))
            }
            #expect(succeeded)
            await plain.close()
        }
    }
}
