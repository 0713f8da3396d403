import Cryptography
import Kernel
import Store
import TestSupport
import Web

@testable import Identity

/// A city of three people, one enterprise and one officer.
struct IdentityFixture: Sendable {
    let identity: Identity
    let database: Database
    let clock: TestClock
    let mother: Person
    let other: Person
    let shop: Enterprise
    let officer: Staff

    static let migrations = Identity.migrations + WebMigrations.all

    init(_ database: Database) async throws {
        let clock = TestClock()
        let keyring = Keyring.made(suite: .international, now: clock.now)
        let identity = Identity(
            database: database, sealer: Sealer(keyring), blindIndex: BlindIndex(keyring), sessions: Sessions(),
            surroundings: clock.surroundings,
            settings: Identity.Settings(passwordCost: .light))
        func person(_ seventeen: String, _ name: String) -> Person {
            let number = ResidentIdentityNumber(stored: seventeen + String(ResidentIdentityNumber.checkDigit(seventeen)!))!
            return Person(
                id: clock.newID(), name: name, idNumber: number, mobile: "13900000001", address: "徐汇区示例路 18 号",
                region: RegionCode("310104003")!,
                createdAt: clock.now)
        }
        let mother = person("31010319930512992", "顾晓岚")
        let other = person("31010819900101991", "沈一舟")
        let body = "91310104MA1FR0001"
        let shop = Enterprise(
            id: clock.newID(), code: UnifiedSocialCreditCode(IdentityFixture.code(body))!, name: "小满餐饮店", kind: "company",
            legalRepresentative: mother.id, region: RegionCode("310104")!, address: "徐汇区示例路 6 号", industry: "H6210",
            established: LocalDate("2024-03-01")!, capital: Money(fen: 10_000_000), status: "active")
        let officer = Staff(
            id: clock.newID(), number: "SC-0114", name: "钱科员", person: nil,
            scope: Scope(grants: [Scope.Grant(role: .reviewer, department: "scjg", region: RegionCode("310104")!)]))
        let agencies = [
            Agency(enterprise: shop.id, person: mother.id, power: .legal, validFrom: LocalDate("2024-03-01")!),
            Agency(
                enterprise: shop.id, person: other.id, power: .agent, validFrom: LocalDate("2024-03-01")!,
                validUntil: LocalDate("2024-12-31")!),
        ]
        let accounts = [
            (Account(id: clock.newID(), login: "gu", owner: .person(mother.id), level: 4), "correct horse battery"),
            (Account(id: clock.newID(), login: "qian", owner: .staff(officer.id), level: 4), "correct horse battery"),
        ]
        let now = clock.now
        try await database.write { connection in
            try identity.insert(persons: [mother, other], in: connection)
            try identity.insert(enterprises: [shop], agencies: agencies, in: connection)
            try identity.insert(staff: [officer], in: connection)
            for (account, password) in accounts { try identity.insert(account, password: password, at: now, in: connection) }
        }
        (self.identity, self.database, self.clock) = (identity, database, clock)
        (self.mother, self.other, self.shop, self.officer) = (mother, other, shop, officer)
    }

    /// A credit code with both of its check digits, from the first eight characters and the eight of its organisation code.
    static func code(_ seventeen: String) -> String {
        let organisation = String(seventeen.dropFirst(8).prefix(8))
        let body = seventeen.prefix(8) + organisation + String(OrganisationCode.checkDigit(organisation)!)
        return body + String(UnifiedSocialCreditCode.checkDigit(String(body))!)
    }
}
