package import Kernel

/// Numbers that are unique in a series and rise within a node's block: case numbers, ticket numbers, receipts.
///
/// A counter that every transaction increments would make them wait for each other. So a node leases a block of numbers in a transaction of
/// its own and gives them out from memory; what is left of a block when the node ends is never used.
package actor Serials {
    private struct Block {
        var next: Int64
        var end: Int64
    }

    private let database: Database
    private var blocks: [String: Block] = [:]
    /// Series whose next block is on its way, with those who wait for it.
    private var waiters: [String: [CheckedContinuation<Void, Never>]] = [:]

    /// Past this many series in memory the blocks are given up, as a new day brings new ones.
    private static let seriesLimit = 20_000

    package init(_ database: Database) { self.database = database }

    /// The next number of the series, from 1. `block` is how many are leased at a time: about what a node uses in a minute. A series that
    /// ends, such as one of a day, names the time after which it may be forgotten; used again after that, it would begin anew at 1.
    package func next(_ series: String, block: Int = 20, expiringAt expiry: Instant? = nil) async throws -> Int64 {
        while true {
            if let number = take(series) { return number }
            if waiters[series] != nil {
                await withCheckedContinuation { waiters[series]?.append($0) }
                continue
            }
            waiters[series] = []
            defer { for waiter in waiters.removeValue(forKey: series) ?? [] { waiter.resume() } }
            try await lease(series, count: Int64(max(1, block)), expiry)
        }
    }

    private func take(_ series: String) -> Int64? {
        guard let block = blocks[series], block.next < block.end else { return nil }
        blocks[series]?.next += 1
        return block.next
    }

    private func lease(_ series: String, count: Int64, _ expiry: Instant?) async throws {
        let end = try await database.write { connection in
            let row = try connection.row(
                """
                INSERT INTO store_serial (series, next_number, expires_at) VALUES (\(series), \(count + 1), \(expiry))
                ON CONFLICT (series) DO UPDATE SET next_number = store_serial.next_number + \(count) RETURNING next_number
                """)
            guard let row else { throw StoreError.malformed("a block of numbers was not returned") }
            return try row.int64("next_number")
        }
        if blocks.count >= Serials.seriesLimit { blocks = [:] }
        blocks[series] = Block(next: end - count, end: end)
    }

    /// Forgets the series whose time is over, once a day.
    package static let sweeping = Job(name: "store.serials", every: 86_400) { database, now in
        _ = try await database.write { try $0.run("DELETE FROM store_serial WHERE expires_at < \(now)") }
    }
}
