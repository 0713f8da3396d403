package import Catalogue
import Kernel
package import Store

/// A table in a department's own database. It is only read, names come from the settings and are names, values are bound.
package struct SQLConnector: PagedConnector {
    /// Opened when first needed: a source that is down does not keep the platform from starting.
    private let database: @Sendable () throws -> Database
    private let table: SQLName
    private let key: SQLName
    /// Element code → column; `child.name` is an element of a related role.
    private let columns: [(element: String, column: SQLName)]
    /// The column with the day of a record's last change.
    private let asOf: SQLName?

    package init(
        database: @escaping @Sendable () throws -> Database, table: SQLName, key: SQLName, columns: [String: SQLName], asOf: SQLName?
    ) {
        self.database = database
        self.table = table
        self.key = key
        self.columns = columns.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        self.asOf = asOf
    }

    package func reply(to key: String, of resource: DataResource) async throws -> SourceReply {
        let rows = try await rows(of: key, resource)
        guard !rows.isEmpty else { return .nothing }
        guard rows.count == 1 || tellsOfOthers(resource) else { throw SourceFault.malformed }
        let record = try joined(rows, of: resource)
        return .record(record, asOf: try rows.compactMap(day).max())
    }

    /// A key that stands in several rows is read as often as fits the page, and the rest of it passed over; where the rows tell of related
    /// roles they are one record.
    package func page(after last: String?, limit: Int, of resource: DataResource) async throws -> [SourceRow] {
        let beyond: Query = last.map { "\(name: key) > \($0)" } ?? "\(name: key) IS NOT NULL"
        let rows = try await database().read { connection in
            try connection.rows(
                "SELECT \(picked) FROM \(name: table) WHERE \(beyond) ORDER BY \(name: key) LIMIT \(limit: limit)")
        }
        guard tellsOfOthers(resource) else { return try rows.compactMap { try sourceRow([$0], of: resource) } }
        var subjects: [[ResultRow]] = []
        for row in rows {
            if let first = subjects.last?.first, try first.value("c_key") == row.value("c_key") {
                subjects[subjects.count - 1].append(row)
            } else {
                subjects.append([row])
            }
        }
        // The last of a full page may have more rows: it begins the next one, or is read by itself where it is the whole page.
        if rows.count == limit, let cut = subjects.popLast(), subjects.isEmpty {
            guard let first = cut.first, let key = try value(first.value("c_key"))?.plainText else { return [] }
            let all = try await self.rows(of: key, resource)
            subjects = [all.isEmpty ? cut : all]
        }
        return try subjects.compactMap { try sourceRow($0, of: resource) }
    }

    /// nil for a row without a key. Rows of one key that make no record are looked at by their first.
    private func sourceRow(_ rows: [ResultRow], of resource: DataResource) throws -> SourceRow? {
        let record = try (try? joined(rows, of: resource)) ?? joined(Array(rows.prefix(1)), of: resource)
        guard let key = record[resource.key]?.plainText else { return nil }
        return SourceRow(key: key, record: record, asOf: rows.compactMap { (try? day($0)) ?? nil }.max())
    }

    private func tellsOfOthers(_ resource: DataResource) -> Bool {
        columns.contains { if case .related = resource.meaning(of: $0.element) { true } else { false } }
    }

    private func joined(_ rows: [ResultRow], of resource: DataResource) throws -> JSON {
        let told = columns.enumerated().filter { $0.element.element != resource.key }
            .map { (index: $0.offset, name: resource.meaning(of: $0.element.element)) }
        let records = try rows.map { row in
            let key = (name: ToldName.whole(resource.key), value: try value(row.value("c_key")) ?? .null)
            return RelatedObjects.record([key] + (try told.map { (name: $0.name, value: try value(row.values[$0.index]) ?? .null) }))
        }
        guard let record = try? RelatedObjects.joined(records, of: resource) else { throw SourceFault.malformed }
        return record
    }

    private var picked: Query {
        var picked = columns.map { "\(name: $0.column)" as Query }
        picked.append("\(name: key) AS c_key")
        if let asOf { picked.append("\(name: asOf) AS c_day") }
        return Query.joined(picked, separator: ", ")
    }

    /// Beyond what may be read one more tells that there are too many.
    private func rows(of value: String, _ resource: DataResource) async throws -> [ResultRow] {
        let limit = (tellsOfOthers(resource) ? RelatedObjects.most : 1) + 1
        return try await database().read { connection in
            try connection.rows("SELECT \(picked) FROM \(name: table) WHERE \(name: key) = \(value) LIMIT \(limit: limit)")
        }
    }

    private func value(_ stored: SQLValue) throws -> JSON? {
        switch stored {
        case .null: nil
        case .integer(let number): .int(number)
        case .real(let number): .number(String(number))
        case .text(let text): .string(text)
        case .blob: throw SourceFault.malformed
        }
    }

    private func day(_ row: ResultRow) throws -> LocalDate? {
        guard asOf != nil, case .text(let text) = try row.value("c_day") else { return nil }
        guard let day = LocalDate(String(text.prefix(10))) else { throw SourceFault.malformed }
        return day
    }
}

extension JSON {
    /// A key as it is written; nil for none.
    fileprivate var plainText: String? { string ?? (isNull ? nil : text) }
}
