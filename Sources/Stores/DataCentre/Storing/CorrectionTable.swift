import Cryptography
import Kernel
import Store

/// The only code that writes corrections. What people wrote is sealed.
struct CorrectionTable: Sendable {
    let sealer: Sealer
    let blindIndex: BlindIndex

    private static let columns: Query = """
        id, kind, party, access_id, resource, department, state, words, answer, made_at, due_on, decided_at, revision, element, reference,
        claim, evidence_name, evidence_type
        """

    /// Objections that come from a form say which value is wrong, and may bring a file.
    static let migration = Migration(
        room: "datacentre", number: 6, name: "objections from a form",
        statements: [
            "ALTER TABLE datacentre_correction ADD COLUMN element TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE datacentre_correction ADD COLUMN reference TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE datacentre_correction ADD COLUMN claim BLOB", "ALTER TABLE datacentre_correction ADD COLUMN evidence_name BLOB",
            "ALTER TABLE datacentre_correction ADD COLUMN evidence_type TEXT",
            "DROP INDEX datacentre_correction_access",
            "CREATE UNIQUE INDEX datacentre_correction_access ON datacentre_correction (access_id, element) WHERE state = 'open'",
            """
            CREATE TABLE datacentre_evidence (
                correction_id TEXT NOT NULL PRIMARY KEY REFERENCES datacentre_correction (id),
                bytes BLOB NOT NULL
            )
            """,
        ])

    private func context(_ column: StaticString, _ id: ID) -> String {
        Sealer.context(table: "datacentre_correction", column: "\(column)", row: id.rawValue)
    }

    private func sealed(_ text: String?, _ column: StaticString, _ id: ID) -> [UInt8]? {
        text.map { sealer.sealBinary(Array($0.utf8), for: context(column, id)) }
    }

    func insert(_ correction: Correction, evidence: CorrectionEvidence?, in connection: any Connection) throws {
        let id = correction.id
        let claim = correction.claim.map { sealer.sealBinary($0.json.bytes, for: context("claim", id)) }
        try connection.run(
            """
            INSERT INTO datacentre_correction (\(CorrectionTable.columns)) VALUES (
                \(id), \(correction.kind.rawValue), \(correction.party.description), \(correction.access), \(correction.resource),
                \(correction.department), \(correction.state.rawValue), \(sealed(correction.words, "words", id)),
                \(sealed(correction.answer, "answer", id)), \(correction.madeAt), \(correction.dueOn), \(correction.decidedAt),
                \(correction.revision), \(correction.claim?.element ?? ""), \(correction.claim?.reference ?? ""), \(claim),
                \(sealed(correction.evidence?.name, "evidence_name", id)), \(correction.evidence?.type))
            """)
        guard let evidence else { return }
        let bytes = sealer.sealBinary(evidence.bytes, for: evidenceContext(id))
        try connection.run("INSERT INTO datacentre_evidence (correction_id, bytes) VALUES (\(id), \(bytes))")
    }

    private func evidenceContext(_ id: ID) -> String {
        Sealer.context(table: "datacentre_evidence", column: "bytes", row: id.rawValue)
    }

    /// The file that came with an objection; nil where none did.
    func evidence(of id: ID, in connection: any Connection) throws -> [UInt8]? {
        try connection.row("SELECT bytes FROM datacentre_evidence WHERE correction_id = \(id)").map {
            try sealer.openBinary($0.blob("bytes"), for: evidenceContext(id))
        }
    }

    /// False where somebody was quicker.
    func replace(_ before: Correction, with after: Correction, in connection: any Connection) throws -> Bool {
        try connection.run(
            """
            UPDATE datacentre_correction SET state = \(after.state.rawValue), answer = \(sealed(after.answer, "answer", before.id)),
                decided_at = \(after.decidedAt), revision = \(after.revision)
            WHERE id = \(before.id) AND revision = \(before.revision)
            """) == 1
    }

    func correction(_ id: ID, in connection: any Connection) throws -> Correction? {
        try connection.row("SELECT \(CorrectionTable.columns) FROM datacentre_correction WHERE id = \(id)").map(correction)
    }

    /// - Parameter element: which value of the record; empty for the record as a whole.
    func open(about access: ID, element: String, in connection: any Connection) throws -> Correction? {
        try connection.row(
            """
            SELECT \(CorrectionTable.columns) FROM datacentre_correction
            WHERE access_id = \(access) AND element = \(element) AND state = 'open'
            """
        ).map(correction)
    }

    func corrections(of party: Party, from reference: String, in connection: any Connection) throws -> [Correction] {
        try connection.rows(
            """
            SELECT \(CorrectionTable.columns) FROM datacentre_correction
            WHERE party = \(party.description) AND reference = \(reference) ORDER BY id DESC LIMIT 100
            """
        ).map(correction)
    }

    /// What a party last said of each of these lines, here and in other stores.
    func latest(of party: Party, about lines: [ID], in connection: any Connection) throws -> [ID: Correction] {
        guard !lines.isEmpty else { return [:] }
        let found = try connection.rows(
            """
            SELECT \(CorrectionTable.columns) FROM datacentre_correction
            WHERE party = \(party.description) AND access_id IN \(list: lines.map(\.rawValue)) ORDER BY id
            """
        ).map(correction)
        return Dictionary(found.map { ($0.access, $0) }, uniquingKeysWith: { _, later in later })
    }

    /// What was mended of some resources for a party, after a moment.
    func mended(of party: Party, _ resources: [String], since: Instant, in connection: any Connection) throws -> [Correction] {
        guard !resources.isEmpty else { return [] }
        return try connection.rows(
            """
            SELECT \(CorrectionTable.columns) FROM datacentre_correction
            WHERE party = \(party.description) AND state = 'mended' AND decided_at > \(since) AND resource IN \(list: resources)
            ORDER BY id LIMIT 50
            """
        ).map(correction)
    }

    func corrections(of party: Party, before: ID?, limit: Int, in connection: any Connection) throws -> [Correction] {
        let older: Query = before.map { " AND id < \($0)" } ?? ""
        return try connection.rows(
            """
            SELECT \(CorrectionTable.columns) FROM datacentre_correction WHERE party = \(party.description)\(older)
            ORDER BY id DESC LIMIT \(limit: limit)
            """
        ).map(correction)
    }

    /// Those that departments answer; of all for nil.
    func corrections(
        _ states: [CorrectionState], _ departments: [String]?, before: ID?, limit: Int, in connection: any Connection
    ) throws -> [Correction] {
        let whose: Query = departments.map { " AND department IN \(list: $0)" } ?? ""
        let older: Query = before.map { " AND id < \($0)" } ?? ""
        return try connection.rows(
            """
            SELECT \(CorrectionTable.columns) FROM datacentre_correction
            WHERE state IN \(list: states.map(\.rawValue))\(whose)\(older) ORDER BY id DESC LIMIT \(limit: limit)
            """
        ).map(correction)
    }

    /// Open ones whose last day lies before that day, in the order of their making; `after` is the last one of the page before.
    func late(on day: LocalDate, after: ID?, limit: Int, in connection: any Connection) throws -> [Correction] {
        let later: Query = after.map { " AND id > \($0)" } ?? ""
        return try connection.rows(
            """
            SELECT \(CorrectionTable.columns) FROM datacentre_correction
            WHERE state = 'open' AND due_on < \(day)\(later) ORDER BY id LIMIT \(limit: limit)
            """
        ).map(correction)
    }

    private func correction(_ row: ResultRow) throws -> Correction {
        let id = try row.id("id")
        guard let party = Party(try row.text("party")) else { throw StoreError.malformed("a correction without a party") }
        func opened(_ column: StaticString) throws -> String? {
            try row.blobOrNil("\(column)").map { String(decoding: try sealer.openBinary($0, for: context(column, id)), as: UTF8.self) }
        }
        return Correction(
            id: id, kind: try row.value("kind", as: Correction.Kind.self), party: party, access: try row.id("access_id"),
            resource: try row.text("resource"), department: try row.text("department"),
            state: try row.value("state", as: CorrectionState.self), words: try opened("words") ?? "", answer: try opened("answer"),
            madeAt: try row.instant("made_at"), dueOn: try row.date("due_on"), decidedAt: try row.instantOrNil("decided_at"),
            revision: try row.int("revision"), claim: try claim(row, id),
            evidence: try opened("evidence_name").map {
                CorrectionEvidence.Name(name: $0, type: try row.textOrNil("evidence_type") ?? "application/octet-stream")
            })
    }

    private func claim(_ row: ResultRow, _ id: ID) throws -> CorrectionClaim? {
        guard let sealed = try row.blobOrNil("claim") else { return nil }
        let json = try JSON(parsing: sealer.openBinary(sealed, for: context("claim", id)))
        return CorrectionClaim(
            element: try row.text("element"), label: Text(stored: json["label"]), held: Text(stored: json["held"]),
            claimed: Text(stored: json["claimed"]),
            reference: try row.text("reference"))
    }
}

extension CorrectionClaim {
    fileprivate var json: JSON { ["label": JSON(label), "held": JSON(held), "claimed": JSON(claimed)] }
}
