import Catalogue
import DataCentre
import Identity
import Kernel
import Licences
import Store
import Web

/// How a licence of somebody's can be renewed today.
struct Renewal: Sendable {
    let licence: Licence
    let thing: Thing
    /// The day lies in the window of its type.
    let isOpen: Bool
    /// What one confirmation submits: nothing has changed.
    let submission: Submission
    /// What is known, with what one confirmation would answer; nil while the window is closed, and where no confirmation renews it.
    let gathered: Gathered?

    /// 免申即办: nothing is asked, and nothing is to be handed in.
    var needsOnlyConfirmation: Bool {
        guard let checklist = gathered?.checklist else { return false }
        return checklist.complete && !checklist.includedItems.isEmpty && !checklist.materials.contains(where: \.isAsked)
    }
}

extension Cases {
    func renewal(_ call: Call) async throws -> Renewal {
        let (party, account) = try applicant(call.visitor)
        let id = try call.id()
        guard let profile = try await identity.profile(of: party),
            let licence = try await licences.licence(id), try await licences.keeps(profile.number, id)
        else { throw LicenceRefusal.notFound.problem }
        guard let way = catalogue.snapshot.renewal(of: licence.type), let thing = catalogue.snapshot.thing(way.item.code) else {
            throw CaseRefusal.notRenewable.problem
        }
        // A second click is the same application; after a withdrawal or a refusal one may apply again.
        let failed = try await database.read { try tables.applications.failed(thing.code, of: party, in: $0) }
        let submission = Submission(
            thing: thing.code, catalogueVersion: catalogue.snapshot.version, party: party, account: account, actorName: call.visitor.name,
            answers: Dictionary(way.result.confirms.map { ($0, JSON.bool(true)) }, uniquingKeysWith: { first, _ in first }), given: [:],
            holdings: Holdings(), idempotencyKey: "renewal/\(licence.id)/\(failed)")
        guard licences.isRenewable(licence, on: call.now.date) else {
            return Renewal(licence: licence, thing: thing, isOpen: false, submission: submission, gathered: nil)
        }
        guard way.isByConfirmation else {
            return Renewal(licence: licence, thing: thing, isOpen: true, submission: submission, gathered: nil)
        }
        let gathered = try await gather(for: submission, thing, catalogue.snapshot, at: call.now)
        return Renewal(licence: licence, thing: thing, isOpen: true, submission: submission, gathered: gathered)
    }

    /// One confirmation is the application: it is recorded as such, with everything frozen, and goes the way of every other.
    func confirm(_ renewal: Renewal, by call: Call) async throws -> SubmittedApplication {
        var submission = renewal.submission
        guard let gathered = renewal.gathered, renewal.needsOnlyConfirmation else {
            // What was confirmed a moment ago may have been granted at once, and is answered again.
            var refusal = CaseRefusal.notRenewable.problem
            refusal.related = [Problem.Related(renewal.thing.name, "/things/\(renewal.thing.code)")]
            return try await repeated(submission, or: refusal)
        }
        submission.holdings = gathered.holdings
        return try await submit(submission, gathered, at: call.now)
    }

    /// 行政许可法 50: no decision by the last day of the licence is a renewal, where the item says so.
    func deemRenewed(at now: Instant) async throws {
        let items = catalogue.snapshot.items.values.filter { $0.results.contains(where: \.isDeemed) }.map(\.code).sorted()
        guard !items.isEmpty else { return }
        var after = ""
        while true {
            let page = try await database.read { [after] connection in
                try connection.rows(
                    """
                    SELECT \(CaseTable.columns) FROM cases_case c
                    WHERE c.item IN \(list: items) AND c.status IN ('accepted', 'special') AND c.id > \(after) ORDER BY c.id LIMIT 200
                    """
                ).map(tables.cases.value)
            }
            guard let last = page.last else { return }
            after = last.id.rawValue
            for value in page { try await deemRenewed(value, at: now) }
        }
    }

    private func deemRenewed(_ value: Case, at now: Instant) async throws {
        guard let until = try await lastDay(ofLicenceBehind: value, at: now), now.date > until else { return }
        var move = CaseMove(.deemRenew)
        move.licenceUntil = until
        do {
            try await perform(value.id, move, by: .system, expectedVersion: value.version, at: now)
        } catch let refusal as Problem where refusal.status == 409 {
            // An officer was faster.
        }
    }

    /// The last day of the licence that a case would renew; nil where it renews none, where its item, as the case froze it, needs a
    /// decision, and where it was applied for outside the time for that: silence makes up for the office's delay, not for the holder's.
    private func lastDay(ofLicenceBehind value: Case, at now: Instant) async throws -> LocalDate? {
        guard let application = try await database.read({ try tables.applications.application(value.application, in: $0) }) else {
            return nil
        }
        let desk = try await desk(thing: application.thing, version: application.catalogueVersion, at: now)
        let item = try desk.item(value.item)
        guard item.results.contains(where: \.isDeemed) else { return nil }
        return try await database.read { connection in
            guard let (frozen, amendments) = try tables.applications.contents(of: application.id, in: connection) else { return nil }
            let facts = frozen.facts.merging(amendments.facts) { _, new in new }
            let orders = (try? desk.orders(for: item, of: value, facts: facts, frozen: frozen, on: now.date)) ?? []
            guard let order = orders.first(where: { $0.succeeds == .renewal }) else { return nil }
            guard let licence = try licences.predecessor(of: order, in: connection), [.active, .expired].contains(licence.status),
                let received = value.clock.receivedOn, licences.isInRenewalTime(licence, on: received) != false
            else { return nil }
            return licence.validUntil
        }
    }
}
