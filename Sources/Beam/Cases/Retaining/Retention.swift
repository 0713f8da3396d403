import Catalogue
import Kernel
import Store

extension Draft {
    /// The draft without what registers said of elements that are kept no longer: by their grade, from the day on which it was gathered.
    /// What the person typed and what their account says stays. Pure.
    func forgetting(_ thing: Thing?, _ catalogue: Catalogue, on today: LocalDate) -> Draft {
        let age = today.days(since: gatheredAt.date)
        var kept = self
        kept.holdings.fields = holdings.fields.filter { holding in
            if holding.source == .account { return true }
            let element = thing?.elementCode(of: holding.field).flatMap { catalogue.elements[$0] }
            return ElementGrade(sensitivity: element?.sensitivity ?? .sensitive).keptDays >= age
        }
        if age > ElementGrade(sensitivity: .personal).keptDays {
            kept.holdings.documents = []
            kept.holdings.people = []
        }
        return kept
    }

    /// Nothing of a register is left in it.
    var hasForgotten: Bool {
        holdings.fields.allSatisfy { $0.source == .account } && holdings.documents.isEmpty && holdings.people.isEmpty
    }

    /// A draft that has become an application: all that it held is frozen there, and nothing of it has to be held twice.
    var emptied: Draft {
        var empty = self
        (empty.answers, empty.given, empty.corrected, empty.promises, empty.news) = ([:], [:], [], Promises(), [])
        empty.holdings = Holdings()
        return empty
    }
}

extension Cases {
    /// After so many days a draft that was handed in is emptied.
    private static let submittedDays = 31
    private static let batch = 100

    /// 留存期限: what is kept no longer than its grade allows, every night.
    var retentionJob: Job { Job(name: "cases.retention", every: 86_400) { _, now in try await retain(at: now) } }

    private func retain(at now: Instant) async throws {
        @Sendable func before(_ days: Int) -> Instant { now.adding(seconds: -Int64(days) * 86_400) }
        while try await database.write({ try drafts.deleteIdle(before: before(settings.draftDays), limit: Cases.batch, in: $0) }) {}
        let snapshot = catalogue.snapshot
        var after: ID?
        while true {
            let page = try await database.read { [after] in
                try drafts.unforgotten(before: before(1), after: after, limit: Cases.batch, in: $0)
            }
            for draft in page {
                let isSubmitted = draft.application != nil
                if isSubmitted, draft.updatedAt > before(Cases.submittedDays) { continue }
                let kept = isSubmitted ? draft.emptied : draft.forgetting(snapshot.thing(draft.thing), snapshot, on: now.date)
                guard kept != draft || kept.hasForgotten else { continue }
                // Where somebody is at it now, the next night sees to it.
                try await database.write { try drafts.forget(kept, isDone: kept.hasForgotten, in: $0) }
            }
            guard page.count == Cases.batch, let last = page.last else { return }
            after = last.id
        }
    }
}
