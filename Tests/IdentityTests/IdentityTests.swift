import Cryptography
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Identity

@Suite struct IdentityTests {
    @Test(arguments: TestDatabases.each()) func `a person is found by the whole number and by nothing less`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(IdentityFixture.migrations) { database in
            let city = try await IdentityFixture(database)
            let number = city.mother.idNumber.rawValue
            #expect(try await city.identity.person(idNumber: number) == city.mother)
            #expect(try await city.identity.person(idNumber: String(number.dropLast())) == nil)
            #expect(try await city.identity.person(idNumber: city.other.idNumber.rawValue)?.name == "沈一舟")
        }
    }

    @Test(arguments: TestDatabases.each()) func `nothing that identifies somebody is stored in clear`(_ engine: TestEngine) async throws {
        try await engine.with(IdentityFixture.migrations) { database in
            let city = try await IdentityFixture(database)
            let rows = try await database.read { try $0.rows("SELECT id_hash, profile FROM identity_person") }
            #expect(rows.count == 2)
            for row in rows {
                let stored = try row.text("id_hash") + String(decoding: row.blob("profile"), as: UTF8.self)
                for secret in [city.mother.idNumber.rawValue, "顾晓岚", "13900000001", "示例路"] { #expect(!stored.contains(secret)) }
            }
        }
    }

    @Test(arguments: TestDatabases.each()) func `the right password lets in, a wrong one and an unknown name get one answer`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(IdentityFixture.migrations) { database in
            let city = try await IdentityFixture(database)
            let (session, account) = try await signIn(city, "gu", "correct horse battery")
            #expect(account.login == "gu")
            let visitor = try await visitor(city, session)
            #expect(visitor?.name == "顾晓岚")
            #expect(visitor?.party == city.mother.party)
            let wrong = await problem { _ = try await signIn(city, "gu", "wrong") }
            let unknown = await problem { _ = try await signIn(city, "nobody", "wrong") }
            #expect(wrong?.code == "identity.wrong-password")
            #expect(wrong == unknown)
        }
    }

    @Test(arguments: TestDatabases.each()) func `the eleventh attempt in a quarter of an hour waits`(_ engine: TestEngine) async throws {
        try await engine.with(IdentityFixture.migrations) { database in
            let city = try await IdentityFixture(database)
            for _ in 0..<10 { #expect(await problem { _ = try await signIn(city, "gu", "wrong") }?.code == "identity.wrong-password") }
            await #expect(throws: (any Error).self) { try await signIn(city, "gu", "correct horse battery") }
            city.clock.advance(seconds: 901)
            #expect(try await signIn(city, "gu", "correct horse battery").1.login == "gu")
        }
    }

    @Test(arguments: TestDatabases.each()) func `a code is asked for once it is set, and each works once`(_ engine: TestEngine) async throws
    {
        try await engine.with(IdentityFixture.migrations) { database in
            let city = try await IdentityFixture(database)
            let secret = TOTP.newSecret()
            let account = try #require(try await database.read { try city.identity.table.account(login: "gu", in: $0) }).account.id
            try await database.write { try city.identity.table.setCode(secret: secret, step: 0, of: account, in: $0) }
            #expect(await problem { _ = try await signIn(city, "gu", "correct horse battery") }?.code == "identity.code-needed")
            let code = TOTP(secret: secret).code(atStep: TOTP.step(at: city.clock.now))
            #expect(try await signIn(city, "gu", "correct horse battery", code: code).1.usesCode)
            #expect(await problem { _ = try await signIn(city, "gu", "correct horse battery", code: code) }?.code == "identity.wrong-code")
        }
    }

    @Test(arguments: TestDatabases.each()) func `staff see through their grants, and nobody after they left`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(IdentityFixture.migrations) { database in
            let city = try await IdentityFixture(database)
            let (session, _) = try await signIn(city, "qian", "correct horse battery")
            #expect(try await visitor(city, session)?.scope == city.officer.scope)
            try await database.write { _ = try $0.run("UPDATE identity_staff SET status = 'left'") }
            #expect(try await visitor(city, session) == nil)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a mandate lets one act for an enterprise while it lasts`(_ engine: TestEngine) async throws
    {
        try await engine.with(IdentityFixture.migrations) { database in
            let city = try await IdentityFixture(database)
            let held = try await city.identity.agencies(of: city.mother.id, on: LocalDate("2026-11-23")!)
            #expect(held.map(\.enterprise) == [city.shop])
            #expect(try await city.identity.agencies(of: city.other.id, on: LocalDate("2026-11-23")!).isEmpty)
            #expect(try await city.identity.agencies(of: city.other.id, on: LocalDate("2024-06-01")!).map(\.power) == [.agent])
            let (session, _) = try await signIn(city, "gu", "correct horse battery")
            try await database.write { try city.identity.sessions.act(for: city.shop.party, session: session.row.id, in: $0) }
            var row = session.row
            row.actingFor = city.shop.party
            let acting = row
            let visitor = try await database.read {
                try city.identity.visitor(for: acting, language: .zh, in: $0, on: LocalDate("2026-11-23")!)
            }
            #expect(visitor?.party == city.shop.party)
            #expect(visitor?.actingForName == "小满餐饮店")
        }
    }

    @Test(arguments: TestDatabases.each()) func `a login belongs to one account`(_ engine: TestEngine) async throws {
        try await engine.with(IdentityFixture.migrations) { database in
            let city = try await IdentityFixture(database)
            let second = Account(id: city.clock.newID(), login: "gu", owner: .person(city.other.id), level: 2)
            let now = city.clock.now
            let refused = await problem {
                try await database.write { try city.identity.insert(second, password: "correct horse", at: now, in: $0) }
            }
            #expect(refused?.code == "identity.login-taken")
        }
    }

    private func signIn(_ city: IdentityFixture, _ login: String, _ password: String, code: String? = nil) async throws -> (
        NewSession, Account
    ) {
        try await city.identity.signIn(
            Identity.Credentials(login: login, password: password, code: code), from: "192.0.2.7", language: .zh, now: city.clock.now)
    }

    private func visitor(_ city: IdentityFixture, _ session: NewSession) async throws -> Visitor? {
        let now = city.clock.now
        return try await city.database.read { connection in
            guard let row = try city.identity.sessions.find(token: session.token, now: now, in: connection) else { return nil }
            return try city.identity.visitor(for: row, language: .zh, in: connection, on: now.date)
        }
    }

    private func problem(_ body: () async throws -> Void) async -> Problem? {
        do {
            try await body()
            return nil
        } catch {
            return error as? Problem
        }
    }
}
