import Foundation

/// Closures waiting for the threads of an engine, first come first served.
package final class SubmissionQueue: @unchecked Sendable {
    private let condition = NSCondition()
    private let capacity: Int
    // Guarded by `condition`.
    private var waiting: [any Submission] = []
    private var first = 0
    private var closed = false

    /// More than `capacity` waiting closures mean that the database does not keep up: better a 503 now than an answer nobody waits for.
    package init(capacity: Int = 10_000) { self.capacity = capacity }

    /// Waits for a thread to run the closure and gives what came of it.
    package func submit<T: Sendable>(
        isReading: Bool, _ body: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let submission = TypedSubmission(isReading: isReading, body, continuation)
            if let refusal = add(submission) {
                submission.fail(refusal)
                submission.answer()
            }
        }
    }

    private func add(_ submission: any Submission) -> StoreError? {
        condition.lock()
        defer { condition.unlock() }
        if closed { return .closed }
        if waiting.count - first >= capacity { return .unavailable("too many requests are waiting for the database") }
        waiting.append(submission)
        condition.signal()
        return nil
    }

    /// Blocks the calling thread until something waits, then takes up to `limit` at once; nil when closed and empty.
    package func take(upTo limit: Int) -> [any Submission]? {
        condition.lock()
        defer { condition.unlock() }
        while first == waiting.count {
            if closed { return nil }
            condition.wait()
        }
        let end = min(waiting.count, first + limit)
        let taken = Array(waiting[first..<end])
        first = end
        if first == waiting.count || first >= 1024 {
            waiting.removeFirst(first)
            first = 0
        }
        return taken
    }

    /// How many closures wait for a thread.
    package var waitingCount: Int {
        condition.lock()
        defer { condition.unlock() }
        return waiting.count - first
    }

    /// Refuses what comes from now on; what waits is still run.
    package func close() {
        condition.lock()
        closed = true
        condition.broadcast()
        condition.unlock()
    }
}
