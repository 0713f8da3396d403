import Cryptography
import Kernel
import Store

/// A system with all that sending needs to know.
struct KnownSystem: Sendable {
    var system: DepartmentSystem
    var secrets: SystemSecrets?
    /// How often in a row sending has failed, and until when it is left alone.
    var failures = 0
    var restingUntil: Instant?
    var lastError: String?
    var lastErrorAt: Instant?
}

/// The only code that reads and writes the rows of systems. Secrets are sealed.
struct SystemTable: Sendable {
    let sealer: Sealer

    private func context(_ code: String) -> String { Sealer.context(table: "exchange_system", column: "secrets", row: code) }

    private static let columns: Query = """
        code, department, name_zh, name_en, items, duties, licence_types, way, url, state, secrets, failures, resting_until, last_error, last_error_at,
        revision
        """

    /// Every system; there are dozens, not thousands.
    func all(in connection: any Connection) throws -> [DepartmentSystem] {
        try connection.rows("SELECT \(SystemTable.columns) FROM exchange_system ORDER BY department, code").map(system)
    }

    static func departments(in connection: any Connection) throws -> Set<String> {
        Set(try connection.rows("SELECT DISTINCT department FROM exchange_system").map { try $0.text("department") })
    }

    func known(_ code: String, in connection: any Connection) throws -> KnownSystem? {
        try connection.row("SELECT \(SystemTable.columns) FROM exchange_system WHERE code = \(code)").map(known)
    }

    func everyKnown(in connection: any Connection) throws -> [KnownSystem] {
        try connection.rows("SELECT \(SystemTable.columns) FROM exchange_system ORDER BY department, code").map(known)
    }

    /// Takes a system, new or changed; false where somebody changed it since that revision, or where another department has the code.
    func put(_ system: DepartmentSystem, expected: Int?, by name: String, at now: Instant, in connection: any Connection) throws -> Bool {
        let items: JSON = .array(system.items.map(JSON.string))
        let duties: JSON = .array(system.duties.map(\.rawValue).sorted().map(JSON.string))
        let types: JSON = .array(system.licenceTypes.map(JSON.string))
        // The table wants an address of whoever is sent messages; one that is sent nothing has an empty one.
        let url = system.way == .webhook ? system.url ?? "" : nil
        guard let expected else {
            return try connection.run(
                """
                INSERT INTO exchange_system (code, department, name_zh, name_en, items, duties, licence_types, way, url, state, changed_at,
                    changed_by, revision)
                VALUES (\(system.code), \(system.department), \(system.name.zh), \(system.name.en), \(items), \(duties), \(types),
                    \(system.way.rawValue), \(url), 'active', \(now), \(name), 1)
                ON CONFLICT (code) DO NOTHING
                """) == 1
        }
        return try connection.run(
            """
            UPDATE exchange_system SET name_zh = \(system.name.zh), name_en = \(system.name.en), items = \(items),
                duties = \(duties), licence_types = \(types), way = \(system.way.rawValue), url = \(url), changed_at = \(now),
                changed_by = \(name), revision = revision + 1, failures = 0, resting_until = NULL
            WHERE code = \(system.code) AND department = \(system.department) AND revision = \(expected)
            """) == 1
    }

    func set(
        _ state: DepartmentSystem.State, of code: String, expected: Int, by name: String, at now: Instant, in connection: any Connection
    ) throws -> Bool {
        try connection.run(
            """
            UPDATE exchange_system SET state = \(state.rawValue), changed_at = \(now), changed_by = \(name), revision = revision + 1,
                failures = 0, resting_until = NULL
            WHERE code = \(code) AND revision = \(expected)
            """) == 1
    }

    func set(_ secrets: SystemSecrets, of code: String, expected: Int, by name: String, at now: Instant, in connection: any Connection)
        throws -> Bool
    {
        let sealed = sealer.sealBinary(secrets.json.bytes, for: context(code))
        return try connection.run(
            """
            UPDATE exchange_system SET secrets = \(sealed), changed_at = \(now), changed_by = \(name), revision = revision + 1
            WHERE code = \(code) AND revision = \(expected)
            """) == 1
    }

    /// Notes that sending failed; from so many failures in a row on the system is left alone until then. Several deliveries fail at the same
    /// time, so the row itself counts.
    func fail(
        _ code: String, _ fault: ExchangeFault, restingUntil: Instant, after most: Int, at now: Instant, in connection: any Connection
    ) throws {
        try connection.run(
            """
            UPDATE exchange_system SET failures = failures + 1, last_error = \(fault.word), last_error_at = \(now),
                resting_until = CASE WHEN failures + 1 >= \(most) THEN CAST(\(restingUntil) AS BIGINT) ELSE NULL END
            WHERE code = \(code)
            """)
    }

    /// Notes that sending works; true where it had not before.
    func recover(_ code: String, in connection: any Connection) throws -> Bool {
        try connection.run("UPDATE exchange_system SET failures = 0, resting_until = NULL WHERE code = \(code) AND failures > 0") > 0
    }

    private func system(_ row: ResultRow) throws -> DepartmentSystem {
        let items = try row.json("items").array?.compactMap(\.string) ?? []
        var system = DepartmentSystem(
            code: try row.text("code"), department: try row.text("department"),
            name: Text(try row.text("name_zh"), try row.text("name_en")), items: items,
            way: try row.value("way", as: DepartmentSystem.Way.self), url: try row.textOrNil("url").flatMap { $0.isEmpty ? nil : $0 })
        system.duties = Set(try row.json("duties").array?.compactMap { $0.string.flatMap(DepartmentSystem.Duty.init(rawValue:)) } ?? [])
        system.licenceTypes = try row.json("licence_types").array?.compactMap(\.string) ?? []
        system.state = try row.value("state", as: DepartmentSystem.State.self)
        system.revision = try row.int("revision")
        system.hasSecret = try row.blobOrNil("secrets") != nil
        return system
    }

    private func known(_ row: ResultRow) throws -> KnownSystem {
        let system = try system(row)
        var secrets: SystemSecrets?
        if let sealed = try row.blobOrNil("secrets") {
            secrets = SystemSecrets(json: try JSON(parsing: sealer.openBinary(sealed, for: context(system.code))))
        }
        return KnownSystem(
            system: system, secrets: secrets, failures: try row.int("failures"), restingUntil: try row.instantOrNil("resting_until"),
            lastError: try row.textOrNil("last_error"), lastErrorAt: try row.instantOrNil("last_error_at"))
    }
}
