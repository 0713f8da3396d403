package import Kernel
package import Store

extension Identity {
    package func person(_ id: ID, in connection: any Connection) throws -> Person? { try table.person(id, in: connection) }

    package func household(of person: ID, in connection: any Connection) throws -> Household? {
        try table.household(of: person, in: connection)
    }

    /// What the members of staff are called to whom these accounts belong.
    package func staffNames(ofAccounts accounts: [ID], in connection: any Connection) throws -> [ID: String] {
        var names: [ID: String] = [:]
        for account in Set(accounts) {
            guard case .staff(let id) = try table.account(account, in: connection)?.account.owner else { continue }
            names[account] = try table.staff(id, in: connection)?.name
        }
        return names
    }
}
