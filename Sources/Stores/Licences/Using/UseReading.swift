import Catalogue
import Identity
package import Kernel
import Store
import Web

/// A line of the log of use.
package struct UseLine: Sendable, Hashable {
    package var id: ID
    package var at: Instant
    package var licence: ID
    /// Empty in lines from before it was kept.
    package var type: String
    /// `self`, `staff`, `system`, `verifier`; `coholder` where another of its holders is told as `self`.
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
    /// How long the look-up took by which it was found; 0 where none was timed.
    package var microseconds: Int64 = 0

    package static let coholder = "coholder"
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
            return try table.useLog.lines(of: table.hashes(of: profile.number), before: before, limit: limit, in: connection).map {
                try read($0, by: profile.number, in: connection)
            }
        }
    }

    /// One use, if it was of a licence of that party.
    package func use(_ id: ID, of party: Party) async throws -> UseLine? {
        try await database.read { connection in
            guard let profile = try identity.profile(of: party, in: connection) else { return nil }
            return try table.useLog.line(id, of: table.hashes(of: profile.number), in: connection).map {
                try read($0, by: profile.number, in: connection)
            }
        }
    }

    /// A line as one of several holders reads it: what another of them did is not their own doing.
    private func read(_ line: UseLine, by number: String, in connection: any Connection) throws -> UseLine {
        guard line.reader == LicencePurpose.Reader.oneself.rawValue, let account = line.account,
            let licence = try table.licence(line.licence, in: connection), !licence.coholders.isEmpty,
            let person = try identity.person(ofAccount: account, in: connection),
            let other = try identity.profile(of: Party(.person, person), in: connection)?.number, other != number,
            licence.holders.contains(where: { $0.number == other })
        else { return line }
        var line = line
        line.reader = UseLine.coholder
        return line
    }

    /// All uses after an id, in the order of their ids.
    package func uses(after id: String, limit: Int) async throws -> [UseLine] {
        try await database.read { try table.useLog.lines(after: id, limit: limit, in: $0) }
    }
}

extension Licences {
    /// A line as people read it: what for, who, on what law, when.
    func useRow(_ use: UseLine, _ call: Call) -> HTML {
        let language = call.language
        let reader = LicencesText.reader(use.reader)
        let who = use.department.map { code -> Text in
            let name = catalogue.snapshot.departmentName(code)
            return Text("\(name.zh) · \(reader.zh)", "\(name.en) · \(reader.en)")
        }
        let basis: HTML? = use.basis.flatMap { basis in
            basis.isEmpty ? nil : "<br>\(LicencesText.basis, language) \(Components.quoted(catalogue.snapshot.citation(basis), language))"
        }
        return """
            <li>\(use.reason, language)<br><span class="soft">\(who ?? reader, language) · \(Components.moment(use.at, near: call.now.date, language))\
            \(basis)</span></li>
            """
    }
}
