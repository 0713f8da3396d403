package import Cases
import Catalogue
package import Kernel
package import Store

extension DemoCity {
    /// Enters about so many cases of the past year, with their applications, unless they are there: behind the first requests, batch by
    /// batch, on with the next where it stopped. False where nothing was left to enter.
    package func loadHistory(
        of count: Int, cases: Cases, database: Database, progress: @Sendable (Text, Double) -> Void = { _, _ in }
    ) async throws -> Bool {
        let start = try await self.progress(.history, in: database)
        guard start.done < DemoCity.historyBatchLimit else { return false }
        let calendar = WorkingCalendar(years: try await CatalogueStore(database).calendarYears())
        let history = DemoHistory(population(start), catalogue: catalogue, calendar: calendar, count: count)
        var following = try cases.prepared(history.batch(start.done + 1))
        var current = try await begun(cases.prepared(history.batch(start.done)), cases: cases, database: database)
        for number in start.done..<max(start.done, history.batchCount) {
            try Task.checkCancellation()
            progress(DemoCityText.history, Double(number) / Double(history.batchCount))
            var mark = start
            // The last batch closes the part, however many there are.
            mark.done = number + 1 == history.batchCount ? DemoCity.historyBatchLimit : number + 1
            // While one batch is written the next goes its course, and the one after that is thought out.
            let next = following
            let numbers = try await database.write { try cases.lease(for: next, in: $0) }
            async let course = fitting(next, numbers, cases: cases)
            async let thought = cases.prepared(history.batch(number + 2))
            try await enter(current, mark, cases: cases, database: database)
            (current, following) = try await (course, thought)
        }
        progress(DemoCityText.ready, 1)
        return true
    }

    private static let historyBatchLimit = 1_000_000

    private func begun(_ list: [PreparedApplication], cases: Cases, database: Database) async throws -> [BegunApplication] {
        try fitting(list, try await database.write { try cases.lease(for: list, in: $0) }, cases: cases)
    }

    /// A city may have changed its catalogue: whoever no longer fits it stays out, the others come in.
    private func fitting(_ list: [PreparedApplication], _ leased: [String: Int], cases: Cases) throws -> [BegunApplication] {
        do {
            var numbers = leased
            return try cases.begun(list, numbers: &numbers)
        } catch is Problem {
            var (numbers, fitting) = (leased, [BegunApplication]())
            for application in list {
                do { fitting += try cases.begun([application], numbers: &numbers) } catch is Problem { continue }
            }
            return fitting
        }
    }

    private func enter(_ list: [BegunApplication], _ mark: DemoProgress, cases: Cases, database: Database) async throws {
        do {
            try await database.write { connection in
                try cases.load(list, in: connection)
                try mark.write(.history, in: connection)
            }
        } catch is Problem {
            var fitting: [BegunApplication] = []
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
    private func fits(_ application: BegunApplication, cases: Cases, database: Database) async throws -> Bool {
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
