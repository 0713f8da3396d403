import Kernel
import Store
import Synchronization

/// The databases with the tables of the national exchange, one for each system: whoever writes into one is that system and no other, and
/// no system sees another's cases. Opened when first needed.
package final class NationalDatabases: Sendable {
    private let open: (@Sendable (String) throws -> Database)?
    private let opened = Mutex<[String: Database]>([:])
    private let prepared = Mutex<Set<String>>([])

    init(open: (@Sendable (String) throws -> Database)?) { self.open = open }

    /// Whether there are any.
    var exist: Bool { open != nil }

    func database(of system: String, at now: Instant) async throws -> Database {
        let database = try opened.withLock { opened in
            if let database = opened[system] { return database }
            guard let open else { throw ExchangeFault.noTables }
            let database = try open(system)
            opened[system] = database
            return database
        }
        if !prepared.withLock({ $0.contains(system) }) {
            try await Migrator.run(NationalSchema.migrations, database, store: false, at: now)
            _ = prepared.withLock { $0.insert(system) }
        }
        return database
    }

    func close() async {
        for database in opened.withLock({ opened in
            defer { opened = [:] }
            return Array(opened.values)
        }) {
            await database.close()
        }
        prepared.withLock { $0 = [] }
    }
}

extension NationalDatabases {
    /// Writes the rows of one event in one transaction. The same event again changes nothing: its batch is its id.
    func write(_ rows: [NationalRow], batch: String, to system: String, source: String, at now: Instant) async throws {
        try await database(of: system, at: now).write { connection in
            for row in rows { try connection.run(self.insertion(row, batch: batch, source: source, at: now)) }
        }
    }

    private func insertion(_ row: NationalRow, batch: String, source: String, at now: Instant) throws -> Query {
        let common: [(String, String?)] = [
            ("row_guid", row.guid), ("cd_operation", row.operation.rawValue), ("cd_time", now.exchangeText), ("cd_batch", batch),
            ("data_source", source),
        ]
        let values = common + row.table.columns.map { ($0, row.values[$0]) }
        guard let table = SQLName(row.table.rawValue) else { throw StoreError.malformed("\(row.table.rawValue) is no name") }
        let names = Query.joined(try values.map { "\(name: try NationalDatabases.name($0.0))" }, separator: ", ")
        let bound = Query.joined(values.map { "\($0.1)" }, separator: ", ")
        return "INSERT INTO \(name: table) (\(names)) VALUES (\(bound)) ON CONFLICT (row_guid, cd_batch) DO NOTHING"
    }

    private static func name(_ text: String) throws -> SQLName {
        guard let name = SQLName(text) else { throw StoreError.malformed("\(text) is no name") }
        return name
    }

    /// The rows that wait to be taken, in the order in which they are to be taken.
    func waiting(in system: String, limit: Int, at now: Instant) async throws -> [ReturnedRow] {
        let rows = try await database(of: system, at: now).read { connection in
            try ReturnTable.allCases.flatMap { table in
                let name = try NationalDatabases.name(table.rawValue)
                return try connection.rows(
                    "SELECT * FROM \(name: name) WHERE cd_state = '0' ORDER BY cd_time, row_guid LIMIT \(limit: limit)"
                ).map { row in
                    var values: [String: String] = [:]
                    for column in row.columns.names { values[column] = try row.textOrNil(column) }
                    return ReturnedRow(table: table, values: values)
                }
            }
        }
        return Array(ReturnedRow.inOrder(rows).prefix(limit))
    }

    /// Writes what became of a row.
    func mark(_ row: ReturnedRow, _ state: ReturnTable.State, reason: String?, in system: String, at now: Instant) async throws {
        let name = try NationalDatabases.name(row.table.rawValue)
        try await database(of: system, at: now).write { connection in
            _ = try connection.run(
                """
                UPDATE \(name: name) SET cd_state = \(state.rawValue), cd_reason = \(reason), cd_done_time = \(now.exchangeText)
                WHERE row_guid = \(row.guid) AND cd_state = '0'
                """)
        }
    }

    /// Removes what was written, and what was taken, before a day: cases stay in the platform, not in what passes them on.
    func sweep(_ system: String, before cutoff: Instant, at now: Instant) async throws {
        let old = cutoff.exchangeText
        try await database(of: system, at: now).write { connection in
            for table in NationalTable.allCases {
                _ = try connection.run("DELETE FROM \(name: try NationalDatabases.name(table.rawValue)) WHERE cd_time < \(old)")
            }
            for table in ReturnTable.allCases {
                let name = try NationalDatabases.name(table.rawValue)
                _ = try connection.run("DELETE FROM \(name: name) WHERE cd_time < \(old) AND cd_state <> '0'")
            }
        }
    }
}
