/// One transaction's view of the database, valid only inside the closure that received it.
///
/// A statement that fails ends its transaction on both engines: whatever the closure does afterwards, nothing of it is kept.
package protocol Connection: AnyObject {
    var dialect: Dialect { get }

    /// Runs one statement; the number of rows it changed.
    @discardableResult func run(_ query: Query) throws -> Int

    /// Runs statements in their order, without a look at one before the next is sent: one trip to a server for all of them.
    func runAll(_ queries: [Query]) throws

    /// The rows of a `SELECT`, or of a statement with `RETURNING`.
    func rows(_ query: Query) throws -> [ResultRow]

    /// Tells every node that listens on the channel, after this transaction has been committed. A hint, not a message: it is lost with a
    /// connection, so whoever listens also looks from time to time. At most 4,000 bytes.
    func notify(channel: String, payload: String) throws
}

extension Connection {
    /// The first row, if there is one.
    package func row(_ query: Query) throws -> ResultRow? { try rows(query).first }

    /// Whether the query has a row.
    package func exists(_ query: Query) throws -> Bool {
        try !rows("SELECT 1 AS found WHERE EXISTS (\(query))").isEmpty
    }
}
