import Store

/// Runs one closure after the other, each on a snapshot of its own.
struct SnapshotReader {
    private let session: SQLiteSession

    init(_ session: SQLiteSession) { self.session = session }

    func run(_ submission: any Submission) {
        do {
            _ = try session.run("BEGIN DEFERRED")
            let scope = TransactionScope()
            _ = submission.attempt(scope, on: SQLiteConnection(session, scope))
            if session.isInsideTransaction { _ = try session.run("ROLLBACK") }
        } catch {
            submission.fail(error)
        }
        submission.answer()
    }
}
