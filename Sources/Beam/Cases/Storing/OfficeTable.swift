import Kernel
import Store
import Web

/// The offices that have ever had a case: few, so that a worklist over many offices can look at each in its own order.
enum OfficeTable {
    static func add(_ offices: [(department: String, region: RegionCode)], in connection: any Connection) throws {
        // In one order everywhere, so that two nodes do not lock each other out.
        let rows = offices.map {
            (department: $0.department, region: $0.region.rawValue, office: CaseTable.office($0.department, $0.region))
        }
        for row in rows.sorted(by: { $0.office < $1.office }) {
            try connection.run(
                """
                INSERT INTO cases_office (department, region, office) VALUES (\(row.department), \(row.region), \(row.office))
                ON CONFLICT (department, region) DO NOTHING
                """)
        }
    }

    /// The offices that a scope lets see, at most so many.
    static func offices(_ scope: Scope, _ roles: Set<Role>?, limit: Int, in connection: any Connection) throws -> [String] {
        try connection.rows(
            """
            SELECT o.office FROM cases_office o WHERE \(scope.predicate(roles, department: "o.department", region: "o.region"))
            ORDER BY o.department, o.region LIMIT \(limit: limit)
            """
        ).map { try $0.text("office") }
    }
}
