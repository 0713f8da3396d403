import Kernel
import Logging
import Store
import TestSupport
import Testing

@Suite struct SerialTests {
    @Test(arguments: TestDatabases.each())
    func `many callers on several nodes never get the same number`(_ engine: TestEngine) async throws {
        try await engine.place { place in
            let nodes = try (0..<2).map { _ in try place.database() }
            try await Migrator.run([], nodes[0], at: TestDatabases.migratedAt)
            let serials = nodes.map { Serials($0) }
            let numbers = try await withThrowingTaskGroup(of: Int64.self) { group in
                for caller in 0..<200 { group.addTask { try await serials[caller % 2].next("20261123", block: 7) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(numbers).count == 200)
            #expect(numbers.min() == 1)
            // Callers who wait share a block: at most one block of each node is left open.
            #expect((numbers.max() ?? 0) <= 200 + 2 * 7)
            for node in nodes { await node.close() }
        }
    }

    @Test(arguments: TestDatabases.each())
    func `numbers rise, series do not touch each other, and a new node leaves a gap`(_ engine: TestEngine) async throws {
        try await engine.with { database in
            let serials = Serials(database)
            var numbers: [Int64] = []
            for _ in 0..<25 { numbers.append(try await serials.next("a", block: 10)) }
            #expect(numbers == Array(1...25))
            let (other, afterRestart) = (try await serials.next("b"), try await Serials(database).next("a", block: 10))
            #expect(other == 1)
            #expect(afterRestart == 31)
        }
    }

    @Test(arguments: TestDatabases.each())
    func `a series is forgotten after its time, and others are not`(_ engine: TestEngine) async throws {
        try await engine.with { database in
            let clock = TestClock()
            let serials = Serials(database)
            _ = try await serials.next("yesterday", expiringAt: clock.now.adding(seconds: -1))
            _ = try await serials.next("today", expiringAt: clock.now.adding(seconds: 3600))
            _ = try await serials.next("always")
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            try await JobRunner(database, [Serials.sweeping], surroundings: clock.surroundings, logger: logger).runDue(now: clock.now)
            let left = try await database.read { connection in
                try connection.rows("SELECT series FROM store_serial ORDER BY series").map { try $0.text("series") }
            }
            #expect(left == ["always", "today"])
        }
    }
}
