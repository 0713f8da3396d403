import CPostgres
import Foundation
import Logging
import Store
import Synchronization

/// Tells the other nodes of what was committed here, and this node of what was committed there.
///
/// `NOTIFY` inside a transaction makes the server commit one after the other, which would cost most of its throughput. So a notice is sent
/// after the commit, by one connection, many at a time. If this process dies in between, the notice is lost: it is a hint, and those who
/// wait for it also look from time to time.
final class PostgresListener: Sendable {
    private struct State {
        var isStopped = false
        var pending: [TransactionScope.Notice] = []
    }

    private static let pendingLimit = 1000
    private static let pauseSeconds = 0.02

    private let server: PostgresServer
    private let hub: NotificationHub
    private let logger: Logger
    private let state = Mutex(State())
    private let wake = WakePipe()
    private let threads = Mutex<EngineThreads?>(nil)

    init(_ server: PostgresServer, _ hub: NotificationHub, _ logger: Logger) {
        self.server = server
        self.hub = hub
        self.logger = logger
    }

    /// From now on what other nodes send is published here.
    func listen() { start() }

    func send(_ notices: [TransactionScope.Notice]) {
        guard !notices.isEmpty else { return }
        state.withLock { state in
            for notice in notices where !state.pending.contains(notice) && state.pending.count < Self.pendingLimit {
                state.pending.append(notice)
            }
        }
        start()
    }

    func stop() {
        state.withLock { $0.isStopped = true }
        wake.signal()
    }

    func join() async { await threads.withLock { $0 }?.join() }

    /// The thread starts with the first need, so that a program that neither listens nor tells has no connection more.
    private func start() {
        threads.withLock { threads in
            guard threads == nil, !state.withLock(\.isStopped) else { return }
            threads = EngineThreads("postgres listener", count: 1) { [server, hub, logger, wake, weak self] in
                let line = NotificationLine(server, hub, wake)
                while let work = self?.nextWork() {
                    do {
                        try line.exchange(work)
                        Thread.sleep(forTimeInterval: Self.pauseSeconds)
                    } catch {
                        self?.putBack(work)
                        logger.warning("No line to the other nodes; trying again", metadata: ["error": "\(error)"])
                        line.hangUp()
                        wake.wait(seconds: 1)
                    }
                }
            }
        }
        wake.signal()
    }

    private func nextWork() -> [TransactionScope.Notice]? {
        state.withLock { state in
            defer { state.pending = [] }
            return state.isStopped && state.pending.isEmpty ? nil : state.pending
        }
    }

    private func putBack(_ notices: [TransactionScope.Notice]) {
        // After the end nobody will try again.
        state.withLock { if !$0.isStopped { $0.pending = notices + $0.pending } }
    }
}

/// The connection of the listener's thread.
private final class NotificationLine {
    private let server: PostgresServer
    private let hub: NotificationHub
    private let wake: WakePipe
    private var connection: OpaquePointer?
    private var channel = ""

    init(_ server: PostgresServer, _ hub: NotificationHub, _ wake: WakePipe) {
        self.server = server
        self.hub = hub
        self.wake = wake
    }

    deinit { PQfinish(connection) }

    func hangUp() {
        PQfinish(connection)
        connection = nil
    }

    /// Sends, publishes what has come, and if there was nothing to send waits until there is something to do.
    func exchange(_ notices: [TransactionScope.Notice]) throws(StoreError) {
        let connection = try connected()
        for notice in notices {
            let result = CStrings.withPointers([channel, notice.channel + "\n" + notice.payload]) { values in
                PostgresResult(PQexecParams(connection, "SELECT pg_notify($1, $2)", 2, nil, values, nil, nil, 0))
            }
            if let error = result.error(connection) { throw error }
        }
        if notices.isEmpty { wake.wait(seconds: 30, orReadable: PQsocket(connection)) }
        guard PQconsumeInput(connection) == 1 else { throw StoreError.unavailable(PostgresError.message(connection)) }
        publish(connection)
    }

    private func publish(_ connection: OpaquePointer) {
        while let notification = PQnotifies(connection) {
            defer { PQfreemem(notification) }
            // What this node sent it has published by itself, at once.
            guard notification.pointee.be_pid != PQbackendPID(connection) else { continue }
            let text = String(cString: notification.pointee.extra)
            guard let end = text.firstIndex(of: "\n") else { continue }
            hub.publish([TransactionScope.Notice(channel: String(text[..<end]), payload: String(text[text.index(after: end)...]))])
        }
    }

    private func connected() throws(StoreError) -> OpaquePointer {
        if let connection { return connection }
        let new = try server.connect()
        connection = new
        // Two installations may share a database, each in its schema.
        let schema = PostgresResult(PQexec(new, "SELECT current_schema() AS name"))
        if let error = schema.error(new) { throw error }
        let name = try? schema.rows(ResultRow.Columns(schema.columnNames)).first?.textOrNil("name")
        channel = String("yiwang.\(name ?? "")".prefix(60))
        try PostgresServer.execute("LISTEN \"\(channel.replacing("\"", with: "\"\""))\"", new)
        return new
    }
}
