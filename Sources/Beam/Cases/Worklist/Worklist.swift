package import Kernel
import Store
package import Web

/// Where a page of a worklist ends, and the next begins.
package struct WorklistKey: Sendable, Hashable, Comparable {
    /// `9999-12-31` where nothing is due.
    package var dueOn: String
    package var id: ID

    init(dueOn: String, id: ID) {
        self.dueOn = dueOn
        self.id = id
    }

    package static func < (a: WorklistKey, b: WorklistKey) -> Bool { (a.dueOn, a.id) < (b.dueOn, b.id) }

    /// As it stands in a link.
    package var text: String { "\(dueOn)~\(id.rawValue)" }

    /// Reads `text`; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "~", omittingEmptySubsequences: false)
        guard parts.count == 2, LocalDate(String(parts[0])) != nil, let id = ID(parts[1]) else { return nil }
        self.init(dueOn: String(parts[0]), id: id)
    }
}

/// Which cases a worklist shows.
package struct WorklistQuery: Sendable, Hashable {
    package var desks: Set<CaseDesk>
    /// Only cases of these roles' grants; nil takes every role that sees cases.
    package var roles: Set<Role>?
    package var item: String?
    /// Only those that this account has taken on.
    package var assignee: ID?
    package var after: WorklistKey?
    package var limit: Int

    package init(
        desks: Set<CaseDesk> = [.intake, .review, .decide, .issue], roles: Set<Role>? = nil, item: String? = nil, assignee: ID? = nil,
        after: WorklistKey? = nil, limit: Int = 30
    ) {
        self.desks = desks
        self.roles = roles
        self.item = item
        self.assignee = assignee
        self.after = after
        self.limit = limit
    }
}

/// A page of cases, what is due first first; cases without a date stand last.
package struct WorklistPage: Sendable, Hashable {
    package var cases: [Case]
    /// Where the next page begins; nil on the last.
    package var next: WorklistKey?
}

extension Cases {
    /// The cases that wait at the desks of a scope. A page costs the same wherever it stands in the list.
    package func worklist(_ query: WorklistQuery, scope: Scope) async throws -> WorklistPage {
        try await database.read { try Worklist(table: tables.cases, query: query, scope: scope).page(in: $0) }
    }
}

/// Reads a worklist in order without sorting it.
///
/// The index holds the open cases of each office and desk in the order of their dates. A scope of few offices is read from each of
/// theirs and merged; a scope of very many is read from the order of the whole city, of which it then has a good part.
struct Worklist {
    let table: CaseTable
    let query: WorklistQuery
    let scope: Scope

    /// Up to so many pairs of office and desk are read one by one.
    static let mostParts = 512
    /// How many of them one statement reads: a few lengths only, so that the prepared statements are few.
    private static let together = [16, 4, 1]

    func page(mostParts: Int = mostParts, in connection: any Connection) throws -> WorklistPage {
        let limit = max(1, min(query.limit, 200))
        let roles = query.roles ?? CaseRights.roles
        let offices = try OfficeTable.offices(scope, roles, limit: mostParts + 1, in: connection)
        let desks = CaseDesk.allCases.filter(query.desks.contains)
        let pairs = offices.flatMap { office in desks.map { (office, $0) } }
        let keys: [WorklistKey]
        if pairs.count <= mostParts {
            keys = try merged(pairs, limit: limit + 1, in: connection)
        } else {
            keys = try desks.flatMap { try connection.rows(throughout($0, roles, limit: limit + 1)).map(Worklist.key) }
        }
        let page = keys.sorted().prefix(limit + 1)
        let shown = page.prefix(limit)
        let rows = try shown.isEmpty ? [] : connection.rows(Worklist.rows(shown.map(\.id)))
        let byID = Dictionary(try rows.map(table.value).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return WorklistPage(cases: shown.compactMap { byID[$0.id] }, next: page.count > limit ? shown.last : nil)
    }

    private static func rows(_ ids: [ID]) -> Query {
        // Lists of a few lengths only, so that the prepared statements are few as well.
        let length = [1, 10, 30, 50].first { $0 >= ids.count } ?? 200
        let padded = ids + repeatElement(ids[0], count: length - ids.count)
        return "SELECT \(CaseTable.columns) FROM cases_case c WHERE c.id IN \(list: padded)"
    }

    /// The first keys of all pairs together. Each gives a few at first, which nearly always are enough; whoever may have more that belong
    /// on the page is asked again.
    private func merged(_ pairs: [(office: String, desk: CaseDesk)], limit: Int, in connection: any Connection) throws -> [WorklistKey] {
        let few = Worklist.few(limit, of: pairs.count)
        var parts = try keys(of: pairs, limit: few, in: connection)
        let short = Worklist.short(parts, few: few, limit: limit)
        for (index, whole) in zip(short, try keys(of: short.map { pairs[$0] }, limit: limit, in: connection)) { parts[index] = whole }
        return parts.flatMap(\.self)
    }

    /// How many keys each part gives at first: at least three times its share of the page.
    static func few(_ limit: Int, of parts: Int) -> Int {
        var count = 4
        while count < limit, count * parts < 3 * limit { count *= 2 }
        return min(count, limit)
    }

    /// The parts that gave all that they were asked for and may go on before the page ends.
    static func short(_ parts: [[WorklistKey]], few: Int, limit: Int) -> [Int] {
        guard few < limit else { return [] }
        let first = parts.flatMap(\.self).sorted().prefix(limit)
        let end = first.count == limit ? first.last : nil
        return parts.indices.filter { index in
            guard parts[index].count == few, let last = parts[index].last else { return false }
            return end.map { last < $0 } ?? true
        }
    }

    private func keys(
        of pairs: [(office: String, desk: CaseDesk)], limit: Int, in connection: any Connection
    ) throws -> [[WorklistKey]] {
        var keys = [[WorklistKey]](repeating: [], count: pairs.count)
        var start = 0
        while start < pairs.count {
            let count = Worklist.together.first { start + $0 <= pairs.count } ?? 1
            let parts = pairs[start..<start + count].enumerated().map { part($1.office, $1.desk, number: $0, limit: limit) }
            for row in try connection.rows(Query.joined(parts, separator: " UNION ALL ")) {
                keys[start + (try row.int("part"))].append(try Worklist.key(row))
            }
            start += count
        }
        return keys
    }

    func part(_ office: String, _ desk: CaseDesk, number: Int = 0, limit: Int) -> Query {
        """
        SELECT CAST(\(number) AS BIGINT) AS part, due_on, id FROM (
            SELECT c.due_on, c.id FROM cases_case c WHERE c.desk IS NOT NULL AND c.office = \(office) AND c.desk = \(desk.rawValue)\(conditions)
            ORDER BY c.due_on, c.id LIMIT \(limit: limit)
        ) AS part
        """
    }

    func throughout(_ desk: CaseDesk, _ roles: Set<Role>, limit: Int) -> Query {
        let rights = scope.predicate(roles, department: "c.department", region: "c.desk_region")
        return """
            SELECT c.due_on, c.id FROM cases_case c WHERE c.desk IS NOT NULL AND c.desk = \(desk.rawValue) AND \(rights)\(conditions)
            ORDER BY c.due_on, c.id LIMIT \(limit: limit)
            """
    }

    private var conditions: Query {
        var conditions: Query = ""
        if let after = query.after { conditions += " AND (c.due_on, c.id) > (\(after.dueOn), \(after.id))" }
        if let item = query.item { conditions += " AND c.item = \(item)" }
        if let assignee = query.assignee { conditions += " AND c.assignee = \(assignee)" }
        return conditions
    }

    private static func key(_ row: ResultRow) throws -> WorklistKey { WorklistKey(dueOn: try row.text("due_on"), id: try row.id("id")) }
}
