import Cryptography
import Kernel
import Store

/// One line of the log as it is written: who asked what about whom, for what, by what right, and how it came out.
struct LogLine: Sendable {
    var id: ID
    var question: RecordQuestion
    var purpose: Purpose
    /// `found`, `none`, `unavailable`.
    var outcome: String
    var basis: SharingBasis?
    var detail: String?
    var microseconds: Int64
    /// How many records were told.
    var records: Int
    var at: Instant

    init(id: ID, question: RecordQuestion, purpose: Purpose, result: AskingResult, at: Instant) {
        self.init(id: id, question: question, purpose: purpose, outcome: result.answer.word, at: at)
        (basis, detail, microseconds, records) = (result.basis, result.detail, result.microseconds, result.answer.count)
    }

    init(id: ID, question: RecordQuestion, purpose: Purpose, outcome: String, took: Int64 = 0, at: Instant) {
        (self.id, self.question, self.purpose, self.outcome, self.at) = (id, question, purpose, outcome, at)
        (microseconds, records) = (took, outcome == "found" ? 1 : 0)
    }
}

/// The log of every access. Lines are added and never changed.
struct AccessTable: Sendable {
    let blindIndex: BlindIndex

    /// Which system asked, and how many records it was told.
    static let migration = Migration(
        room: "datacentre", number: 7, name: "which system asked, and how much it was told",
        statements: [
            "ALTER TABLE datacentre_access ADD COLUMN system TEXT",
            "ALTER TABLE datacentre_access ADD COLUMN records BIGINT",
            "CREATE INDEX datacentre_correction_of_access ON datacentre_correction (access_id)",
        ])

    private func hash(of key: String) -> String { blindIndex.hash(key, purpose: "data-subject") }

    func insert(_ lines: [LogLine], in connection: any Connection) throws {
        guard !lines.isEmpty else { return }
        let rows = lines.map { line -> Query in
            let purpose = line.purpose
            return """
                (\(line.id), \(line.at), \(hash(of: line.question.key)), \(line.question.resource), \(purpose.reader.rawValue),
                \(purpose.account), \(purpose.code), \(purpose.reason.zh), \(purpose.reason.en), \(purpose.reference), \(line.outcome),
                \(line.basis?.department ?? purpose.department), \(line.basis?.item), \(line.basis?.grant), \(line.detail), \(line.microseconds),
                \(purpose.system), \(line.records))
                """
        }
        try connection.run(
            """
            INSERT INTO datacentre_access (id, at, subject_hash, resource, reader, account, code, reason_zh, reason_en, reference, outcome,
                department, item, grant_id, detail, microseconds, system, records)
            VALUES \(Query.joined(rows, separator: ", "))
            """)
    }

    static let columns: Query = """
        id, at, resource, reader, account, code, reason_zh, reason_en, reference, outcome, department, item, grant_id, detail, microseconds,
        system, records, (SELECT MAX(c.id) FROM datacentre_correction c WHERE c.access_id = datacentre_access.id) AS correction
        """

    func accesses(about key: String, before: ID?, limit: Int, in connection: any Connection) throws -> [DataAccess] {
        let older: Query = before.map { " AND id < \($0)" } ?? ""
        return try connection.rows(
            """
            SELECT \(AccessTable.columns) FROM datacentre_access
            WHERE subject_hash IN \(list: blindIndex.hashes(key, purpose: "data-subject"))\(older) ORDER BY id DESC LIMIT \(limit: limit)
            """
        ).map(access)
    }

    /// One line, if it is about whoever the key names.
    func access(_ id: ID, about key: String, in connection: any Connection) throws -> DataAccess? {
        try connection.row(
            """
            SELECT \(AccessTable.columns) FROM datacentre_access
            WHERE id = \(id) AND subject_hash IN \(list: blindIndex.hashes(key, purpose: "data-subject"))
            """
        ).map(access)
    }

    /// The latest line of a resource about one of these people that some occasion left.
    func latest(of resource: String, reference: String, about keys: [String], in connection: any Connection) throws -> DataAccess? {
        let hashes = keys.flatMap { blindIndex.hashes($0, purpose: "data-subject") }
        guard !hashes.isEmpty else { return nil }
        return try connection.row(
            """
            SELECT \(AccessTable.columns) FROM datacentre_access
            WHERE subject_hash IN \(list: hashes) AND reference = \(reference) AND resource = \(resource) ORDER BY id DESC LIMIT 1
            """
        ).map(access)
    }

    private func access(_ row: ResultRow) throws -> DataAccess {
        var access = DataAccess(
            id: try row.id("id"), at: try row.instant("at"), resource: try row.text("resource"),
            reader: try row.value("reader", as: Purpose.Reader.self), account: try row.idOrNil("account"), code: try row.text("code"),
            reason: Text(try row.text("reason_zh"), try row.text("reason_en")), reference: try row.text("reference"),
            outcome: try row.text("outcome"), department: try row.textOrNil("department"), item: try row.textOrNil("item"),
            grant: try row.idOrNil("grant_id"), detail: try row.textOrNil("detail"), microseconds: try row.int64OrNil("microseconds") ?? 0)
        (access.system, access.records) = (try row.textOrNil("system"), try row.intOrNil("records") ?? 0)
        access.correction = try row.idOrNil("correction")
        return access
    }
}

extension RecordAnswer {
    /// Records that it tells: one about whoever was asked for, or as many as stand in its longest list of related ones.
    var count: Int {
        guard case .record(let content, _, _) = self else { return 0 }
        return max(1, (content.members ?? []).map { $0.value.array?.count ?? 1 }.max() ?? 1)
    }

    var word: String {
        switch self {
        case .record: "found"
        case .none: "none"
        case .unavailable: "unavailable"
        }
    }
}
