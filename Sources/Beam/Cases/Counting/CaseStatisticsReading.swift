package import Catalogue
package import Graph
package import Kernel
import Store

extension Cases {
    /// How much is read for the statistics: what is sealed is opened for the latest applications only and then scaled to all.
    package struct StatisticsScope: Sendable {
        package var days = 365
        /// Two items within so many days are done together.
        package var togetherDays = 30
        package var openedApplications = 1_000
        package var openedDrafts = 300
        /// Cases looked at for pairs and for what was asked again.
        package var listedCases = 200_000
        /// A draft that rests so long was given up.
        package var restingDays = 14

        package init() {}
    }

    /// A year of cases as the graph reads it. For jobs and commands: it counts rows, which no page may.
    package func statistics(
        _ catalogue: Catalogue, until now: Instant, scope: StatisticsScope = StatisticsScope()
    ) async throws -> CaseStatistics {
        let since = now.adding(seconds: -Int64(scope.days) * 86_400)
        var statistics = try await database.read { connection in
            try StatisticsQueries(connection: connection, since: since, now: now, scope: scope).counted()
        }
        let latest = try await database.read { connection in
            try StatisticsQueries(connection: connection, since: since, now: now, scope: scope)
                .latestApplications()
        }
        var sample = ApplicationSample(catalogue: catalogue)
        for batch in stride(from: 0, to: latest.count, by: 50).map({
            latest[$0..<min($0 + 50, latest.count)]
        }) {
            let tables = tables
            let opened = try await database.read { connection in
                try batch.map { try tables.applications.contents(of: $0.id, in: connection)?.0 }
            }
            for (application, frozen) in zip(batch, opened) {
                if let frozen { sample.add(frozen, of: application.thing, items: application.items) }
            }
        }
        sample.fill(&statistics)
        statistics.drafts = try await drafts(since: since, now: now, scope: scope)
        return statistics
    }

    /// Where drafts were left lying: told by what the latest of them hold.
    private func drafts(since: Instant, now: Instant, scope: StatisticsScope) async throws -> [String:
        CaseStatistics.Drafts]
    {
        let table = DraftTable(sealer: sealer)
        return try await database.read { connection in
            let queries = StatisticsQueries(connection: connection, since: since, now: now, scope: scope)
            var drafts = try queries.drafts()
            var pages: [String: [String: Int]] = [:]
            for id in try queries.abandonedDrafts() {
                guard let draft = try table.draft(id, in: connection) else { continue }
                let page = !draft.given.isEmpty ? "materials" : draft.answers.isEmpty ? "questions" : "form"
                pages[draft.thing, default: [:]][page, default: 0] += 1
            }
            for (thing, seen) in pages {
                let (total, left) = (
                    seen.values.reduce(0, +), drafts[thing]?.abandoned.values.reduce(0, +) ?? 0
                )
                drafts[thing]?.abandoned = seen.mapValues {
                    Int((Double($0) * Double(left) / Double(total)).rounded())
                }
            }
            return drafts
        }
    }
}
