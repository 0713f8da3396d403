/// What both engines keep about one running closure, so that both behave alike: a failed statement ends the transaction, and a connection
/// that outlives its closure is of no use.
package final class TransactionScope {
    package struct Notice: Sendable, Hashable {
        package let channel: String
        package let payload: String

        package init(channel: String, payload: String) {
            self.channel = channel
            self.payload = payload
        }
    }

    package private(set) var failure: StoreError?
    package private(set) var notices: [Notice] = []
    private var ended = false

    package init() {}

    /// Runs one statement, unless an earlier one has failed.
    package func attempt<T>(_ statement: () throws(StoreError) -> T) throws(StoreError) -> T {
        if ended { throw StoreError.closed }
        if let failure { throw failure }
        do {
            return try statement()
        } catch {
            failure = error
            throw error
        }
    }

    package func notify(channel: String, payload: String) throws(StoreError) {
        try attempt { () throws(StoreError) in
            guard payload.utf8.count <= 4000 else { throw StoreError.malformed("a notification of more than 4,000 bytes") }
            let notice = Notice(channel: channel, payload: payload)
            if !notices.contains(notice) { notices.append(notice) }
        }
    }

    /// What the closure came to. A closure may turn a constraint into a refusal of its own, but it cannot hide that a statement failed,
    /// nor rename what is worth another try.
    package func outcome<T>(of body: (any Connection) throws -> T, on connection: any Connection) -> Result<T, any Error> {
        defer { ended = true }
        do {
            let value = try body(connection)
            return failure.map(Result.failure) ?? .success(value)
        } catch {
            switch failure {
            case .serialization, .unavailable: return failure.map(Result.failure) ?? .failure(error)
            default: return .failure(error)
            }
        }
    }
}

extension SQLValue {
    /// PostgreSQL's text cannot hold NUL; so neither engine takes one.
    package static func check(_ arguments: [SQLValue]) throws(StoreError) {
        for case .text(let text) in arguments
        where text.utf8.withContiguousStorageIfAvailable({ $0.contains(0) }) ?? text.utf8.contains(0) {
            throw StoreError.malformed("a text with a NUL in it")
        }
    }
}
