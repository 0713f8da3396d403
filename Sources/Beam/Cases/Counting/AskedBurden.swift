package import Kernel
import Store

/// What applications asked of people in a time, added up from what was frozen at each submission.
package struct AskedBurden: Sendable, Hashable {
    package var applications = 0
    /// Papers to hand in, boxes to fill in, trips to an office.
    package var materials = 0
    package var fields = 0
    package var trips = 0
    /// Cases that were decided and have ended, and calendar days from receipt to the end, all together. What people took back tells nothing of
    /// how long an office needs.
    package var ended = 0
    package var days = 0.0

    package init() {}
}

extension Cases {
    /// Over the applications for a thing that were submitted from `from` until before `until`. For jobs: it counts rows, which no page may.
    package func burden(of thing: String, from: Instant, until: Instant) async throws -> AskedBurden {
        try await database.read { connection in
            var burden = AskedBurden()
            let asked = try connection.row(
                """
                SELECT COUNT(*) AS applications, CAST(SUM(materials_asked) AS BIGINT) AS materials,
                    CAST(SUM(fields_asked) AS BIGINT) AS fields, CAST(SUM(trips) AS BIGINT) AS trips
                FROM cases_application WHERE thing = \(thing) AND submitted_at >= \(from) AND submitted_at < \(until)
                """)
            guard let asked else { return burden }
            burden.applications = try asked.int("applications")
            burden.materials = try asked.intOrNil("materials") ?? 0
            burden.fields = try asked.intOrNil("fields") ?? 0
            burden.trips = try asked.intOrNil("trips") ?? 0
            let lasted = try connection.row(
                """
                SELECT COUNT(*) AS ended, CAST(SUM(c.closed_at - c.received_at) AS BIGINT) AS lasting
                FROM cases_case c JOIN cases_application a ON a.id = c.application_id
                WHERE a.thing = \(thing) AND a.submitted_at >= \(from) AND a.submitted_at < \(until) AND c.closed_at IS NOT NULL
                    AND c.received_at IS NOT NULL AND c.decided_at IS NOT NULL
                """)
            burden.ended = try lasted?.int("ended") ?? 0
            burden.days = max(0, Double(try lasted?.int64OrNil("lasting") ?? 0) / 86_400_000_000)
            return burden
        }
    }
}
