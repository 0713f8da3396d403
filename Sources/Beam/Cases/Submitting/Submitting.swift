package import Catalogue
import Cryptography
import Identity
package import Kernel
import Licences
import Store
import Web

extension Cases {
    static let submitAct = "cases.submit"

    /// What the review page shows before the last step: the checklist, and every fault at once.
    package func check(_ submission: Submission, at instant: Instant) async throws -> (checklist: Checklist, faults: [Problem.Fault]) {
        let catalogue = catalogue.snapshot
        guard let thing = catalogue.thing(submission.thing) else { throw WebProblem.notFound }
        let checklist = submission.checklist(thing, catalogue, on: instant.date)
        let attachments = try await attachments(for: submission, checklist)
        return (checklist, submission.faults(checklist, attachments: attachments, on: instant.date))
    }

    /// Takes an application in: freezes what it is judged by, gives it its numbers, opens its cases, and grants at once what can be.
    ///
    /// One transaction; the same key with the same content is the same application, with other content it is refused.
    package func submit(_ submission: Submission, at instant: Instant) async throws -> SubmittedApplication {
        let snapshot = catalogue.snapshot
        guard let thing = snapshot.thing(submission.thing) else { throw WebProblem.notFound }
        guard let profile = try await identity.profile(of: submission.party) else { throw CaseRefusal.notFound.problem }
        let checklist = submission.checklist(thing, snapshot, on: instant.date)
        return try await submit(
            submission, Gathered(holdings: submission.holdings, profile: profile, checklist: checklist), at: instant)
    }

    /// The same with what was just gathered for it, by the catalogue in force and on the same day.
    func submit(_ submission: Submission, _ gathered: Gathered, at instant: Instant) async throws -> SubmittedApplication {
        let snapshot = catalogue.snapshot
        guard let thing = snapshot.thing(submission.thing) else { throw WebProblem.notFound }
        let (profile, checklist) = (gathered.profile, gathered.checklist)
        let attachments = try await attachments(for: submission, checklist)
        let barred = try await barring(submission, profile.number, on: instant.date)
        if let refusal = barred ?? refusal(submission, checklist, attachments, version: snapshot.version, on: instant.date) {
            // What was submitted before is answered again, whatever has changed since.
            return try await repeated(submission, attachments, or: refusal)
        }
        let passage = try await opening(
            submission, checklist, profile, handedIn: Set(attachments.map(\.material)), desk: desk(thing, snapshot, at: instant),
            at: instant)
        try await know(passage)
        let ready = passage.mayIssue ? nil : try settledStatements(passage, profile, at: instant)
        let content = submission.contentHash(attachments: attachments)
        let done: SubmittedApplication? = try await database.write { connection in
            let claim = try Idempotency.claim(
                key: submission.idempotencyKey, actor: submission.account.rawValue, act: Cases.submitAct, contentHash: content,
                creating: passage.application.id.rawValue, now: instant, in: connection)
            guard case .new = claim else { return nil }
            try claimMatters(of: passage, at: instant, in: connection)
            var passage = passage
            var statements = ready?.statements ?? []
            if let ready {
                passage = ready.passage
            } else {
                try passage.settle(at: instant, issuing: licenceDesk(at: instant, in: connection))
                statements = self.statements(opening: passage, profile)
            }
            try connection.runAll(statements)
            if let draft = submission.draft {
                try tables.attachments.hand(over: draft, to: passage.application.id, in: connection)
                try drafts.close(draft, application: passage.application.id, in: connection)
            }
            try CaseNews.submitted(passage).post(id: surroundings.newID(), at: instant, in: connection)
            return SubmittedApplication(application: passage.application, cases: passage.cases.map(\.current), isRepeated: false)
        }
        if let done { return done }
        return try await repeated(submission, attachments, or: CaseRefusal.otherContent.problem)
    }

    /// Whoever broke a promise makes no other of its kind for a time.
    private func barring(_ submission: Submission, _ number: String, on date: LocalDate) async throws -> Problem? {
        if submission.promises[.deferral].isEmpty, submission.promises[.approval].isEmpty { return nil }
        let barred = try await barred(number, on: date).filter { !submission.promises[$0.key].isEmpty }
        return barred.values.max().map { CaseRefusal.promiseBarred(until: $0).problem }
    }

    private func refusal(
        _ submission: Submission, _ checklist: Checklist, _ attachments: [Attachment], version: Int, on date: LocalDate
    ) -> Problem? {
        if submission.catalogueVersion != version { return CaseRefusal.newCatalogue.problem }
        let faults = submission.faults(checklist, attachments: attachments, on: date)
        if !faults.isEmpty { return .invalid(faults) }
        return checklist.includedItems.isEmpty ? CaseRefusal.nothingToDo.problem : nil
    }

    /// The application that the key has created before; without one, what is wrong with this submission.
    func repeated(
        _ submission: Submission, _ attachments: [Attachment] = [], or refusal: Problem
    ) async throws -> SubmittedApplication {
        let (key, actor) = (submission.idempotencyKey, submission.account.rawValue)
        let content = submission.contentHash(attachments: attachments)
        let found = try await database.read { connection -> SubmittedApplication? in
            let created = try Idempotency.created(by: key, actor: actor, act: Cases.submitAct, contentHash: content, in: connection)
            guard let id = created.flatMap({ ID($0) }) else { throw refusal }
            guard let application = try tables.applications.application(id, in: connection) else { return nil }
            return SubmittedApplication(application: application, cases: try tables.cases.cases(of: id, in: connection), isRepeated: true)
        }
        guard let found else { throw CaseRefusal.notFound.problem }
        return found
    }

    /// Only where something has to be handed in is it worth a look.
    private func attachments(for submission: Submission, _ checklist: Checklist) async throws -> [Attachment] {
        guard let draft = submission.draft, checklist.materials.contains(where: \.takesFile) else { return [] }
        return try await database.read { try tables.attachments.attachments(of: draft, in: $0) }
    }

    /// Everything that settling does without a transaction, ready to be written.
    private func settledStatements(
        _ passage: ApplicationPassage, _ profile: PartyProfile, at instant: Instant
    ) throws -> (passage: ApplicationPassage, statements: [Query]) {
        var passage = passage
        func none(_ order: IssueOrder) -> CatalogueGap { CatalogueGap("a licence \(order.type) outside a transaction") }
        try passage.settle(
            at: instant,
            issuing: LicenceDesk(issue: { throw none($0) }, permits: { throw none($0) }, stands: { _ in true }, revoke: { _, _, _ in }))
        return (passage, statements(opening: passage, profile))
    }
}

extension Submission {
    /// Tells apart what is submitted under one key.
    fileprivate func contentHash(attachments: [Attachment]) -> String {
        Hex.encode(Digest.sha256.hash(content(attachments: attachments).canonical.bytes))
    }

    func checklist(_ thing: Thing, _ catalogue: Catalogue, on date: LocalDate) -> Checklist {
        Checklist.resolve(
            thing, in: catalogue, answers: answers, given: given, corrected: corrected, promises: promises, holdings: holdings, today: date)
    }

    /// Every fault at once: fields, questions (`answers.<code>`), materials (`materials.<code>`).
    func faults(_ checklist: Checklist, attachments: [Attachment], on date: LocalDate) -> [Problem.Fault] {
        let handedIn = Set(attachments.map(\.material))
        let missing = checklist.materials.filter { outcome in
            if case .asked = outcome.state { return !handedIn.contains(outcome.code) }
            return false
        }
        return checklist.faults(given: given, answers: answers, today: date)
            + missing.map { Problem.Fault(MaterialBox.name($0.code), CasesText.materialMissing) }
    }
}
