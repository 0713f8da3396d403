import Catalogue
import DataCentre
import Kernel
import Licences

extension Platform {
    /// The uses of licences, for the page that tells people who used what is theirs, for the statistics and for the alarms: the two stores do
    /// not know each other.
    static func readings(in licences: Licences) -> ReadingElsewhere {
        ReadingElsewhere(
            uses: { party, before, limit in try await licences.uses(of: party, before: before, limit: limit).map(access) },
            use: { id, party in try await licences.use(id, of: party).map(access) },
            lines: { after, limit in try await licences.uses(after: after, limit: limit).map(access) })
    }

    private static func access(_ use: UseLine) -> DataAccess {
        DataAccess(
            id: use.id, at: use.at, resource: Lookup.Register.licence(use.type).code,
            reader: Purpose.Reader(rawValue: use.reader) ?? .system,
            account: use.account, code: use.code, reason: use.reason, reference: use.reference, outcome: "found",
            department: use.department, item: use.code, basis: use.basis, microseconds: use.microseconds)
    }
}
