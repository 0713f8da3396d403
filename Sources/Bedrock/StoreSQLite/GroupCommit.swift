import Logging
import Store

/// Commits many closures as one transaction, because a commit costs a flush of the disk and a closure costs little.
///
/// Each closure has a savepoint, so that one that fails takes no other with it. Nobody is answered before COMMIT has returned. A full disk
/// is the hard case: SQLite may then roll back the whole transaction inside a closure's statement, and later savepoints would commit alone.
/// So the writer looks after each closure whether the transaction is still open; if not, all that had not failed run again, one by one.
struct GroupCommit {
    /// More closures would make the first wait without sparing the disk much.
    static let limit = 256

    /// Rows are counted for the planner after so many closures, then whenever as many again have run, then every so many: a file that has counted
    /// nothing takes any index for as good as any other.
    static let firstCounted = 100
    static let countedEvery = 20_000
    private let session: SQLiteSession
    private let hub: NotificationHub
    private let logger: Logger

    init(_ session: SQLiteSession, _ hub: NotificationHub, _ logger: Logger) {
        self.session = session
        self.hub = hub
        self.logger = logger
    }

    /// Runs, commits and answers.
    func commit(_ submissions: [any Submission]) {
        if submissions.count == 1 {
            alone(submissions[0])
        } else {
            together(submissions)
        }
        for submission in submissions { submission.answer() }
    }

    /// Counts rows anew where there are many more or fewer than when they were counted last.
    func countRows() {
        do {
            // Of a long index a sample tells enough, in a few milliseconds.
            _ = try session.rows("PRAGMA analysis_limit = 1000")
            _ = try session.rows("PRAGMA optimize")
        } catch {
            logger.notice("Rows were not counted for the planner", metadata: ["error": "\(error)"])
        }
    }

    /// Moves the log into the file, so that a backup copies one file.
    func finish() {
        countRows()
        do {
            _ = try session.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        } catch {
            logger.notice("The last checkpoint was left to the next start", metadata: ["error": "\(error)"])
        }
    }

    private func together(_ submissions: [any Submission]) {
        var succeeded: [(submission: any Submission, notices: [TransactionScope.Notice])] = []
        var place = 0
        do {
            try execute("BEGIN IMMEDIATE")
            while place < submissions.count {
                let submission = submissions[place]
                place += 1
                guard let notices = try inSavepoint(submission) else { continue }
                succeeded.append((submission, notices))
            }
        } catch is RolledBack {
            logger.warning("The database rolled a group of writes back, as it does when the disk is full; they run again one by one")
            for submission in succeeded.map(\.submission) + submissions[place...] { alone(submission) }
            return
        } catch {
            rollBack()
            for submission in succeeded.map(\.submission) + submissions[max(0, place - 1)...] { submission.fail(error) }
            return
        }
        do {
            try execute("COMMIT")
            hub.publish(succeeded.flatMap(\.notices))
        } catch StoreError.constraint {
            // A constraint that waits for the end of the transaction: whose it is shows one by one.
            rollBack()
            for (submission, _) in succeeded { alone(submission) }
        } catch {
            rollBack()
            logger.error("A group of writes could not be committed", metadata: ["writes": "\(succeeded.count)", "error": "\(error)"])
            for (submission, _) in succeeded { submission.fail(error) }
        }
    }

    /// What the closure wants to tell after the commit; nil if it failed and left nothing behind.
    private func inSavepoint(_ submission: any Submission) throws -> [TransactionScope.Notice]? {
        try execute("SAVEPOINT submission")
        let scope = TransactionScope()
        let isGood = submission.attempt(scope, on: SQLiteConnection(session, scope))
        guard session.isInsideTransaction else {
            // A closure that failed keeps its own failure.
            if isGood { submission.fail(StoreError.malformed("a closure ended the transaction itself")) }
            throw RolledBack()
        }
        if !isGood { try execute("ROLLBACK TO submission") }
        try execute("RELEASE submission")
        return isGood ? scope.notices : nil
    }

    private func alone(_ submission: any Submission) {
        do {
            try execute("BEGIN IMMEDIATE")
            let scope = TransactionScope()
            guard submission.attempt(scope, on: SQLiteConnection(session, scope)) else {
                rollBack()
                return
            }
            try execute("COMMIT")
            hub.publish(scope.notices)
        } catch {
            rollBack()
            submission.fail(error)
        }
    }

    private func rollBack() {
        guard session.isInsideTransaction else { return }
        do {
            try execute("ROLLBACK")
        } catch {
            logger.critical("A transaction could not be rolled back", metadata: ["error": "\(error)"])
        }
    }

    private func execute(_ statement: Query) throws(StoreError) { _ = try session.run(statement) }

    private struct RolledBack: Error {}
}
