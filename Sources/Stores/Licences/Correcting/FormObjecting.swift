import Catalogue
import Identity
package import Kernel
package import Store
package import Web

/// Where an objection to a licence stands, for whoever sent it from a form.
package struct LicenceObjection: Sendable, Hashable {
    package var id: ID
    package var licence: ID
    package var type: String
    package var number: String
    package var state: Text
    package var isOpen: Bool
    package var dueOn: LocalDate

    init(_ correction: Correction, _ licence: Licence) {
        (id, self.licence, type, number) = (correction.id, licence.id, licence.type, licence.number)
        (state, isOpen, dueOn) = (correction.state.name, correction.state.isOpen, correction.due.date)
    }
}

extension Licences {
    /// The holder says in a form that their licence is wrong. Sent again while it is open, the first is found.
    package func object(
        _ wrong: String, to type: String, number: String, for visitor: Visitor, at now: Instant
    ) async throws -> LicenceObjection {
        guard let party = visitor.party else { throw WebProblem.signInNeeded }
        return try await database.write { connection in
            guard let licence = try table.latest(type: type, number: number, in: connection),
                let profile = try identity.profile(of: party, in: connection), try table.keeps(profile.number, licence.id, in: connection)
            else { throw LicenceRefusal.notFound.problem }
            if let open = try table.corrections.open(of: licence.id, in: connection), open.party == party {
                return LicenceObjection(open, licence)
            }
            let objection = Objection(
                licence: licence, objector: .holder, party: party, account: visitor.account, name: profile.name, wrong: wrong)
            return LicenceObjection(try object(objection, at: now, in: connection), licence)
        }
    }

    /// Everything that a party said of licences, the latest first, from one on.
    package func objections(of party: Party, before: ID?, limit: Int) async throws -> [Correction] {
        try await database.read { try table.corrections.all(of: party, before: before, limit: limit, in: $0) }
    }

    /// What somebody last said of these licences, and which of them are theirs to object to.
    package func objections(to licences: [(type: String, number: String)], of party: Party) async throws -> (
        sent: [LicenceObjection], own: Set<String>
    ) {
        guard !licences.isEmpty else { return ([], []) }
        return try await database.read { connection in
            guard let profile = try identity.profile(of: party, in: connection) else { return ([], []) }
            var (sent, own) = ([LicenceObjection](), Set<String>())
            for (type, number) in licences {
                guard let licence = try table.latest(type: type, number: number, in: connection),
                    try table.keeps(profile.number, licence.id, in: connection)
                else { continue }
                own.insert(number)
                // A version that was corrected has a successor: what was said of the one before is what counts.
                for version in try table.versions(type: type, number: number, in: connection).prefix(2) {
                    if let latest = try table.corrections.all(of: version.id, in: connection).first(where: { $0.party == party }) {
                        sent.append(LicenceObjection(latest, version))
                        break
                    }
                }
            }
            return (sent, own)
        }
    }

    /// What became of a licence after a moment, the last of it: corrected (`superseded`), or no longer in force; nil where neither.
    package func altered(
        _ type: String, number: String, since: Instant, in connection: any Connection
    ) throws -> (at: Instant, to: LicenceStatus)? {
        for version in try table.versions(type: type, number: number, in: connection).prefix(5) {
            if ![.active, .superseded].contains(version.status),
                let end = try table.events.events(of: version.id, in: connection).last(where: { $0.to == version.status && $0.at > since })
            {
                return (end.at, version.status)
            }
            let answers = try table.corrections.all(of: version.id, in: connection)
            if let at = answers.first(where: { $0.state == .corrected && ($0.answeredAt.map { $0 > since } ?? false) })?.answeredAt {
                return (at, .superseded)
            }
        }
        return nil
    }

    /// Whether the version that stands of a licence may be relied on that day.
    package func stands(_ type: String, number: String, on date: LocalDate, in connection: any Connection) throws -> Bool {
        try table.latest(type: type, number: number, in: connection)?.isValid(on: date) ?? false
    }
}
