import Cryptography
import Kernel
import Store

/// A department that was told of a correction.
struct CorrectionNotice: Sendable, Hashable {
    var correction: Correction
    var at: Instant
    var uses: Int
    /// The printed number of the licence.
    var number: String
    /// Its open cases that rest on it; empty until whoever knows cases has said.
    var cases: [ConcernedCase]
}

/// Objections, and who was told of their answers.
struct CorrectionTable: Sendable {
    let sealer: Sealer

    private func context(_ id: ID) -> String { Sealer.context(table: "licences_correction", column: "content", row: id.rawValue) }

    private func content(_ value: Correction) -> [UInt8] {
        let json: JSON = ["objector": .string(value.objectorName), "wrong": .string(value.wrong), "answer": .string(value.answer)]
        return sealer.sealBinary(json.bytes, for: context(value.id))
    }

    func insert(_ value: Correction, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO licences_correction (id, licence_id, type, issuer, region, objector, party, department, account, state, raised_at, due_on,
                provisional, version, content)
            VALUES (\(value.id), \(value.licence), \(value.type), \(value.issuer), \(value.region.sixDigits), \(value.objector.rawValue),
                \(value.party?.description), \(value.department), \(value.account), \(value.state.rawValue), \(value.raisedAt),
                \(value.due.date), \(value.due.provisional), \(value.version), \(content(value)))
            """)
    }

    /// Writes the next state where the version still is the one that was read.
    func update(_ value: Correction, from version: Int, in connection: any Connection) throws -> Bool {
        try connection.run(
            """
            UPDATE licences_correction SET state = \(value.state.rawValue), answered_at = \(value.answeredAt), new_licence_id = \(value.newLicence),
                version = \(version + 1), content = \(content(value))
            WHERE id = \(value.id) AND version = \(version)
            """) == 1
    }

    func correction(_ id: ID, in connection: any Connection) throws -> Correction? {
        try connection.row("SELECT * FROM licences_correction WHERE id = \(id)").map(correction)
    }

    func open(of licence: ID, in connection: any Connection) throws -> Correction? {
        try connection.row("SELECT * FROM licences_correction WHERE licence_id = \(licence) AND state IN ('raised', 'examining')").map(
            correction)
    }

    func all(of licence: ID, in connection: any Connection) throws -> [Correction] {
        try connection.rows("SELECT * FROM licences_correction WHERE licence_id = \(licence) ORDER BY id DESC LIMIT 50").map(correction)
    }

    /// What a party objected to, the latest first.
    func all(of party: Party, before: ID?, limit: Int, in connection: any Connection) throws -> [Correction] {
        let older: Query = before.map { " AND id < \($0)" } ?? ""
        return try connection.rows(
            """
            SELECT * FROM licences_correction WHERE party = \(party.description)\(older) ORDER BY id DESC LIMIT \(limit: limit)
            """
        ).map(correction)
    }

    /// What an issuer has to answer, what is due first first; or what it has answered, the latest first.
    func list(open isOpen: Bool, _ rights: Query, in connection: any Connection) throws -> [Correction] {
        let query: Query =
            isOpen
            ? "SELECT * FROM licences_correction WHERE state IN ('raised', 'examining') AND \(rights) ORDER BY due_on, id LIMIT 100"
            : "SELECT * FROM licences_correction WHERE state NOT IN ('raised', 'examining') AND \(rights) ORDER BY id DESC LIMIT 100"
        return try connection.rows(query).map(correction)
    }

    /// Open ones whose last day lies before that day and of which nobody has been reminded, what was due first first.
    func late(on day: LocalDate, limit: Int, in connection: any Connection) throws -> [Correction] {
        try connection.rows(
            """
            SELECT * FROM licences_correction
            WHERE state IN ('raised', 'examining') AND reminded_at IS NULL AND due_on < \(day) ORDER BY due_on, id LIMIT \(limit: limit)
            """
        ).map(correction)
    }

    /// Whether this is the first reminder of an objection.
    func noteReminder(of id: ID, at now: Instant, in connection: any Connection) throws -> Bool {
        try connection.run("UPDATE licences_correction SET reminded_at = \(now) WHERE id = \(id) AND reminded_at IS NULL") == 1
    }

    func notify(_ department: String, of correction: Correction, uses: Int, at instant: Instant, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO licences_notice (correction_id, department, at, uses) VALUES (\(correction.id), \(department), \(instant), \(uses))
            """)
    }

    /// Keeps which cases of a department are concerned; said again, it is said anew.
    func name(_ cases: [ConcernedCase], of department: String, concernedBy correction: ID, in connection: any Connection) throws {
        let content = JSON.array(cases.map { ["id": .string($0.id.rawValue), "number": .string($0.number)] })
        try connection.run(
            """
            UPDATE licences_notice SET cases = \(content.text) WHERE correction_id = \(correction) AND department = \(department)
            """)
    }

    /// What departments were told, the latest first; nil for every department.
    func notices(to departments: [String]?, in connection: any Connection) throws -> [(department: String, notice: CorrectionNotice)] {
        let whose: Query = departments.map { "n.department IN \(list: $0)" } ?? "1 = 1"
        return try connection.rows(
            """
            SELECT c.*, n.department AS told, n.at AS told_at, n.uses, n.cases, l.number FROM licences_notice n
            JOIN licences_correction c ON c.id = n.correction_id JOIN licences_licence l ON l.id = c.licence_id
            WHERE \(whose) ORDER BY n.correction_id DESC LIMIT 100
            """
        ).map { row in
            let cases = try row.textOrNil("cases").map { try JSON(parsing: Array($0.utf8)).array ?? [] } ?? []
            return (
                try row.text("told"),
                CorrectionNotice(
                    correction: try correction(row), at: try row.instant("told_at"), uses: try row.int("uses"),
                    number: try row.text("number"),
                    cases: cases.compactMap { one in
                        one["id"]?.string.flatMap { ID($0) }.map { ConcernedCase(id: $0, number: one["number"]?.string ?? "") }
                    })
            )
        }
    }

    private func correction(_ row: ResultRow) throws -> Correction {
        let id = try row.id("id")
        let content = try JSON(parsing: sealer.openBinary(row.blob("content"), for: context(id)))
        guard let region = RegionCode(try row.text("region")) else { throw StoreError.malformed("licences_correction \(id) has no region") }
        return Correction(
            id: id, licence: try row.id("licence_id"), type: try row.text("type"), issuer: try row.text("issuer"), region: region,
            objector: try row.value("objector", as: Correction.Objector.self), party: try row.textOrNil("party").flatMap { Party($0) },
            department: try row.textOrNil("department"), account: try row.idOrNil("account"),
            state: try row.value("state", as: CorrectionState.self), raisedAt: try row.instant("raised_at"),
            due: DueDate(date: try row.date("due_on"), provisional: try row.bool("provisional")),
            answeredAt: try row.instantOrNil("answered_at"), newLicence: try row.idOrNil("new_licence_id"), version: try row.int("version"),
            objectorName: content["objector"]?.string ?? "", wrong: content["wrong"]?.string ?? "", answer: content["answer"]?.string ?? "")
    }
}
