import Kernel
import Logging
import Store
import Synchronization
import TestSupport
import Testing

@Suite struct JobTests {
    private struct Failure: Error {}

    private let clock = TestClock()
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func runner(_ database: Database, _ jobs: [Job]) -> JobRunner {
        JobRunner(database, jobs, surroundings: clock.surroundings, logger: logger, leaseSeconds: 60)
    }

    @Test(arguments: TestDatabases.each())
    func `a job runs when its interval has passed`(_ engine: TestEngine) async throws {
        try await engine.with { (database) async throws in
            let runs = Mutex<[Instant]>([])
            let node = runner(database, [Job(name: "test.hourly", every: 3600) { _, now in runs.withLock { $0.append(now) } }])
            let start = clock.now
            for seconds: Int64 in [0, 1, 3599, 3600, 5000, 7200, 20_000] { try await node.runDue(now: start.adding(seconds: seconds)) }
            #expect(runs.withLock { $0 } == [0, 3600, 7200, 20_000].map { start.adding(seconds: $0) })
            let states = try await database.read { try JobState.all(in: $0) }
            #expect(states.map(\.name) == ["test.hourly"])
            #expect(states.first?.lastError == nil)
            #expect(states.first?.leaseUntil == nil)
        }
    }

    @Test(arguments: TestDatabases.each())
    func `a failed job is reported and tried again soon`(_ engine: TestEngine) async throws {
        try await engine.with { (database) async throws in
            let failures = Mutex(1)
            let node = runner(
                database,
                [
                    Job(name: "test.daily", every: 86_400) { _, _ in
                        if failures.withLock({ left in
                            left -= 1; return left >= 0
                        }) {
                            throw Failure()
                        }
                    }
                ])
            let start = clock.now
            #expect(try await node.runDue(now: start) == ["test.daily"])
            #expect(try await database.read { try JobState.all(in: $0).first?.lastError } == "Failure()")
            #expect(try await node.runDue(now: start.adding(seconds: 299)).isEmpty)
            #expect(try await node.runDue(now: start.adding(seconds: 300)) == ["test.daily"])
            #expect(try await database.read { try JobState.all(in: $0).first?.lastError } == nil)
            #expect(try await node.runDue(now: start.adding(seconds: 80_000)).isEmpty)
        }
    }

    @Test(.timeLimit(.minutes(30)), arguments: TestDatabases.each())
    func `a job runs on one node at a time, and a vanished node loses it`(_ engine: TestEngine) async throws {
        try await engine.place { place in
            let (here, there) = (try place.database(), try place.database())
            try await Migrator.run([], here, at: TestDatabases.migratedAt)
            let (started, starts) = AsyncStream.makeStream(of: Void.self)
            let (finished, finishes) = AsyncStream.makeStream(of: Void.self)
            let hangs = Job(name: "test.slow", every: 10) { _, _ in
                starts.yield()
                for await _ in finished { break }
            }
            let quick = Job(name: "test.slow", every: 10) { _, _ in }
            let now = clock.now
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { _ = try await runner(here, [hangs]).runDue(now: now) }
                for await _ in started { break }
                // The first node holds the lease, whatever the interval says; then, unheard of for a minute, it loses it.
                #expect(try await runner(there, [quick]).runDue(now: now.adding(seconds: 59)).isEmpty)
                #expect(try await runner(there, [quick]).runDue(now: now.adding(seconds: 60)) == ["test.slow"])
                finishes.yield()
                try await group.waitForAll()
            }
            // The late finish of the first node does not touch the second's record.
            let state = try #require(try await here.read { try JobState.all(in: $0).first })
            #expect(state.lastStarted == now.adding(seconds: 60))
            await here.close()
            await there.close()
        }
    }

    @Test(.timeLimit(.minutes(30)), arguments: TestDatabases.each())
    func `a running node runs its jobs by itself`(_ engine: TestEngine) async throws {
        try await engine.with { (database) async throws in
            let (ran, runs) = AsyncStream.makeStream(of: Void.self)
            let node = runner(database, [Job(name: "test.once", every: 3600) { _, _ in runs.yield() }])
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await node.run() }
                for await _ in ran { break }
                group.cancelAll()
            }
            #expect(try await database.read { try JobState.all(in: $0).first?.lastStarted } == clock.now)
        }
    }
}
