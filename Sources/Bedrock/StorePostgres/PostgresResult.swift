import CPostgres
import Store

/// A result of libpq, freed with this object.
final class PostgresResult {
    private let result: OpaquePointer?

    init(_ result: OpaquePointer?) { self.result = result }

    deinit { PQclear(result) }

    /// What went wrong; nil if nothing did.
    func error(_ connection: OpaquePointer) -> StoreError? {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return nil
        default:
            if result == nil || PQstatus(connection) == CONNECTION_BAD { return .unavailable(PostgresError.message(connection)) }
            return PostgresError(result).storeError
        }
    }

    /// Whether the statement failed only because it was prepared before the schema changed, or was forgotten by the server.
    var hasStaleStatement: Bool { PostgresError(result).isStaleStatement }

    /// `COMMIT`, `ROLLBACK`, `INSERT 0 3` …
    var tag: String { PQcmdStatus(result).map { String(cString: $0) } ?? "" }

    /// How many rows an INSERT, UPDATE or DELETE changed.
    var changedRows: Int {
        guard !tag.hasPrefix("SELECT"), let count = PQcmdTuples(result) else { return 0 }
        return Int(String(cString: count)) ?? 0
    }

    var columnNames: [String] {
        (0..<PQnfields(result)).map { column in PQfname(result, column).map { String(cString: $0) } ?? "" }
    }

    func rows(_ columns: ResultRow.Columns) -> [ResultRow] {
        let types = (0..<PQnfields(result)).map { PQftype(result, $0) }
        return (0..<PQntuples(result)).map { row in
            ResultRow(columns, types.indices.map { value(row, CInt($0), types[$0]) })
        }
    }

    private func value(_ row: CInt, _ column: CInt, _ type: Oid) -> SQLValue {
        guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else { return .null }
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, column)))
        switch type {
        case PostgresType.bytea: return .blob(PostgresType.bytes(hex: bytes))
        case PostgresType.boolean: return .integer(bytes.first == UInt8(ascii: "t") ? 1 : 0)
        case PostgresType.int8, PostgresType.int4, PostgresType.int2, PostgresType.numeric, PostgresType.oid:
            // The sum of a BIGINT column is NUMERIC here and an integer in SQLite.
            let text = String(decoding: bytes, as: UTF8.self)
            return Int64(text).map(SQLValue.integer) ?? Double(text).map(SQLValue.real) ?? .text(text)
        case PostgresType.float8, PostgresType.float4:
            let text = String(decoding: bytes, as: UTF8.self)
            return Double(text).map(SQLValue.real) ?? .text(text)
        default: return .text(String(decoding: bytes, as: UTF8.self))
        }
    }
}

/// The numbers of the types that cross the wire (`pg_type.oid`; they never change).
enum PostgresType {
    static let boolean: Oid = 16
    static let bytea: Oid = 17
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let text: Oid = 25
    static let oid: Oid = 26
    static let float4: Oid = 700
    static let float8: Oid = 701
    static let numeric: Oid = 1700

    /// Reads `\x0aff`.
    static func bytes(hex text: UnsafeRawBufferPointer) -> [UInt8] {
        func digit(_ letter: UInt8) -> UInt8 { letter < 58 ? letter &- 48 : letter &- 87 }
        let digits = UnsafeRawBufferPointer(rebasing: text.dropFirst(2))
        return [UInt8](unsafeUninitializedCapacity: digits.count / 2) { buffer, count in
            for index in 0..<digits.count / 2 { buffer[index] = digit(digits[2 * index]) << 4 | digit(digits[2 * index + 1]) }
            count = digits.count / 2
        }
    }
}
