import Catalogue
import Kernel
import Store

/// The only code that writes the ledger and the agreements.
struct LedgerTable: Sendable {
    let sources: SourceTable

    private static let columns: Query = """
        kind, code, department, name_zh, name_en, owner, elements, cycle, sharing, basis, quality, joining, plan_owner, plan_on, reason,
        revision
        """

    /// Takes an entry, new or changed, and in use again where it was retired; false where it no longer stands at that revision (0: where it is
    /// there at all), or where another department has it.
    func put(_ entry: LedgerEntry, expected: Int?, by name: String, at now: Instant, in connection: any Connection) throws -> Bool {
        let elements = entry.elements.joined(separator: " ")
        let guardian: Query = expected.map { " AND datacentre_ledger.revision = \($0)" } ?? ""
        return try connection.run(
            """
            INSERT INTO datacentre_ledger (\(LedgerTable.columns), changed_at, changed_by) VALUES (
                \(entry.key.kind.rawValue), \(entry.key.code), \(entry.department), \(entry.name.zh), \(entry.name.en), \(entry.owner),
                \(elements), \(entry.cycle?.rawValue), \(entry.sharing?.rawValue), \(entry.basis), \(entry.quality),
                \(entry.joining?.rawValue), \(entry.planOwner), \(entry.planOn), \(entry.reason), 1, \(now), \(name))
            ON CONFLICT (kind, code) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en, owner = excluded.owner,
                elements = excluded.elements, cycle = excluded.cycle, sharing = excluded.sharing, basis = excluded.basis,
                quality = excluded.quality, joining = excluded.joining, plan_owner = excluded.plan_owner, plan_on = excluded.plan_on,
                reason = excluded.reason, retired_at = NULL, retired_why = NULL, changed_at = excluded.changed_at, changed_by = excluded.changed_by,
                revision = datacentre_ledger.revision + 1
            WHERE datacentre_ledger.department = excluded.department\(guardian)
            """) == 1
    }

    /// Takes an entry out of use; false where it no longer stands at that revision, or is out of use already.
    func retire(
        _ key: LedgerEntry.Key, expected: Int?, because reason: String, by name: String, at now: Instant, in connection: any Connection
    )
        throws -> Bool
    {
        let guardian: Query = expected.map { " AND revision = \($0)" } ?? ""
        return try connection.run(
            """
            UPDATE datacentre_ledger SET retired_at = \(now), retired_why = \(reason), changed_at = \(now), changed_by = \(name),
                revision = revision + 1
            WHERE kind = \(key.kind.rawValue) AND code = \(key.code) AND retired_at IS NULL\(guardian)
            """) == 1
    }

    private static let read: Query = "\(columns), changed_at, retired_at, retired_why"

    func entries(_ departments: [String]?, retired: Bool = false, in connection: any Connection) throws -> [LedgerEntry] {
        let whose: Query = departments.map { " AND department IN \(list: $0)" } ?? ""
        let which: Query = retired ? "retired_at IS NOT NULL" : "retired_at IS NULL"
        return try connection.rows(
            "SELECT \(LedgerTable.read) FROM datacentre_ledger WHERE \(which)\(whose) ORDER BY department, kind, code"
        ).map(entry)
    }

    /// Another one whenever an entry is new or changed.
    func state(in connection: any Connection) throws -> String {
        guard let row = try connection.row("SELECT COUNT(*) AS n, CAST(SUM(revision) AS BIGINT) AS revisions FROM datacentre_ledger")
        else { return "0" }
        return "\(try row.int("n"))-\(try row.intOrNil("revisions") ?? 0)"
    }

    /// The day of each plan by which something is to be joined or brought online.
    func plans(in connection: any Connection) throws -> [LedgerEntry.Key: LocalDate] {
        let planned = try connection.rows("SELECT \(LedgerTable.read) FROM datacentre_ledger WHERE plan_on IS NOT NULL").map(entry)
        return planned.filter(\.needsPlan).reduce(into: [:]) { $0[$1.key] = $1.planOn }
    }

    func entry(_ key: LedgerEntry.Key, in connection: any Connection) throws -> LedgerEntry? {
        try connection.row(
            "SELECT \(LedgerTable.read) FROM datacentre_ledger WHERE kind = \(key.kind.rawValue) AND code = \(key.code)"
        ).map(entry)
    }

    private func entry(_ row: ResultRow) throws -> LedgerEntry {
        func choice<T: RawRepresentable>(_ column: String, _ type: T.Type) throws -> T? where T.RawValue == String {
            try row.textOrNil(column).flatMap { T(rawValue: $0) }
        }
        var entry = LedgerEntry(
            key: LedgerEntry.Key(kind: try row.value("kind", as: LedgerEntry.Kind.self), code: try row.text("code")),
            department: try row.text("department"), name: Text(try row.text("name_zh"), try row.text("name_en")),
            owner: try row.textOrNil("owner"), elements: try row.text("elements").split(separator: " ").map(String.init),
            cycle: try choice("cycle", DataResource.UpdateCycle.self), sharing: try choice("sharing", DataResource.Sharing.self),
            basis: try row.textOrNil("basis"), quality: try row.textOrNil("quality"),
            joining: try choice("joining", LedgerEntry.Joining.self), planOwner: try row.textOrNil("plan_owner"),
            planOn: try row.dateOrNil("plan_on"), reason: try row.textOrNil("reason"), revision: try row.int("revision"))
        entry.changedOn = try row.instant("changed_at").date
        (entry.retiredOn, entry.retiredWhy) = (try row.instantOrNil("retired_at")?.date, try row.textOrNil("retired_why"))
        return entry
    }

    // MARK: Agreements

    private static let agreementColumns: Query = "id, resource, purpose, from_day, until_day, withdrawn_at, reason, revision"

    func insert(_ agreement: Agreement, by name: String, at now: Instant, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO datacentre_agreement (\(LedgerTable.agreementColumns), made_at, made_by) VALUES (
                \(agreement.id), \(agreement.resource), \(agreement.purpose), \(agreement.from), \(agreement.until),
                \(agreement.withdrawnAt), \(agreement.reason), \(agreement.revision), \(now), \(name))
            """)
        try sources.touch(sources.newID(), in: connection)
    }

    /// False where it is withdrawn already.
    func withdraw(_ id: ID, because reason: String, at now: Instant, in connection: any Connection) throws -> Bool {
        let changed = try connection.run(
            """
            UPDATE datacentre_agreement SET withdrawn_at = \(now), reason = \(reason), revision = revision + 1
            WHERE id = \(id) AND withdrawn_at IS NULL
            """)
        if changed == 1 { try sources.touch(sources.newID(), in: connection) }
        return changed == 1
    }

    func agreements(of resources: [String]?, in connection: any Connection) throws -> [Agreement] {
        let whose: Query = resources.map { " WHERE resource IN \(list: $0)" } ?? ""
        return try connection.rows(
            "SELECT \(LedgerTable.agreementColumns) FROM datacentre_agreement\(whose) ORDER BY id DESC"
        ).map { row in
            Agreement(
                id: try row.id("id"), resource: try row.text("resource"), purpose: try row.text("purpose"), from: try row.date("from_day"),
                until: try row.date("until_day"), withdrawnAt: try row.instantOrNil("withdrawn_at"), reason: try row.textOrNil("reason"),
                revision: try row.int("revision"))
        }
    }
}
