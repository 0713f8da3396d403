import Kernel
package import Store

extension Scope {
    /// The rights filter as SQL: which rows these grants let one see, by the columns that hold a row's department and region.
    ///
    /// `roles` narrows to some of them; nil takes every grant. Without a grant no row holds. The result is in brackets, ready to stand
    /// beside `AND`.
    package func predicate(_ roles: Set<Role>? = nil, department: Query, region: Query) -> Query {
        let held = grants.filter { roles?.contains($0.role) ?? true }
        // Grants of several roles for the same place are one condition.
        var places: [Grant] = []
        for grant in held where !places.contains(where: { $0.covers(grant) }) {
            places.removeAll { grant.covers($0) }
            places.append(grant)
        }
        guard !places.isEmpty else { return "(1 = 0)" }
        let conditions = places.map { grant in
            let range = grant.region.range
            let inside: Query = "\(region) >= \(range.from) AND \(region) < \(range.below)"
            guard let code = grant.department else { return "(\(inside))" as Query }
            return "(\(department) = \(code) AND \(inside))" as Query
        }
        return "(\(Query.joined(conditions, separator: " OR ")))"
    }
}

extension Scope.Grant {
    /// Whether this one lets see all that the other does, roles aside.
    fileprivate func covers(_ other: Scope.Grant) -> Bool {
        (department == nil || department == other.department) && region.contains(other.region)
    }
}
