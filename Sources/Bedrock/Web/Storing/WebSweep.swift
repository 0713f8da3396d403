package import Kernel
package import Store

/// Takes away what has run out. A job of `Platform` calls it; nothing depends on when.
package enum WebSweep {
    /// An idempotency key is remembered for so long: a browser's tab or a program's queue may repeat within it.
    package static let keyLifeSeconds: Int64 = 7 * 86400

    /// How many rows went.
    @discardableResult
    package static func run(now: Instant, in connection: any Connection) throws -> Int {
        try connection.run("DELETE FROM web_session WHERE expires_at < \(now)")
            + connection.run("DELETE FROM web_rate WHERE expires_at < \(now)")
            + connection.run("DELETE FROM web_idempotency WHERE claimed_at < \(now.adding(seconds: -keyLifeSeconds))")
    }
}
