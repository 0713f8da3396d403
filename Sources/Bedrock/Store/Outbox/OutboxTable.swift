import Kernel

/// The statements behind the outbox. A posted message waits in `store_outbox` until a runner copies it to each subscriber's row in
/// `store_delivery`; the posting transaction, which is the hot one, thus writes one row whatever the number of subscribers.
enum OutboxTable {
    /// Says that this node serves the subscriptions, and gives up what was meant for those that nobody serves any more.
    static func register(_ subscriptions: [Subscription], at now: Instant, _ connection: any Connection) throws {
        // In one order everywhere, so that two nodes that start together do not lock each other out.
        for subscription in subscriptions.sorted(by: { ($0.topic, $0.name) < ($1.topic, $1.name) }) {
            try connection.run(
                """
                INSERT INTO store_subscription (topic, subscriber, seen_at) VALUES (\(subscription.topic), \(subscription.name), \(now))
                ON CONFLICT (topic, subscriber) DO UPDATE SET seen_at = excluded.seen_at
                """)
        }
        let forgotten = now.adding(seconds: -OutboxBackoff.forgottenAfterSeconds)
        try connection.run("DELETE FROM store_subscription WHERE seen_at < \(forgotten)")
        let orphans: Query = """
            posted_at < \(forgotten) AND subscriber NOT IN (SELECT subscriber FROM store_subscription)
            """
        try bury(orphans, reason: "no node serves this subscriber any more", at: now, connection)
    }

    /// Passes posted messages to their subscribers; how many were passed.
    static func distribute(limit: Int, at now: Instant, _ connection: any Connection) throws -> Int {
        // One node distributes at a time, or a later message of a key could overtake an earlier one.
        let ids = try connection.rows("SELECT id FROM store_outbox ORDER BY id LIMIT \(limit: limit)" + connection.dialect.forUpdate)
            .map { try $0.id("id") }
        guard let last = ids.last else { return 0 }
        // Lists of a few lengths only, so that the prepared statements are few as well.
        let length = [1, 8, 64].first { $0 >= ids.count } ?? limit
        let padded = ids + repeatElement(last, count: max(0, length - ids.count))
        try connection.run(
            """
            INSERT INTO store_delivery (subscriber, message_key, outbox_id, topic, payload, posted_at, attempt, next_at)
            SELECT s.subscriber, o.message_key, o.id, o.topic, o.payload, o.posted_at, 0, CAST(\(now) AS BIGINT)
            FROM store_outbox o JOIN store_subscription s ON s.topic = o.topic WHERE o.id IN \(list: padded)
            """)
        try connection.run("DELETE FROM store_outbox WHERE id IN \(list: padded)")
        return ids.count
    }

    /// Takes what is due, the first of each key only, for the length of a lease.
    static func claim(_ subscribers: [String], limit: Int, at now: Instant, _ connection: any Connection) throws -> [OutboxMessage] {
        let due = try connection.rows(
            """
            SELECT d.subscriber, d.message_key, d.outbox_id, d.topic, d.payload, d.posted_at, d.attempt FROM store_delivery d
            WHERE d.next_at <= \(now) AND d.subscriber IN \(list: subscribers) AND NOT EXISTS (
                SELECT 1 FROM store_delivery e
                WHERE e.subscriber = d.subscriber AND e.message_key = d.message_key AND e.outbox_id < d.outbox_id
            )
            ORDER BY d.next_at, d.outbox_id LIMIT \(limit: limit)
            """ + connection.dialect.skipLocked)
        return try due.map { row in
            let message = OutboxMessage(
                id: try row.id("outbox_id"), topic: try row.text("topic"), key: try row.text("message_key"),
                payload: try row.json("payload"), postedAt: try row.instant("posted_at"), subscriber: try row.text("subscriber"),
                attempt: try row.int("attempt") + 1)
            try connection.run(
                """
                UPDATE store_delivery SET attempt = \(message.attempt), next_at = \(now.adding(seconds: OutboxBackoff.leaseSeconds))
                WHERE \(key(of: message))
                """)
            return message
        }
    }

    static func remove(_ message: OutboxMessage, _ connection: any Connection) throws -> Bool {
        try connection.run("DELETE FROM store_delivery WHERE \(key(of: message))") > 0
    }

    /// Puts a message back for a later attempt, unless another node has taken it over.
    static func postpone(_ message: OutboxMessage, until next: Instant, reason: String, _ connection: any Connection) throws {
        try connection.run(
            """
            UPDATE store_delivery SET next_at = \(next), reason = \(reason)
            WHERE \(key(of: message)) AND attempt = \(message.attempt)
            """)
    }

    /// Gives back a message that was not tried after all, because the node is stopping.
    static func release(_ message: OutboxMessage, at now: Instant, _ connection: any Connection) throws {
        try connection.run(
            """
            UPDATE store_delivery SET next_at = \(now), attempt = attempt - 1
            WHERE \(key(of: message)) AND attempt = \(message.attempt)
            """)
    }

    static func bury(_ message: OutboxMessage, reason: String, at now: Instant, _ connection: any Connection) throws {
        try bury(key(of: message) + " AND attempt = \(message.attempt)", reason: reason, at: now, connection)
    }

    private static func bury(_ which: Query, reason: String, at now: Instant, _ connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO store_dead_letter (outbox_id, subscriber, message_key, topic, payload, posted_at, attempts, reason, died_at)
            SELECT outbox_id, subscriber, message_key, topic, payload, posted_at, attempt, CAST(\(reason) AS TEXT), CAST(\(now) AS BIGINT)
            FROM store_delivery WHERE \(which)
            """)
        try connection.run("DELETE FROM store_delivery WHERE \(which)")
    }

    private static func key(of message: OutboxMessage) -> Query {
        "subscriber = \(message.subscriber) AND message_key = \(message.key) AND outbox_id = \(message.id)"
    }

    static func deadLetter(_ row: ResultRow) throws -> DeadLetter {
        DeadLetter(
            id: try row.id("outbox_id"), subscriber: try row.text("subscriber"), topic: try row.text("topic"),
            key: try row.text("message_key"), payload: try row.json("payload"), postedAt: try row.instant("posted_at"),
            attempts: try row.int("attempts"), reason: try row.text("reason"), diedAt: try row.instant("died_at"))
    }
}
