import Catalogue
import Identity
package import Kernel
package import Store

/// A draft of the past that somebody left lying.
package struct SimulatedDraft: Sendable {
    package var thing: String
    package var party: Party
    package var account: ID
    package var begunAt: Instant
    package var leftAt: Instant
    package var answers: [String: JSON]
    package var given: [String: JSON]

    package init(
        thing: String, party: Party, account: ID, begunAt: Instant, leftAt: Instant, answers: [String: JSON], given: [String: JSON]
    ) {
        (self.thing, self.party, self.account, self.begunAt, self.leftAt) = (thing, party, account, begunAt, leftAt)
        (self.answers, self.given) = (answers, given)
    }
}

extension Cases {
    /// Minutes that an application of the past took to fill in.
    private static let fillingMinutes: Int64 = 20

    /// Enters drafts of the past, and beside them those from which the applications for the same things came since: without the second
    /// nobody could tell how many of those who begin give up. Of what registers said nothing is left in them, as in all old drafts.
    package func load(_ left: [SimulatedDraft], submittedSince start: Instant, in connection: any Connection) throws {
        for thing in Set(left.map(\.thing)).sorted() {
            for application in try tables.applications.submitted(thing, since: start, in: connection) {
                let begun = application.submittedAt.adding(seconds: -60 * Cases.fillingMinutes)
                var draft = Draft(
                    id: surroundings.newID(), thing: thing, catalogueVersion: application.catalogueVersion, party: application.party,
                    account: application.account, holdings: Holdings(), at: begun, isBegun: true)
                draft.updatedAt = application.submittedAt
                guard try drafts.insert(draft, in: connection) else { continue }
                try drafts.close(draft.id, application: application.id, in: connection)
            }
        }
        // Now those that stay open: of one thing a party has one such draft at a time.
        let version = catalogue.snapshot.version
        for simulated in left {
            var draft = Draft(
                id: surroundings.newID(), thing: simulated.thing, catalogueVersion: version, party: simulated.party,
                account: simulated.account, holdings: Holdings(), at: simulated.begunAt, isBegun: true)
            (draft.answers, draft.given, draft.updatedAt) = (simulated.answers, simulated.given, simulated.leftAt)
            _ = try drafts.insert(draft, in: connection)
        }
    }
}
