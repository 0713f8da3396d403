import Foundation
import Kernel
import Store
import StoreSQLite
import TestSupport
import Testing

/// SQLite's one writer commits many closures as one transaction.
@Suite struct GroupCommitTests {
    /// Holds the writer up until all the closures wait, so that they become one group; gives back which of them succeeded.
    private func asOneGroup(
        _ database: Database, _ closures: [@Sendable (any Connection) throws -> Void]
    ) async throws -> [Bool] {
        let gate = Gate()
        return try await withThrowingTaskGroup(of: (Int, Bool).self) { group in
            let (holding, holds) = AsyncStream.makeStream(of: Void.self)
            group.addTask {
                try await database.write { _ in
                    holds.yield()
                    gate.wait()
                }
                return (-1, true)
            }
            for await _ in holding { break }
            for (place, closure) in closures.enumerated() {
                // One after the other into the queue, so that the order is known.
                let before = database.waitingCount
                group.addTask {
                    do {
                        try await database.write(closure)
                        return (place, true)
                    } catch {
                        return (place, false)
                    }
                }
                while database.waitingCount == before { await Task.yield() }
            }
            gate.open()
            var succeeded = closures.map { _ in false }
            for try await (place, isGood) in group where place >= 0 { succeeded[place] = isGood }
            return succeeded
        }
    }

    @Test(.timeLimit(.minutes(30)))
    func `one that fails takes no other of its group with it`() async throws {
        struct Refusal: Error {}
        try await TestEngine.sqlite.with(Shelf.migrations) { database in
            let succeeded = try await asOneGroup(
                database,
                (0..<20).map { id in
                    { connection in
                        try Shelf.add(id, "book \(id)", connection)
                        if id % 3 == 0 { throw Refusal() }
                        if id % 3 == 1 { try connection.run("INSERT INTO shelf_loan VALUES (999, 'nobody')") }
                    }
                })
            let good = (0..<20).filter { $0 % 3 == 2 }
            #expect(succeeded == (0..<20).map { $0 % 3 == 2 })
            #expect(try await database.books() == good)
        }
    }

    @Test(.timeLimit(.minutes(30)), arguments: [0, 1, 7, 19], [1, 40, 400])
    func `a full disk costs nobody an answered write`(_ culprit: Int, blobPages: Int) async throws {
        try await TestEngine.sqlite.place { place in
            let database = Database(try place.engine(pageLimit: 100))
            try await Migrator.run(Shelf.migrations, database, at: TestDatabases.migratedAt)
            let before = [UInt8](repeating: 1, count: 4096 * 20)
            try await database.write { try $0.run("INSERT INTO shelf_value (id, blob_value) VALUES (1000, \(before))") }
            // One closure wants more than is left; with small sizes nobody does, and all must pass.
            let large = [UInt8](repeating: 7, count: 4096 * blobPages)
            let succeeded = try await asOneGroup(
                database,
                (0..<20).map { id in
                    { connection in
                        try Shelf.add(id, "book \(id)", connection)
                        let bytes = id == culprit ? large : [UInt8(id)]
                        try connection.run("INSERT INTO shelf_value (id, blob_value) VALUES (\(id), \(bytes))")
                    }
                })
            #expect(succeeded == (0..<20).map { blobPages < 400 || $0 != culprit })
            let answered = succeeded.indices.filter { succeeded[$0] }
            #expect(try await database.books() == answered)
            let values = try await database.read { try $0.rows("SELECT id FROM shelf_value ORDER BY id").map { try $0.int("id") } }
            #expect(values == answered + [1000])

            // With more room the one that failed passes too, and what is answered outlives the process.
            _ = try await database.write { try $0.rows("PRAGMA max_page_count = 5000") }
            let missing = succeeded.indices.filter { !succeeded[$0] }
            for id in missing { try await database.write { try Shelf.add(id, "book \(id)", $0) } }
            #expect(try await database.books() == Array(0..<20))
            await database.close()
            let again = try place.database()
            #expect(try await again.books() == Array(0..<20))
            #expect(try await again.read { try $0.row("PRAGMA integrity_check")?.values } == [.text("ok")])
            await again.close()
        }
    }

    @Test(.timeLimit(.minutes(30)), arguments: 1...6 as ClosedRange<UInt64>)
    func `a disk that fills up under many writers keeps every answered write and no other`(seed: UInt64) async throws {
        try await TestEngine.sqlite.place { place in
            let database = Database(try place.engine(pageLimit: 150))
            try await Migrator.run(Shelf.migrations, database, at: TestDatabases.migratedAt)
            var random = SeededRandom(seed: seed)
            let sizes = (0..<120).map { _ in Int.random(in: 1...30_000, using: &random) }
            let answered = await withTaskGroup(of: Int?.self) { group in
                for (id, size) in sizes.enumerated() {
                    group.addTask {
                        do {
                            try await database.write { connection in
                                try Shelf.add(id, "book \(id)", connection)
                                let bytes = [UInt8](repeating: 3, count: size)
                                try connection.run("INSERT INTO shelf_value (id, blob_value) VALUES (\(id), \(bytes))")
                                try connection.run("INSERT INTO shelf_loan VALUES (\(id), 'reader')")
                            }
                            return id
                        } catch {
                            #expect(error as? StoreError == .unavailable("the disk is full"))
                            return nil
                        }
                    }
                }
                return await group.reduce(into: [Int]()) { ids, id in if let id { ids.append(id) } }.sorted()
            }
            #expect(!answered.isEmpty && answered.count < 120, "seed \(seed)")
            #expect(try await database.books() == answered, "seed \(seed)")
            for query: Query in ["SELECT id FROM shelf_value ORDER BY id", "SELECT book AS id FROM shelf_loan ORDER BY book"] {
                #expect(try await database.read { try $0.rows(query).map { try $0.int("id") } } == answered, "seed \(seed)")
            }
            await database.close()
        }
    }

    @Test(.timeLimit(.minutes(30)))
    func `what is answered is in the file, also if the process ends without a word`() async throws {
        try await TestEngine.sqlite.place { place in
            let folder = try #require(place.folder)
            let database = try place.database()
            try await Migrator.run(Shelf.migrations, database, at: TestDatabases.migratedAt)
            for round in 0..<5 {
                let ids = Array(round * 20..<round * 20 + 20)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for id in ids { group.addTask { try await database.write { try Shelf.add(id, "book \(id)", $0) } } }
                    try await group.waitForAll()
                }
                // The files as they lie there now are what a killed process would leave.
                let copy = folder.appendingPathComponent("copy \(round)")
                try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
                for name in ["database.sqlite", "database.sqlite-wal"] {
                    try FileManager.default.copyItem(at: folder.appendingPathComponent(name), to: copy.appendingPathComponent(name))
                }
                let found = Database(try SQLiteEngine(path: copy.appendingPathComponent("database.sqlite").path, readers: 1))
                #expect(try await found.books() == Array(0..<(round + 1) * 20))
                await found.close()
            }
            await database.close()
        }
    }

    @Test(.timeLimit(.minutes(30)))
    func `a closure that ends the transaction itself fails, and the others of its group do not`() async throws {
        try await TestEngine.sqlite.with(Shelf.migrations) { database in
            let succeeded = try await asOneGroup(
                database,
                [
                    { try Shelf.add(1, "one", $0) },
                    { connection in
                        try Shelf.add(2, "two", connection)
                        try connection.run("ROLLBACK")
                    },
                    { try Shelf.add(3, "three", $0) },
                ])
            #expect(succeeded == [true, false, true])
            #expect(try await database.books() == [1, 3])
        }
    }

    @Test func `a file that grows counts its rows for the planner, without being closed`() async throws {
        try await TestEngine.sqlite.with(Shelf.migrations) { database in
            try await database.write { try $0.run("CREATE TABLE shelf_shelved (place BIGINT NOT NULL)") }
            try await database.write { try $0.run("CREATE INDEX shelf_shelved_place ON shelf_shelved (place)") }
            for number in 0..<220 {
                try await database.write { connection in
                    try connection.run("INSERT INTO shelf_shelved (place) VALUES (\(number))")
                    _ = try connection.rows("SELECT place FROM shelf_shelved WHERE place = \(number)")
                }
            }
            let counted = try await database.read { connection in
                try connection.rows("SELECT idx, stat FROM sqlite_stat1 WHERE tbl = 'shelf_shelved'").map { try $0.text("idx") }
            }
            #expect(counted == ["shelf_shelved_place"])
        }
    }

    @Test func `a file that cannot be opened is unavailable`() {
        #expect {
            try SQLiteEngine(path: "/nowhere/at/all/database.sqlite")
        } throws: { error in
            if case .unavailable = error as? StoreError { true } else { false }
        }
    }
}
