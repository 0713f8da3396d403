import Catalogue
package import Kernel
import Store

extension Workshop {
    /// Publishes an approved draft over the version in force. What came up since its approval sends it back, with the reason and with nothing
    /// lost.
    @discardableResult
    package func publish(_ id: ID, at now: Instant) async throws -> CatalogueDraft {
        for _ in 0..<4 {
            let contents = try await contents(id)
            if contents.draft.state == .published { return contents.draft }
            guard contents.draft.state == .approved else { throw WorkshopRefusal.notAllowed(contents.draft.state, .publish).problem }
            do {
                try checkPublishable(contents)
            } catch let problem as Problem {
                try await perform(
                    DraftMove(.sendBack, reason: Workshop.reason(problem)), on: contents, by: .system, at: now)
                throw problem
            }
            guard let merged = contents.merged else { throw WorkshopRefusal.broken([]).problem }
            let version: Int
            do {
                version = try await versions.publish(merged, note: contents.draft.title, over: contents.published.version, at: now).version
            } catch is CatalogueStore.Overtaken {
                // Somebody published in between: laid over the newer version, it may still fit.
                continue
            }
            let done = try await perform(DraftMove(.publish, publishedVersion: version), on: contents, by: .system, at: now)
            // This node shows it at once; the others are told by the store.
            try await catalogue.refresh(from: versions, on: surroundings.now().date)
            return done
        }
        throw WorkshopRefusal.stale.problem
    }

    private func checkPublishable(_ contents: DraftContents) throws {
        guard contents.conflicts.isEmpty else {
            throw WorkshopRefusal.conflicts(contents.conflicts.map { contents.name(of: $0.key) }).problem
        }
        guard contents.errors.isEmpty else { throw WorkshopRefusal.broken(contents.errors.prefix(20).map(\.message)).problem }
    }

    private static func reason(_ problem: Problem) -> String {
        ([problem.title.zh, problem.detail.zh] + problem.faults.prefix(5).map(\.message.zh)).joined(separator: "\n")
    }

    /// Whatever was approved for today or before; the drafts that were published.
    @discardableResult
    package func publishDue(at now: Instant) async throws -> [ID] {
        let due = try await database.read { try DraftTable.due(on: now.date, in: $0) }
        var done: [ID] = []
        for draft in due {
            do {
                try await publish(draft.id, at: now)
                done.append(draft.id)
            } catch is Problem {
                // It has gone back to its authors, who read why; the others do not wait for them.
                continue
            }
        }
        return done
    }
}
