import Cryptography
import Kernel
import Store

/// The only code that reads and writes this room's tables.
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

    func record(_ resource: String, key: String, in connection: any Connection) throws -> (content: JSON, updatedOn: LocalDate)? {
        for hash in blindIndex.hashes(key, purpose: "data-subject") {
            if let row = try connection.row(
                "SELECT content, updated_on FROM datacentre_record WHERE subject_hash = \(hash) AND resource = \(resource)")
            {
                let content = try JSON(parsing: sealer.openBinary(row.blob("content"), for: context(resource, hash)))
                return (content, try row.date("updated_on"))
            }
        }
        return nil
    }

    func isOut(_ resource: String, in connection: any Connection) throws -> Bool {
        try connection.exists("SELECT resource FROM datacentre_outage WHERE resource = \(resource)")
    }

    func setOut(_ resource: String, _ isOut: Bool, at instant: Instant, in connection: any Connection) throws {
        if isOut {
            try connection.run("INSERT INTO datacentre_outage (resource, since) VALUES (\(resource), \(instant)) ON CONFLICT DO NOTHING")
        } else {
            try connection.run("DELETE FROM datacentre_outage WHERE resource = \(resource)")
        }
    }

    func log(_ id: ID, _ question: RecordQuestion, _ purpose: Purpose, outcome: String, at instant: Instant, in connection: any Connection)
        throws
    {
        try connection.run(
            """
            INSERT INTO datacentre_access (id, at, subject_hash, resource, reader, account, code, reason_zh, reason_en, reference, outcome)
            VALUES (\(id), \(instant), \(hash(of: question.key)), \(question.resource), \(purpose.reader.rawValue), \(purpose.account),
                \(purpose.code), \(purpose.reason.zh), \(purpose.reason.en), \(purpose.reference), \(outcome))
            """)
    }

    func accesses(about key: String, before: ID?, limit: Int, in connection: any Connection) throws -> [DataAccess] {
        let older: Query = before.map { " AND id < \($0)" } ?? ""
        return try connection.rows(
            """
            SELECT id, at, resource, reader, account, code, reason_zh, reason_en, reference, outcome FROM datacentre_access
            WHERE subject_hash IN \(list: blindIndex.hashes(key, purpose: "data-subject"))\(older) ORDER BY id DESC LIMIT \(limit: limit)
            """
        ).map { row in
            DataAccess(
                id: try row.id("id"), at: try row.instant("at"), resource: try row.text("resource"),
                reader: try row.value("reader", as: Purpose.Reader.self), account: try row.idOrNil("account"), code: try row.text("code"),
                reason: Text(try row.text("reason_zh"), try row.text("reason_en")), reference: try row.text("reference"),
                outcome: try row.text("outcome"))
        }
    }
}
