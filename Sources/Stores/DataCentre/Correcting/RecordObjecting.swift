import Catalogue
import Identity
package import Kernel
package import Store
package import Web

extension DataCentre {
    /// Somebody says in a form that a record is wrong. The clock of its keeper begins; sent again while it is open, the first is found.
    ///
    /// - Parameters:
    ///   - keys: identity numbers and credit codes under which the form's records were looked up: one of them has that record.
    ///   - evidence: a file that the caller has held against its kinds and size.
    package func object(
        _ claim: CorrectionClaim, to resource: String, keys: [String], words: String, evidence: CorrectionEvidence?, for visitor: Visitor,
        at now: Instant
    ) async throws -> ObjectionStanding {
        guard let party = visitor.party else { throw WebProblem.signInNeeded }
        let (snapshot, id) = (catalogue.snapshot, surroundings.newID())
        guard let known = snapshot.resources[resource] else { throw DataCentreRefusal.notFound.problem }
        let due = calendar().due(from: now.date, .workdays(settings.correctionWorkdays)).date
        let made = try await database.write { connection -> Correction in
            // Only what was looked up for this very form can be objected to from it.
            guard let line = try log.latest(of: resource, reference: claim.reference, about: keys, in: connection) else {
                throw DataCentreRefusal.notFound.problem
            }
            if let open = try corrections.open(about: line.id, element: claim.element, in: connection) { return open }
            let correction = Correction(
                id: id, kind: .wrong, party: party, access: line.id, resource: resource, department: known.owner, state: .open,
                words: words.isEmpty ? CorrectingText.claim(claim).zh : words, answer: nil, madeAt: now, dueOn: due, decidedAt: nil,
                revision: 1, claim: claim, evidence: evidence.map { CorrectionEvidence.Name(name: $0.name, type: $0.type) })
            try corrections.insert(correction, evidence: evidence, in: connection)
            try tellOfObjection(correction, at: now, in: connection)
            return correction
        }
        guard let standing = ObjectionStanding(made) else { throw DataCentreRefusal.notFound.problem }
        return standing
    }

    /// What somebody sent from a form, by its reference; the latest first.
    package func objections(of party: Party, from reference: String) async throws -> [ObjectionStanding] {
        try await database.read {
            try corrections.corrections(of: party, from: reference, in: $0).compactMap(ObjectionStanding.init)
        }
    }

    /// Records about a party that their keepers have put right since: what a decision in hand should look at again.
    package func mended(for party: Party, _ resources: [String], since: Instant, in connection: any Connection) throws -> [(
        resource: String, label: Text?, at: Instant
    )] {
        try corrections.mended(of: party, resources, since: since, in: connection).map {
            ($0.resource, $0.claim?.label, $0.decidedAt ?? since)
        }
    }
}
