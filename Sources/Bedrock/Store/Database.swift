/// A database that runs closures. `SQLiteEngine` and `PostgresEngine` are the two.
package protocol Engine: Sendable {
    var dialect: Dialect { get }
    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T
    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T
    func notifications(_ channel: String) -> AsyncStream<String>
    var waitingCount: Int { get }
    func close() async
}

/// The one way to the tables.
///
/// A closure is synchronous and runs on a thread of the engine, so nothing suspends inside a transaction. It may run twice (a lost race
/// on PostgreSQL, a full disk beside it on SQLite) and therefore acts only through its connection.
package struct Database: Sendable {
    private let engine: any Engine

    package init(_ engine: any Engine) { self.engine = engine }

    package var dialect: Dialect { engine.dialect }

    /// Reads from one snapshot: all statements of the closure see the same moment, and everything that was answered before it.
    package func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await engine.read(body)
    }

    /// One transaction. Returns after it is durable; throws, with nothing written, what the closure throws.
    ///
    /// SQLite runs writes one after the other. PostgreSQL runs them side by side under READ COMMITTED: `UPDATE … WHERE version = before`
    /// waits for a rival and then changes no row, which is what tells the loser. What depends on *several* rows needs a constraint, a
    /// version on the row above them, or `forUpdate`.
    @discardableResult package func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await engine.write(body)
    }

    /// The payloads sent to a channel by `Connection.notify`, from this node and from others, until the database closes.
    package func notifications(_ channel: String) -> AsyncStream<String> { engine.notifications(channel) }

    /// How many closures wait for a thread of the engine: the measure of overload.
    package var waitingCount: Int { engine.waitingCount }

    /// Ends after everything that waits has been answered; later calls throw `StoreError.closed`.
    package func close() async { await engine.close() }
}
