import Cryptography
import Kernel
import Store

/// The only code that reads and writes this room's tables.
struct LicenceTable: Sendable {
    let sealer: Sealer
    let blindIndex: BlindIndex

    func hash(of number: String) -> String { blindIndex.hash(number, purpose: "licence-holder") }

    private func context(_ id: ID) -> String { Sealer.context(table: "licences_licence", column: "content", row: id.rawValue) }

    func insert(_ licence: Licence, guardian: String? = nil, at instant: Instant, in connection: any Connection) throws {
        let content: JSON = [
            "kind": .string(licence.holder.kind.rawValue), "name": .string(licence.holder.name), "number": .string(licence.holder.number),
            "face": .object(licence.face.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value) }),
        ]
        try connection.run(
            """
            INSERT INTO licences_licence (id, identifier, type, version, number, holder_hash, guardian_hash, status, trust, issuer, issued_on, valid_from,
                valid_until, content, case_id, changed_at)
            VALUES (\(licence.id), \(licence.identifier.rawValue), \(licence.type), \(licence.version), \(licence.number),
                \(hash(of: licence.holder.number)), \(guardian.map(hash)), \(licence.status.rawValue), \(licence.trust.rawValue), \(licence.issuer),
                \(licence.issuedOn), \(licence.validFrom), \(licence.validUntil), \(sealer.sealBinary(content.bytes, for: context(licence.id))),
                \(licence.caseID), \(instant))
            """)
    }

    private static let columns: Query =
        "id, identifier, type, version, number, status, trust, issuer, issued_on, valid_from, valid_until, content, case_id"

    func licence(_ id: ID, in connection: any Connection) throws -> Licence? {
        try connection.row("SELECT \(LicenceTable.columns) FROM licences_licence WHERE id = \(id)").map(licence)
    }

    func licence(identifier: String, in connection: any Connection) throws -> Licence? {
        try connection.row("SELECT \(LicenceTable.columns) FROM licences_licence WHERE identifier = \(identifier)").map(licence)
    }

    /// The newest first. Superseded versions are history and not listed.
    func licences(of holder: String, types: [String]?, in connection: any Connection) throws -> [Licence] {
        let ofTypes: Query = types.map { " AND type IN \(list: $0)" } ?? ""
        return try connection.rows(
            """
            SELECT \(LicenceTable.columns) FROM licences_licence
            WHERE holder_hash IN \(list: blindIndex.hashes(holder, purpose: "licence-holder"))\(ofTypes) AND status <> 'superseded'
            ORDER BY id DESC LIMIT 200
            """
        ).map(licence)
    }

    /// What somebody has in their wallet: their own, and those that they keep for a child.
    func wallet(of number: String, in connection: any Connection) throws -> [Licence] {
        let hashes = blindIndex.hashes(number, purpose: "licence-holder")
        return try connection.rows(
            """
            SELECT \(LicenceTable.columns) FROM licences_licence
            WHERE (holder_hash IN \(list: hashes) OR guardian_hash IN \(list: hashes)) AND status <> 'superseded' ORDER BY id DESC LIMIT 200
            """
        ).map(licence)
    }

    /// Whether a licence is somebody's own, or kept by them for a child.
    func keeps(_ number: String, _ id: ID, in connection: any Connection) throws -> Bool {
        let hashes = blindIndex.hashes(number, purpose: "licence-holder")
        return try connection.exists(
            "SELECT id FROM licences_licence WHERE id = \(id) AND (holder_hash IN \(list: hashes) OR guardian_hash IN \(list: hashes))")
    }

    /// The version that stands, of the licence with that printed number.
    func latest(type: String, number: String, in connection: any Connection) throws -> Licence? {
        try connection.row(
            """
            SELECT \(LicenceTable.columns) FROM licences_licence WHERE type = \(type) AND number = \(number) ORDER BY version DESC LIMIT 1
            """
        ).map(licence)
    }

    /// Changes the state, if it still is what the caller saw; with its line in the history.
    func change(_ licence: Licence, to status: LicenceStatus, reason: String, at instant: Instant, in connection: any Connection) throws
        -> Bool
    {
        let changed = try connection.run(
            """
            UPDATE licences_licence SET status = \(status.rawValue), changed_at = \(instant)
            WHERE id = \(licence.id) AND status = \(licence.status.rawValue)
            """)
        guard changed == 1 else { return false }
        try connection.run(
            """
            INSERT INTO licences_change (licence_id, at, from_status, to_status, ground, reason)
            VALUES (\(licence.id), \(instant), \(licence.status.rawValue), \(status.rawValue),
                \(LicenceTransition.of(licence.status, to: status)?.ground), \(reason))
            """)
        return true
    }

    func log(_ use: LicenceUse, id: ID, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO licences_use (id, at, licence_id, holder_hash, reader, account, code, reason_zh, reason_en, reference)
            VALUES (\(id), \(use.at), \(use.licence.id), \(hash(of: use.licence.holder.number)), \(use.reader), \(use.account), \(use.code),
                \(use.reason.zh), \(use.reason.en), \(use.reference))
            """)
    }

    func uses(of licence: ID, limit: Int, in connection: any Connection) throws -> [(
        at: Instant, reader: String, reason: Text, reference: String
    )] {
        try connection.rows(
            """
            SELECT at, reader, reason_zh, reason_en, reference FROM licences_use WHERE licence_id = \(licence) ORDER BY id DESC LIMIT \(limit: limit)
            """
        ).map {
            (
                try $0.instant("at"), try $0.text("reader"), Text(try $0.text("reason_zh"), try $0.text("reason_en")),
                try $0.text("reference")
            )
        }
    }

    private func licence(_ row: ResultRow) throws -> Licence {
        let id = try row.id("id")
        let content = try JSON(parsing: sealer.openBinary(row.blob("content"), for: context(id)))
        guard let identifier = LicenceIdentifier(try row.text("identifier")), let name = content["name"]?.string,
            let number = content["number"]?.string, let kind = content["kind"]?.string.flatMap(Licence.Holder.Kind.init(rawValue:))
        else { throw StoreError.malformed("licences_licence \(id) is incomplete") }
        let face = Dictionary((content["face"]?.members ?? []).map { ($0.name, $0.value) }) { first, _ in first }
        return Licence(
            id: id, identifier: identifier, type: try row.text("type"), version: try row.int("version"), number: try row.text("number"),
            holder: Licence.Holder(kind: kind, name: name, number: number), status: try row.value("status", as: LicenceStatus.self),
            trust: try row.value("trust", as: TrustLevel.self), issuer: try row.text("issuer"), issuedOn: try row.date("issued_on"),
            validFrom: try row.date("valid_from"), validUntil: try row.dateOrNil("valid_until"), face: face,
            caseID: try row.idOrNil("case_id"))
    }
}
