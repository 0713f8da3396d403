import Cryptography
import Kernel
import Store

/// What outside sources answered, sealed, for as long as their update cycle keeps it true.
struct AnswerTable: Sendable {
    let sealer: Sealer
    let blindIndex: BlindIndex

    private func context(_ resource: String, _ hash: String) -> String {
        Sealer.context(table: "datacentre_answer", column: "content", row: "\(resource)/\(hash)")
    }

    func keep(_ record: JSON, of question: RecordQuestion, asOf: LocalDate, until: Instant, in connection: any Connection) throws {
        let hash = blindIndex.hash(question.key, purpose: "data-subject")
        let sealed = sealer.sealBinary(record.bytes, for: context(question.resource, hash))
        try connection.run(
            """
            INSERT INTO datacentre_answer (resource, subject_hash, content, as_of, until)
            VALUES (\(question.resource), \(hash), \(sealed), \(asOf), \(until))
            ON CONFLICT (resource, subject_hash) DO UPDATE SET content = excluded.content, as_of = excluded.as_of, until = excluded.until
            """)
    }

    func record(of question: RecordQuestion, at now: Instant, in connection: any Connection) throws -> RegisterRow? {
        for hash in blindIndex.hashes(question.key, purpose: "data-subject") {
            let row = try connection.row(
                """
                SELECT content, as_of FROM datacentre_answer
                WHERE resource = \(question.resource) AND subject_hash = \(hash) AND until > \(now)
                """)
            if let row {
                let plain = try sealer.openBinary(row.blob("content"), for: context(question.resource, hash))
                return RegisterRow(content: try JSON(parsing: plain), updatedOn: try row.date("as_of"))
            }
        }
        return nil
    }

    /// What is no longer true, or was withdrawn: nothing of a source is kept beyond its grant.
    func remove(_ resource: String, in connection: any Connection) throws {
        try connection.run("DELETE FROM datacentre_answer WHERE resource = \(resource)")
    }

    func sweep(at now: Instant, in connection: any Connection) throws {
        try connection.run("DELETE FROM datacentre_answer WHERE until <= \(now)")
    }
}
