import Kernel
import Store

/// One transaction's worth of the city.
struct DemoBatch: Sendable {
    let what: Text
    let write: @Sendable (any Connection) throws -> Void
}

extension DemoBatch {
    /// Writes the batches that are still to be written, each with its mark, so that a crash in between costs nothing but time.
    static func run(
        _ batches: [DemoBatch], _ part: DemoProgress.Part, from start: DemoProgress, in database: Database,
        progress: @Sendable (Text, Double) -> Void
    ) async throws {
        for (number, batch) in batches.enumerated() where number >= start.done {
            progress(batch.what, Double(number) / Double(batches.count))
            var mark = start
            mark.done = number + 1
            let reached = mark
            try await database.write { connection in
                try batch.write(connection)
                try reached.write(part, in: connection)
            }
        }
        if start.done < batches.count { progress(DemoCityText.ready, 1) }
    }
}

extension Array {
    /// In pieces of that length; the last may be shorter.
    func pieces(of length: Int) -> [[Element]] {
        stride(from: 0, to: count, by: length).map { Array(self[$0..<Swift.min($0 + length, count)]) }
    }
}
