import Cryptography
import Kernel
import Store
import Web

/// The rows of requests for assistance. What was asked and answered names people, so it is sealed.
struct AssistanceTable: Sendable {
    let sealer: Sealer

    static let migration = Migration(
        room: "cases", number: 8, name: "requests for assistance between offices",
        statements: [
            """
            CREATE TABLE cases_assistance (
                id TEXT NOT NULL PRIMARY KEY,
                case_id TEXT NOT NULL REFERENCES cases_case (id),
                application_id TEXT NOT NULL REFERENCES cases_application (id),
                case_number TEXT NOT NULL,
                item TEXT NOT NULL,
                catalogue_version BIGINT NOT NULL,
                from_department TEXT NOT NULL,
                from_region TEXT NOT NULL,
                asker TEXT NOT NULL,
                department TEXT NOT NULL,
                region TEXT NOT NULL,
                subject TEXT NOT NULL,
                role TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('open', 'answered', 'nothing', 'refused', 'withdrawn', 'lapsed')),
                question BLOB NOT NULL,
                answer BLOB,
                asked_at BIGINT NOT NULL,
                due_on TEXT NOT NULL,
                answered_at BIGINT,
                reminded_on TEXT,
                reminders BIGINT NOT NULL CHECK (reminders >= 0),
                revision BIGINT NOT NULL CHECK (revision > 0),
                CHECK ((state = 'open') = (answered_at IS NULL))
            )
            """,
            // The same is not asked twice while it is open: a second click finds the first.
            """
            CREATE UNIQUE INDEX cases_assistance_once ON cases_assistance (case_id, subject, role, department, region)
            WHERE state = 'open'
            """,
            "CREATE INDEX cases_assistance_received ON cases_assistance (department, due_on, id) WHERE state = 'open'",
            "CREATE INDEX cases_assistance_due ON cases_assistance (due_on, id) WHERE state = 'open'",
            "CREATE INDEX cases_assistance_answered ON cases_assistance (department, id)",
            "CREATE INDEX cases_assistance_sent ON cases_assistance (from_department, id)",
            "CREATE INDEX cases_assistance_case ON cases_assistance (case_id, id)",
            "CREATE INDEX cases_assistance_asked ON cases_assistance (asked_at)",
        ])

    private func context(_ column: StaticString, _ id: ID) -> String {
        Sealer.context(table: "cases_assistance", column: "\(column)", row: id.rawValue)
    }

    // MARK: Writing

    /// False where the same is being asked already.
    func insert(_ value: Assistance, in connection: any Connection) throws -> Bool {
        try connection.run(
            """
            INSERT INTO cases_assistance (id, case_id, application_id, case_number, item, catalogue_version, from_department, from_region,
                asker, department, region, subject, role, state, question, answer, asked_at, due_on, answered_at, reminders, revision)
            VALUES (\(value.id), \(value.caseID), \(value.application), \(value.caseNumber), \(value.item), \(value.catalogueVersion),
                \(value.from.department), \(value.from.region.rawValue), \(value.asker), \(value.to.department),
                \(value.to.region.rawValue), \(value.subject.text), \(value.role), \(value.state.rawValue),
                \(sealer.sealBinary(value.question.json.bytes, for: context("question", value.id))), \(sealed(value.answer, value.id)),
                \(value.askedAt), \(value.dueOn), \(value.answeredAt), \(value.reminders), \(value.revision))
            ON CONFLICT (case_id, subject, role, department, region) WHERE state = 'open' DO NOTHING
            """) == 1
    }

    private func sealed(_ answer: AssistanceAnswer?, _ id: ID) -> [UInt8]? {
        answer.map { sealer.sealBinary($0.json.bytes, for: context("answer", id)) }
    }

    /// False where somebody was quicker.
    func replace(_ before: Assistance, with after: Assistance, in connection: any Connection) throws -> Bool {
        try connection.run(
            """
            UPDATE cases_assistance SET state = \(after.state.rawValue), answer = \(sealed(after.answer, before.id)),
                answered_at = \(after.answeredAt), revision = \(after.revision)
            WHERE id = \(before.id) AND revision = \(before.revision)
            """) == 1
    }

    /// Notes one more reminder on a day; false where that day's is noted.
    func remind(_ id: ID, on day: LocalDate, in connection: any Connection) throws -> Bool {
        try connection.run(
            """
            UPDATE cases_assistance SET reminders = reminders + 1, reminded_on = \(day)
            WHERE id = \(id) AND state = 'open' AND (reminded_on IS NULL OR reminded_on < \(day))
            """) == 1
    }

    // MARK: Reading

    private static let columns: Query = """
        s.id, s.case_id, s.application_id, s.case_number, s.item, s.catalogue_version, s.from_department, s.from_region, s.asker,
        s.department, s.region, s.subject, s.role, s.state, s.question, s.answer, s.asked_at, s.due_on, s.answered_at, s.reminders, s.revision
        """

    func assistance(_ id: ID, in connection: any Connection) throws -> Assistance? {
        try connection.row("SELECT \(AssistanceTable.columns) FROM cases_assistance s WHERE s.id = \(id)").map(value)
    }

    /// Of one case, the oldest first.
    func assistances(ofCase id: ID, in connection: any Connection) throws -> [Assistance] {
        try connection.rows("SELECT \(AssistanceTable.columns) FROM cases_assistance s WHERE s.case_id = \(id) ORDER BY s.id").map(value)
    }

    func open(like value: Assistance, in connection: any Connection) throws -> Assistance? {
        try connection.row(
            """
            SELECT \(AssistanceTable.columns) FROM cases_assistance s WHERE s.case_id = \(value.caseID) AND s.subject = \(value.subject.text)
                AND s.role = \(value.role) AND s.department = \(value.to.department) AND s.region = \(value.to.region.rawValue)
                AND s.state = 'open'
            """
        ).map(self.value)
    }

    /// What offices of a scope have to answer, what is due first first.
    func waiting(_ rights: Query, after: WorklistKey?, limit: Int, in connection: any Connection) throws -> [Assistance] {
        let beyond: Query = after.map { " AND (s.due_on, s.id) > (\($0.dueOn), \($0.id))" } ?? ""
        return try connection.rows(
            """
            SELECT \(AssistanceTable.columns) FROM cases_assistance s WHERE s.state = 'open' AND \(rights)\(beyond)
            ORDER BY s.due_on, s.id LIMIT \(limit: limit)
            """
        ).map(value)
    }

    /// The newest first, whatever their state; only those closed for `closed`.
    func latest(_ rights: Query, closed: Bool, before: ID?, limit: Int, in connection: any Connection) throws -> [Assistance] {
        let older: Query = before.map { " AND s.id < \($0)" } ?? ""
        let which: Query = closed ? "s.state <> 'open' AND " : ""
        return try connection.rows(
            """
            SELECT \(AssistanceTable.columns) FROM cases_assistance s WHERE \(which)\(rights)\(older) ORDER BY s.id DESC LIMIT \(limit: limit)
            """
        ).map(value)
    }

    /// Open ones by the clock: late on that day, or whose case has ended.
    func late(on day: LocalDate, after: WorklistKey?, limit: Int, in connection: any Connection) throws -> [Assistance] {
        try waiting("s.due_on < \(day)", after: after, limit: limit, in: connection)
    }

    func ended(limit: Int, in connection: any Connection) throws -> [Assistance] {
        try connection.rows(
            """
            SELECT \(AssistanceTable.columns) FROM cases_assistance s JOIN cases_case c ON c.id = s.case_id
            WHERE s.state = 'open' AND c.closed_at IS NOT NULL ORDER BY s.id LIMIT \(limit: limit)
            """
        ).map(value)
    }

    /// Which of these cases wait for an answer, and which have one.
    func standing(among cases: [ID], in connection: any Connection) throws -> [ID: Bool] {
        guard !cases.isEmpty else { return [:] }
        let rows = try connection.rows(
            """
            SELECT s.case_id, MAX(CASE WHEN s.state = 'open' THEN 1 ELSE 0 END) AS waits FROM cases_assistance s
            WHERE s.case_id IN \(list: cases) AND s.state IN ('open', 'answered', 'nothing', 'refused') GROUP BY s.case_id
            """)
        return Dictionary(try rows.map { (try $0.id("case_id"), try $0.int("waits") == 1) }) { first, _ in first }
    }

    private func value(_ row: ResultRow) throws -> Assistance {
        let id = try row.id("id")
        let question = try AssistanceQuestion(json: JSON(parsing: sealer.openBinary(row.blob("question"), for: context("question", id))))
        let answer = try row.blobOrNil("answer").map {
            try AssistanceAnswer(json: JSON(parsing: sealer.openBinary($0, for: context("answer", id))))
        }
        guard let fromRegion = RegionCode(try row.text("from_region")), let region = RegionCode(try row.text("region")),
            let subject = AssistanceSubject(try row.text("subject")), let question
        else { throw StoreError.malformed("cases_assistance \(id) is incomplete") }
        return Assistance(
            id: id, caseID: try row.id("case_id"), application: try row.id("application_id"), caseNumber: try row.text("case_number"),
            item: try row.text("item"), catalogueVersion: try row.int("catalogue_version"),
            from: AssistingOffice(try row.text("from_department"), fromRegion), asker: try row.id("asker"),
            to: AssistingOffice(try row.text("department"), region), subject: subject, role: try row.text("role"),
            state: try row.value("state", as: AssistanceState.self), question: question, answer: answer,
            askedAt: try row.instant("asked_at"),
            dueOn: try row.date("due_on"), answeredAt: try row.instantOrNil("answered_at"), reminders: try row.int("reminders"),
            revision: try row.int("revision"))
    }
}

extension AssistanceQuestion {
    fileprivate var json: JSON {
        [
            "asker": .string(askerName), "name": .string(name), "number": .string(number), "words": .string(words), "basis": .string(basis),
        ]
    }

    fileprivate init?(json: JSON) {
        guard let asker = json["asker"]?.string, let name = json["name"]?.string, let number = json["number"]?.string,
            let words = json["words"]?.string, let basis = json["basis"]?.string
        else { return nil }
        self.init(askerName: asker, name: name, number: number, words: words, basis: basis)
    }
}

extension AssistanceAnswer {
    fileprivate var json: JSON {
        .present([
            ("officer", .string(officerName)), ("words", words.map(JSON.string)), ("value", value), ("asOf", JSON(asOf?.description)),
            ("file", JSON(file?.rawValue)), ("fileName", fileName.map(JSON.string)),
        ])
    }

    fileprivate init(json: JSON) {
        self.init(
            officerName: json["officer"]?.string ?? "", words: json["words"]?.string, value: json["value"],
            asOf: json["asOf"]?.string.flatMap { LocalDate($0) }, file: json["file"]?.string.flatMap { ID($0) },
            fileName: json["fileName"]?.string)
    }
}
