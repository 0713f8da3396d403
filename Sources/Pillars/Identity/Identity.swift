package import Cryptography
package import Kernel
package import Store
package import Web

/// Who people are: persons, households, enterprises, those who act for them, staff, and how they sign in.
package struct Identity: Sendable {
    package struct Settings: Sendable {
        /// How much work a password costs; light for the demo city.
        package var passwordCost: Password.Cost
        /// Shown on the sign-in page; empty in a real city.
        package var demoLogins: [DemoLogin]
        /// Where somebody of that trust goes on after signing in.
        package var staffHome: @Sendable (Scope) -> Link
        /// What else is theirs, on the page of a person's account; the rooms that keep it lie above.
        package var accountWays: [(name: Text, link: Link)]

        package init(
            passwordCost: Password.Cost = .standard, demoLogins: [DemoLogin] = [],
            staffHome: @escaping @Sendable (Scope) -> Link = { _ in "/console" }, accountWays: [(name: Text, link: Link)] = []
        ) {
            self.passwordCost = passwordCost
            self.demoLogins = demoLogins
            self.staffHome = staffHome
            self.accountWays = accountWays
        }
    }

    package let database: Database
    package let sessions: Sessions
    package let surroundings: Surroundings
    package let settings: Settings
    let table: IdentityTable

    package init(
        database: Database, sealer: Sealer, blindIndex: BlindIndex, sessions: Sessions, surroundings: Surroundings,
        settings: Settings = Settings()
    ) {
        self.database = database
        self.sessions = sessions
        self.surroundings = surroundings
        self.settings = settings
        table = IdentityTable(sealer: sealer, blindIndex: blindIndex)
    }

    package func person(_ id: ID) async throws -> Person? { try await database.read { try table.person(id, in: $0) } }

    /// Found by the exact keyed hash, and in no other way.
    package func person(idNumber: String) async throws -> Person? {
        try await database.read { try table.person(idNumber: idNumber, in: $0) }
    }

    package func enterprise(_ id: ID) async throws -> Enterprise? { try await database.read { try table.enterprise(id, in: $0) } }

    package func enterprise(code: String) async throws -> Enterprise? {
        try await database.read { try table.enterprise(code: code, in: $0) }
    }

    /// The enterprises that a person may act for on a day, with the power that lets them.
    package func agencies(of person: ID, on date: LocalDate) async throws -> [(enterprise: Enterprise, power: Agency.Power)] {
        try await database.read { try table.agencies(of: person, on: date, in: $0) }
    }

    package func household(of person: ID) async throws -> Household? { try await database.read { try table.household(of: person, in: $0) } }

    package func staff(_ id: ID) async throws -> Staff? { try await database.read { try table.staff(id, in: $0) } }

    /// The keyed hash by which an identity number or a credit code is found.
    package func hash(ofNumber number: String) -> String { table.hash(of: number) }

    /// What the rest of the platform may know of an applicant: names, the key by which registers find them, where they live.
    package func profile(of party: Party) async throws -> PartyProfile? { try await database.read { try profile(of: party, in: $0) } }

    package func profile(of party: Party, in connection: any Connection) throws -> PartyProfile? {
        switch party.kind {
        case .person:
            return try table.person(party.id, in: connection).map {
                PartyProfile(
                    party: party, name: $0.name, number: $0.idNumber.rawValue, maskedNumber: $0.idNumber.masked, region: $0.region,
                    mobile: $0.mobile,
                    address: $0.address)
            }
        case .enterprise:
            return try table.enterprise(party.id, in: connection).map {
                PartyProfile(
                    party: party, name: $0.name, number: $0.code.rawValue, maskedNumber: $0.code.rawValue, region: $0.region, mobile: nil,
                    address: $0.address)
            }
        }
    }

    // MARK: Writing, inside somebody's transaction

    package func insert(persons: [Person], in connection: any Connection) throws {
        for person in persons { try table.insert(person, in: connection) }
    }

    package func insert(households: [Household], in connection: any Connection) throws {
        for household in households { try table.insert(household, in: connection) }
    }

    package func insert(enterprises: [Enterprise], agencies: [Agency], in connection: any Connection) throws {
        for enterprise in enterprises { try table.insert(enterprise, in: connection) }
        for agency in agencies { try table.insert(agency, in: connection) }
    }

    package func insert(staff: [Staff], in connection: any Connection) throws {
        for member in staff { try table.insert(member, in: connection) }
    }

    /// Opens an account. The password is hashed here and kept nowhere else.
    package func insert(_ account: Account, password: String, at instant: Instant, in connection: any Connection) throws {
        try insert(account, passwordHash: Password.hash(password, cost: settings.passwordCost), at: instant, in: connection)
    }

    /// Opens an account with a password hashed before: hashing is slow on purpose, and a transaction is no place to be slow in.
    package func insert(_ account: Account, passwordHash: String, at instant: Instant, in connection: any Connection) throws {
        guard try table.insert(account, passwordHash: passwordHash, at: instant, in: connection) else {
            throw IdentityRefusal.loginTaken.problem
        }
    }
}

/// An applicant as other rooms see them.
package struct PartyProfile: Sendable, Hashable {
    package var party: Party
    package var name: String
    /// The identity number or the credit code, in clear: for registers and hashes, never for a page.
    package var number: String
    package var maskedNumber: String
    package var region: RegionCode
    package var mobile: String?
    package var address: String

    package init(party: Party, name: String, number: String, maskedNumber: String, region: RegionCode, mobile: String?, address: String) {
        self.party = party
        self.name = name
        self.number = number
        self.maskedNumber = maskedNumber
        self.region = region
        self.mobile = mobile
        self.address = address
    }
}

extension Identity {
    /// Everything that this room answers.
    package var endpoints: [Endpoint] { signInEndpoints + actingEndpoints + accountEndpoints }
}

extension Identity {
    /// Whoever has that identity number or credit code and is known here.
    package func party(ofNumber number: String, in connection: any Connection) throws -> Party? {
        if let person = try table.person(idNumber: number, in: connection) { return person.party }
        return try table.enterprise(code: number, in: connection)?.party
    }
}
