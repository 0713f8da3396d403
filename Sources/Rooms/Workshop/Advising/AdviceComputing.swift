import Cases
import Catalogue
import Dispatch
import Graph
package import Kernel
import Store

extension Workshop {
    static let advisingTopic = "workshop.advising"
    /// What a request need not wait for is written so many rows at a time: applicants' writes stand in the same queue.
    private static let rowsAtOnce = 100
    /// The least of all is worth nobody's reading.
    private static let mostAdvice = 2_000

    /// Looks whether the advice is to be computed anew, and has the outbox do it.
    func adviseIfDue(at now: Instant) async throws {
        let version = try await current().version
        let run = try await database.read { try AdviceRunTable.run(in: $0) }
        if AdviceRun.isDue(run, version: version, at: now) { try await askAdvice(at: now) }
    }

    /// Begins a computation; one that runs already is left alone.
    package func askAdvice(at now: Instant) async throws {
        let (run, message) = (surroundings.newID(), surroundings.newID())
        try await database.write { connection in
            if let running = try AdviceRunTable.run(in: connection), running.state == .running,
                !AdviceRun.isDue(running, version: 0, at: now)
            {
                return
            }
            try AdviceRunTable.begin(run, at: now, in: connection)
            try Outbox.post(
                topic: Workshop.advisingTopic, key: "advice", payload: ["run": .string(run.rawValue)], id: message, at: now, in: connection)
        }
    }

    /// The computation that a message asks for. A message that comes twice, or too late, does nothing.
    func advise(_ message: OutboxMessage) async throws {
        guard let run = message.payload["run"]?.string.flatMap({ ID($0) }), try await reached(50, in: run) else { return }
        do {
            try await compute(run)
        } catch {
            let now = surroundings.now()
            try await database.write { try AdviceRunTable.fail(run, at: now, in: $0) }
            throw error
        }
    }

    private func reached(_ share: Int, in run: ID) async throws -> Bool {
        let now = surroundings.now()
        return try await database.write { try AdviceRunTable.advance(run, to: share, at: now, in: $0) }
    }

    private func compute(_ run: ID) async throws {
        let began = surroundings.now()
        let catalogue = try await current()
        let statistics = try await cases.statistics(catalogue, until: began)
        guard try await reached(400, in: run) else { return }
        let graph = await Workshop.apart { Graph.build(catalogue, statistics: statistics) }
        graphs.keep(graph)
        guard try await reached(550, in: run) else { return }
        let advice = await Workshop.apart { Array(graph.advice().prefix(Workshop.mostAdvice)) }
        guard try await reached(800, in: run) else { return }
        for first in stride(from: 0, to: advice.count, by: Workshop.rowsAtOnce) {
            let rows = advice[first..<min(first + Workshop.rowsAtOnce, advice.count)]
            try await database.write { try AdviceTable.put(rows, seen: began, in: $0) }
        }
        try await compareSavings(catalogue, at: began)
        let done = max(began, surroundings.now())
        let result = AdviceRun.Result(
            at: done, version: catalogue.version, cases: statistics.items.values.reduce(0) { $0 + $1.cases },
            tookMilliseconds: Int((done.microseconds - began.microseconds) / 1000), found: AdviceRun.found(advice))
        try await database.write { connection in
            try AdviceTable.displace(notSeenAt: began, in: connection)
            try AdviceRunTable.finish(run, result, in: connection)
        }
    }

    /// Work that takes a processor for long, on a thread that no request waits for.
    static func apart<T: Sendable>(_ work: @escaping @Sendable () -> T) async -> T {
        await withCheckedContinuation { continuation in DispatchQueue.global(qos: .utility).async { continuation.resume(returning: work()) }
        }
    }

    // MARK: What it really saved

    /// Counts again what each accepted and published advice has saved.
    private func compareSavings(_ catalogue: Catalogue, at now: Instant) async throws {
        for (kept, publishedAt) in try await database.read({ try AdviceTable.published(limit: 100, in: $0) }) {
            let year = publishedAt.adding(seconds: -365 * 86_400)
            var pairs: [SavedBurden.Pair] = []
            for subject in Workshop.compared(kept.advice, in: catalogue) {
                var before: [AskedBurden] = []
                for thing in subject.before { before.append(try await cases.burden(of: thing, from: year, until: publishedAt)) }
                let since = try await cases.burden(of: subject.after, from: publishedAt, until: now)
                pairs.append(SavedBurden.Pair(before: SavedBurden.joined(before), since: since))
            }
            let saved = SavedBurden.compared(pairs, since: publishedAt.date)
            try await database.write { try AdviceTable.save(saved, of: kept.advice.id, in: $0) }
        }
    }

    /// Which things an advice touches: each item that it changes alone and in every thing that joins it; a new thing against its items.
    static func compared(_ advice: Advice, in catalogue: Catalogue) -> [(before: [String], after: String)] {
        var found: [(before: [String], after: String)] = []
        var seen: Set<String> = []
        for change in advice.changes {
            if change.kind == .thing, case .create(let content) = change.edit {
                let items = (content["items"]?.array ?? []).compactMap { $0["item"]?.string }
                if seen.insert(change.code).inserted { found.append((items, change.code)) }
            } else if change.kind == .item || change.kind == .thing {
                let joining = catalogue.oneThings.values.filter { thing in thing.parts.contains { $0.item == change.code } }.map(\.code)
                for thing in [change.code] + joining.sorted() where seen.insert(thing).inserted { found.append(([thing], thing)) }
            }
        }
        return found
    }
}
