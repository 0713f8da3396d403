import Cryptography
import Kernel
import Store
import Web

/// Which licences of the register a list shows: always of one type in one state, in the reader's scope.
struct RegisterQuery: Sendable, Hashable {
    var type: String
    var status: LicenceStatus
    var before: ID?
    var limit = 30
}

extension LicenceTable {
    /// The newest first, by key: a page costs the same wherever it stands.
    func list(_ query: RegisterQuery, scope: Scope, in connection: any Connection) throws -> [Licence] {
        try connection.rows(listing(query, scope: scope)).map { try licence($0, in: connection) }
    }

    func listing(_ query: RegisterQuery, scope: Scope) -> Query {
        let older: Query = query.before.map { " AND id < \($0)" } ?? ""
        return """
            SELECT \(LicenceTable.columns) FROM licences_licence
            WHERE type = \(query.type) AND status = \(query.status.rawValue)\(older) AND \(LicenceRights.predicate(scope))
            ORDER BY id DESC LIMIT \(limit: query.limit)
            """
    }

    /// What an exact number means: an identifier, a printed number of any type, or that of a holder. Never more than the scope lets see.
    func found(_ words: String, types: [String], scope: Scope, in connection: any Connection) throws -> [Licence] {
        let upper = words.uppercased()
        let meant: Query
        if words.hasPrefix(LicenceIdentifier.root) {
            meant = "identifier = \(upper)"
        } else if ResidentIdentityNumber(stored: upper) != nil || UnifiedSocialCreditCode(upper) != nil {
            let hashes = hashes(of: upper)
            meant = """
                id IN (SELECT id FROM licences_licence WHERE holder_hash IN \(list: hashes)
                    UNION SELECT licence_id FROM licences_coholder WHERE holder_hash IN \(list: hashes))
                """
        } else {
            // By type, as the index has it.
            meant = "type IN \(list: types) AND number = \(words)"
        }
        return try connection.rows(
            """
            SELECT \(LicenceTable.columns) FROM licences_licence WHERE \(meant) AND \(LicenceRights.predicate(scope))
            ORDER BY id DESC LIMIT 60
            """
        ).map { try licence($0, in: connection) }
    }
}
