package import Kernel
import Store

extension Cases {
    /// An id is made before its row is committed: only what is older than this is counted, so that nothing comes in behind the cursor.
    static let savingLagSeconds: Int64 = 120

    var savingJob: Job { Job(name: "cases.savings", every: 30) { _, now in try await countSavings(at: now) } }

    /// Adds what applications spared since the last time to the counters of their years, each exactly once. Submitting itself touches no
    /// counter: one row that all of them change would make them wait for each other.
    package func countSavings(at now: Instant) async throws {
        let limit = ID(at: now.adding(seconds: -Cases.savingLagSeconds), random: Array(repeating: 0, count: 10))
        while try await database.write({ try SavingTable.count(before: limit, atMost: 500, in: $0) }) {}
    }

    /// What was spared in a year, by the day of submission.
    package func saving(of year: Int) async throws -> Saving {
        try await database.read { try SavingTable.saving(of: year, in: $0) } ?? Saving()
    }
}
