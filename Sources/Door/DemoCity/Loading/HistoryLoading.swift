package import Cases
import Catalogue
package import Kernel
package import Store

extension DemoCity {
    /// Enters about so many cases of the past year, with their applications, unless they are there: behind the first requests, batch by batch, on with the next where
    /// it stopped. False where nothing was left to enter.
    package func loadHistory(
        of count: Int, cases: Cases, database: Database, progress: @Sendable (Text, Double) -> Void = { _, _ in }
    ) async throws -> Bool {
        let start = try await self.progress(.history, in: database)
        guard start.done < DemoCity.historyBatchLimit else { return false }
        let calendar = WorkingCalendar(years: try await CatalogueStore(database).calendarYears())
        let history = DemoHistory(population(start), catalogue: catalogue, calendar: calendar, count: count)
        var next = try cases.prepared(history.batch(start.done))
        for number in start.done..<max(start.done, history.batchCount) {
            try Task.checkCancellation()
            progress(DemoCityText.history, Double(number) / Double(history.batchCount))
            var mark = start
            // The last batch closes the part, however many there are.
            mark.done = number + 1 == history.batchCount ? DemoCity.historyBatchLimit : number + 1
            // One batch is thought out while the one before is written.
            async let following = cases.prepared(history.batch(number + 1))
            try await enter(next, mark, cases: cases, database: database)
            next = try await following
        }
        progress(DemoCityText.ready, 1)
        return true
    }

    private static let historyBatchLimit = 1_000_000

    private func enter(_ list: [PreparedApplication], _ mark: DemoProgress, cases: Cases, database: Database) async throws {
        do {
            try await database.write { connection in
                try cases.load(list, in: connection)
                try mark.write(.history, in: connection)
            }
        } catch is Problem {
            // A city may have changed its catalogue: whoever no longer fits it stays out, the others come in.
            var fitting: [PreparedApplication] = []
            for application in list where try await fits(application, cases: cases, database: database) { fitting.append(application) }
            let kept = fitting
            try await database.write { connection in
                try cases.load(kept, in: connection)
                try mark.write(.history, in: connection)
            }
        }
    }

    private struct Undone: Error {}

    /// Whether the rules let the application go its course: tried, and taken back.
    private func fits(_ application: PreparedApplication, cases: Cases, database: Database) async throws -> Bool {
        do {
            try await database.write { connection in
                try cases.load([application], in: connection)
                throw Undone()
            }
            return true
        } catch is Undone {
            return true
        } catch is Problem {
            return false
        }
    }
}
