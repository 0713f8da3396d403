import Foundation
import Store

/// Runs closures in transactions, and those again that lost against others.
struct TransactionRunner {
    /// Rivals that keep losing wait longer each time, up to a fifth of a second: some two seconds in all.
    static let attemptLimit = 12

    private let session: PostgresSession
    private let committed: ([TransactionScope.Notice]) -> Void

    init(_ session: PostgresSession, committed: @escaping ([TransactionScope.Notice]) -> Void) {
        self.session = session
        self.committed = committed
    }

    /// Runs the closure and answers.
    func run(_ submission: any Submission) {
        var attempt = 1
        while !attemptOnce(submission), attempt < TransactionRunner.attemptLimit {
            TransactionRunner.pause(after: attempt)
            attempt += 1
        }
        submission.answer()
    }

    /// Blocks for as long as an attempt that was lost has to wait before the next, by chance so that rivals part.
    static func pause(after attempt: Int) {
        Thread.sleep(forTimeInterval: Double.random(in: 0.001...min(0.2, 0.004 * Double(1 << attempt))))
    }

    /// False when it is worth another try.
    private func attemptOnce(_ submission: any Submission) -> Bool {
        do {
            try session.begin(
                submission.isReading
                    ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
        } catch {
            submission.fail(error)
            return true
        }
        let scope = TransactionScope()
        guard submission.attempt(scope, on: PostgresConnection(session, scope)) else {
            session.rollBack()
            return scope.failure?.isSerialization != true
        }
        do {
            // The server answers COMMIT with ROLLBACK where it had given the transaction up.
            guard try session.tag("COMMIT") == "COMMIT" else { throw StoreError.malformed("the transaction had ended before its end") }
            committed(scope.notices)
            return true
        } catch {
            session.rollBack()
            submission.fail(error)
            return (error as? StoreError)?.isSerialization != true
        }
    }
}
