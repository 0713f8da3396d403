import Identity
package import Kernel
import Store

/// A line of the log of use.
package struct UseLine: Sendable, Hashable {
    package var id: ID
    package var at: Instant
    package var licence: ID
    /// Empty in lines from before it was kept.
    package var type: String
    /// `self`, `staff`, `system`, `verifier`.
    package var reader: String
    package var account: ID?
    /// The thing or item that needed it.
    package var code: String
    package var reason: Text
    package var reference: String
    package var department: String?
    package var basis: String?
    /// Until when the annotated copy that it made may be used.
    package var validUntil: Instant?
}

/// A line that made an annotated copy.
struct CopyLine: Sendable, Hashable {
    var line: UseLine
    var validUntil: Instant
}

extension Licences {
    /// The uses of a party's licences, the latest first, from one on.
    package func uses(of party: Party, before: ID?, limit: Int) async throws -> [UseLine] {
        try await database.read { connection in
            guard let profile = try identity.profile(of: party, in: connection) else { return [] }
            return try table.useLog.lines(of: table.hashes(of: profile.number), before: before, limit: limit, in: connection)
        }
    }

    /// One use, if it was of a licence of that party.
    package func use(_ id: ID, of party: Party) async throws -> UseLine? {
        try await database.read { connection in
            guard let profile = try identity.profile(of: party, in: connection) else { return nil }
            return try table.useLog.line(id, of: table.hashes(of: profile.number), in: connection)
        }
    }

    /// All uses after an id, in the order of their ids.
    package func uses(after id: String, limit: Int) async throws -> [UseLine] {
        try await database.read { try table.useLog.lines(after: id, limit: limit, in: $0) }
    }
}
