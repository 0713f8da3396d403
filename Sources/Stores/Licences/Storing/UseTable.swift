import Kernel
import Store

/// How often licences of a type were used for an item in the last days.
struct UseCount: Sendable, Hashable {
    var item: String
    var uses: Int
    /// The latest day on which there was one.
    var latest: LocalDate

    /// The days that are counted together, today among them.
    static let days = 30
}

/// Reads and counts the log of use.
struct UseTable: Sendable {
    private static let shards = 16

    /// Adds one; which of the shards follows from the line's id, so that two uses at once seldom meet.
    func count(_ use: LicenceUse, id: ID, in connection: any Connection) throws {
        let shard = Int(id.rawValue.utf8.last ?? 0) % UseTable.shards
        try connection.run(
            """
            INSERT INTO licences_use_count (type, item, day, shard, uses)
            VALUES (\(use.licence.type), \(use.code), \(use.at.date), \(shard), 1)
            ON CONFLICT (type, item, day, shard) DO UPDATE SET uses = licences_use_count.uses + 1
            """)
    }

    /// What a type was used for in the days up to one, the most used first. Each item stands there, as many as the catalogue has.
    func counts(of type: String, until day: LocalDate, in connection: any Connection) throws -> [UseCount] {
        try connection.rows(
            """
            SELECT item, CAST(SUM(uses) AS BIGINT) AS total, MAX(day) AS latest FROM licences_use_count
            WHERE type = \(type) AND day > \(day.adding(days: -UseCount.days)) AND day <= \(day)
            GROUP BY item ORDER BY total DESC, item
            """
        ).map { UseCount(item: try $0.text("item"), uses: try $0.int("total"), latest: try $0.date("latest")) }
    }

    func lines(of licence: ID, limit: Int, in connection: any Connection) throws -> [UseLine] {
        try connection.rows("SELECT * FROM licences_use WHERE licence_id = \(licence) ORDER BY id DESC LIMIT \(limit: limit)").map(line)
    }

    /// The uses of the licences of a holder, who has several hashes while keys are changed: of those that they hold alone or first, by one
    /// index, and of those that they hold with others, by another.
    func lines(of hashes: [String], before: ID?, limit: Int, in connection: any Connection) throws -> [UseLine] {
        let older: Query = before.map { " AND id < \($0)" } ?? ""
        return try connection.rows(
            """
            SELECT * FROM (SELECT * FROM licences_use WHERE holder_hash IN \(list: hashes)\(older) ORDER BY id DESC LIMIT \(limit: limit)) alone
            UNION SELECT * FROM (SELECT * FROM licences_use WHERE licence_id IN \(UseTable.coheld(hashes))\(older)
                ORDER BY id DESC LIMIT \(limit: limit)) together
            ORDER BY id DESC LIMIT \(limit: limit)
            """
        ).map(line)
    }

    func line(_ id: ID, of hashes: [String], in connection: any Connection) throws -> UseLine? {
        try connection.row(
            """
            SELECT * FROM licences_use WHERE id = \(id) AND (holder_hash IN \(list: hashes) OR licence_id IN \(UseTable.coheld(hashes)))
            """
        ).map(line)
    }

    private static func coheld(_ hashes: [String]) -> Query {
        "(SELECT licence_id FROM licences_coholder WHERE holder_hash IN \(list: hashes))"
    }

    func lines(after id: String, limit: Int, in connection: any Connection) throws -> [UseLine] {
        try connection.rows("SELECT * FROM licences_use WHERE id > \(id) ORDER BY id LIMIT \(limit: limit)").map(line)
    }

    /// The annotated copy that a use made; nil for a use that made none.
    func copy(_ id: ID, in connection: any Connection) throws -> CopyLine? {
        guard let line = try connection.row("SELECT * FROM licences_use WHERE id = \(id)").map(line), let until = line.validUntil else {
            return nil
        }
        return CopyLine(line: line, validUntil: until)
    }

    /// For what a licence was used, the latest first: things or items, and the drafts, applications and cases that needed it.
    func references(to licence: ID, limit: Int, in connection: any Connection) throws -> [(item: String, reference: String)] {
        try connection.rows(
            """
            SELECT COALESCE(thing, code) AS whole, reference, MAX(id) AS last FROM licences_use
            WHERE licence_id = \(licence) AND reader <> 'verifier' GROUP BY COALESCE(thing, code), reference ORDER BY last DESC LIMIT \(limit: limit)
            """
        ).map { (try $0.text("whole"), try $0.text("reference")) }
    }

    private func line(_ row: ResultRow) throws -> UseLine {
        UseLine(
            id: try row.id("id"), at: try row.instant("at"), licence: try row.id("licence_id"), type: try row.textOrNil("type") ?? "",
            reader: try row.text("reader"), account: try row.idOrNil("account"), code: try row.text("code"),
            reason: Text(try row.text("reason_zh"), try row.text("reason_en")), reference: try row.text("reference"),
            department: try row.textOrNil("department"), basis: try row.textOrNil("basis"), validUntil: try row.instantOrNil("valid_until"),
            microseconds: try row.int64OrNil("microseconds") ?? 0)
    }
}
