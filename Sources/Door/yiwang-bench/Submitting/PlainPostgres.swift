import CPostgres
import Foundation
import Store

/// libpq and nothing above it: one thread, one connection, prepared statements.
final class PlainPostgres {
    private let connection: OpaquePointer
    private var prepared: [String: String] = [:]

    init(url: String, schema: String?) throws {
        guard let connection = PQconnectdb(url) else { throw BenchFault.database("no memory for a connection") }
        self.connection = connection
        guard PQstatus(connection) == CONNECTION_OK else { throw BenchFault.database(PlainPostgres.message(connection)) }
        PQsetNoticeProcessor(connection, { _, _ in }, nil)
        if let schema { try execute("SET search_path TO \"\(schema)\"") }
    }

    deinit { PQfinish(connection) }

    func execute(_ sql: String) throws { _ = try check(PQexec(connection, sql)) }

    /// The first value of the first row.
    func value(_ sql: String) throws -> String {
        let result = PQexec(connection, sql)
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_TUPLES_OK, PQntuples(result) > 0 else {
            throw BenchFault.database(PlainPostgres.message(connection))
        }
        return String(cString: PQgetvalue(result, 0, 0))
    }

    /// Writes groups of submissions, each group one transaction.
    func write(_ groups: [[[PlainStatement]]]) throws {
        let bound = try groups.map { try $0.map { try $0.map { (name: try prepare($0), values: BoundValues($0.values)) } } }
        for group in bound {
            try execute("BEGIN")
            for submission in group {
                for (name, values) in submission {
                    try values.withPointers { _ = try check(PQexecPrepared(connection, name, CInt(values.count), $0, $1, $2, 0)) }
                }
            }
            try execute("COMMIT")
        }
    }

    private func prepare(_ statement: PlainStatement) throws -> String {
        if let name = prepared[statement.sql] { return name }
        let name = "s\(prepared.count)"
        _ = try check(PQprepare(connection, name, Dialect.postgres.numbered(statement.sql), 0, nil))
        prepared[statement.sql] = name
        return name
    }

    /// Fills a table by COPY.
    func fill(_ table: String, _ columns: [String], _ rows: some Sequence<[SQLValue]>) throws {
        _ = try check(PQexec(connection, "COPY \(table) (\(columns.joined(separator: ", "))) FROM STDIN"))
        var buffer: [UInt8] = []
        for row in rows {
            for (index, value) in row.enumerated() {
                if index > 0 { buffer.append(0x09) }
                value.append(to: &buffer)
            }
            buffer.append(0x0A)
            if buffer.count > 1 << 18 {
                try put(buffer)
                buffer.removeAll(keepingCapacity: true)
            }
        }
        try put(buffer)
        guard PQputCopyEnd(connection, nil) == 1 else { throw BenchFault.database(PlainPostgres.message(connection)) }
        while let result = PQgetResult(connection) { _ = try check(result) }
    }

    private func put(_ bytes: [UInt8]) throws {
        let isTaken =
            bytes.withUnsafeBytes { PQputCopyData(connection, $0.baseAddress?.assumingMemoryBound(to: CChar.self), CInt($0.count)) } == 1
        guard isTaken else { throw BenchFault.database(PlainPostgres.message(connection)) }
    }

    private func check(_ result: OpaquePointer?) throws -> Bool {
        defer { PQclear(result) }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_COPY_IN: return true
        default: throw BenchFault.database(PlainPostgres.message(connection))
        }
    }

    private static func message(_ connection: OpaquePointer) -> String { String(cString: PQerrorMessage(connection)) }
}

/// Values laid out once, so that binding them costs next to nothing while the clock runs.
private struct BoundValues {
    private var bytes: [UInt8] = []
    private var offsets: [Int?] = []
    private var lengths: [CInt] = []
    private var formats: [CInt] = []

    init(_ values: [SQLValue]) {
        for value in values {
            let start = bytes.count
            var format: CInt = 0
            switch value {
            case .null: break
            case .integer(let number): bytes += Array(String(number).utf8) + [0]
            case .real(let number): bytes += Array(number.description.utf8) + [0]
            case .text(let text): bytes += Array(text.utf8) + [0]
            case .blob(let blob):
                bytes += blob
                format = 1
            }
            offsets.append(value == .null ? nil : start)
            lengths.append(CInt(bytes.count - start))
            formats.append(format)
        }
        bytes.append(0)
    }

    var count: Int { offsets.count }

    func withPointers(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<CInt>?, UnsafePointer<CInt>?) throws -> Void
    ) throws {
        try bytes.withUnsafeBytes { buffer in
            let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            let pointers = offsets.map { offset in offset.flatMap { start?.advanced(by: $0) } }
            try pointers.withUnsafeBufferPointer { values in
                try lengths.withUnsafeBufferPointer { lengths in
                    try formats.withUnsafeBufferPointer { try body(values.baseAddress, lengths.baseAddress, $0.baseAddress) }
                }
            }
        }
    }
}

extension SQLValue {
    /// As COPY's text format has it.
    fileprivate func append(to buffer: inout [UInt8]) {
        switch self {
        case .null: buffer += [0x5C, 0x4E]
        case .integer(let number): buffer += String(number).utf8
        case .real(let number): buffer += number.description.utf8
        case .text(let text):
            for byte in text.utf8 {
                switch byte {
                case 0x5C: buffer += [0x5C, 0x5C]
                case 0x09: buffer += [0x5C, 0x74]
                case 0x0A: buffer += [0x5C, 0x6E]
                case 0x0D: buffer += [0x5C, 0x72]
                default: buffer.append(byte)
                }
            }
        case .blob(let bytes):
            buffer += [0x5C, 0x5C, 0x78]
            for byte in bytes {
                buffer.append(SQLValue.digits[Int(byte >> 4)])
                buffer.append(SQLValue.digits[Int(byte & 15)])
            }
        }
    }

    private static let digits = Array("0123456789abcdef".utf8)
}
