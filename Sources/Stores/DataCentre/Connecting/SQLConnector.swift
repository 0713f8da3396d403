package import Catalogue
import Kernel
package import Store

/// A table in a department's own database. It is only read, names come from the settings and are names, values are bound.
package struct SQLConnector: PagedConnector {
    /// Opened when first needed: a source that is down does not keep the platform from starting.
    private let database: @Sendable () throws -> Database
    private let table: SQLName
    private let key: SQLName
    /// Element code → column.
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
        // Beyond the first row one more tells whether there are several.
        let rows = try await database().read { connection in try connection.rows(query(key)) }
        guard let row = rows.first else { return .nothing }
        guard rows.count == 1 else { throw SourceFault.malformed }
        return .record(try record(row, of: resource), asOf: try day(row))
    }

    /// A key that stands in several rows is read as often as fits the page; the rest of it is passed over.
    package func page(after last: String?, limit: Int, of resource: DataResource) async throws -> [SourceRow] {
        let beyond: Query = last.map { "\(name: key) > \($0)" } ?? "\(name: key) IS NOT NULL"
        let rows = try await database().read { connection in
            try connection.rows(
                "SELECT \(picked) FROM \(name: table) WHERE \(beyond) ORDER BY \(name: key) LIMIT \(limit: limit)")
        }
        return try rows.compactMap { row in
            let record = try record(row, of: resource)
            guard let key = record[resource.key].flatMap({ $0.string ?? ($0.isNull ? nil : $0.text) }) else { return nil }
            return SourceRow(key: key, record: record, asOf: (try? day(row)) ?? nil)
        }
    }

    private func record(_ row: ResultRow, of resource: DataResource) throws -> JSON {
        var members = [JSON.Member(resource.key, try value(row.value("c_key")) ?? .null)]
        for (index, column) in columns.enumerated() where column.element != resource.key {
            if let value = try value(row.values[index]) { members.append(JSON.Member(column.element, value)) }
        }
        return .object(members)
    }

    private var picked: Query {
        var picked = columns.map { "\(name: $0.column)" as Query }
        picked.append("\(name: key) AS c_key")
        if let asOf { picked.append("\(name: asOf) AS c_day") }
        return Query.joined(picked, separator: ", ")
    }

    private func query(_ value: String) -> Query {
        "SELECT \(picked) FROM \(name: table) WHERE \(name: key) = \(value) LIMIT 2"
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
