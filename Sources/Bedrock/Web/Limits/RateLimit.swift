import Cryptography
package import Kernel
package import Store

/// Counts attempts within a window, in the database, so that it holds over all nodes.
package enum RateLimit {
    /// What became of an attempt.
    package enum Outcome: Sendable, Hashable {
        case allowed
        case refused(retryAfterSeconds: Int)

        /// Throws the 429 that tells how long to wait.
        package func orThrow() throws(Refusal) {
            if case .refused(let seconds) = self { throw Refusal.tooManyRequests(retryAfterSeconds: seconds) }
        }
    }

    /// Counts one attempt of `key` (which is kept as a digest only: it may hold an address or an account's name).
    ///
    /// Call it in a transaction of its own that is committed whatever the attempt comes to; an attempt that rolls back its own count would
    /// never be limited.
    package static func hit(_ key: String, limit: Int, windowSeconds: Int64, now: Instant, in connection: any Connection) throws -> Outcome
    {
        let hash = Hex.encode(Digest.sha256.hash(text: key))
        let window = now.adding(seconds: -windowSeconds)
        let row = try connection.row(
            """
            INSERT INTO web_rate (key_hash, window_start, hits, expires_at)
            VALUES (\(hash), \(now), 1, \(now.adding(seconds: windowSeconds)))
            ON CONFLICT (key_hash) DO UPDATE SET
                hits = CASE WHEN web_rate.window_start <= \(window) THEN 1 ELSE web_rate.hits + 1 END,
                window_start = CASE WHEN web_rate.window_start <= \(window) THEN excluded.window_start ELSE web_rate.window_start END,
                expires_at = CASE WHEN web_rate.window_start <= \(window) THEN excluded.expires_at ELSE web_rate.expires_at END
            RETURNING hits, expires_at
            """)
        guard let row, try row.int("hits") > limit else { return .allowed }
        return .refused(retryAfterSeconds: seconds(until: try row.instant("expires_at"), from: now))
    }

    /// What the next attempt would meet, without counting one: for limits on what fails only.
    package static func standing(_ key: String, limit: Int, windowSeconds: Int64, now: Instant, in connection: any Connection) throws
        -> Outcome
    {
        let hash = Hex.encode(Digest.sha256.hash(text: key))
        let window = now.adding(seconds: -windowSeconds)
        let row = try connection.row("SELECT hits, expires_at FROM web_rate WHERE key_hash = \(hash) AND window_start > \(window)")
        guard let row, try row.int("hits") >= limit else { return .allowed }
        return .refused(retryAfterSeconds: seconds(until: try row.instant("expires_at"), from: now))
    }

    private static func seconds(until end: Instant, from now: Instant) -> Int {
        max(1, Int((end.microseconds - now.microseconds + 999_999) / 1_000_000))
    }

    /// Forgets the attempts: the right password was given.
    package static func clear(_ key: String, in connection: any Connection) throws {
        try connection.run("DELETE FROM web_rate WHERE key_hash = \(Hex.encode(Digest.sha256.hash(text: key)))")
    }
}
