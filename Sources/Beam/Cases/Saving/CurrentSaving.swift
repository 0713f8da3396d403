package import Kernel
import Synchronization

/// This year's counters as this node last read them: pages show them without asking the database.
package final class CurrentSaving: Sendable {
    private let state = Mutex(Saving())
    private let changes = Atomic(0)

    package init() {}

    package var value: Saving { state.withLock { $0 } }

    /// Rises with each change, so that a kept page that shows the counters is made anew.
    package var revision: Int { changes.load(ordering: .relaxed) }

    /// Reads them again: one row.
    package func refresh(from cases: Cases, at now: Instant) async throws {
        let read = try await cases.saving(of: now.date.year)
        let isNew = state.withLock { value in
            defer { value = read }
            return value != read
        }
        if isNew { changes.add(1, ordering: .relaxed) }
    }
}
