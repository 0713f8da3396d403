package import Kernel
package import Store

extension Identity {
    package func person(_ id: ID, in connection: any Connection) throws -> Person? { try table.person(id, in: connection) }

    package func household(of person: ID, in connection: any Connection) throws -> Household? {
        try table.household(of: person, in: connection)
    }

    /// The member of staff with that number, and the account by which they sign in; nil where either is not there or not active.
    package func official(number: String, in connection: any Connection) throws -> (account: ID, staff: Staff)? {
        guard let found = try table.account(ofStaffNumber: number, in: connection), found.account.isActive,
            case .staff(let id) = found.account.owner, let staff = try table.staff(id, in: connection)
        else { return nil }
        return (found.account.id, staff)
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
