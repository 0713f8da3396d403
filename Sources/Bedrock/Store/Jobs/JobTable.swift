import Kernel

/// The statements behind the jobs. A lease keeps a job to one node; when it began tells whose it is.
enum JobTable {
    /// A run that failed is tried again after this long, or after the job's own interval if that is shorter.
    static let retrySeconds: Int64 = 300

    /// Takes the job if it is due and nobody has it. It is due when its interval has passed since it began, or its last run failed, or the
    /// node that ran it has vanished and the lease has run out.
    static func claim(_ job: Job, at now: Instant, until lease: Instant, _ connection: any Connection) throws -> Bool {
        try connection.run("INSERT INTO store_job (name) VALUES (\(job.name)) ON CONFLICT (name) DO NOTHING")
        let retry = min(retrySeconds, job.everySeconds)
        return try connection.run(
            """
            UPDATE store_job SET last_started = \(now), lease_until = \(lease)
            WHERE name = \(job.name) AND (
                lease_until <= \(now)
                OR lease_until IS NULL AND (
                    last_started IS NULL OR last_started <= \(now.adding(seconds: -job.everySeconds))
                    OR last_error IS NOT NULL AND last_finished <= \(now.adding(seconds: -retry))
                )
            )
            """) == 1
    }

    /// Holds the job longer; false when another node has it by now.
    static func renew(_ job: Job, startedAt started: Instant, until lease: Instant, _ connection: any Connection) throws -> Bool {
        try connection.run(
            "UPDATE store_job SET lease_until = \(lease) WHERE name = \(job.name) AND last_started = \(started) AND lease_until IS NOT NULL"
        ) == 1
    }

    static func finish(_ job: Job, startedAt started: Instant, at now: Instant, error: String?, _ connection: any Connection) throws {
        try connection.run(
            """
            UPDATE store_job SET last_finished = \(now), last_error = \(error), lease_until = NULL
            WHERE name = \(job.name) AND last_started = \(started)
            """)
    }
}
