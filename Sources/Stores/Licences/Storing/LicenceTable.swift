import Cryptography
import Kernel
import Store

/// The only code that reads and writes this room's tables.
struct LicenceTable: Sendable {
    let sealer: Sealer
    let blindIndex: BlindIndex

    var events: LicenceEventTable { LicenceEventTable(sealer: sealer) }
    var useLog: UseTable { UseTable() }
    var collections: CollectionTable { CollectionTable(sealer: sealer) }
    var corrections: CorrectionTable { CorrectionTable(sealer: sealer) }

    func hash(of number: String) -> String { blindIndex.hash(number, purpose: "licence-holder") }

    /// Under every key that was in use.
    func hashes(of number: String) -> [String] { blindIndex.hashes(number, purpose: "licence-holder") }

    private func context(_ id: ID) -> String { Sealer.context(table: "licences_licence", column: "content", row: id.rawValue) }

    /// The statements that enter a licence: its row, and one for each further holder.
    func insertion(_ licence: Licence, guardian: String? = nil, at instant: Instant) -> [Query] {
        var content = json(licence.holder)
        content["face"] = .object(licence.face.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value) })
        let row: Query = """
            INSERT INTO licences_licence (id, identifier, type, version, number, holder_hash, guardian_hash, status, trust, issuer, issued_on, valid_from,
                valid_until, content, case_id, changed_at, region, origin, coholders)
            VALUES (\(licence.id), \(licence.identifier.rawValue), \(licence.type), \(licence.version), \(licence.number),
                \(hash(of: licence.holder.number)), \(guardian.map(hash)), \(licence.status.rawValue), \(licence.trust.rawValue), \(licence.issuer),
                \(licence.issuedOn), \(licence.validFrom), \(licence.validUntil), \(sealer.sealBinary(content.bytes, for: context(licence.id))),
                \(licence.caseID), \(instant), \(licence.region.sixDigits), \(licence.origin.rawValue), \(licence.coholders.count))
            """
        return [row]
            + licence.coholders.enumerated().map { index, holder in
                let context = coholderContext(licence.id, index + 2)
                return """
                    INSERT INTO licences_coholder (licence_id, position, holder_hash, content)
                    VALUES (\(licence.id), \(index + 2), \(hash(of: holder.number)), \(sealer.sealBinary(json(holder).bytes, for: context)))
                    """
            }
    }

    private func coholderContext(_ id: ID, _ position: Int) -> String {
        Sealer.context(table: "licences_coholder", column: "content", row: "\(id)/\(position)")
    }

    private func json(_ holder: Licence.Holder) -> JSON {
        var json: JSON = ["kind": .string(holder.kind.rawValue), "name": .string(holder.name), "number": .string(holder.number)]
        // What is usual goes without saying.
        if holder.code != .creditCode, holder.code != .identityNumber { json["code"] = .string(holder.code.rawValue) }
        return json
    }

    private func holder(_ json: JSON) -> Licence.Holder? {
        guard let name = json["name"]?.string, let number = json["number"]?.string,
            let kind = json["kind"]?.string.flatMap(Licence.Holder.Kind.init(rawValue:))
        else { return nil }
        return Licence.Holder(kind: kind, name: name, number: number, code: json["code"]?.string.flatMap(HolderCode.init(rawValue:)))
    }

    static let columns: Query = """
        id, identifier, type, version, number, status, trust, issuer, issued_on, valid_from, valid_until, content, case_id, region, origin, coholders
        """

    func licence(_ id: ID, in connection: any Connection) throws -> Licence? {
        try connection.row("SELECT \(LicenceTable.columns) FROM licences_licence WHERE id = \(id)").map { try licence($0, in: connection) }
    }

    func licence(identifier: String, in connection: any Connection) throws -> Licence? {
        try connection.row("SELECT \(LicenceTable.columns) FROM licences_licence WHERE identifier = \(identifier)").map {
            try licence($0, in: connection)
        }
    }

    /// The licence whose state stands at a place of a status list.
    func licence(at status: StatusEntry, in connection: any Connection) throws -> Licence? {
        try connection.row(
            """
            SELECT \(LicenceTable.columns) FROM licences_licence WHERE id =
                (SELECT licence_id FROM licences_credential WHERE status_list = \(status.list) AND status_index = \(status.index))
            """
        ).map { try licence($0, in: connection) }
    }

    /// The newest first. Superseded versions are history and not listed.
    func licences(of holder: String, types: [String]?, in connection: any Connection) throws -> [Licence] {
        try connection.rows(holderLookup(holder, types: types)).map { try licence($0, in: connection) }
    }

    /// The look-up by holder: 10,000,000 licences or ten, it costs a few steps in two indexes. The first of them bears the type as well, so that
    /// an enterprise with hundreds of other licences costs no more. The cross join keeps SQLite from going through all licences of a type
    /// instead, as it does while it has not counted them.
    func holderLookup(_ holder: String, types: [String]?) -> Query {
        let ofTypes: Query = types.map { " AND type IN \(list: $0)" } ?? ""
        let hashes = hashes(of: holder)
        return """
            SELECT \(LicenceTable.columns) FROM (
                SELECT id AS held FROM licences_licence WHERE holder_hash IN \(list: hashes)\(ofTypes) AND status <> 'superseded'
                UNION SELECT licence_id FROM licences_coholder WHERE holder_hash IN \(list: hashes)
            ) holding CROSS JOIN licences_licence WHERE id = held\(ofTypes) AND status <> 'superseded'
            ORDER BY id DESC LIMIT 200
            """
    }

    /// What somebody has in their wallet: their own, and those that they keep for a child.
    func wallet(of number: String, in connection: any Connection) throws -> [Licence] {
        let hashes = hashes(of: number)
        return try connection.rows(
            """
            SELECT \(LicenceTable.columns) FROM licences_licence
            WHERE id IN (SELECT id FROM licences_licence WHERE holder_hash IN \(list: hashes)
                UNION SELECT id FROM licences_licence WHERE guardian_hash IN \(list: hashes)
                UNION SELECT licence_id FROM licences_coholder WHERE holder_hash IN \(list: hashes))
            AND status <> 'superseded' ORDER BY id DESC LIMIT 200
            """
        ).map { try licence($0, in: connection) }
    }

    /// Whether a licence is somebody's own, or kept by them for a child.
    func keeps(_ number: String, _ id: ID, in connection: any Connection) throws -> Bool {
        let hashes = hashes(of: number)
        return try connection.exists(
            """
            SELECT id FROM licences_licence WHERE id = \(id) AND (holder_hash IN \(list: hashes) OR guardian_hash IN \(list: hashes))
            UNION ALL SELECT licence_id FROM licences_coholder WHERE licence_id = \(id) AND holder_hash IN \(list: hashes)
            """)
    }

    func copyGuardian(from before: ID, to next: ID, in connection: any Connection) throws {
        try connection.run(
            """
            UPDATE licences_licence SET guardian_hash = (SELECT guardian_hash FROM licences_licence WHERE id = \(before)) WHERE id = \(next)
            """)
    }

    /// Every version of the licence with that printed number, the newest first.
    func versions(type: String, number: String, in connection: any Connection) throws -> [Licence] {
        try connection.rows(
            """
            SELECT \(LicenceTable.columns) FROM licences_licence WHERE type = \(type) AND number = \(number) ORDER BY version DESC LIMIT 200
            """
        ).map { try licence($0, in: connection) }
    }

    /// The version that stands, of the licence with that printed number.
    func latest(type: String, number: String, in connection: any Connection) throws -> Licence? {
        try connection.row(
            """
            SELECT \(LicenceTable.columns) FROM licences_licence WHERE type = \(type) AND number = \(number) ORDER BY version DESC LIMIT 1
            """
        ).map { try licence($0, in: connection) }
    }

    /// One version of it.
    func version(_ version: Int, type: String, number: String, in connection: any Connection) throws -> Licence? {
        try connection.row(
            """
            SELECT \(LicenceTable.columns) FROM licences_licence WHERE type = \(type) AND number = \(number) AND version = \(version)
            """
        ).map { try licence($0, in: connection) }
    }

    /// Changes the state, if it still is what the caller saw; with its line in the history.
    func change(_ licence: Licence, _ event: LicenceEvent, in connection: any Connection) throws -> Bool {
        let changed = try connection.run(
            """
            UPDATE licences_licence SET status = \(event.to.rawValue), changed_at = \(event.at)
            WHERE id = \(licence.id) AND status = \(licence.status.rawValue)
            """)
        guard changed == 1 else { return false }
        var event = event
        event.sequence = try events.next(of: licence.id, in: connection)
        try events.append(event, of: licence.id, in: connection)
        return true
    }

    func log(_ use: LicenceUse, id: ID, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO licences_use (id, at, licence_id, holder_hash, reader, account, code, thing, reason_zh, reason_en, reference, type, department, basis,
                consent, valid_until, microseconds)
            VALUES (\(id), \(use.at), \(use.licence.id), \(hash(of: use.licence.holder.number)), \(use.reader), \(use.account), \(use.code), \(use.thing),
                \(use.reason.zh), \(use.reason.en), \(use.reference), \(use.licence.type), \(use.department), \(use.basis), \(use.consent),
                \(use.validUntil), \(use.microseconds))
            """)
        try useLog.count(use, id: id, in: connection)
    }

    func licence(_ row: ResultRow, in connection: any Connection) throws -> Licence {
        let id = try row.id("id")
        let content = try JSON(parsing: sealer.openBinary(row.blob("content"), for: context(id)))
        guard let identifier = LicenceIdentifier(stored: try row.text("identifier")), let holder = holder(content),
            let region = RegionCode(try row.text("region"))
        else { throw StoreError.malformed("licences_licence \(id) is incomplete") }
        let face = Dictionary((content["face"]?.members ?? []).map { ($0.name, $0.value) }) { first, _ in first }
        return Licence(
            id: id, identifier: identifier, type: try row.text("type"), version: try row.int("version"), number: try row.text("number"),
            holder: holder, status: try row.value("status", as: LicenceStatus.self),
            trust: try row.value("trust", as: TrustLevel.self), issuer: try row.text("issuer"), issuedOn: try row.date("issued_on"),
            validFrom: try row.date("valid_from"), validUntil: try row.dateOrNil("valid_until"), face: face,
            caseID: try row.idOrNil("case_id"), region: region, origin: try row.value("origin", as: LicenceOrigin.self),
            coholders: try row.int("coholders") > 0 ? coholders(of: id, in: connection) : [])
    }

    private func coholders(of id: ID, in connection: any Connection) throws -> [Licence.Holder] {
        try connection.rows("SELECT position, content FROM licences_coholder WHERE licence_id = \(id) ORDER BY position").map { row in
            let json = try JSON(parsing: sealer.openBinary(row.blob("content"), for: coholderContext(id, row.int("position"))))
            guard let holder = holder(json) else { throw StoreError.malformed("licences_coholder \(id) is incomplete") }
            return holder
        }
    }
}
