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

    func setOut(_ resource: String, _ isOut: Bool, at instant: Instant, in connection: any Connection) throws {
        if isOut {
            try connection.run("INSERT INTO datacentre_outage (resource, since) VALUES (\(resource), \(instant)) ON CONFLICT DO NOTHING")
        } else {
            try connection.run("DELETE FROM datacentre_outage WHERE resource = \(resource)")
        }
        try touch(newID(), in: connection)
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
