import Kernel
import Store
import Synchronization

/// Gives out serials without a hot row: a node leases a block in a transaction of its own and hands out of it from memory. What is left
/// when the node stops is a gap.
final class NumberAllocator: Sendable {
    private struct Pool {
        var blocks: [Range<Int>] = []
        var lastLease = 0
        var isLeasing = false

        var count: Int { blocks.reduce(0) { $0 + $1.count } }

        mutating func take() -> Int? {
            guard let first = blocks.first else { return nil }
            if first.count == 1 { blocks.removeFirst() } else { blocks[0] = first.dropFirst() }
            return first.lowerBound
        }
    }

    private let database: Database
    private let mostAtOnce: Int
    private let pools = Mutex<[String: Pool]>([:])

    /// What a scope leases the first time; each further lease is twice the one before.
    private static let leastAtOnce = 8

    init(database: Database, mostAtOnce: Int) {
        self.database = database
        self.mostAtOnce = max(1, mostAtOnce)
    }

    /// The next serial of a scope, from 1. Scopes of past days are forgotten by `forget`.
    func next(_ scope: String) async throws -> Int {
        while true {
            let (serial, lease) = pools.withLock { pools -> (Int?, Int) in
                var pool = pools[scope] ?? Pool()
                defer { pools[scope] = pool }
                let serial = pool.take()
                // One caller fetches the next block while there is still some left; who finds none leases a block too, a small one.
                guard !pool.isLeasing else { return (serial, serial == nil ? 1 : 0) }
                guard serial == nil || pool.count < pool.lastLease / 4 else { return (serial, 0) }
                pool.lastLease = min(mostAtOnce, max(NumberAllocator.leastAtOnce, pool.lastLease * 2))
                pool.isLeasing = true
                return (serial, pool.lastLease)
            }
            if lease > 0 { try await self.lease(scope, lease) }
            if let serial { return serial }
        }
    }

    private func lease(_ scope: String, _ count: Int) async throws {
        do {
            let first = try await database.write { try NumberTable.lease(scope, count, in: $0) }
            pools.withLock { pools in
                pools[scope]?.blocks.append(first..<first + count)
                if count > 1 || pools[scope]?.lastLease == 1 { pools[scope]?.isLeasing = false }
            }
        } catch {
            pools.withLock { $0[scope]?.isLeasing = false }
            throw error
        }
    }

    /// Forgets the scopes that do not end with one of these days: nobody will ask for their numbers again.
    func forget(except days: Set<String>) {
        pools.withLock { pools in
            pools = pools.filter { scope, _ in days.contains(String(scope.suffix(8))) }
        }
    }
}

/// The table of leases.
enum NumberTable {
    /// Leases the next `count` serials of a scope; the first of them.
    static func lease(_ scope: String, _ count: Int, in connection: any Connection) throws -> Int {
        let row = try connection.row(
            """
            INSERT INTO cases_number (scope, next) VALUES (\(scope), \(count + 1))
            ON CONFLICT (scope) DO UPDATE SET next = cases_number.next + \(count) RETURNING next
            """)
        guard let next = try row?.int("next") else { throw StoreError.malformed("a lease of numbers gave none") }
        return next - count
    }
}

/// The offices that this node has entered into the table of offices, so that it asks once for each.
final class KnownOffices: Sendable {
    private let known = Mutex<Set<String>>([])

    func unknown(_ offices: [(department: String, region: RegionCode)]) -> [(department: String, region: RegionCode)] {
        known.withLock { known in offices.filter { !known.contains(CaseTable.office($0.department, $0.region)) } }
    }

    func add(_ offices: [(department: String, region: RegionCode)]) {
        known.withLock { known in for office in offices { known.insert(CaseTable.office(office.department, office.region)) } }
    }
}
