package import Kernel
package import Store
package import Web

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
        for account in Set(accounts) { names[account] = try staff(ofAccount: account, in: connection)?.name }
        return names
    }

    /// The member of staff to whom an account belongs; nil where it is somebody else's, or where they are no longer active.
    package func staff(ofAccount account: ID, in connection: any Connection) throws -> Staff? {
        guard case .staff(let id) = try table.account(account, in: connection)?.account.owner else { return nil }
        return try table.staff(id, in: connection)
    }

    /// The persons behind the active staff who hold one of these roles for a department in the whole of a place, each once. Where nobody
    /// holds it for that department alone, those who hold it for every department. Staff who are nobody's account as a citizen are not
    /// among them.
    package func persons(
        holding roles: Set<Role>, for department: String, at place: RegionCode = .shanghai, in connection: any Connection
    ) throws -> [ID] {
        let own = try table.persons(holding: roles, for: department, at: place, in: connection)
        return own.isEmpty ? try table.persons(holding: roles, for: nil, at: place, in: connection) : own
    }
}
