package import Kernel

/// Rooms speak to each other through the outbox: a message is written in the transaction that caused it, delivered at least once, tried
/// again for three days, and ends on the list of dead letters, never lost.
package enum Outbox {
    static let channel = "store_outbox"

    /// Tells all subscribers of the topic, after this transaction is committed. Without a key the message stands in no order.
    package static func post(
        topic: String, key: String? = nil, payload: JSON, id: ID, at now: Instant, in connection: any Connection
    ) throws {
        try connection.run(
            """
            INSERT INTO store_outbox (id, topic, message_key, payload, posted_at)
            VALUES (\(id), \(topic), \(key ?? id.rawValue), \(payload), \(now))
            """)
        try connection.notify(channel: channel, payload: "")
    }

    /// The dead letters, oldest first; `after` is the last one of the page before.
    package static func deadLetters(after last: DeadLetter? = nil, limit: Int = 50, in connection: any Connection) throws -> [DeadLetter] {
        var query: Query = "SELECT * FROM store_dead_letter"
        if let last { query += " WHERE (outbox_id, subscriber) > (\(last.id), \(last.subscriber))" }
        return try connection.rows(query + " ORDER BY outbox_id, subscriber LIMIT \(limit: limit)").map(OutboxTable.deadLetter)
    }

    /// Delivers a dead letter again, with all its attempts before it; false if it is not on the list.
    package static func retry(deadLetter id: ID, of subscriber: String, at now: Instant, in connection: any Connection) throws -> Bool {
        let moved = try connection.run(
            """
            INSERT INTO store_delivery (subscriber, message_key, outbox_id, topic, payload, posted_at, attempt, next_at)
            SELECT subscriber, message_key, outbox_id, topic, payload, posted_at, 0, CAST(\(now) AS BIGINT) FROM store_dead_letter
            WHERE outbox_id = \(id) AND subscriber = \(subscriber)
            """)
        guard moved > 0 else { return false }
        try connection.notify(channel: channel, payload: "")
        return try discard(deadLetter: id, of: subscriber, in: connection)
    }

    /// Delivers now what waits for its next attempt, of the keys from `keys.lowerBound` up to but not including `keys.upperBound`: a receiver
    /// that was down is there again.
    package static func hasten(of subscriber: String, keys: Range<String>, at now: Instant, in connection: any Connection) throws {
        let moved = try connection.run(
            """
            UPDATE store_delivery SET next_at = \(now)
            WHERE subscriber = \(subscriber) AND message_key >= \(keys.lowerBound) AND message_key < \(keys.upperBound)
                AND next_at > \(now) AND reason IS NOT NULL
            """)
        if moved > 0 { try connection.notify(channel: channel, payload: "") }
    }

    /// Takes a dead letter off the list for good; false if it is not there.
    package static func discard(deadLetter id: ID, of subscriber: String, in connection: any Connection) throws -> Bool {
        try connection.run("DELETE FROM store_dead_letter WHERE outbox_id = \(id) AND subscriber = \(subscriber)") > 0
    }

    /// Counts rows, so not for a hot path.
    package static func state(in connection: any Connection) throws -> OutboxState {
        func count(_ rows: Query) throws -> Int { try connection.row("SELECT COUNT(*) AS n FROM \(rows)")?.int("n") ?? 0 }
        let oldest = try connection.row(
            """
            SELECT MIN(posted_at) AS oldest FROM (
                SELECT posted_at FROM store_outbox UNION ALL SELECT posted_at FROM store_delivery
            ) AS waiting
            """)
        return OutboxState(
            posted: try count("store_outbox"), waiting: try count("store_delivery"), deadLetters: try count("store_dead_letter"),
            oldestPostedAt: try oldest?.instantOrNil("oldest"))
    }
}
