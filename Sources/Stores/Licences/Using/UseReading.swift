import Identity
package import Kernel
import Store

/// A line of the log of use, as others read it.
package struct LoggedUse: Sendable, Hashable {
    package var id: ID
    package var at: Instant
    package var licence: ID
    package var type: String
    /// `self`, `staff`, `system`, `verifier`.
    package var reader: String
    package var account: ID?
    /// The thing or item that needed it.
    package var code: String
    package var reason: Text
    package var reference: String
    package var department: String?
}

extension Licences {
    /// The uses of a party's licences, the latest first, from one on.
    package func uses(of party: Party, before: ID?, limit: Int) async throws -> [LoggedUse] {
        try await database.read { connection in
            guard let profile = try identity.profile(of: party, in: connection) else { return [] }
            return try table.useLog.uses(of: table.hashes(of: profile.number), before: before, limit: limit, in: connection)
        }
    }

    /// One use, if it was of a licence of that party.
    package func use(_ id: ID, of party: Party) async throws -> LoggedUse? {
        try await database.read { connection in
            guard let profile = try identity.profile(of: party, in: connection) else { return nil }
            return try table.useLog.use(id, of: table.hashes(of: profile.number), in: connection)
        }
    }

    /// All uses after an id, in the order of their ids.
    package func uses(after id: String, limit: Int) async throws -> [LoggedUse] {
        try await database.read { try table.useLog.uses(after: id, limit: limit, in: $0) }
    }
}
