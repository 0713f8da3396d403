import Store

/// What a closure sees of a session.
final class PostgresConnection: Connection {
    private let session: PostgresSession
    private let scope: TransactionScope

    let dialect = Dialect.postgres

    init(_ session: PostgresSession, _ scope: TransactionScope) {
        self.session = session
        self.scope = scope
    }

    @discardableResult func run(_ query: Query) throws -> Int {
        try scope.attempt { () throws(StoreError) in try session.run(query) }
    }

    func runAll(_ queries: [Query]) throws {
        try scope.attempt { () throws(StoreError) in try session.runAll(queries) }
    }

    func rows(_ query: Query) throws -> [ResultRow] {
        try scope.attempt { () throws(StoreError) in try session.rows(query) }
    }

    func notify(channel: String, payload: String) throws {
        try scope.notify(channel: channel, payload: payload)
    }
}
