package import Kernel
package import Logging

/// Runs the jobs that are due, each on one node at a time.
package final class JobRunner: Sendable {
    private let database: Database
    private let jobs: [Job]
    private let surroundings: Surroundings
    private let logger: Logger
    private let leaseSeconds: Int64

    /// Another node takes a job over when its lease has not been renewed for `leaseSeconds`.
    package init(_ database: Database, _ jobs: [Job], surroundings: Surroundings, logger: Logger, leaseSeconds: Int = 120) {
        precondition(Set(jobs.map(\.name)).count == jobs.count, "two jobs of one name")
        self.database = database
        self.jobs = jobs
        self.surroundings = surroundings
        self.logger = logger
        self.leaseSeconds = Int64(leaseSeconds)
    }

    /// Runs until the task is cancelled or the database closed. A long job holds no other up.
    package func run() async {
        await withTaskGroup(of: Void.self) { group in
            for job in jobs { group.addTask { await self.run(job) } }
        }
    }

    private func run(_ job: Job) async {
        // Looking costs a transaction: often for what recurs in seconds, seldom for what recurs in days.
        let pollSeconds = min(max(job.everySeconds / 4, 1), 30)
        repeat {
            do {
                try await runIfDue(job, now: surroundings.now())
            } catch StoreError.closed {
                return
            } catch is CancellationError {
                return
            } catch {
                logger.error("A job could not be started", metadata: ["job": "\(job.name)", "error": "\(error)"])
            }
        } while (try? await Task.sleep(for: .seconds(pollSeconds))) != nil
    }

    /// Runs what is due at `now`, one after the other; the names of what ran.
    @discardableResult package func runDue(now: Instant) async throws -> [String] {
        var ran: [String] = []
        for job in jobs where try await runIfDue(job, now: now) { ran.append(job.name) }
        return ran
    }

    @discardableResult private func runIfDue(_ job: Job, now: Instant) async throws -> Bool {
        let lease = now.adding(seconds: leaseSeconds)
        guard try await database.write({ try JobTable.claim(job, at: now, until: lease, $0) }) else { return false }
        var failure: String?
        do {
            try await withLease(job, startedAt: now) { try await job.run(self.database, now) }
        } catch is CancellationError where Task.isCancelled {
            // The program is stopping: nothing went wrong, and what is half done is begun again once the lease has run out.
            throw CancellationError()
        } catch {
            failure = String(failureReason(error).prefix(500))
            logger.error("A job failed", metadata: ["job": "\(job.name)", "error": "\(failure ?? "")"])
        }
        let finished = max(now, surroundings.now())
        try await database.write { [failure] in try JobTable.finish(job, startedAt: now, at: finished, error: failure, $0) }
        return true
    }

    private func withLease(_ job: Job, startedAt started: Instant, _ body: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask(operation: body)
            group.addTask { [database, surroundings, leaseSeconds] in
                while true {
                    try await Task.sleep(for: .seconds(max(1, leaseSeconds / 3)))
                    let lease = surroundings.now().adding(seconds: leaseSeconds)
                    guard try await database.write({ try JobTable.renew(job, startedAt: started, until: lease, $0) }) else {
                        throw LeaseLost()
                    }
                }
            }
            // Whichever ends first ends the other: the job, or a lease that could not be renewed.
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private struct LeaseLost: Error, CustomStringConvertible {
        var description: String { "another node has taken the job over" }
    }
}
