package import Kernel
package import Logging
import Synchronization

/// Delivers the outbox to the subscriptions of this node. Any number of nodes may run at once.
package final class OutboxRunner: Sendable {
    private let database: Database
    private let subscriptions: [Subscription]
    private let surroundings: Surroundings
    private let logger: Logger
    private let pollSeconds: Double
    /// When this node last said which subscriptions it serves.
    private let registered = Mutex<Instant?>(nil)

    private static let batch = 64
    private static let registrationSeconds: Int64 = 3600

    /// `pollSeconds` is how long a message of another node may wait when its notification was lost.
    package init(
        _ database: Database, _ subscriptions: [Subscription], surroundings: Surroundings, logger: Logger, pollSeconds: Double = 5
    ) {
        let names = subscriptions.map { "\($0.topic) \($0.name)" }
        precondition(Set(names).count == names.count, "two subscriptions of one name to one topic")
        self.database = database
        self.subscriptions = subscriptions
        self.surroundings = surroundings
        self.logger = logger
        self.pollSeconds = pollSeconds
    }

    /// Delivers until the task is cancelled or the database closed.
    package func run() async {
        let (signals, signal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let posted = database.notifications(Outbox.channel)
        signal.yield()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in posted { signal.yield() } }
            group.addTask { [pollSeconds] in
                while (try? await Task.sleep(for: .seconds(pollSeconds))) != nil { signal.yield() }
            }
            for await _ in signals {
                do {
                    try await drain(now: surroundings.now())
                } catch StoreError.closed {
                    break
                } catch is CancellationError {
                    break
                } catch {
                    logger.error("The outbox could not be delivered; it will be tried again", metadata: ["error": "\(error)"])
                }
            }
            group.cancelAll()
        }
    }

    /// Delivers everything that is due at `now`, and what its handlers post; how many deliveries were tried.
    @discardableResult package func drain(now: Instant) async throws -> Int {
        try await register(at: now)
        let subscribers = Set(subscriptions.map(\.name)).sorted()
        var tried = 0
        while true {
            try Task.checkCancellation()
            let (distributed, messages) = try await database.write { connection in
                let distributed = try OutboxTable.distribute(limit: 200, at: now, connection)
                return (distributed, try OutboxTable.claim(subscribers, limit: Self.batch, at: now, connection))
            }
            if distributed == 0, messages.isEmpty { return tried }
            tried += messages.count
            try await deliver(messages, at: now)
        }
    }

    private func register(at now: Instant) async throws {
        let recent = registered.withLock { last in
            last.map { ($0...$0.adding(seconds: Self.registrationSeconds)).contains(now) } ?? false
        }
        guard !recent else { return }
        try await database.write { [subscriptions] in try OutboxTable.register(subscriptions, at: now, $0) }
        registered.withLock { $0 = now }
    }

    private func deliver(_ messages: [OutboxMessage], at now: Instant) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, message) in messages.enumerated() {
                // A few at a time: a slow receiver must not hold all others up, nor a batch flood the database.
                if index >= 8 { try await group.next() }
                group.addTask { try await self.deliver(message, at: now) }
            }
            try await group.waitForAll()
        }
    }

    private func deliver(_ message: OutboxMessage, at now: Instant) async throws {
        do {
            guard let subscription = subscriptions.first(where: { $0.name == message.subscriber && $0.topic == message.topic }) else {
                throw StoreError.malformed("\(message.subscriber) no longer hears of \(message.topic)")
            }
            try await subscription.handle(message, database)
            _ = try await database.write { try OutboxTable.remove(message, $0) }
        } catch is OutboxMessage.AlreadyHandled {
            logger.debug(
                "Another node has delivered the message", metadata: ["id": "\(message.id)", "subscriber": "\(message.subscriber)"])
        } catch is CancellationError {
            try await database.write { try OutboxTable.release(message, at: now, $0) }
            throw CancellationError()
        } catch {
            try await failed(message, error, at: now)
        }
    }

    private func failed(_ message: OutboxMessage, _ error: any Error, at now: Instant) async throws {
        let reason = String(failureReason(error).prefix(500))
        let metadata: Logger.Metadata = [
            "id": "\(message.id)", "topic": "\(message.topic)", "subscriber": "\(message.subscriber)", "attempt": "\(message.attempt)",
            "error": "\(reason)",
        ]
        if let delay = OutboxBackoff.delaySeconds(afterAttempt: message.attempt) {
            logger.warning("A delivery failed; it will be tried again in \(delay) s", metadata: metadata)
            try await database.write { try OutboxTable.postpone(message, until: now.adding(seconds: delay), reason: reason, $0) }
        } else {
            logger.error("A delivery was given up and is on the list of dead letters", metadata: metadata)
            try await database.write { try OutboxTable.bury(message, reason: reason, at: now, $0) }
        }
    }
}

/// What the operator reads of an error: a problem's code and title, or the error's own words.
func failureReason(_ error: any Error) -> String {
    guard let problem = error as? Problem else { return String(describing: error) }
    return "\(problem.code): \(problem.title.zh) / \(problem.title.en)"
}
