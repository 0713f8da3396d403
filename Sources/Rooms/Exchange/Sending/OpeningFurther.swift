import Cases
import Kernel
import Store

extension Exchange {
    /// Begins to send a system the open cases of the items that are new to it, in the transaction that registers it; the job goes on.
    func beginOpening(
        _ system: DepartmentSystem, before: DepartmentSystem?, at now: Instant, in connection: any Connection
    ) throws {
        let had = Set(before?.items ?? [])
        try tables.openings.keep(system.items, of: system.code, in: connection)
        try tables.openings.begin(system.items.filter { !had.contains($0) }, for: system.code, at: now, in: connection)
    }

    /// Sends systems the cases that were open when they joined, a piece at a time. What moves meanwhile is seen to where it is told
    /// (`distribute`); a case of which a system knows everything is left alone.
    ///
    /// - Parameters:
    ///   - size: how many cases one transaction looks at.
    ///   - pieces: how many such transactions one run of the job takes of an item.
    func openFurther(at now: Instant, piece size: Int = 100, pieces: Int = 20) async throws {
        for opening in try await database.read({ try tables.openings.all(in: $0) }) {
            for _ in 0..<pieces {
                if try await database.write({ try openPiece(opening.system, opening.item, size, at: now, in: $0) }) { break }
            }
        }
    }

    /// One piece; whether nothing is left.
    private func openPiece(_ code: String, _ item: String, _ size: Int, at now: Instant, in connection: any Connection) throws -> Bool {
        guard let opening = try tables.openings.claim(code, item, in: connection) else { return true }
        guard let system = try tables.systems.known(code, in: connection)?.system, system.items.contains(item) else {
            try tables.openings.finish(opening, in: connection)
            return true
        }
        let found = try cases.openCases(of: item, after: opening.after, limit: size, in: connection)
        for open in found {
            let reached = try tables.deliveries.reached(code, open.id, in: connection)
            // Whoever has heard of it since is told the rest step by step.
            if reached.last >= open.version || reached.newest.map(opening.hasBegun) == true { continue }
            let piece = CasePiece(caseID: open.id, number: open.number, item: item, action: open.action, sequence: open.version)
            try queue(piece, isWhole: true, for: system, madeAt: now, at: now, in: connection)
        }
        if let last = found.last, found.count == size {
            try tables.openings.advance(opening, to: last.id, in: connection)
            return false
        }
        try tables.openings.finish(opening, in: connection)
        return true
    }
}
