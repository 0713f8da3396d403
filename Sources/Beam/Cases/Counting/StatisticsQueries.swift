import Graph
import Kernel
import Store

/// The aggregate queries over a year of cases. Nothing sealed is opened here.
struct StatisticsQueries {
    let connection: any Connection
    let since: Instant
    let now: Instant
    let scope: Cases.StatisticsScope

    private static let microsecondsADay = 86_400_000_000.0

    func counted() throws -> CaseStatistics {
        var statistics = CaseStatistics(isMeasured: true)
        statistics.items = try items()
        try addSupplementPoints(&statistics)
        statistics.things = try things()
        statistics.districts = try districts()
        statistics.pairs = try pairs()
        statistics.assistance = try assistance()
        return statistics
    }

    /// Cases, additions and the mean time of each step: from receipt to acceptance, from there to the decision, from there to the end.
    private func items() throws -> [String: CaseStatistics.Item] {
        let rows = try connection.rows(
            """
            SELECT item, COUNT(*) AS cases, CAST(SUM(CASE WHEN supplement IS NULL THEN 0 ELSE 1 END) AS BIGINT) AS supplements,
                COUNT(accepted_at) AS accepted, CAST(SUM(accepted_at - received_at) AS BIGINT) AS accepting,
                COUNT(decided_at - accepted_at) AS decided, CAST(SUM(decided_at - accepted_at) AS BIGINT) AS deciding,
                COUNT(closed_at - decided_at) AS closed, CAST(SUM(closed_at - decided_at) AS BIGINT) AS issuing
            FROM cases_case WHERE received_at >= \(since) GROUP BY item
            """)
        var items: [String: CaseStatistics.Item] = [:]
        for row in rows {
            var item = CaseStatistics.Item(cases: try row.int("cases"))
            item.supplements = try row.int("supplements")
            for (step, count, sum) in [
                ("accept", "accepted", "accepting"), ("decide", "decided", "deciding"),
                ("issue", "closed", "issuing"),
            ] {
                let number = try row.int(count)
                guard number > 0, let total = try row.int64OrNil(sum) else { continue }
                item.stepDays[step] = max(
                    0, Double(total) / Double(number) / StatisticsQueries.microsecondsADay)
            }
            items[try row.text("item")] = item
        }
        return items
    }

    private func addSupplementPoints(_ statistics: inout CaseStatistics) throws {
        let rows = try connection.rows(
            """
            SELECT item, supplement FROM cases_case WHERE received_at >= \(since) AND supplement IS NOT NULL
            ORDER BY id DESC LIMIT \(limit: scope.listedCases)
            """)
        for row in rows {
            let item = try row.text("item")
            for point in try row.jsonOrNil("supplement")?.array ?? [] {
                if let point = point.string {
                    statistics.items[item]?.supplementPoints[point, default: 0] += 1
                }
            }
        }
    }

    private func things() throws -> [String: Int] {
        let rows = try connection.rows(
            "SELECT thing, COUNT(*) AS applications FROM cases_application WHERE submitted_at >= \(since) GROUP BY thing"
        )
        return Dictionary(try rows.map { (try $0.text("thing"), try $0.int("applications")) }) {
            first, _ in first
        }
    }

    /// By district: the first six digits of the region.
    private func districts() throws -> [CaseStatistics.District] {
        let rows = try connection.rows(
            """
            SELECT item, substr(region, 1, 6) AS district, COUNT(*) AS cases, COUNT(closed_at - received_at) AS closed,
                CAST(SUM(closed_at - received_at) AS BIGINT) AS lasting,
                CAST(SUM(CASE WHEN supplement IS NULL THEN 0 ELSE 1 END) AS BIGINT) AS supplements
            FROM cases_case WHERE received_at >= \(since) GROUP BY item, substr(region, 1, 6) ORDER BY 1, 2
            """)
        return try rows.compactMap { row in
            let closed = try row.int("closed")
            guard closed > 0, let lasting = try row.int64OrNil("lasting") else { return nil }
            return CaseStatistics.District(
                item: try row.text("item"), region: try row.text("district"), cases: try row.int("cases"),
                meanDays: max(0, Double(lasting) / Double(closed) / StatisticsQueries.microsecondsADay),
                supplements: try row.int("supplements"))
        }
    }

    /// What other offices were asked for, by the item, what it was, and whom.
    private func assistance() throws -> [CaseStatistics.Assistance] {
        let rows = try connection.rows(
            """
            SELECT item, subject, department, COUNT(*) AS asked, CAST(SUM(CASE WHEN state = 'answered' THEN 1 ELSE 0 END) AS BIGINT) AS answered
            FROM cases_assistance WHERE asked_at >= \(since) GROUP BY item, subject, department ORDER BY 1, 2, 3
            """)
        return try rows.map { row in
            var use = CaseStatistics.Assistance(
                item: try row.text("item"), department: try row.text("department"), asked: try row.int("asked"),
                answered: try row.int("answered"))
            switch AssistanceSubject(try row.text("subject")) {
            case .material(let code): use.material = code
            case .element(let code): use.element = code
            case .other, nil: break
            }
            return use
        }
    }

    /// Applicants by their keyed hash, whose order is as good as chance: the first so many cases are a fair sample of all.
    private func pairs() throws -> [CaseStatistics.Pair] {
        let rows = try connection.rows(
            """
            SELECT applicant_key, item, application_id, received_at FROM cases_case WHERE received_at >= \(since)
            ORDER BY applicant_key, id LIMIT \(limit: scope.listedCases)
            """)
        var counting = PairCounting(within: Int64(scope.togetherDays) * 86_400_000_000)
        for row in rows {
            counting.add(
                applicant: try row.text("applicant_key"), item: try row.text("item"),
                application: try row.text("application_id"),
                at: try row.instant("received_at"))
        }
        let total =
            rows.count < scope.listedCases
            ? rows.count
            : try connection.row(
                "SELECT COUNT(*) AS cases FROM cases_case WHERE received_at >= \(since)")?.int("cases")
                ?? rows.count
        return counting.pairs(scaledBy: Double(total) / Double(max(rows.count, 1)))
    }

    /// An application with its thing and its items.
    struct Latest: Sendable {
        let id: ID
        let thing: String
        var items: [String]
    }

    func latestApplications() throws -> [Latest] {
        let rows = try connection.rows(
            """
            SELECT a.id AS id, a.thing AS thing, c.item AS item FROM cases_case c JOIN (
                SELECT id, thing FROM cases_application WHERE submitted_at >= \(since) ORDER BY id DESC LIMIT \(limit: scope.openedApplications)
            ) a ON c.application_id = a.id ORDER BY a.id
            """)
        var latest: [Latest] = []
        for row in rows {
            let (id, item) = (try row.id("id"), try row.text("item"))
            if latest.last?.id == id {
                latest[latest.count - 1].items.append(item)
            } else {
                latest.append(Latest(id: id, thing: try row.text("thing"), items: [item]))
            }
        }
        return latest
    }

    private var resting: Instant { now.adding(seconds: -Int64(scope.restingDays) * 86_400) }

    func drafts() throws -> [String: CaseStatistics.Drafts] {
        let rows = try connection.rows(
            """
            SELECT thing, COUNT(*) AS begun,
                CAST(SUM(CASE WHEN application_id IS NULL AND updated_at < \(resting) THEN 1 ELSE 0 END) AS BIGINT) AS abandoned
            FROM cases_draft WHERE is_begun = 1 AND created_at >= \(since) GROUP BY thing
            """)
        return Dictionary(
            try rows.map { row in
                let left = try row.int("abandoned")
                return (
                    try row.text("thing"),
                    CaseStatistics.Drafts(
                        begun: try row.int("begun"), abandoned: left > 0 ? ["form": left] : [:])
                )
            }
        ) { first, _ in first }
    }

    func abandonedDrafts() throws -> [ID] {
        try connection.rows(
            """
            SELECT id FROM cases_draft WHERE is_begun = 1 AND created_at >= \(since) AND application_id IS NULL AND updated_at < \(resting)
            ORDER BY id DESC LIMIT \(limit: scope.openedDrafts)
            """
        ).map { try $0.id("id") }
    }
}
