import Cryptography
import Kernel
import Store
import Web

/// The only code that reads and writes this room's tables of people and enterprises.
struct IdentityTable: Sendable {
    let sealer: Sealer
    let blindIndex: BlindIndex

    func hash(of number: String) -> String { blindIndex.hash(number, purpose: "identity-number") }

    private func context(_ id: ID) -> String { Sealer.context(table: "identity_person", column: "profile", row: id.rawValue) }

    // MARK: Persons

    func insert(_ person: Person, in connection: any Connection) throws {
        let profile: JSON = [
            "name": .string(person.name), "idNumber": .string(person.idNumber.rawValue), "mobile": JSON(person.mobile),
            "address": .string(person.address),
        ]
        try connection.run(
            """
            INSERT INTO identity_person (id, id_hash, profile, sex, birth_date, region, created_at)
            VALUES (\(person.id), \(hash(of: person.idNumber.rawValue)), \(sealer.sealBinary(profile.bytes, for: context(person.id))),
                \(person.idNumber.sex.rawValue), \(person.idNumber.birthDate), \(person.region.rawValue), \(person.createdAt))
            """)
    }

    func person(_ id: ID, in connection: any Connection) throws -> Person? {
        try connection.row("SELECT id, profile, region, created_at FROM identity_person WHERE id = \(id)").map(person)
    }

    func person(idNumber: String, in connection: any Connection) throws -> Person? {
        // All keys that an index was ever made with: a number entered before a rotation is still found.
        let hashes = blindIndex.hashes(idNumber, purpose: "identity-number")
        return try connection.row("SELECT id, profile, region, created_at FROM identity_person WHERE id_hash IN \(list: hashes)").map(
            person)
    }

    private func person(_ row: ResultRow) throws -> Person {
        let id = try row.id("id")
        let profile = try JSON(parsing: sealer.openBinary(row.blob("profile"), for: context(id)))
        guard let name = profile["name"]?.string, let number = profile["idNumber"]?.string.flatMap(ResidentIdentityNumber.init(stored:)),
            let address = profile["address"]?.string, let region = RegionCode(try row.text("region"))
        else { throw StoreError.malformed("identity_person \(id) is incomplete") }
        return Person(
            id: id, name: name, idNumber: number, mobile: profile["mobile"]?.string, address: address, region: region,
            createdAt: try row.instant("created_at"))
    }

    // MARK: Households

    func insert(_ household: Household, in connection: any Connection) throws {
        let sealed = sealer.sealBinary(
            Array(household.address.utf8), for: Sealer.context(table: "identity_household", column: "address", row: household.id.rawValue))
        try connection.run(
            """
            INSERT INTO identity_household (id, number, region, address)
            VALUES (\(household.id), \(household.number), \(household.region.rawValue), \(sealed))
            """)
        for member in household.members {
            try connection.run(
                """
                INSERT INTO identity_member (household_id, person_id, relation) VALUES (\(household.id), \(member.person), \(member.relation))
                """)
        }
    }

    func household(of person: ID, in connection: any Connection) throws -> Household? {
        guard
            let row = try connection.row(
                """
                SELECT h.id, h.number, h.region, h.address FROM identity_household h
                JOIN identity_member m ON m.household_id = h.id WHERE m.person_id = \(person)
                """)
        else { return nil }
        let id = try row.id("id")
        let members = try connection.rows("SELECT person_id, relation FROM identity_member WHERE household_id = \(id) ORDER BY person_id")
            .map {
                Household.Member(person: try $0.id("person_id"), relation: try $0.text("relation"))
            }
        let address = try sealer.openBinary(
            row.blob("address"), for: Sealer.context(table: "identity_household", column: "address", row: id.rawValue))
        guard let region = RegionCode(try row.text("region")) else { throw StoreError.malformed("identity_household \(id) has no region") }
        return Household(
            id: id, number: try row.text("number"), region: region, address: String(decoding: address, as: UTF8.self), members: members)
    }

    // MARK: Enterprises and those who act for them

    func insert(_ enterprise: Enterprise, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO identity_enterprise
                (id, uscc, name, kind, legal_person_id, region, address, industry, established, capital_fen, status)
            VALUES (\(enterprise.id), \(enterprise.code.rawValue), \(enterprise.name), \(enterprise.kind), \(enterprise.legalRepresentative),
                \(enterprise.region.rawValue), \(enterprise.address), \(enterprise.industry), \(enterprise.established), \(enterprise.capital),
                \(enterprise.status))
            """)
    }

    func insert(_ agency: Agency, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO identity_agency (enterprise_id, person_id, power, valid_from, valid_until)
            VALUES (\(agency.enterprise), \(agency.person), \(agency.power.rawValue), \(agency.validFrom), \(agency.validUntil))
            """)
    }

    private static let enterpriseColumns: Query =
        "e.id, e.uscc, e.name, e.kind, e.legal_person_id, e.region, e.address, e.industry, e.established, e.capital_fen, e.status"

    func enterprise(_ id: ID, in connection: any Connection) throws -> Enterprise? {
        try connection.row("SELECT \(IdentityTable.enterpriseColumns) FROM identity_enterprise e WHERE e.id = \(id)").map(enterprise)
    }

    func enterprise(code: String, in connection: any Connection) throws -> Enterprise? {
        try connection.row("SELECT \(IdentityTable.enterpriseColumns) FROM identity_enterprise e WHERE e.uscc = \(code)").map(enterprise)
    }

    func agencies(of person: ID, on date: LocalDate, in connection: any Connection) throws -> [(
        enterprise: Enterprise, power: Agency.Power
    )] {
        try connection.rows(
            """
            SELECT \(IdentityTable.enterpriseColumns), a.power FROM identity_agency a JOIN identity_enterprise e ON e.id = a.enterprise_id
            WHERE a.person_id = \(person) AND a.valid_from <= \(date) AND (a.valid_until IS NULL OR a.valid_until >= \(date))
                AND e.status = 'active'
            ORDER BY e.name, e.id
            """
        ).map { (try enterprise($0), try $0.value("power", as: Agency.Power.self)) }
    }

    private func enterprise(_ row: ResultRow) throws -> Enterprise {
        guard let code = UnifiedSocialCreditCode(try row.text("uscc")), let region = RegionCode(try row.text("region")) else {
            throw StoreError.malformed("identity_enterprise \(try row.text("id")) is incomplete")
        }
        return Enterprise(
            id: try row.id("id"), code: code, name: try row.text("name"), kind: try row.text("kind"),
            legalRepresentative: try row.id("legal_person_id"), region: region, address: try row.text("address"),
            industry: try row.text("industry"), established: try row.date("established"), capital: try row.money("capital_fen"),
            status: try row.text("status"))
    }
}
