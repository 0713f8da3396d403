package import Kernel
package import Store

/// An open case as far as whoever passes it on has to know: nothing of what it says.
package struct OpenCase: Sendable, Hashable {
    package var id: ID
    package var number: String
    package var version: Int
    /// What was last done.
    package var action: CaseAction
}

extension Cases {
    /// The open cases of an item in the order of their ids, from one on; each page costs the same. One that waits for another case has not
    /// reached its department yet.
    package func openCases(of item: String, after: ID?, limit: Int, in connection: any Connection) throws -> [OpenCase] {
        try connection.rows(
            """
            SELECT c.id, c.number, c.version, e.action FROM cases_case c JOIN cases_event e ON e.case_id = c.id AND e.seq = c.version
            WHERE c.desk IS NOT NULL AND c.item = \(item) AND c.id > \(after?.rawValue ?? "") AND c.status <> \(CaseStatus.waiting.rawValue)
            ORDER BY c.id LIMIT \(limit: limit)
            """
        ).map { row in
            OpenCase(
                id: try row.id("id"), number: try row.text("number"), version: try row.int("version"),
                action: try row.value("action", as: CaseAction.self))
        }
    }
}
