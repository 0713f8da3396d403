package import Logging
package import Store

/// PostgreSQL over libpq: for more than one node.
///
/// Each thread owns one connection, for libpq blocks. Writes run under READ COMMITTED and reads on one snapshot (REPEATABLE READ, READ
/// ONLY). READ COMMITTED is what `UPDATE … WHERE version = before` wants: a rival's commit is waited for and then no row matches, whereas
/// REPEATABLE READ would fail and run every loser again, and SERIALIZABLE would do so to bystanders whose rows share an index page.
/// Deadlocks and lost serializations run the closure again, a bounded number of times.
package final class PostgresEngine: Engine {
    private let submissions = SubmissionQueue()
    private let threads: EngineThreads
    private let hub = NotificationHub()
    private let listener: PostgresListener

    package let dialect = Dialect.postgres

    /// `url` is a libpq connection string: `postgres://user:password@host:port/database`, or with `?host=/folder/of/the/socket`. The
    /// tables lie in `schema`, or where the role's search path leads. Nothing is connected before it is needed.
    package init(
        url: String, poolSize: Int = 8, schema: String? = nil, logger: Logger = Logger(label: "store.postgres")
    ) throws {
        let server = try PostgresServer(url: url, schema: schema)
        let listener = PostgresListener(server, hub, logger)
        self.listener = listener
        threads = EngineThreads("postgres", count: max(1, poolSize)) { [submissions, hub] in
            let runner = TransactionRunner(PostgresSession(server)) { notices in
                hub.publish(notices)
                listener.send(notices)
            }
            while let submission = submissions.take(upTo: 1)?.first { runner.run(submission) }
        }
    }

    deinit {
        submissions.close()
        listener.stop()
    }

    package func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await submissions.submit(isReading: true, body)
    }

    package func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await submissions.submit(isReading: false, body)
    }

    package func notifications(_ channel: String) -> AsyncStream<String> {
        listener.listen()
        return hub.stream(channel)
    }

    package var waitingCount: Int { submissions.waitingCount }

    package func close() async {
        submissions.close()
        await threads.join()
        listener.stop()
        await listener.join()
        hub.finish()
    }
}
