import Cryptography
import Foundation
package import Kernel
package import Store
package import Web

extension Identity {
    /// What somebody shows to be let in.
    struct Credentials: Sendable {
        var login: String
        var password: String
        /// Six digits of an authenticator, where the account asks for them.
        var code: String?
    }

    /// Ten attempts for one name and thirty from one address in a quarter of an hour.
    private static let windowSeconds: Int64 = 900

    /// Lets somebody in. An unknown name costs as long as a wrong password and gets the same answer.
    func signIn(_ credentials: Credentials, from address: String, language: Language, now: Instant) async throws -> (NewSession, Account) {
        let login = credentials.login.trimmingCharacters(in: .whitespaces).lowercased()
        let outcomes = try await database.write { connection in
            [
                try RateLimit.hit("sign-in/login/\(login)", limit: 10, windowSeconds: Identity.windowSeconds, now: now, in: connection),
                try RateLimit.hit("sign-in/address/\(address)", limit: 30, windowSeconds: Identity.windowSeconds, now: now, in: connection),
            ]
        }
        for outcome in outcomes { try outcome.orThrow() }

        let stored = try await database.read { try table.account(login: login, in: $0) }
        let isRight = await checked(credentials.password, against: stored?.passwordHash)
        guard let stored, isRight, stored.account.isActive else { throw IdentityRefusal.wrongPassword.problem }

        var step: Int64?
        if let secret = stored.codeSecret {
            guard let code = credentials.code, !code.isEmpty else { throw IdentityRefusal.codeNeeded.problem }
            step = TOTP(secret: secret).matchedStep(of: code.filter { !$0.isWhitespace }, at: now, after: stored.lastStep)
            guard step != nil else { throw IdentityRefusal.wrongCode.problem }
        }
        let random = surroundings.randomBytes(48)
        let usedStep = step
        let session = try await database.write { connection -> NewSession in
            if let usedStep, try !table.useCode(step: usedStep, of: stored.account.id, in: connection) {
                throw IdentityRefusal.wrongCode.problem
            }
            try RateLimit.clear("sign-in/login/\(login)", in: connection)
            let kind: Visitor.Kind = if case .staff = stored.account.owner { .staff } else { .person }
            return try sessions.begin(account: stored.account.id, kind: kind, language: language, random: random, now: now, in: connection)
        }
        return (session, stored.account)
    }

    /// scrypt is slow on purpose, so it runs beside the threads that serve everybody else.
    private func checked(_ password: String, against hash: String?) async -> Bool {
        let cost = settings.passwordCost
        return await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: Password.verify(password, against: hash, cost: cost)) }
        }
    }

    /// Who is behind a session. An account that was disabled or staff that left are nobody from the next request on.
    package func visitor(for row: SessionRow, language: Language, in connection: any Connection, on date: LocalDate) throws -> Visitor? {
        guard let stored = try table.account(row.account, in: connection), stored.account.isActive else { return nil }
        var visitor = Visitor(kind: row.kind, account: row.account, language: language, session: row.id, csrf: row.csrf)
        switch stored.account.owner {
        case .staff(let id):
            guard let staff = try table.staff(id, in: connection) else { return nil }
            visitor.name = staff.name
            visitor.scope = staff.scope
        case .person(let id):
            guard let person = try table.person(id, in: connection) else { return nil }
            visitor.name = person.name
            visitor.party = person.party
            // A mandate that has ended since ends the acting for.
            if let party = row.actingFor,
                let held = try table.agencies(of: id, on: date, in: connection).first(where: { $0.enterprise.party == party })
            {
                visitor.party = party
                visitor.actingForName = held.enterprise.name
            }
        }
        return visitor
    }

    /// The person behind an account, whoever they act for.
    package func person(ofAccount account: ID, in connection: any Connection) throws -> ID? {
        switch try table.account(account, in: connection)?.account.owner {
        case .person(let id): id
        case .staff(let id): try table.staff(id, in: connection)?.person
        case nil: nil
        }
    }
}
