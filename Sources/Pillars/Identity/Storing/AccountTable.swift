import Cryptography
import Kernel
import Store
import Web

/// An account with what only signing in may see.
struct StoredAccount: Sendable {
    var account: Account
    var passwordHash: String
    var codeSecret: [UInt8]?
    var lastStep: Int64
}

/// Accounts, staff and what they are entrusted with.
extension IdentityTable {
    /// No department stands for every department; a primary key has no NULL.
    private static let everyDepartment = "*"

    func insert(_ staff: Staff, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO identity_staff (id, number, name, person_id, status)
            VALUES (\(staff.id), \(staff.number), \(staff.name), \(staff.person), 'active')
            """)
        for grant in staff.scope.grants {
            try connection.run(
                """
                INSERT INTO identity_grant (staff_id, role, department, region)
                VALUES (\(staff.id), \(grant.role.rawValue), \(grant.department ?? IdentityTable.everyDepartment), \(grant.region.rawValue))
                """)
        }
    }

    func staff(_ id: ID, in connection: any Connection) throws -> Staff? {
        guard let row = try connection.row("SELECT id, number, name, person_id FROM identity_staff WHERE id = \(id) AND status = 'active'")
        else {
            return nil
        }
        let grants = try connection.rows(
            "SELECT role, department, region FROM identity_grant WHERE staff_id = \(id) ORDER BY role, department, region"
        ).compactMap { row -> Scope.Grant? in
            let department = try row.text("department")
            guard let region = RegionCode(try row.text("region")) else { return nil }
            return Scope.Grant(
                role: Role(rawValue: try row.text("role")), department: department == IdentityTable.everyDepartment ? nil : department,
                region: region)
        }
        return Staff(
            id: id, number: try row.text("number"), name: try row.text("name"), person: try row.idOrNil("person_id"),
            scope: Scope(grants: grants))
    }

    /// The persons behind active staff with one of these roles for exactly that department, or for every one (nil), in that whole place.
    func persons(holding roles: Set<Role>, for department: String?, at place: RegionCode, in connection: any Connection) throws -> [ID] {
        let rows = try connection.rows(
            """
            SELECT DISTINCT s.person_id, g.region FROM identity_grant g JOIN identity_staff s ON s.id = g.staff_id
            WHERE g.role IN \(list: roles.map(\.rawValue).sorted()) AND g.department = \(department ?? IdentityTable.everyDepartment)
                AND s.status = 'active' AND s.person_id IS NOT NULL
            """)
        let found = try rows.filter { RegionCode(try $0.text("region"))?.contains(place) == true }.map { try $0.id("person_id") }
        return Set(found).sorted()
    }

    /// Whether it was new.
    func insert(_ account: Account, passwordHash: String, at instant: Instant, in connection: any Connection) throws -> Bool {
        let (person, staff): (ID?, ID?) =
            switch account.owner {
            case .person(let id): (id, nil)
            case .staff(let id): (nil, id)
            }
        return try connection.run(
            """
            INSERT INTO identity_account (id, login, password, person_id, staff_id, level, status, created_at)
            VALUES (\(account.id), \(account.login), \(passwordHash), \(person), \(staff), \(account.level), 'active', \(instant))
            ON CONFLICT DO NOTHING
            """) == 1
    }

    private static let columns: Query = "id, login, password, totp, totp_step, person_id, staff_id, level, status"

    func account(login: String, in connection: any Connection) throws -> StoredAccount? {
        try connection.row("SELECT \(IdentityTable.columns) FROM identity_account WHERE login = \(login)").map(account)
    }

    func account(_ id: ID, in connection: any Connection) throws -> StoredAccount? {
        try connection.row("SELECT \(IdentityTable.columns) FROM identity_account WHERE id = \(id)").map(account)
    }

    /// The account of the member of staff with that number; of several the first.
    func account(ofStaffNumber number: String, in connection: any Connection) throws -> StoredAccount? {
        try connection.row(
            """
            SELECT a.id, a.login, a.password, a.totp, a.totp_step, a.person_id, a.staff_id, a.level, a.status
            FROM identity_staff s JOIN identity_account a ON a.staff_id = s.id WHERE s.number = \(number) ORDER BY a.id LIMIT 1
            """
        ).map(account)
    }

    private func codeContext(_ id: ID) -> String { Sealer.context(table: "identity_account", column: "totp", row: id.rawValue) }

    private func account(_ row: ResultRow) throws -> StoredAccount {
        let id = try row.id("id")
        let owner: Account.Owner
        if let person = try row.idOrNil("person_id") { owner = .person(person) } else { owner = .staff(try row.id("staff_id")) }
        let secret = try row.blobOrNil("totp").map { try sealer.openBinary($0, for: codeContext(id)) }
        return StoredAccount(
            account: Account(
                id: id, login: try row.text("login"), owner: owner, level: try row.int("level"),
                isActive: try row.text("status") == "active",
                usesCode: secret != nil),
            passwordHash: try row.text("password"), codeSecret: secret, lastStep: try row.int64("totp_step"))
    }

    /// A code works once: the step moves on, and whoever comes second with the same code changes no row.
    func useCode(step: Int64, of id: ID, in connection: any Connection) throws -> Bool {
        try connection.run("UPDATE identity_account SET totp_step = \(step) WHERE id = \(id) AND totp_step < \(step)") == 1
    }

    func setCode(secret: [UInt8]?, step: Int64, of id: ID, in connection: any Connection) throws {
        let sealed = secret.map { sealer.sealBinary($0, for: codeContext(id)) }
        try connection.run("UPDATE identity_account SET totp = \(sealed), totp_step = \(step) WHERE id = \(id)")
    }

    func setPassword(hash: String, of id: ID, in connection: any Connection) throws {
        try connection.run("UPDATE identity_account SET password = \(hash) WHERE id = \(id)")
    }
}
