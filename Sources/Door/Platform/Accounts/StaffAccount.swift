import Cryptography
import Identity
package import Kernel
import Store
import Web

/// A member of staff with an account, as an operator orders it on the command line.
package struct StaffAccount: Sendable, Hashable {
    package var login: String
    package var name: String
    package var number: String?
    package var roles: [String]
    package var department: String?
    package var region: String

    package init(login: String, name: String, number: String?, roles: [String], department: String?, region: String) {
        self.login = login
        self.name = name
        self.number = number
        self.roles = roles
        self.department = department
        self.region = region
    }

    /// What the password must have at least.
    package static let shortestPassword = 12

    /// Refuses a role or a region that does not exist, before a password is asked for.
    package func check() throws(Problem) { _ = try scope() }

    private func scope() throws(Problem) -> Scope {
        guard let region = RegionCode(region) else { throw PlatformProblem.unknownRegion(region) }
        var grants: [Scope.Grant] = []
        for name in roles {
            guard let role = Role.all.first(where: { $0.rawValue == name }) else {
                throw PlatformProblem.unknownRole(name, known: Role.all.map(\.rawValue))
            }
            grants.append(Scope.Grant(role: role, department: department, region: region))
        }
        return Scope(grants: grants)
    }

    /// Makes both in one transaction.
    package func create(password: String, on workbench: Workbench, surroundings: Surroundings = .real) async throws {
        guard password.count >= StaffAccount.shortestPassword else { throw IdentityRefusal.weakPassword.problem }
        let scope = try scope()
        try await workbench.withKeys(making: true) { database, keyring in
            let identity = Identity(
                database: database, sealer: Sealer(keyring), blindIndex: BlindIndex(keyring), sessions: Sessions(),
                surroundings: surroundings)
            let now = surroundings.now()
            let staff = Staff(id: surroundings.newID(), number: number ?? login, name: name, person: nil, scope: scope)
            let account = Account(id: surroundings.newID(), login: login.lowercased(), owner: .staff(staff.id), level: 4)
            let hash = Password.hash(password)
            do {
                try await database.write { connection in
                    try identity.insert(staff: [staff], in: connection)
                    try identity.insert(account, passwordHash: hash, at: now, in: connection)
                }
            } catch StoreError.constraint(.unique, _) {
                throw PlatformProblem.numberTaken(staff.number)
            }
        }
    }
}
