import Graph
import Kernel
import Store

/// The one row that tells how the computation of advice stands.
enum AdviceRunTable {
    static func run(in connection: any Connection) throws -> AdviceRun? {
        try connection.row(
            """
            SELECT run, state, share, asked_at, updated_at, done_at, done_version, done_cases, done_milliseconds, found
            FROM workshop_advice_run WHERE id = 1
            """
        ).map { row in
            var last: AdviceRun.Result?
            if let at = try row.instantOrNil("done_at") {
                last = AdviceRun.Result(
                    at: at, version: try row.int("done_version"), cases: try row.int("done_cases"),
                    tookMilliseconds: try row.int("done_milliseconds"), found: AdviceRun.Result.found(json: try row.json("found")))
            }
            return AdviceRun(
                run: try row.id("run"), state: try row.value("state", as: AdviceRun.State.self), share: try row.int("share"),
                askedAt: try row.instant("asked_at"), updatedAt: try row.instant("updated_at"), last: last)
        }
    }

    /// Begins a computation; the result of the last stays until this one has ended.
    static func begin(_ run: ID, at now: Instant, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO workshop_advice_run (id, run, state, share, asked_at, updated_at)
            VALUES (1, \(run), 'running', 0, \(now), \(now))
            ON CONFLICT (id) DO UPDATE SET run = excluded.run, state = excluded.state, share = 0, asked_at = excluded.asked_at,
                updated_at = excluded.updated_at
            """)
    }

    /// How far a computation has come; false where another has taken its place.
    static func advance(_ run: ID, to share: Int, at now: Instant, in connection: any Connection) throws -> Bool {
        try connection.run(
            "UPDATE workshop_advice_run SET share = \(share), updated_at = \(now) WHERE id = 1 AND run = \(run) AND state = 'running'") == 1
    }

    static func finish(_ run: ID, _ result: AdviceRun.Result, in connection: any Connection) throws {
        try connection.run(
            """
            UPDATE workshop_advice_run SET state = 'done', share = 1000, updated_at = \(result.at), done_at = \(result.at),
                done_version = \(result.version), done_cases = \(result.cases), done_milliseconds = \(result.tookMilliseconds),
                found = \(result.json["found"])
            WHERE id = 1 AND run = \(run)
            """)
    }

    static func fail(_ run: ID, at now: Instant, in connection: any Connection) throws {
        try connection.run(
            "UPDATE workshop_advice_run SET state = 'failed', updated_at = \(now) WHERE id = 1 AND run = \(run) AND state = 'running'")
    }
}
