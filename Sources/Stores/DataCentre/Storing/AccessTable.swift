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
    var at: Instant

    init(id: ID, question: RecordQuestion, purpose: Purpose, result: AskingResult, at: Instant) {
        self.init(id: id, question: question, purpose: purpose, outcome: result.answer.word, at: at)
        (basis, detail, microseconds) = (result.basis, result.detail, result.microseconds)
    }

    init(id: ID, question: RecordQuestion, purpose: Purpose, outcome: String, at: Instant) {
        (self.id, self.question, self.purpose, self.outcome, self.at) = (id, question, purpose, outcome, at)
        microseconds = 0
    }
}

/// The log of every access. Lines are added and never changed.
struct AccessTable: Sendable {
    let blindIndex: BlindIndex

    private func hash(of key: String) -> String { blindIndex.hash(key, purpose: "data-subject") }

    func insert(_ lines: [LogLine], in connection: any Connection) throws {
        guard !lines.isEmpty else { return }
        let rows = lines.map { line -> Query in
            let purpose = line.purpose
            return """
                (\(line.id), \(line.at), \(hash(of: line.question.key)), \(line.question.resource), \(purpose.reader.rawValue),
                \(purpose.account), \(purpose.code), \(purpose.reason.zh), \(purpose.reason.en), \(purpose.reference), \(line.outcome),
                \(line.basis?.department ?? purpose.department), \(line.basis?.item), \(line.basis?.grant), \(line.detail), \(line.microseconds))
                """
        }
        try connection.run(
            """
            INSERT INTO datacentre_access (id, at, subject_hash, resource, reader, account, code, reason_zh, reason_en, reference, outcome,
                department, item, grant_id, detail, microseconds)
            VALUES \(Query.joined(rows, separator: ", "))
            """)
    }

    static let columns: Query = """
        id, at, resource, reader, account, code, reason_zh, reason_en, reference, outcome, department, item, grant_id, detail, microseconds
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
        DataAccess(
            id: try row.id("id"), at: try row.instant("at"), resource: try row.text("resource"),
            reader: try row.value("reader", as: Purpose.Reader.self), account: try row.idOrNil("account"), code: try row.text("code"),
            reason: Text(try row.text("reason_zh"), try row.text("reason_en")), reference: try row.text("reference"),
            outcome: try row.text("outcome"), department: try row.textOrNil("department"), item: try row.textOrNil("item"),
            grant: try row.idOrNil("grant_id"), detail: try row.textOrNil("detail"), microseconds: try row.int64OrNil("microseconds") ?? 0)
    }
}

extension RecordAnswer {
    var word: String {
        switch self {
        case .record: "found"
        case .none: "none"
        case .unavailable: "unavailable"
        }
    }
}
