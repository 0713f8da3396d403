package import Kernel

/// What a room told the others, on its way to one subscriber.
package struct OutboxMessage: Sendable, Hashable {
    package let id: ID
    package let topic: String
    /// Messages with the same key reach a subscriber in the order of their ids.
    package let key: String
    package let payload: JSON
    package let postedAt: Instant
    package let subscriber: String
    /// 1 the first time. A message may come again, also after it was handled: handling it twice must do no harm.
    package let attempt: Int

    /// Whether it goes to the dead letters if this attempt fails.
    package var isLastAttempt: Bool { OutboxBackoff.delaySeconds(afterAttempt: attempt) == nil }

    /// Marks the message as handled in the handler's own transaction, so that what the handler writes happens exactly once. Throws
    /// `AlreadyHandled`, which undoes the transaction, when another node got there first.
    package func acknowledge(in connection: any Connection) throws {
        guard try OutboxTable.remove(self, connection) else { throw AlreadyHandled() }
    }

    /// Another node has handled the message in the meantime; the runner takes this for success.
    package struct AlreadyHandled: Error {}
}

/// A room's wish to hear of a topic. Names are unique in the platform (`messages.case-decided`); one name may hear of several topics and
/// then gets the messages of one key in order across them.
package struct Subscription: Sendable {
    package let topic: String
    package let name: String
    package let handle: @Sendable (OutboxMessage, Database) async throws -> Void

    package init(topic: String, name: String, handle: @escaping @Sendable (OutboxMessage, Database) async throws -> Void) {
        self.topic = topic
        self.name = name
        self.handle = handle
    }
}

/// A message that was tried for days and given up. It stays on the list until somebody retries or discards it.
package struct DeadLetter: Sendable, Hashable {
    package let id: ID
    package let subscriber: String
    package let topic: String
    package let key: String
    package let payload: JSON
    package let postedAt: Instant
    package let attempts: Int
    /// Why the last attempt failed.
    package let reason: String
    package let diedAt: Instant
}

/// How much the outbox holds at a moment, for the operator's page and the metrics.
package struct OutboxState: Sendable, Hashable {
    /// Posted, and not yet passed to the subscribers.
    package let posted: Int
    /// To be delivered, or to be tried again.
    package let waiting: Int
    package let deadLetters: Int
    /// When the oldest message that still waits was posted.
    package let oldestPostedAt: Instant?
}
