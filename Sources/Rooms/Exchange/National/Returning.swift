import Kernel
import Store

extension Exchange {
    /// How many rows of a system are taken in one run.
    private static let returnedRows = 200

    /// Takes what departments' systems have written into their tables, in order, each row once, and writes beside it what became of it. A
    /// system whose tables cannot be reached keeps no other waiting.
    func takeReturned(at now: Instant) async throws {
        let systems = try await database.read { try tables.systems.all(in: $0) }
        var fault: (any Error)?
        for system in systems where system.way == .tables && system.state == .active && national.exist {
            do { try await takeReturned(from: system, at: now) } catch { fault = error }
        }
        if let fault { throw fault }
    }

    private func takeReturned(from system: DepartmentSystem, at now: Instant) async throws {
        for row in try await national.waiting(in: system.code, limit: Exchange.returnedRows, at: now) {
            do {
                guard let (kind, data) = row.content else {
                    let problem = Problem.invalid([Problem.Fault("act", ExchangeText.badRow)])
                    try await logUnread(problem, from: system.code, .tables, id: row.eventID, at: now)
                    throw problem
                }
                let incoming = IncomingAct(way: .tables, eventID: row.eventID, kind: kind, data: data)
                _ = try await perform(incoming, from: system, at: now)
                try await national.mark(row, .done, reason: nil, in: system.code, at: now)
            } catch let problem as Problem {
                // The reason stands beside the row, where its writer reads it.
                try await national.mark(row, .failed, reason: ExchangeText.words(problem).zh, in: system.code, at: now)
            }
        }
    }

    /// Forgets what was exchanged long ago.
    func sweep(at now: Instant) async throws {
        let cutoff = now.adding(seconds: -Int64(settings.keepDays) * 86_400)
        let limit = 1000
        while try await database.write({ try tables.deliveries.sweep(before: cutoff, limit: limit, in: $0) }) == limit {}
        while try await database.write({ try tables.received.sweep(before: cutoff, limit: limit, in: $0) }) >= limit {}
        guard national.exist else { return }
        for system in try await database.read({ try tables.systems.all(in: $0) }) where system.way == .tables {
            try await national.sweep(system.code, before: cutoff, at: now)
        }
    }
}
