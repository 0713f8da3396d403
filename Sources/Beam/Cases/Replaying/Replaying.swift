package import Catalogue
package import Kernel
import Store

/// One page of past applications, as far as a change of the catalogue can be tried on them: nobody's name and number among it.
package struct ReplayPage: Sendable {
    package var questionnaires: [FrozenQuestionnaire]
    /// Where the next page begins; nil after the last.
    package var next: ID?
    /// The day that the last of this page was submitted.
    package var reached: LocalDate?
}

extension Cases {
    /// Applications of those things (all, where nil) submitted in `from ..< until`, in the order of their ids, a page at a time: a year is
    /// never in memory at once.
    package func replay(
        things: Set<String>?, from: Instant, until: Instant, after: ID?, limit: Int
    ) async throws -> ReplayPage {
        let tables = tables
        return try await database.read { connection in
            var query: Query = """
                SELECT a.id, a.thing, a.submitted_at FROM cases_application a
                WHERE a.submitted_at >= \(from) AND a.submitted_at < \(until)
                """
            if let things { query += " AND a.thing IN \(list: things.sorted())" }
            if let after { query += " AND a.id > \(after)" }
            let rows = try connection.rows(query + " ORDER BY a.id LIMIT \(limit: limit)")
            var page = ReplayPage(questionnaires: [], next: nil, reached: nil)
            for row in rows {
                let id = try row.id("id")
                let day = try row.instant("submitted_at").date
                guard let frozen = try tables.applications.contents(of: id, in: connection)?.0 else { continue }
                page.questionnaires.append(
                    FrozenQuestionnaire(
                        thing: try row.text("thing"), submittedOn: day, answers: frozen.answers, given: frozen.given,
                        holdings: frozen.holdings, promises: frozen.promises))
                (page.next, page.reached) = (id, day)
            }
            if rows.count < limit { page.next = nil }
            return page
        }
    }
}
