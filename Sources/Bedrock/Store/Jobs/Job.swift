package import Kernel

/// Work that recurs by the clock: signing the hour's heads, settling provisional dates, sweeping old sessions.
package struct Job: Sendable {
    package let name: String
    package let everySeconds: Int64
    package let run: @Sendable (Database, Instant) async throws -> Void

    /// The name is unique in the platform and begins with the room's (`cases.provisional-dates`).
    package init(name: String, every seconds: Int, run: @escaping @Sendable (Database, Instant) async throws -> Void) {
        precondition(seconds > 0, "a job runs every so many seconds")
        self.name = name
        self.everySeconds = Int64(seconds)
        self.run = run
    }
}

/// How a job fares, for the operator's page.
package struct JobState: Sendable, Hashable {
    package let name: String
    package let lastStarted: Instant?
    package let lastFinished: Instant?
    /// What the last run failed with; nil after a good one.
    package let lastError: String?
    /// Until when the node that runs it has it for itself; nil while it rests.
    package let leaseUntil: Instant?

    /// All jobs that have ever run on this database.
    package static func all(in connection: any Connection) throws -> [JobState] {
        try connection.rows("SELECT name, last_started, last_finished, last_error, lease_until FROM store_job ORDER BY name").map {
            JobState(
                name: try $0.text("name"), lastStarted: try $0.instantOrNil("last_started"),
                lastFinished: try $0.instantOrNil("last_finished"), lastError: try $0.textOrNil("last_error"),
                leaseUntil: try $0.instantOrNil("lease_until"))
        }
    }
}
