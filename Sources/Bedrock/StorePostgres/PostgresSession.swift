import CPostgres
import Store

/// One connection with its prepared statements, used by one thread. It connects when needed, and again after the server has been away.
final class PostgresSession {
    private struct Prepared {
        let name: String
        var columns: ResultRow.Columns?
    }

    private let server: PostgresServer
    private var connection: OpaquePointer?
    private var prepared: [String: Prepared] = [:]
    private var preparedCount = 0
    /// The schema has changed under the prepared statements: they are prepared anew before the next transaction.
    private var areStatementsStale = false

    /// The server keeps each of them in memory, for each connection.
    private static let preparedLimit = 500

    init(_ server: PostgresServer) { self.server = server }

    deinit { PQfinish(connection) }

    /// Begins a transaction. A connection that has died while it lay idle is replaced: nothing has been asked of it yet.
    func begin(_ statement: Query) throws(StoreError) {
        if areStatementsStale { forgetStatements() }
        let wasConnected = connection != nil
        do {
            _ = try execute(statement)
        } catch .unavailable where wasConnected && connection == nil {
            _ = try execute(statement)
        }
    }

    func run(_ query: Query) throws(StoreError) -> Int { try execute(query).changedRows }

    /// Sends all, then reads all that came of it (libpq's pipeline mode). The answers to statements that change rows are short, so neither
    /// side waits for the other with a full buffer.
    func runAll(_ queries: [Query]) throws(StoreError) {
        // Names of statements must stay valid until the last is sent.
        guard (2..<PostgresSession.preparedLimit).contains(queries.count) else {
            for query in queries { _ = try execute(query) }
            return
        }
        let connection = try connected()
        if prepared.count + queries.count > PostgresSession.preparedLimit { try startStatementsAnew(connection) }
        var names: [String] = []
        for query in queries { names.append(try name(of: query, connection)) }
        switch PostgresPipeline(connection).run(zip(names, queries).map { ($0, $1.arguments) }) {
        case .done: return
        case .failed(let result): try check(result, connection)
        case .broken(let reason):
            disconnect()
            throw .unavailable(reason)
        }
    }

    func tag(_ query: Query) throws(StoreError) -> String { try execute(query).tag }

    func rows(_ query: Query) throws(StoreError) -> [ResultRow] {
        let result = try execute(query)
        let names = result.columnNames
        if let columns = prepared[query.sql]?.columns, columns.names.count == names.count { return result.rows(columns) }
        let columns = ResultRow.Columns(names)
        prepared[query.sql]?.columns = columns
        return result.rows(columns)
    }

    /// Ends a transaction that is not to be kept.
    func rollBack() {
        // The server rolls back by itself what a lost connection began.
        guard connection != nil else { return }
        do { _ = try execute("ROLLBACK") } catch { disconnect() }
    }

    /// The next statement begins a new connection.
    private func disconnect() {
        PQfinish(connection)
        connection = nil
        prepared = [:]
    }

    private func forgetStatements() {
        areStatementsStale = false
        prepared = [:]
        guard let connection else { return }
        do { try PostgresServer.execute("DEALLOCATE ALL", connection) } catch { disconnect() }
    }

    private func execute(_ query: Query) throws(StoreError) -> PostgresResult {
        let connection = try connected()
        let name = try name(of: query, connection)
        let result = PostgresArguments(query.arguments).withPointers { values, lengths, formats in
            PostgresResult(PQexecPrepared(connection, name, CInt(query.arguments.count), values, lengths, formats, 0))
        }
        try check(result, connection)
        return result
    }

    private func connected() throws(StoreError) -> OpaquePointer {
        if let connection { return connection }
        let new = try server.connect()
        connection = new
        return new
    }

    /// Under which name the server knows a statement, whose values are fit to be sent.
    private func name(of query: Query, _ connection: OpaquePointer) throws(StoreError) -> String {
        try SQLValue.check(query.arguments)
        if let known = prepared[query.sql]?.name { return known }
        return try prepare(query, connection)
    }

    private func startStatementsAnew(_ connection: OpaquePointer) throws(StoreError) {
        prepared = [:]
        try PostgresServer.execute("DEALLOCATE ALL", connection)
    }

    private func prepare(_ query: Query, _ connection: OpaquePointer) throws(StoreError) -> String {
        if prepared.count >= PostgresSession.preparedLimit { try startStatementsAnew(connection) }
        preparedCount += 1
        let name = "s\(preparedCount)"
        let types = query.arguments.map(PostgresArguments.type)
        let result = PostgresResult(PQprepare(connection, name, Dialect.postgres.numbered(query.sql), CInt(types.count), types))
        do {
            try check(result, connection)
        } catch .malformed(let reason) {
            throw StoreError.malformed("\(reason) in “\(query.sql)”")
        }
        prepared[query.sql] = Prepared(name: name)
        return name
    }

    private func check(_ result: PostgresResult, _ connection: OpaquePointer) throws(StoreError) {
        guard let error = result.error(connection) else { return }
        if result.hasStaleStatement { areStatementsStale = true }
        if PQstatus(connection) == CONNECTION_BAD { disconnect() }
        throw error
    }
}
