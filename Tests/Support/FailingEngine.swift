package import Store
import Synchronization

/// An engine whose n-th statement fails as if the server had gone, for tests of “all or nothing”: run an act with n = 1, 2, 3 … until it
/// succeeds, and see each time that nothing or everything is there.
package final class FailingEngine: Engine {
    private let engine: any Engine
    private let left: Mutex<Int>

    /// Statements are counted over all closures, reading and writing.
    package init(_ engine: any Engine, failingAt number: Int) {
        self.engine = engine
        left = Mutex(number)
    }

    package var dialect: Dialect { engine.dialect }
    package var waitingCount: Int { engine.waitingCount }

    /// Whether the failure has taken place.
    package var hasFailed: Bool { left.withLock { $0 <= 0 } }

    package func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await engine.read { try self.run(body, on: $0) }
    }

    package func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await engine.write { try self.run(body, on: $0) }
    }

    package func notifications(_ channel: String) -> AsyncStream<String> { engine.notifications(channel) }

    package func close() async { await engine.close() }

    private func run<T>(_ body: (any Connection) throws -> T, on connection: any Connection) throws -> T {
        let failing = FailingConnection(connection) {
            self.left.withLock { left in
                left -= 1; return left == 0
            }
        }
        let value = try body(failing)
        // A closure cannot hide that a statement failed.
        if failing.hasFailed { throw FailingConnection.failure }
        return value
    }
}

private final class FailingConnection: Connection {
    static let failure = StoreError.unavailable("the test made this statement fail")

    private let connection: any Connection
    private let failsNow: () -> Bool
    private(set) var hasFailed = false

    init(_ connection: any Connection, failsNow: @escaping () -> Bool) {
        self.connection = connection
        self.failsNow = failsNow
    }

    var dialect: Dialect { connection.dialect }

    func run(_ query: Query) throws -> Int {
        try count()
        return try connection.run(query)
    }

    func runAll(_ queries: [Query]) throws { for query in queries { _ = try run(query) } }

    func rows(_ query: Query) throws -> [ResultRow] {
        try count()
        return try connection.rows(query)
    }

    func notify(channel: String, payload: String) throws { try connection.notify(channel: channel, payload: payload) }

    private func count() throws {
        if failsNow() { hasFailed = true }
        if hasFailed { throw FailingConnection.failure }
    }
}
