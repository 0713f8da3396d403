package import Cryptography
import Kernel
package import Store

/// Seals every sealed value anew with the current keys, a few rows a transaction. It may be stopped and started again, and servers with
/// the same key file may run meanwhile: a row that somebody changes in between is left to them, for they seal with the current key.
package struct Resealing: Sendable {
    private let sealer: Sealer
    private let index: BlindIndex
    private let database: Database

    package init(_ keyring: Keyring, _ database: Database) {
        sealer = Sealer(keyring)
        index = BlindIndex(keyring)
        self.database = database
    }

    /// What has been done of a column.
    package struct Step: Sendable, Hashable {
        package let column: String
        package let seen: Int
        package let resealed: Int
        package let isDone: Bool
    }

    /// All columns, one after the other; how many values were sealed anew.
    @discardableResult
    package func run(_ report: @Sendable (Step) -> Void = { _ in }) async throws -> Int {
        var total = 0
        for column in SealedColumn.all { total += try await run(column, report) }
        return total
    }

    private func run(_ column: SealedColumn, _ report: @Sendable (Step) -> Void) async throws -> Int {
        var (seen, resealed) = (0, 0)
        var last: [SQLValue]?
        while true {
            let rows = try await database.read { [last] in try $0.rows(column.page(after: last)) }
            if rows.isEmpty { break }
            last = try rows.last.map(column.keyValues)
            seen += rows.count
            resealed += try await database.inTurn {
                try await database.write { connection in try rows.reduce(0) { try $0 + reseal($1, of: column, in: connection) } }
            }
            report(Step(column: column.name, seen: seen, resealed: resealed, isDone: false))
            if rows.count < column.batch { break }
        }
        report(Step(column: column.name, seen: seen, resealed: resealed, isDone: true))
        return resealed
    }

    /// The number of values changed: one, or none where the row bears the current keys or was changed by somebody else.
    private func reseal(_ row: ResultRow, of column: SealedColumn, in connection: any Connection) throws -> Int {
        let stored = try row.value("sealed")
        let context = try column.context(row)
        let plain: [UInt8]
        var isCurrent: Bool
        switch stored {
        case .text(let text):
            isCurrent = !sealer.needsResealing(text)
            if isCurrent, column.hashes.isEmpty { return 0 }
            plain = try sealer.open(text, for: context)
        case .blob(let bytes):
            isCurrent = !sealer.needsResealing(bytes)
            if isCurrent, column.hashes.isEmpty { return 0 }
            plain = try sealer.openBinary(bytes, for: context)
        default: return 0
        }
        var changes: [Query] = []
        for hash in column.hashes {
            guard let value = try JSON(parsing: plain)[hash.member]?.string else { continue }
            let name = Query(stringLiteral: hash.column)
            let made = index.hash(value, purpose: hash.purpose)
            if try row.text("\(hash.column)") != made { changes.append("\(name) = \(made)") }
        }
        if !isCurrent {
            let name = Query(stringLiteral: column.column)
            changes.append(
                column.isText ? "\(name) = \(sealer.seal(plain, for: context))" : "\(name) = \(sealer.sealBinary(plain, for: context))")
        }
        guard !changes.isEmpty else { return 0 }
        let query: Query = """
            UPDATE \(Query(stringLiteral: column.table)) SET \(Query.joined(changes, separator: ", "))
            WHERE \(column.isRow(try column.keyValues(row))) AND \(Query(stringLiteral: column.column)) = \(stored)
            """
        return try connection.run(query)
    }
}

extension SealedColumn {
    /// The next rows in the order of their keys.
    fileprivate func page(after last: [SQLValue]?) -> Query {
        let keys = Query.joined(key.map { Query(stringLiteral: $0) }, separator: ", ")
        let extra = hashes.map { ", \(Query(stringLiteral: $0.column))" as Query }.reduce("" as Query, +)
        let name = Query(stringLiteral: column)
        var query: Query = "SELECT \(keys)\(extra), \(name) AS sealed FROM \(Query(stringLiteral: table)) WHERE \(name) IS NOT NULL"
        if let last { query += " AND (\(keys)) > (\(Query.joined(last.map { "\($0)" }, separator: ", ")))" }
        return query + " ORDER BY \(keys) LIMIT \(limit: batch)"
    }

    fileprivate func isRow(_ values: [SQLValue]) -> Query {
        Query.joined(zip(key, values).map { "\(Query(stringLiteral: $0)) = \($1)" }, separator: " AND ")
    }

    fileprivate func keyValues(_ row: ResultRow) throws -> [SQLValue] { try key.map { try row.value("\($0)") } }

    /// The row's place as its room named it when it sealed the value.
    fileprivate func context(_ row: ResultRow) throws -> String {
        let parts = try keyValues(row).map { value in
            switch value {
            case .text(let text): text
            case .integer(let number): String(number)
            default: throw StoreError.malformed("a key of \(table) is neither text nor number")
            }
        }
        return Sealer.context(table: "\(table)", column: "\(column)", row: parts.joined(separator: "/"))
    }
}
