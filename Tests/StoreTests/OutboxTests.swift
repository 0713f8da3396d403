import Kernel
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Store

@Suite struct OutboxTests {
    /// What a subscriber received, and how it is to answer.
    private final class Receiver: Sendable {
        struct Failure: Error {}
        private let state = Mutex<(received: [String], failures: Int)>(([], 0))

        init(failures: Int = 0) { state.withLock { $0.failures = failures } }

        var received: [String] { state.withLock { $0.received } }

        func take(_ message: OutboxMessage) throws {
            let fails = state.withLock { state in
                state.received.append(message.payload.string ?? "")
                state.failures -= 1
                return state.failures >= 0
            }
            if fails { throw Failure() }
        }
    }

    private let clock = TestClock()
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func runner(_ database: Database, _ receivers: [String: Receiver], topic: String = "books.added") -> OutboxRunner {
        let subscriptions = receivers.map { name, receiver in
            Subscription(topic: topic, name: name) { message, _ in try receiver.take(message) }
        }
        return OutboxRunner(database, subscriptions, surroundings: clock.surroundings, logger: logger)
    }

    private func post(_ payload: String, key: String? = nil, topic: String = "books.added", _ database: Database) async throws {
        clock.advance(seconds: 1)
        let (id, now) = (clock.newID(), clock.now)
        try await database.write { try Outbox.post(topic: topic, key: key, payload: .string(payload), id: id, at: now, in: $0) }
    }

    @Test(arguments: TestDatabases.each())
    func `every subscriber of the topic gets the message once`(_ engine: TestEngine) async throws {
        try await engine.with { database in
            let (a, b, other) = (Receiver(), Receiver(), Receiver())
            try await post("one", database)
            try await post("elsewhere", topic: "books.lost", database)
            let node = runner(database, ["a": a, "b": b])
            try await node.drain(now: clock.now)
            try await node.drain(now: clock.now.adding(seconds: 1000))
            try await runner(database, ["other": other], topic: "books.borrowed").drain(now: clock.now)
            #expect(a.received == ["one"])
            #expect(b.received == ["one"])
            #expect(other.received.isEmpty)
            let state = try await database.read { try Outbox.state(in: $0) }
            #expect(state == OutboxState(posted: 0, waiting: 0, deadLetters: 0, oldestPostedAt: nil))
        }
    }

    @Test(arguments: TestDatabases.each())
    func `a message of a transaction that failed is never delivered`(_ engine: TestEngine) async throws {
        try await engine.with { database in
            let receiver = Receiver()
            let id = clock.newID()
            await #expect(throws: Receiver.Failure.self) {
                try await database.write { [now = clock.now] connection in
                    try Outbox.post(topic: "books.added", payload: "ghost", id: id, at: now, in: connection)
                    throw Receiver.Failure()
                }
            }
            try await runner(database, ["a": receiver]).drain(now: clock.now)
            #expect(receiver.received.isEmpty)
        }
    }

    @Test(arguments: TestDatabases.each())
    func `a failed delivery is tried again after its delay, and others do not wait for it`(_ engine: TestEngine) async throws {
        try await engine.with { database in
            let (bad, good) = (Receiver(failures: 2), Receiver())
            let node = runner(database, ["bad": bad, "good": good])
            try await post("one", database)
            try await node.drain(now: clock.now)
            #expect(bad.received.count == 1)
            try await node.drain(now: clock.now.adding(seconds: 4))
            #expect(bad.received.count == 1)
            try await node.drain(now: clock.now.adding(seconds: 5))
            #expect(bad.received.count == 2)
            try await node.drain(now: clock.now.adding(seconds: 35))
            #expect(bad.received.count == 3)
            try await node.drain(now: clock.now.adding(seconds: 86_400))
            #expect(bad.received.count == 3)
            #expect(good.received == ["one"])
        }
    }

    @Test(arguments: TestDatabases.each())
    func `what waits for its next attempt can be tried now, and nobody else's with it`(_ engine: TestEngine) async throws {
        try await engine.with { database in
            let receiver = Receiver(failures: 3)
            let node = runner(database, ["a": receiver])
            for key in ["x/1", "x/2", "y/1"] { try await post(key, key: key, database) }
            try await node.drain(now: clock.now)
            #expect(receiver.received.count == 3)
            let now = clock.now.adding(seconds: 1)
            try await database.write { try Outbox.hasten(of: "a", keys: "x/"..<"x0", at: now, in: $0) }
            try await node.drain(now: now)
            #expect(receiver.received.dropFirst(3).sorted() == ["x/1", "x/2"])
            try await node.drain(now: clock.now.adding(seconds: 5))
            #expect(receiver.received.last == "y/1" && receiver.received.count == 6)
        }
    }

    @Test(arguments: TestDatabases.each())
    func `what fails for three days becomes a dead letter with its reason, and can be sent again`(_ engine: TestEngine) async throws {
        try await engine.with { database in
            let receiver = Receiver(failures: 14)
            let node = runner(database, ["a": receiver])
            try await post("one", database)
            let start = clock.now
            var now = start
            for delay in OutboxBackoff.delaysSeconds {
                try await node.drain(now: now)
                now = now.adding(seconds: delay)
            }
            #expect(try await database.read { try Outbox.deadLetters(in: $0) }.isEmpty)
            try await node.drain(now: now)
            #expect(receiver.received.count == 14)
            #expect((now.microseconds - start.microseconds) / 1_000_000 > 2 * 86_400)

            let letters = try await database.read { try Outbox.deadLetters(in: $0) }
            let letter = try #require(letters.first)
            #expect(letters.count == 1)
            #expect(letter.attempts == 14)
            #expect(letter.reason == "Failure()")
            #expect(letter.payload == "one")
            #expect(try await database.read { try Outbox.deadLetters(after: letter, in: $0) }.isEmpty)

            let retried = try await database.write { [now] in try Outbox.retry(deadLetter: letter.id, of: "a", at: now, in: $0) }
            let retriedTwice = try await database.write { [now] in try Outbox.retry(deadLetter: letter.id, of: "a", at: now, in: $0) }
            #expect(retried && !retriedTwice)
            try await node.drain(now: now)
            #expect(receiver.received.count == 15)
            #expect(try await database.read { try Outbox.state(in: $0).deadLetters } == 0)
        }
    }

    @Test(arguments: TestDatabases.each())
    func `messages of one key keep their order, also when the first fails`(_ engine: TestEngine) async throws {
        try await engine.with { database in
            let receiver = Receiver(failures: 1)
            let node = runner(database, ["a": receiver])
            for number in 1...4 { try await post("case \(number)", key: "case", database) }
            try await post("free", database)
            try await node.drain(now: clock.now)
            #expect(Set(receiver.received.prefix(2)) == ["case 1", "free"])
            try await node.drain(now: clock.now.adding(seconds: 5))
            // Which of the first two failed depends on who came first.
            let cases = receiver.received.filter { $0 != "free" }
            #expect(cases == ["case 1", "case 1", "case 2", "case 3", "case 4"] || cases == ["case 1", "case 2", "case 3", "case 4"])
        }
    }

    @Test(arguments: TestDatabases.each())
    func `a node that dies between handling and marking makes the message come again`(_ engine: TestEngine) async throws {
        try await engine.with { database in
            let receiver = Receiver()
            try await post("one", database)
            let now = clock.now
            let node = runner(database, ["a": receiver])
            // The node that dies: it claims and handles, and is heard of no more.
            let taken = try await database.write { connection in
                try OutboxTable.register([Subscription(topic: "books.added", name: "a") { _, _ in }], at: now, connection)
                _ = try OutboxTable.distribute(limit: 10, at: now, connection)
                return try OutboxTable.claim(["a"], limit: 10, at: now, connection)
            }
            for message in taken { try receiver.take(message) }
            try await node.drain(now: now.adding(seconds: OutboxBackoff.leaseSeconds - 1))
            #expect(receiver.received == ["one"])
            try await node.drain(now: now.adding(seconds: OutboxBackoff.leaseSeconds))
            #expect(receiver.received == ["one", "one"])
        }
    }

    @Test(arguments: TestDatabases.each())
    func `a handler that acknowledges in its own transaction acts exactly once`(_ engine: TestEngine) async throws {
        try await engine.with(Shelf.migrations) { database in
            try await post("one", database)
            let kept = Mutex<OutboxMessage?>(nil)
            let subscription = Subscription(topic: "books.added", name: "a") { message, database in
                kept.withLock { $0 = message }
                try await database.write { connection in
                    try Shelf.add(1, message.payload.string ?? "", connection)
                    try message.acknowledge(in: connection)
                }
                // The node dies here, after the commit; the message does not come again.
                throw Receiver.Failure()
            }
            let node = OutboxRunner(database, [subscription], surroundings: clock.surroundings, logger: logger)
            try await node.drain(now: clock.now)
            try await node.drain(now: clock.now.adding(seconds: 86_400))
            #expect(try await database.books() == [1])
            // A second node that had taken the message as well undoes its work.
            let message = try #require(kept.withLock { $0 })
            await #expect(throws: OutboxMessage.AlreadyHandled.self) {
                try await database.write { connection in
                    try Shelf.add(2, "twice", connection)
                    try message.acknowledge(in: connection)
                }
            }
            #expect(try await database.books() == [1])
        }
    }

    @Test(arguments: TestDatabases.each())
    func `several nodes share the work and none is done twice`(_ engine: TestEngine) async throws {
        try await engine.place { place in
            let nodes = try (0..<3).map { _ in try place.database() }
            try await Migrator.run([], nodes[0], at: TestDatabases.migratedAt)
            let receiver = Receiver()
            for number in 0..<150 { try await post("message \(number)", key: "key \(number % 40)", nodes[0]) }
            let runners = nodes.map { runner($0, ["a": receiver]) }
            // Rounds, for a node that finds everything taken goes home while another is still at work.
            for _ in 0..<150 where receiver.received.count < 150 {
                try await withThrowingTaskGroup(of: Void.self) { [now = clock.now] group in
                    for runner in runners { group.addTask { _ = try await runner.drain(now: now) } }
                    try await group.waitForAll()
                }
            }
            #expect(receiver.received.count == 150)
            #expect(Set(receiver.received).count == 150)
            for key in 0..<40 {
                let ofKey = receiver.received.compactMap { Int($0.dropFirst(8)) }.filter { $0 % 40 == key }
                #expect(ofKey == ofKey.sorted())
            }
            for node in nodes { await node.close() }
        }
    }

    @Test(arguments: TestDatabases.each())
    func `a subscriber that no node serves any more ends on the list of dead letters`(_ engine: TestEngine) async throws {
        try await engine.with { database in
            let (old, new) = (Receiver(failures: 1), Receiver())
            try await post("one", database)
            try await runner(database, ["old": old]).drain(now: clock.now)
            let later = clock.now.adding(seconds: 31 * 86_400)
            try await runner(database, ["new": new]).drain(now: later)
            let letters = try await database.read { try Outbox.deadLetters(in: $0) }
            #expect(letters.map(\.subscriber) == ["old"])
            #expect(letters.map(\.reason) == ["no node serves this subscriber any more"])
        }
    }

    @Test(.timeLimit(.minutes(30)), arguments: TestDatabases.each())
    func `a running node delivers what another posts, without being asked`(_ engine: TestEngine) async throws {
        try await engine.place { place in
            let (here, there) = (try place.database(), try place.database())
            try await Migrator.run([], here, at: TestDatabases.migratedAt)
            let (arrived, arrives) = AsyncStream.makeStream(of: String.self)
            let subscription = Subscription(topic: "books.added", name: "a") { message, _ in arrives.yield(message.payload.string ?? "") }
            let node = OutboxRunner(here, [subscription], surroundings: clock.surroundings, logger: logger, pollSeconds: 0.2)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await node.run() }
                try await post("from here", here)
                try await post("from there", there)
                var expected: Set = ["from here", "from there"]
                for await payload in arrived {
                    expected.remove(payload)
                    if expected.isEmpty { break }
                }
                group.cancelAll()
            }
            await here.close()
            await there.close()
        }
    }
}
