import Cryptography
import Kernel
import Store

/// The only code that reads and writes presentations, their codes and the log of verifications.
struct PresentationTable: Sendable {
    let sealer: Sealer
    let blindIndex: BlindIndex

    // MARK: Presentations and their codes

    func insert(_ presentation: Presentation, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO licences_presentation (id, licence_id, holder, account, shown, started_at, ends_at)
            VALUES (\(presentation.id), \(presentation.licence), \(presentation.holder), \(presentation.account),
                \(JSON.array(presentation.shown.sorted().map(JSON.string)).text), \(presentation.startedAt), \(presentation.endsAt))
            """)
    }

    private static let columns: Query = """
        p.id, p.licence_id, p.holder, p.account, p.shown, p.started_at, p.ends_at, p.closed_at, p.read_at, p.reader_kind, p.reader_zh, p.reader_en,
        p.verdict
        """

    func presentation(_ id: ID, in connection: any Connection) throws -> Presentation? {
        try connection.row("SELECT \(PresentationTable.columns) FROM licences_presentation p WHERE p.id = \(id)").map(presentation)
    }

    /// What a code stands for, and until when it does.
    func presentation(token: String, in connection: any Connection) throws -> (Presentation, expiresAt: Instant)? {
        try connection.row(
            """
            SELECT \(PresentationTable.columns), t.expires_at FROM licences_token t JOIN licences_presentation p ON p.id = t.presentation_id
            WHERE t.hash = \(PresentationTable.hash(of: token))
            """
        ).map { (try presentation($0), try $0.instant("expires_at")) }
    }

    func insert(token: String, of presentation: ID, expiresAt: Instant, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO licences_token (hash, presentation_id, expires_at)
            VALUES (\(PresentationTable.hash(of: token)), \(presentation), \(expiresAt))
            """)
    }

    /// Notes who read it; false where somebody was first.
    func read(_ id: ID, by reader: Reader, verdict: Verdict, at instant: Instant, in connection: any Connection) throws -> Bool {
        try connection.run(
            """
            UPDATE licences_presentation SET read_at = \(instant), reader_kind = \(reader.kind.rawValue), reader_zh = \(reader.words.zh),
                reader_en = \(reader.words.en), verdict = \(verdict.rawValue)
            WHERE id = \(id) AND read_at IS NULL AND closed_at IS NULL
            """) == 1
    }

    func close(_ id: ID, at instant: Instant, in connection: any Connection) throws {
        try connection.run(
            "UPDATE licences_presentation SET closed_at = \(instant) WHERE id = \(id) AND closed_at IS NULL AND read_at IS NULL")
    }

    /// Forgets presentations that ended before an instant, with their codes. What was read stays in the log of uses.
    func sweep(before instant: Instant, in connection: any Connection) throws {
        let ended: Query = "SELECT id FROM licences_presentation WHERE ends_at < \(instant) ORDER BY ends_at LIMIT 2000"
        let ids = try connection.rows(ended).map { try $0.id("id") }
        guard !ids.isEmpty else { return }
        try connection.run("DELETE FROM licences_token WHERE presentation_id IN \(list: ids)")
        try connection.run("DELETE FROM licences_presentation WHERE id IN \(list: ids)")
    }

    /// The code itself is nowhere: whoever reads the database can present nothing.
    static func hash(of token: String) -> String { Base64URL.encode(Digest.sha256.hash(text: token)) }

    private func presentation(_ row: ResultRow) throws -> Presentation {
        let shown = try JSON(parsing: Array(try row.text("shown").utf8)).array?.compactMap(\.string) ?? []
        var read: Presentation.Read?
        if let at = try row.instantOrNil("read_at") {
            let reader = Reader(
                kind: try row.value("reader_kind", as: Reader.Kind.self),
                words: Text(try row.textOrNil("reader_zh") ?? "", try row.textOrNil("reader_en") ?? ""), account: nil)
            read = Presentation.Read(at: at, reader: reader, verdict: try row.value("verdict", as: Verdict.self))
        }
        return Presentation(
            id: try row.id("id"), licence: try row.id("licence_id"), holder: try row.int("holder"), account: try row.id("account"),
            shown: Set(shown),
            startedAt: try row.instant("started_at"), endsAt: try row.instant("ends_at"), closedAt: try row.instantOrNil("closed_at"),
            read: read)
    }

    // MARK: The log

    /// Keeps the line of a check, whatever it came to. The reader's address is kept as a keyed hash.
    func log(_ check: VerificationLine, id: ID, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO licences_verification (id, at, means, verdict, licence_id, account, address_hash)
            VALUES (\(id), \(check.at), \(check.means.rawValue), \(check.verdict.rawValue), \(check.licence), \(check.account),
                \(blindIndex.hash(check.address, purpose: "licence-reader")))
            """)
    }

    // MARK: Credentials

    private func context(_ licence: ID) -> String {
        Sealer.context(table: "licences_credential", column: "holder_key", row: licence.rawValue)
    }

    /// The place of a licence in a status list, and its holder's key.
    struct Holding: Sendable {
        let status: StatusEntry
        let key: SigningKey
    }

    /// The same as it stands in its row: the key is opened where it is needed, and not while others wait for the connection.
    struct SealedHolding: Sendable {
        let licence: ID
        let status: StatusEntry
        let key: [UInt8]
    }

    /// nil before the licence was first made into a file.
    func holding(of licence: ID, in connection: any Connection) throws -> SealedHolding? {
        try connection.row("SELECT status_list, status_index, holder_key FROM licences_credential WHERE licence_id = \(licence)").map {
            row in
            SealedHolding(
                licence: licence, status: StatusEntry(list: try row.int64("status_list"), index: try row.int("status_index")),
                key: try row.blob("holder_key"))
        }
    }

    func opened(_ sealed: SealedHolding) throws -> Holding {
        let jwk = try JSON(parsing: sealer.openBinary(sealed.key, for: context(sealed.licence)))
        guard let key = SigningKey(stored: jwk) else { throw StoreError.malformed("the key of licence \(sealed.licence) is none") }
        return Holding(status: sealed.status, key: key)
    }

    /// Keeps both; false where the licence has them already or the place is taken.
    func insert(_ holding: Holding, of licence: ID, at instant: Instant, in connection: any Connection) throws -> Bool {
        let key = sealer.sealBinary(holding.key.privateJWK.bytes, for: context(licence))
        return try connection.run(
            """
            INSERT INTO licences_credential (licence_id, status_list, status_index, holder_key, made_at)
            VALUES (\(licence), \(holding.status.list), \(holding.status.index), \(key), \(instant))
            ON CONFLICT DO NOTHING
            """) == 1
    }

    /// A list as it stands now; nil where no place of it was given out. Only what is not valid is read: few of many.
    func list(_ number: Int64, in connection: any Connection) throws -> StatusList? {
        guard try connection.exists("SELECT 1 FROM licences_credential WHERE status_list = \(number)") else { return nil }
        var list = StatusList()
        let rows = try connection.rows(
            """
            SELECT c.status_index, l.status FROM licences_credential c JOIN licences_licence l ON l.id = c.licence_id
            WHERE c.status_list = \(number) AND l.status <> 'active'
            """)
        for row in rows { list[try row.int("status_index")] = try row.value("status", as: LicenceStatus.self).published }
        return list
    }
}
