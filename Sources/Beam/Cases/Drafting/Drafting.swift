package import Catalogue
package import DataCentre
import Identity
package import Kernel
import Licences
import Store
package import Web

/// A draft with all that a page needs to show it.
package struct OpenDraft: Sendable {
    package var draft: Draft
    package var catalogue: Catalogue
    package var thing: Thing
    package var checklist: Checklist
    package var attachments: [Attachment]
    /// What the new version of the catalogue asks that the one before did not; empty unless a version took effect meanwhile.
    package var newlyAsked: [Text]
    /// Why it cannot be handed in although everything is filled in: the same was applied for before.
    var repetition: Problem?
    /// Kinds of promises that are barred, each with its last day: one was broken before.
    var barred: [Promises.Kind: LocalDate] = [:]
    /// Records and licences that say otherwise than the person, and what was done about it.
    var corrections: [OfferedCorrection] = []
}

extension Cases {
    var drafts: DraftTable { DraftTable(sealer: sealer) }

    /// Gathered values are fresh for a day; a draft opened later asks again.
    private static let freshSeconds: Int64 = 24 * 3600
    /// A source that did not answer is asked again whenever the draft is opened, though not while the form is being looked at for the first
    /// time. One that goes on failing is left alone by its circuit.
    private static let silentSeconds: Int64 = 60

    /// The party's open draft of a thing, made if there is none. Looking at a guide makes one that is not yet begun, so that the registers
    /// are asked once and not on every look.
    package func openDraft(of thing: String, for visitor: Visitor, at instant: Instant) async throws -> OpenDraft {
        let (party, account) = try applicant(visitor)
        let snapshot = catalogue.snapshot
        guard let definition = snapshot.thing(thing) else { throw WebProblem.notFound }
        let (kept, profile, written) = try await database.read { connection -> (Draft?, PartyProfile?, Written) in
            if let draft = try drafts.draft(of: party, thing: thing, in: connection) { return (draft, nil, Written()) }
            return (nil, try identity.profile(of: party, in: connection), try self.written(by: party, for: definition, in: connection))
        }
        if let kept { return try await refreshed(kept, at: instant) }
        guard let profile else { throw WebProblem.signInNeeded }
        let draft = Draft(
            id: surroundings.newID(), thing: thing, catalogueVersion: snapshot.version, party: party, account: account,
            holdings: Holdings(), at: instant, isBegun: false)
        let gathering = gathering(draft, definition, snapshot, for: profile)
        let (stored, checklist) = try await gathering.adding(to: Holdings(), answers: [:], given: [:], at: instant) {
            gathered, connection -> (Draft, Checklist?) in
            var made = draft
            made.holdings = written.added(to: gathered, definition)
            made.answeredBefore = written.answers?.answers(for: definition) ?? [:]
            // Two pages opened at once: the second finds the first's.
            if try !drafts.insert(made, in: connection), let other = try drafts.draft(of: party, thing: thing, in: connection) {
                return (other, nil)
            }
            return (made, made.holdings == gathered.holdings ? gathered.checklist : nil)
        }
        // Nothing can have been handed in to one that was made a moment ago.
        return try await opened(stored, checklist, isNew: stored.id == draft.id)
    }

    /// A draft of the visitor's, by id.
    package func openDraft(_ id: ID, for visitor: Visitor, at instant: Instant) async throws -> OpenDraft {
        let (party, _) = try applicant(visitor)
        guard let draft = try await database.read({ try drafts.draft(id, in: $0) }), draft.party == party else {
            throw CaseRefusal.notFound.problem
        }
        return draft.application == nil ? try await refreshed(draft, at: instant) : try await opened(draft)
    }

    /// What a visitor has begun and not yet submitted.
    package func begunDrafts(of party: Party) async throws -> [Draft] { try await database.read { try drafts.begun(by: party, in: $0) } }

    /// Changes a draft: `change` works on the latest one and may run again. What the change needs to know is looked up before it is stored.
    package func change(
        _ id: ID, for visitor: Visitor, at instant: Instant, _ change: @Sendable (inout Draft, Checklist) -> Void
    ) async throws -> OpenDraft {
        for _ in 0..<5 {
            let open = try await openDraft(id, for: visitor, at: instant)
            guard open.draft.application == nil else { throw CaseRefusal.stale.problem }
            var draft = open.draft
            change(&draft, open.checklist)
            draft.isBegun = true
            draft.revision += 1
            draft.updatedAt = instant
            draft.holdings = try await gather(draft, open.thing, open.catalogue, at: instant).holdings
            let (changed, before) = (draft, open.draft.revision)
            if try await database.write({ try drafts.update(changed, from: before, in: $0) }) {
                return try await opened(changed)
            }
        }
        throw CaseRefusal.stale.problem
    }

    /// A draft for whoever reads it now: what a new version asks is told this once.
    func shown(_ id: ID, for visitor: Visitor, at instant: Instant) async throws -> OpenDraft {
        let open = try await openDraft(id, for: visitor, at: instant)
        guard !open.newlyAsked.isEmpty, open.draft.application == nil else { return open }
        var told = open.draft
        told.news = []
        let (after, revision) = (told, open.draft.revision)
        // Nothing that was filled in changes, so the revision stays; where somebody is quicker, it is told again.
        _ = try await database.write { try drafts.update(after, from: revision, in: $0) }
        return open
    }

    package func deleteDraft(_ id: ID, for visitor: Visitor) async throws {
        let (party, _) = try applicant(visitor)
        try await database.write { connection in
            guard let draft = try drafts.draft(id, in: connection), draft.party == party else { throw CaseRefusal.notFound.problem }
            try drafts.delete(id, in: connection)
        }
    }

    func applicant(_ visitor: Visitor) throws -> (party: Party, account: ID) {
        guard let party = visitor.party, let account = visitor.account else { throw WebProblem.signInNeeded }
        return (party, account)
    }

    // MARK: Keeping it fresh

    /// What the party wrote the last time.
    private struct Written: Sendable {
        var people: [RelatedPerson] = []
        var answers: EarlierAnswers?

        /// What the registers say, with this beside it.
        func added(to gathered: Gathered, _ thing: Thing) -> Holdings {
            var holdings = gathered.holdings
            holdings.people += people
            if let answers { holdings.fields += answers.holdings(for: thing, beside: gathered.checklist) }
            return holdings
        }
    }

    private func written(by party: Party, for thing: Thing, in connection: any Connection) throws -> Written {
        Written(
            people: try earlierPeople(of: party, for: thing, in: connection), answers: try earlier(thing.code, of: party, in: connection))
    }

    private func gather(
        _ draft: Draft, _ thing: Thing, _ catalogue: Catalogue, by reader: Purpose.Reader = .oneself,
        application: ID? = nil, at instant: Instant
    ) async throws -> Gathered {
        guard let profile = try await identity.profile(of: draft.party) else { throw WebProblem.signInNeeded }
        let gathering = gathering(draft, thing, catalogue, for: profile, by: reader, application: application)
        let shared = try await shared(draft.holdings, for: thing.code, at: instant)
        return try await gathering.adding(to: shared, answers: draft.answers, given: draft.given, at: instant)
    }

    private func gathering(
        _ draft: Draft, _ thing: Thing, _ catalogue: Catalogue, for profile: PartyProfile, by reader: Purpose.Reader = .oneself,
        application: ID? = nil
    ) -> Gathering {
        let purpose = Purpose(
            reader: reader, account: reader == .oneself ? draft.account : nil, code: thing.code,
            reason: ApplicantText.fillingIn.filled(["thing": thing.called ?? thing.name]),
            reference: application.map { "application:\($0)" } ?? "draft:\(draft.id)")
        return Gathering(
            thing: thing, catalogue: catalogue, profile: profile, purpose: purpose, licences: licences, dataCentre: dataCentre,
            database: database)
    }

    /// What is known for a submission that comes whole, from a program.
    package func holdings(
        for submission: Submission, _ thing: Thing, _ catalogue: Catalogue, by reader: Purpose.Reader = .oneself, at instant: Instant
    ) async throws -> Holdings { try await gather(for: submission, thing, catalogue, by: reader, at: instant).holdings }

    func gather(
        for submission: Submission, _ thing: Thing, _ catalogue: Catalogue, by reader: Purpose.Reader = .oneself, at instant: Instant
    ) async throws -> Gathered {
        var draft = Draft(
            id: surroundings.newID(), thing: thing.code, catalogueVersion: catalogue.version, party: submission.party,
            account: submission.account,
            holdings: submission.holdings, at: instant, isBegun: true)
        (draft.answers, draft.given) = (submission.answers, submission.given)
        let gathered = try await gather(draft, thing, catalogue, by: reader, application: submission.application, at: instant)
        if submission.promises.isEmpty { return gathered }
        // Whoever looks things up knows nothing of promises.
        var submission = submission
        submission.holdings = gathered.holdings
        return Gathered(
            holdings: gathered.holdings, profile: gathered.profile, checklist: submission.checklist(thing, catalogue, on: instant.date))
    }

    /// A draft a day old, or of an older version of the catalogue, is gathered and resolved anew. Answers and typed values stay.
    private func refreshed(_ draft: Draft, at instant: Instant) async throws -> OpenDraft {
        let snapshot = catalogue.snapshot
        let isOld = draft.gatheredAt.adding(seconds: Cases.freshSeconds) < instant
        if !isOld, draft.catalogueVersion == snapshot.version, !draft.holdings.unavailable.isEmpty,
            draft.gatheredAt.adding(seconds: Cases.silentSeconds) < instant, let thing = snapshot.thing(draft.thing)
        {
            return try await askedAgain(draft, thing, snapshot, at: instant)
        }
        let isStopped = try await shared(draft.holdings, for: draft.thing, at: instant) != draft.holdings
        guard isOld || isStopped || draft.catalogueVersion != snapshot.version, let thing = snapshot.thing(draft.thing) else {
            return try await opened(draft)
        }
        var renewed = draft
        renewed.catalogueVersion = snapshot.version
        renewed.holdings = Holdings()
        renewed.gatheredAt = instant
        let party = draft.party
        let written = try await database.read { try self.written(by: party, for: thing, in: $0) }
        renewed.holdings = written.added(to: try await gather(renewed, thing, snapshot, at: instant), thing)
        renewed.news += try await newlyAsked(draft, renewed, thing, snapshot, at: instant).filter { !draft.news.contains($0) }
        return try await stored(renewed, insteadOf: draft)
    }

    /// Whether a source that kept silent speaks now. Whatever is known stays, and nothing that was written changes.
    private func askedAgain(_ draft: Draft, _ thing: Thing, _ snapshot: Catalogue, at instant: Instant) async throws -> OpenDraft {
        var asked = draft
        asked.holdings = draft.holdings.askingAgain
        asked.holdings = try await gather(asked, thing, snapshot, at: instant).holdings
        if asked.holdings.unavailable == draft.holdings.unavailable { return try await opened(draft) }
        return try await stored(asked, insteadOf: draft)
    }

    /// Stored in the place of the draft that it was made from.
    private func stored(_ renewed: Draft, insteadOf draft: Draft) async throws -> OpenDraft {
        var after = renewed
        after.revision = draft.revision + 1
        let (stored, before) = (after, draft.revision)
        guard try await database.write({ try drafts.update(stored, from: before, in: $0) }) else {
            // Somebody else, the same person in another window, was quicker: theirs is as fresh.
            guard let latest = try await database.read({ try drafts.draft(draft.id, in: $0) }) else { throw CaseRefusal.notFound.problem }
            return try await opened(latest)
        }
        return try await opened(stored)
    }

    private func newlyAsked(_ before: Draft, _ after: Draft, _ thing: Thing, _ snapshot: Catalogue, at instant: Instant) async throws
        -> [Text]
    {
        guard before.isBegun, before.catalogueVersion != snapshot.version, let old = try? await catalogue(version: before.catalogueVersion),
            let oldThing = old.thing(before.thing)
        else { return [] }
        let (was, now) = (before.checklist(oldThing, in: old, on: instant.date), after.checklist(thing, in: snapshot, on: instant.date))
        let fields = Set(was.fields.filter(\.isNeeded).map(\.field))
        let materials = Set(was.materials.filter(\.isAsked).map(\.code))
        let questions = Set(was.questions.filter(\.isAsked).map(\.question.code))
        return now.openQuestions.filter { !questions.contains($0.question.code) }.map(\.question.ask)
            + now.fields.filter { $0.isAsked && !fields.contains($0.field) }.map(\.label)
            + now.materials.filter { $0.isAsked && !materials.contains($0.code) }.map(\.material.name)
    }

    /// - Parameter checklist: as it follows from a draft in which nothing was answered yet, where it is known already.
    private func opened(_ draft: Draft, _ checklist: Checklist? = nil, isNew: Bool = false) async throws -> OpenDraft {
        let snapshot = catalogue.snapshot
        guard let thing = snapshot.thing(draft.thing) else { throw WebProblem.notFound }
        let today = surroundings.now().date
        var barred: [Promises.Kind: LocalDate] = [:]
        if OpenDraft.takesBarredPromises(thing), let profile = try await identity.profile(of: draft.party) {
            barred = try await self.barred(profile.number, on: today)
        }
        let known = draft.catalogueVersion == snapshot.version ? checklist : nil
        var open = OpenDraft(
            draft: draft, catalogue: snapshot, thing: thing,
            checklist: known ?? draft.checklist(thing, in: snapshot, on: today, barred: Set(barred.keys)),
            attachments: isNew ? [] : try await attachments(of: draft.id), newlyAsked: draft.news, barred: barred)
        open.corrections = try await offeredCorrections(open)
        return open
    }
}
