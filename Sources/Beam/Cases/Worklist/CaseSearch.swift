package import Kernel
import Store
package import Web

/// What an officer looks for: always something exact. Names and identity numbers are sealed, and found by their keyed hashes only.
package enum CaseQuery: Sendable, Hashable {
    /// Of a case or of an application.
    case number(String)
    /// Identity number or credit code.
    case applicantNumber(String)
    case applicantName(String)

    /// What a box with one line means; nil for an empty one.
    package init?(_ text: String) {
        let tidy = text.filter { !$0.isWhitespace }
        guard !tidy.isEmpty else { return nil }
        let upper = tidy.uppercased()
        if ResidentIdentityNumber(stored: upper) != nil || UnifiedSocialCreditCode(upper) != nil {
            self = .applicantNumber(upper)
        } else if tidy.utf8.count > 8, tidy.utf8.contains(where: { (0x30...0x39).contains($0) }), tidy.utf8.allSatisfy({ $0 < 0x80 }) {
            self = .number(tidy)
        } else {
            self = .applicantName(
                text.split(whereSeparator: \.isWhitespace).joined(separator: tidy.utf8.allSatisfy { $0 < 0x80 } ? " " : ""))
        }
    }
}

extension Cases {
    /// The cases of a scope that are meant, the newest first: open and closed, at most `limit`.
    package func search(_ query: CaseQuery, scope: Scope, before: ID? = nil, limit: Int = 30) async throws -> [Case] {
        try await database.read { connection in
            let rights = CaseRights.predicate(scope, nil)
            let older: Query = before.map { " AND c.id < \($0)" } ?? ""
            let meant: Query
            switch query {
            case .number(let number):
                if let application = try tables.applications.application(number: number.uppercased(), in: connection) {
                    meant = "c.application_id = \(application.id)"
                } else {
                    meant = "c.number = \(number)"
                }
            case .applicantNumber(let number): meant = "c.applicant_key IN \(list: tables.cases.applicantKeys(number))"
            case .applicantName(let name): meant = "c.name_key IN \(list: tables.cases.nameKeys(name))"
            }
            return try connection.rows(
                "SELECT \(CaseTable.columns) FROM cases_case c WHERE \(meant) AND \(rights)\(older) ORDER BY c.id DESC LIMIT \(limit: limit)"
            ).map(tables.cases.value)
        }
    }
}
