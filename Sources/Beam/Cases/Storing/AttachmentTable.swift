import Cryptography
import Kernel
import Store
import Web

/// The rows of attachments: names and bytes sealed, equal contents kept once.
struct AttachmentTable: Sendable {
    let sealer: Sealer
    let blindIndex: BlindIndex

    /// Parts are small enough to be read one after the other without much memory.
    static let partBytes = 262_144

    func hash(of bytes: [UInt8]) -> String {
        blindIndex.hash(Hex.encode(Digest.sha256.hash(bytes)), purpose: "cases.attachment")
    }

    private func nameContext(_ id: ID) -> String { Sealer.context(table: "cases_attachment", column: "name", row: id.rawValue) }

    private func partContext(_ hash: String, _ part: Int) -> String {
        Sealer.context(table: "cases_blob_part", column: "bytes", row: "\(hash)/\(part)")
    }

    func sealedParts(_ bytes: [UInt8], of hash: String) -> [[UInt8]] {
        stride(from: 0, to: bytes.count, by: AttachmentTable.partBytes).enumerated().map { part, start in
            sealer.sealBinary(Array(bytes[start..<min(start + AttachmentTable.partBytes, bytes.count)]), for: partContext(hash, part))
        }
    }

    // MARK: Writing

    func insert(_ value: Attachment, parts: [[UInt8]], in connection: any Connection) throws {
        let isKnown = try connection.exists("SELECT 1 AS one FROM cases_blob WHERE hash = \(value.blob)")
        // The update holds the row, so that a sweep does not take it away meanwhile.
        try connection.run(
            """
            INSERT INTO cases_blob (hash, size, created_at) VALUES (\(value.blob), \(value.size), \(value.uploadedAt))
            ON CONFLICT (hash) DO UPDATE SET created_at = excluded.created_at
            """)
        if !isKnown {
            for (part, bytes) in parts.enumerated() {
                try connection.run(
                    """
                    INSERT INTO cases_blob_part (hash, part, bytes) VALUES (\(value.blob), \(part), \(bytes))
                    ON CONFLICT (hash, part) DO NOTHING
                    """)
            }
        }
        let name = sealer.sealBinary(Array(value.name.utf8), for: nameContext(value.id))
        try connection.run(
            """
            INSERT INTO cases_attachment (id, owner, case_id, material, name, type, size, content_hash, uploaded_at, bound)
            VALUES (
                \(value.id), \(value.owner), \(value.caseID), \(value.material), \(name), \(value.kind.rawValue), \(value.size), \(value.blob),
                \(value.uploadedAt), 0
            )
            """)
    }

    /// With the submission a draft's files become the application's.
    func hand(over draft: ID, to application: ID, in connection: any Connection) throws {
        try connection.run("UPDATE cases_attachment SET owner = \(application), bound = 1 WHERE owner = \(draft)")
    }

    /// Files that were handed in later become the case's.
    func bind(_ ids: [ID], to caseID: ID, owner: ID, in connection: any Connection) throws {
        for id in ids {
            try connection.run(
                "UPDATE cases_attachment SET case_id = \(caseID), bound = 1 WHERE id = \(id) AND owner = \(owner) AND bound = 0")
        }
    }

    func remove(_ id: ID, from owner: ID, in connection: any Connection) throws -> Bool {
        try connection.run("DELETE FROM cases_attachment WHERE id = \(id) AND owner = \(owner) AND bound = 0") == 1
    }

    // MARK: Reading

    private static let columns: Query = "id, owner, case_id, material, name, type, size, content_hash, uploaded_at"

    func attachments(of owner: ID, in connection: any Connection) throws -> [Attachment] {
        try connection.rows("SELECT \(AttachmentTable.columns) FROM cases_attachment WHERE owner = \(owner) ORDER BY id").map(attachment)
    }

    /// What was handed in and not yet bound to a submission or a case.
    func loose(of owner: ID, in connection: any Connection) throws -> [Attachment] {
        try connection.rows("SELECT \(AttachmentTable.columns) FROM cases_attachment WHERE owner = \(owner) AND bound = 0 ORDER BY id")
            .map(attachment)
    }

    func attachment(_ id: ID, in connection: any Connection) throws -> Attachment? {
        try connection.row("SELECT \(AttachmentTable.columns) FROM cases_attachment WHERE id = \(id)").map(attachment)
    }

    func count(of owner: ID, in connection: any Connection) throws -> Int {
        try connection.row("SELECT COUNT(*) AS n FROM cases_attachment WHERE owner = \(owner)")?.int("n") ?? 0
    }

    func bytes(of value: Attachment, in connection: any Connection) throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(value.size)
        for row in try connection.rows("SELECT part, bytes FROM cases_blob_part WHERE hash = \(value.blob) ORDER BY part") {
            bytes += try sealer.openBinary(row.blob("bytes"), for: partContext(value.blob, row.int("part")))
        }
        return bytes
    }

    /// Whose draft it is, while it is one.
    func draftParty(_ id: ID, in connection: any Connection) throws -> Party? {
        try connection.row("SELECT party FROM cases_draft WHERE id = \(id)").flatMap { Party(try $0.text("party")) }
    }

    private func attachment(_ row: ResultRow) throws -> Attachment {
        let id = try row.id("id")
        return Attachment(
            id: id, owner: try row.id("owner"), caseID: try row.idOrNil("case_id"), material: try row.text("material"),
            name: String(decoding: try sealer.openBinary(row.blob("name"), for: nameContext(id)), as: UTF8.self),
            kind: try row.value("type", as: FileKind.self), size: try row.int("size"), blob: try row.text("content_hash"),
            uploadedAt: try row.instant("uploaded_at"))
    }

    // MARK: Sweeping

    /// Files that nobody has submitted by `cutoff` and whose draft has not been touched since.
    func sweep(before cutoff: Instant, limit: Int, in connection: any Connection) throws -> Int {
        let stray = try connection.rows(
            """
            SELECT a.id FROM cases_attachment a WHERE a.bound = 0 AND a.uploaded_at < \(cutoff) AND NOT EXISTS (
                SELECT 1 FROM cases_draft d WHERE d.id = a.owner AND d.updated_at >= \(cutoff)
            ) ORDER BY a.uploaded_at LIMIT \(limit: limit)
            """
        ).map { try $0.id("id") }
        for id in stray { try connection.run("DELETE FROM cases_attachment WHERE id = \(id) AND bound = 0") }
        return stray.count
    }

    /// Contents that no attachment names any more.
    func strayBlobs(before cutoff: Instant, limit: Int, in connection: any Connection) throws -> [String] {
        try connection.rows(
            """
            SELECT b.hash FROM cases_blob b WHERE b.created_at < \(cutoff)
            AND NOT EXISTS (SELECT 1 FROM cases_attachment a WHERE a.content_hash = b.hash) LIMIT \(limit: limit)
            """
        ).map { try $0.text("hash") }
    }

    func removeBlob(_ hash: String, before cutoff: Instant, in connection: any Connection) throws {
        try connection.run(
            """
            DELETE FROM cases_blob WHERE hash = \(hash) AND created_at < \(cutoff)
            AND NOT EXISTS (SELECT 1 FROM cases_attachment a WHERE a.content_hash = cases_blob.hash)
            """)
    }
}
