import Catalogue
import DataCentre
import Identity
package import Kernel
import Licences
import Web

extension Cases {
    /// Which of these things ask this person for nothing but their identity, with the licences and data that are known of them. What one
    /// thing has looked up serves the next as far as it may be used for that, too, so that no register is asked the same twice.
    package func readyWithIdentityAlone(_ codes: [String], for party: Party, account: ID, at instant: Instant) async throws -> Set<String> {
        let snapshot = catalogue.snapshot
        guard let profile = try await identity.profile(of: party) else { throw WebProblem.signInNeeded }
        var known: [String: Holdings] = [:]
        var ready: Set<String> = []
        for code in codes {
            guard let thing = snapshot.thing(code) else { continue }
            // What may be read for a thing hangs on the thing, also where somebody only wants to know.
            let purpose = Purpose(
                reader: .oneself, account: account, code: code, reason: ApplicantText.withMyID, reference: "party:\(party)")
            let gathering = Gathering(
                thing: thing, catalogue: snapshot, profile: profile, purpose: purpose, licences: licences, dataCentre: dataCentre,
                database: database)
            // Things that call their people the same share what is known of them.
            let cast = thing.participants.values.map { "\($0.code):\($0.kind)" }.sorted().joined(separator: " ")
            let usable = try await shared(known[cast]?.askingAgain ?? Holdings(), for: code, at: instant)
            let gathered = try await gathering.adding(to: usable, answers: [:], given: [:], at: instant)
            known[cast] = gathered.holdings
            let checklist = gathered.checklist
            // Nobody of thirty has an old-age allowance with the ID alone.
            if IdentityAlone.suffices(for: checklist, in: snapshot),
                ReviewChecks.inVain(checklist, in: snapshot, on: instant.date).isEmpty
            {
                ready.insert(code)
            }
        }
        return ready
    }
}
