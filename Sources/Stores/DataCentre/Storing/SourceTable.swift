import Kernel
import Store

/// How sources fare: what somebody took out of service, and which circuits are open. Every change leaves another mark, by which the nodes
/// see that what they remember is old.
struct SourceTable: Sendable {
    /// What is decided by: each changes with every change of what it stands for.
    struct Marks: Sendable, Hashable {
        /// Of grants, outages, agreements and mappings.
        var sharing = ""
        /// Of circuits alone: a source that fails changes its own with every question.
        var circuits = ""
    }

    func marks(in connection: any Connection) throws -> Marks {
        let rows = try connection.rows("SELECT name, mark FROM datacentre_mark WHERE name IN ('sharing', 'circuits')")
        return try rows.reduce(into: Marks()) { marks, row in
            let mark = try row.text("mark")
            if try row.text("name") == "circuits" { marks.circuits = mark } else { marks.sharing = mark }
        }
    }

    /// The instant alone would not do: two changes may fall into the same one.
    func touch(_ mark: ID, in connection: any Connection) throws { try touch("sharing", mark, in: connection) }

    private func touch(_ name: String, _ mark: ID, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO datacentre_mark (name, mark) VALUES (\(name), \(mark))
            ON CONFLICT (name) DO UPDATE SET mark = excluded.mark
            """)
    }

    let newID: @Sendable () -> ID

    func outages(in connection: any Connection) throws -> Set<String> {
        Set(try connection.rows("SELECT resource FROM datacentre_outage").map { try $0.text("resource") })
    }

    /// Writes a change with its trail; false where the source stood so already.
    func record(_ change: SourceSwitch, in connection: any Connection) throws -> Bool {
        let (resource, at) = (change.resource, change.at)
        let changed =
            change.isOff
            ? try connection.run("INSERT INTO datacentre_outage (resource, since) VALUES (\(resource), \(at)) ON CONFLICT DO NOTHING")
            : try connection.run("DELETE FROM datacentre_outage WHERE resource = \(resource)")
        guard changed == 1 else { return false }
        try connection.run(
            """
            INSERT INTO datacentre_switch (id, resource, at, is_off, account, actor_name, reason) VALUES (
                \(change.id), \(resource), \(at), \(change.isOff ? 1 : 0), \(change.account), \(change.actorName), \(change.reason))
            """)
        try touch(newID(), in: connection)
        return true
    }

    private static let switchColumns: Query = "id, resource, at, is_off, account, actor_name, reason"

    /// The changes of one source, the latest first.
    func switches(of resource: String, before: ID? = nil, limit: Int, in connection: any Connection) throws -> [SourceSwitch] {
        let older: Query = before.map { " AND id < \($0)" } ?? ""
        return try connection.rows(
            """
            SELECT \(SourceTable.switchColumns) FROM datacentre_switch
            WHERE resource = \(resource)\(older) ORDER BY id DESC LIMIT \(limit: limit)
            """
        ).map(change)
    }

    /// By which change each source that is off was switched off. One that was off before changes were kept has none.
    func standing(in connection: any Connection) throws -> [String: SourceSwitch] {
        let found = try connection.rows(
            """
            SELECT \(SourceTable.switchColumns) FROM datacentre_switch
            WHERE resource IN (SELECT resource FROM datacentre_outage)
                AND id IN (SELECT MAX(id) FROM datacentre_switch GROUP BY resource)
            """
        ).map(change)
        return Dictionary(found.filter(\.isOff).map { ($0.resource, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private func change(_ row: ResultRow) throws -> SourceSwitch {
        SourceSwitch(
            id: try row.id("id"), resource: try row.text("resource"), at: try row.instant("at"), isOff: try row.int("is_off") == 1,
            account: try row.idOrNil("account"), actorName: try row.text("actor_name"), reason: try row.textOrNil("reason"))
    }

    func circuits(in connection: any Connection) throws -> [String: Circuit] {
        let rows = try connection.rows("SELECT resource, failures, open_until FROM datacentre_circuit")
        return Dictionary(
            try rows.map {
                (try $0.text("resource"), Circuit(failures: try $0.int("failures"), openUntil: try $0.instantOrNil("open_until")))
            },
            uniquingKeysWith: { first, _ in first })
    }

    func set(_ circuit: Circuit, of resource: String, at instant: Instant, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO datacentre_circuit (resource, failures, open_until, changed_at)
            VALUES (\(resource), \(circuit.failures), \(circuit.openUntil), \(instant))
            ON CONFLICT (resource) DO UPDATE SET failures = excluded.failures, open_until = excluded.open_until,
                changed_at = excluded.changed_at
            """)
        try touch("circuits", newID(), in: connection)
    }

    /// The trial of a half-open circuit: false where another question has claimed it.
    func claim(_ circuit: Circuit, from before: Circuit, of resource: String, at instant: Instant, in connection: any Connection) throws
        -> Bool
    {
        let changed = try connection.run(
            """
            UPDATE datacentre_circuit SET open_until = \(circuit.openUntil), changed_at = \(instant)
            WHERE resource = \(resource) AND open_until = \(before.openUntil)
            """)
        if changed == 1 { try touch("circuits", newID(), in: connection) }
        return changed == 1
    }
}
