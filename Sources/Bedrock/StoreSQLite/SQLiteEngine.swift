import Foundation
import GRDB
package import Logging
package import Store

/// SQLite in a file: the embedded default.
///
/// One thread writes and commits whatever waits as one transaction (`GroupCommit`); a few threads read, each from a snapshot of the
/// write-ahead log. A write is durable when it is answered: `synchronous = FULL`.
package final class SQLiteEngine: Engine {
    private let writes: SubmissionQueue
    private let reads: SubmissionQueue
    private let writer: EngineThreads
    private let readers: EngineThreads
    private let hub = NotificationHub()

    package let dialect = Dialect.sqlite

    /// Opens the file, or makes it. `readers` is how many closures may read at once; `pageLimit` caps the file at so many pages of 4 kB
    /// and plays the full disk in tests. Somebody else's file is opened for reading only: nothing in it is changed, and a write throws
    /// `StoreError.closed`.
    package init(
        path: String, readers: Int = 4, pageLimit: Int? = nil, isReadOnly: Bool = false, logger: Logger = Logger(label: "store.sqlite")
    ) throws {
        let writerConnection = isReadOnly ? nil : try SQLiteEngine.open(path, isReading: false, pageLimit: pageLimit)
        let readerConnections = try (0..<max(1, readers)).map { _ in try SQLiteEngine.open(path, isReading: true, pageLimit: nil) }
        let (writes, reads) = (SubmissionQueue(), SubmissionQueue())
        self.writes = writes
        self.reads = reads
        writer = EngineThreads("sqlite writer", count: 1) { [hub] in
            writerConnection?.inDatabase { database in
                let group = GroupCommit(SQLiteSession(database, isReading: false), hub, logger)
                var (done, due) = (0, GroupCommit.firstCounted)
                while let submissions = writes.take(upTo: GroupCommit.limit) {
                    group.commit(submissions)
                    done += submissions.count
                    guard done >= due else { continue }
                    due = done + min(done, GroupCommit.countedEvery)
                    group.countRows()
                }
                group.finish()
            }
        }
        if isReadOnly { writes.close() }
        // Each thread takes a connection of its own off this list.
        let unused = ConnectionList(readerConnections)
        self.readers = EngineThreads("sqlite reader", count: readerConnections.count) {
            unused.next()?.inDatabase { database in
                let reader = SnapshotReader(SQLiteSession(database, isReading: true))
                while let submission = reads.take(upTo: 1)?.first { reader.run(submission) }
            }
        }
    }

    deinit {
        writes.close()
        reads.close()
    }

    package func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await reads.submit(isReading: true, body)
    }

    package func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await writes.submit(isReading: false, body)
    }

    package func notifications(_ channel: String) -> AsyncStream<String> { hub.stream(channel) }

    package var waitingCount: Int { writes.waitingCount + reads.waitingCount }

    package func close() async {
        // Readers first: the last checkpoint then finds nobody in its way and leaves one file behind.
        reads.close()
        await readers.join()
        writes.close()
        await writer.join()
        hub.finish()
    }

    private static func open(_ path: String, isReading: Bool, pageLimit: Int?) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = isReading
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { database in
            // As on PostgreSQL, `LIKE` minds case; then an index serves a prefix, too.
            try database.execute(sql: "PRAGMA case_sensitive_like = ON; PRAGMA temp_store = MEMORY")
            guard !isReading else {
                try database.execute(sql: "PRAGMA cache_size = -16000")
                return
            }
            // A checkpoint runs on the writer's thread after a commit; 16 MB of log make it rare enough and short enough.
            try database.execute(
                sql: """
                    PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -64000;
                    PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864
                    """)
            if let pageLimit { try database.execute(sql: "PRAGMA max_page_count = \(pageLimit)") }
        }
        do {
            return try DatabaseQueue(path: path, configuration: configuration)
        } catch let error as DatabaseError {
            throw SQLiteSession.storeError(error, isReading: isReading)
        }
    }
}

/// Connections that threads take one by one.
private final class ConnectionList: @unchecked Sendable {
    private let lock = NSLock()
    private var connections: [DatabaseQueue]

    init(_ connections: [DatabaseQueue]) { self.connections = connections }

    func next() -> DatabaseQueue? { lock.withLock { connections.popLast() } }
}
