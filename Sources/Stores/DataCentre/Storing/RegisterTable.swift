import Cryptography
import Kernel
import Store

/// One record of a register, opened.
struct RegisterRow: Sendable, Hashable {
    var content: JSON
    var updatedOn: LocalDate
}

/// The registers that are kept on this platform: those of the demo city, and those that departments drop as files.
struct RegisterTable: Sendable {
    let sealer: Sealer
    let blindIndex: BlindIndex

    func hash(of key: String) -> String { blindIndex.hash(key, purpose: "data-subject") }

    private func context(_ resource: String, _ hash: String) -> String {
        Sealer.context(table: "datacentre_record", column: "content", row: "\(resource)/\(hash)")
    }

    func insert(_ record: RegisterRecord, in connection: any Connection) throws {
        let hash = hash(of: record.key)
        let sealed = sealer.sealBinary(record.content.bytes, for: context(record.resource, hash))
        try connection.run(
            """
            INSERT INTO datacentre_record (resource, subject_hash, content, updated_on)
            VALUES (\(record.resource), \(hash), \(sealed), \(record.updatedOn))
            ON CONFLICT (subject_hash, resource) DO UPDATE SET content = excluded.content, updated_on = excluded.updated_on
            """)
    }

    /// Records of one resource in the order of their keys' hashes.
    func page(of resource: String, after hash: String, limit: Int, in connection: any Connection) throws -> [(
        hash: String, record: RegisterRow
    )] {
        try connection.rows(
            """
            SELECT subject_hash, content, updated_on FROM datacentre_record
            WHERE resource = \(resource) AND subject_hash > \(hash) ORDER BY subject_hash LIMIT \(limit: limit)
            """
        ).map { row in (try row.text("subject_hash"), try opened(row, resource)) }
    }

    /// The keys' hashes of one resource, in their order.
    func hashes(of resource: String, after hash: String, limit: Int, in connection: any Connection) throws -> [String] {
        try connection.rows(
            """
            SELECT subject_hash FROM datacentre_record WHERE resource = \(resource) AND subject_hash > \(hash)
            ORDER BY subject_hash LIMIT \(limit: limit)
            """
        ).map { try $0.text("subject_hash") }
    }

    /// Ends records of one resource; how many there were.
    func remove(_ hashes: [String], of resource: String, in connection: any Connection) throws -> Int {
        try connection.run("DELETE FROM datacentre_record WHERE resource = \(resource) AND subject_hash IN \(list: hashes)")
    }

    /// Records of one resource by their keys' hashes.
    func records(_ resource: String, hashes: [String], in connection: any Connection) throws -> [String: RegisterRow] {
        let rows = try connection.rows(
            """
            SELECT subject_hash, content, updated_on FROM datacentre_record
            WHERE resource = \(resource) AND subject_hash IN \(list: hashes)
            """)
        return Dictionary(try rows.map { (try $0.text("subject_hash"), try opened($0, resource)) }, uniquingKeysWith: { first, _ in first })
    }

    private func opened(_ row: ResultRow, _ resource: String) throws -> RegisterRow {
        let plain = try sealer.openBinary(row.blob("content"), for: context(resource, row.text("subject_hash")))
        return RegisterRow(content: try JSON(parsing: plain), updatedOn: try row.date("updated_on"))
    }

    /// The records that answer these questions, all in one statement.
    func records(_ questions: [RecordQuestion], in connection: any Connection) throws -> [RecordQuestion: RegisterRow] {
        guard !questions.isEmpty else { return [:] }
        let hashes = Dictionary(
            Set(questions.map(\.key)).map { ($0, blindIndex.hashes($0, purpose: "data-subject")) }, uniquingKeysWith: { first, _ in first })
        let rows = try connection.rows(
            """
            SELECT resource, subject_hash, content, updated_on FROM datacentre_record
            WHERE subject_hash IN \(list: hashes.values.joined().sorted()) AND resource IN \(list: Set(questions.map(\.resource)).sorted())
            """)
        let found = Dictionary(
            try rows.map { ("\(try $0.text("resource"))/\(try $0.text("subject_hash"))", $0) }, uniquingKeysWith: { first, _ in first })
        var records: [RecordQuestion: RegisterRow] = [:]
        for question in questions {
            // The current key's hash first: an older one may still name the row.
            for hash in hashes[question.key] ?? [] {
                guard records[question] == nil, let row = found["\(question.resource)/\(hash)"] else { continue }
                records[question] = try opened(row, question.resource)
            }
        }
        return records
    }
}
