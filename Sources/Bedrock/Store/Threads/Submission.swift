/// A closure that waits for a thread, with the caller who waits for its answer.
package protocol Submission: AnyObject, Sendable {
    /// Whether it came through `Database.read`.
    var isReading: Bool { get }

    /// Runs the closure and keeps what came of it; whether it succeeded. May be called again: the last outcome counts.
    func attempt(_ scope: TransactionScope, on connection: any Connection) -> Bool

    /// Replaces the outcome: the transaction as a whole failed.
    func fail(_ error: any Error)

    /// Gives the caller the outcome.
    func answer()
}

/// Touched by one thread of the engine at a time; the queue hands it over.
final class TypedSubmission<T: Sendable>: Submission, @unchecked Sendable {
    let isReading: Bool
    private let body: @Sendable (any Connection) throws -> T
    private let continuation: CheckedContinuation<T, any Error>
    private var outcome: Result<T, any Error> = .failure(StoreError.closed)

    init(
        isReading: Bool, _ body: @escaping @Sendable (any Connection) throws -> T, _ continuation: CheckedContinuation<T, any Error>
    ) {
        self.isReading = isReading
        self.body = body
        self.continuation = continuation
    }

    func attempt(_ scope: TransactionScope, on connection: any Connection) -> Bool {
        outcome = scope.outcome(of: body, on: connection)
        if case .success = outcome { return true }
        return false
    }

    func fail(_ error: any Error) { outcome = .failure(error) }

    func answer() { continuation.resume(with: outcome) }
}
