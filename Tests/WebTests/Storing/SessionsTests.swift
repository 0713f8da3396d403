import Kernel
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct SessionsTests {
    let clock = TestClock()
    let sessions = Sessions()

    private func begin(_ kind: Visitor.Kind, _ database: Database, lasts: Int64? = nil) async throws -> NewSession {
        let (clock, sessions) = (clock, sessions)
        return try await database.write {
            try sessions.begin(
                account: clock.newID(), kind: kind, actingFor: Party(.enterprise, clock.newID()), language: .en,
                random: clock.randomBytes(48),
                now: clock.now, lastsSeconds: lasts, in: $0)
        }
    }

    private func find(_ token: String, _ database: Database) async throws -> SessionRow? {
        let (clock, sessions) = (clock, sessions)
        return try await database.read { try sessions.find(token: token, now: clock.now, in: $0) }
    }

    @Test(arguments: TestDatabases.each())
    func `a session is found by its token only, and the token is not stored`(engine: TestEngine) async throws {
        try await engine.with(WebMigrations.all) { database async throws in
            let session = try await begin(.person, database)
            #expect(try await find(session.token, database) == session.row)
            #expect(try await find(session.row.id, database) == nil)
            #expect(try await find(String(session.token.reversed()), database) == nil)
            #expect(session.token != session.row.id && session.row.csrf.count == 32)
        }
    }

    @Test(arguments: [(Visitor.Kind.staff, 30 * 60), (.person, 2 * 3600)] as [(Visitor.Kind, Int64)])
    func `a session ends when it was idle, and lives on when it was used`(kind: Visitor.Kind, idle: Int64) async throws {
        try await TestEngine.sqlite.with(WebMigrations.all) { database async throws in
            let (clock, sessions) = (clock, sessions)
            let session = try await begin(kind, database)
            clock.advance(seconds: idle - 1)
            let row = try #require(try await find(session.token, database))
            #expect(sessions.isStale(row, now: clock.now))
            try await database.write { try sessions.touch(row, now: clock.now, in: $0) }
            clock.advance(seconds: idle - 1)
            #expect(try await find(session.token, database) != nil)
            clock.advance(seconds: 2)
            #expect(try await find(session.token, database) == nil)
        }
    }

    @Test func `however busy, a session ends after its longest life`() async throws {
        try await TestEngine.sqlite.with(WebMigrations.all) { database async throws in
            let (clock, sessions) = (clock, sessions)
            let session = try await begin(.person, database)
            for hour in 1...12 {
                clock.advance(seconds: 3600)
                let row = try await find(session.token, database)
                #expect((row != nil) == (hour < 12), "hour \(hour)")
                if let row { try await database.write { try sessions.touch(row, now: clock.now, in: $0) } }
            }
        }
    }

    @Test func `ending one leaves others, ending all but one leaves that one`() async throws {
        try await TestEngine.sqlite.with(WebMigrations.all) { database async throws in
            let (clock, sessions) = (clock, sessions)
            let account = clock.newID()
            let made = try await database.write { connection in
                try (0..<3).map { _ in
                    try sessions.begin(account: account, kind: .person, random: clock.randomBytes(48), now: clock.now, in: connection)
                }
            }
            try await database.write { try sessions.end(made[0].row.id, in: $0) }
            #expect(try await find(made[0].token, database) == nil)
            #expect(try await find(made[1].token, database) != nil)
            try await database.write { try sessions.endAll(of: account, except: made[1].row.id, in: $0) }
            #expect(try await find(made[1].token, database) != nil)
            #expect(try await find(made[2].token, database) == nil)
        }
    }

    @Test func `what has run out is swept away`() async throws {
        try await TestEngine.sqlite.with(WebMigrations.all) { database async throws in
            let clock = clock
            let token = try await begin(.machine, database, lasts: 90 * 86400)
            _ = try await begin(.person, database)
            clock.advance(seconds: 86400)
            #expect(try await database.write { try WebSweep.run(now: clock.now, in: $0) } == 1)
            #expect(try await find(token.token, database) != nil)
        }
    }
}

@Suite struct RateLimitTests {
    @Test(arguments: TestDatabases.each())
    func `so many attempts in a window and no more`(engine: TestEngine) async throws {
        try await engine.with(WebMigrations.all) { database async throws in
            let clock = TestClock()
            func hit(_ key: String = "login:zhang") async throws -> RateLimit.Outcome {
                try await database.write { try RateLimit.hit(key, limit: 3, windowSeconds: 60, now: clock.now, in: $0) }
            }
            for _ in 0..<3 { #expect(try await hit() == .allowed) }
            clock.advance(seconds: 20)
            #expect(try await hit() == .refused(retryAfterSeconds: 40))
            #expect(try await hit("login:li") == .allowed)
            clock.advance(seconds: 40)
            #expect(try await hit() == .allowed)
            try await database.write { try RateLimit.clear("login:zhang", in: $0) }
            for _ in 0..<3 { #expect(try await hit() == .allowed) }
            #expect(throws: Refusal.tooManyRequests(retryAfterSeconds: 60)) {
                try RateLimit.Outcome.refused(retryAfterSeconds: 60).orThrow()
            }
        }
    }
}

@Suite struct IdempotencyTests {
    @Test(arguments: TestDatabases.each())
    func `the same key acts once, with other content not at all`(engine: TestEngine) async throws {
        try await engine.with(WebMigrations.all) { database async throws in
            let clock = TestClock()
            func claim(_ content: String, actor: String = "zhang", act: String = "cases.submit") async throws -> Idempotency.Claim {
                try await database.write { connection in
                    try Idempotency.claim(
                        key: "k1", actor: actor, act: act, contentHash: content, creating: "case-1", now: clock.now, in: connection)
                }
            }
            #expect(try await claim("a") == .new)
            #expect(try await claim("a") == .done(createdID: "case-1"))
            await #expect(throws: Idempotency.conflict) { try await claim("b") }
            #expect(try await claim("b", actor: "li") == .new)
            #expect(try await claim("b", act: "cases.withdraw") == .new)
            func created(by key: String, _ content: String) async throws -> String? {
                try await database.read {
                    try Idempotency.created(by: key, actor: "zhang", act: "cases.submit", contentHash: content, in: $0)
                }
            }
            #expect(try await created(by: "k1", "a") == "case-1")
            #expect(try await created(by: "k2", "a") == nil)
            await #expect(throws: Idempotency.conflict) { try await created(by: "k1", "b") }
        }
    }

    @Test(arguments: TestDatabases.each())
    func `of many at once one is new and the rest find it done`(engine: TestEngine) async throws {
        try await engine.with(WebMigrations.all) { database async throws in
            let claims = try await withThrowingTaskGroup(of: Idempotency.Claim.self) { group in
                for _ in 0..<12 {
                    group.addTask {
                        try await database.write { connection in
                            try Idempotency.claim(
                                key: "k", actor: "a", act: "b", contentHash: "c", creating: "1", now: TestClock.mondayMorning,
                                in: connection)
                        }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(claims.count { $0 == .new } == 1)
            #expect(claims.count { $0 == .done(createdID: "1") } == 11)
        }
    }

    @Test func `a claim whose act failed is free again`() async throws {
        try await TestEngine.sqlite.with(WebMigrations.all) { database async throws in
            func attempt(_ fails: Bool) async throws -> Idempotency.Claim {
                try await database.write { connection in
                    let claim = try Idempotency.claim(
                        key: "k", actor: "a", act: "b", contentHash: "c", creating: "1", now: TestClock.mondayMorning, in: connection)
                    if fails { throw WebProblem.fault }
                    return claim
                }
            }
            await #expect(throws: WebProblem.fault) { try await attempt(true) }
            #expect(try await attempt(false) == .new)
        }
    }

    @Test func `the content's hash leaves out what two sendings of the same differ in`() {
        let one = Submitted(values: ["a": ["1"], "b": ["2"], "_csrf": ["x"]])
        #expect(
            Idempotency.contentHash(of: one) == Idempotency.contentHash(of: Submitted(values: ["b": ["2"], "a": ["1"], "_csrf": ["y"]])))
        #expect(Idempotency.contentHash(of: one) != Idempotency.contentHash(of: Submitted(values: ["a": ["1"], "b": ["3"]])))
        var file = one
        file.files = [UploadedFile(field: "f", name: "a", type: "", bytes: [1])]
        #expect(Idempotency.contentHash(of: one) != Idempotency.contentHash(of: file))
    }
}

@Suite struct ScopeTests {
    static let regions = ["000000", "310000", "310104", "310104001", "310115", "310115003", "320000"].compactMap { RegionCode($0) }
    static let departments = ["gaj", "wjw", "scjg"]

    private func scope(_ random: inout SeededRandom) -> Scope {
        Scope(
            grants: (0..<Int.random(in: 0..<4, using: &random)).map { _ in
                Scope.Grant(
                    role: Role.all.randomElement(using: &random)!,
                    department: Bool.random(using: &random) ? Self.departments.randomElement(using: &random)! : nil,
                    region: Self.regions.randomElement(using: &random)!)
            })
    }

    @Test(arguments: TestDatabases.each())
    func `the rights filter in SQL is the rights filter`(engine: TestEngine) async throws {
        try await engine.with { database async throws in
            var random = SeededRandom(seed: 42)
            let scopes = (0..<60).map { _ in scope(&random) }
            try await database.write { connection in
                try connection.run("CREATE TABLE web_place (department TEXT NOT NULL, region TEXT NOT NULL)")
                for department in Self.departments {
                    for region in Self.regions {
                        try connection.run("INSERT INTO web_place (department, region) VALUES (\(department), \(region.rawValue))")
                    }
                }
            }
            for scope in scopes {
                for roles in [nil, [.reviewer, .approver, .window]] as [Set<Role>?] {
                    let predicate = scope.predicate(roles, department: "p.department", region: "p.region")
                    let rows = try await database.read { try $0.rows("SELECT p.department, p.region FROM web_place p WHERE \(predicate)") }
                    let seen = Set(try rows.map { try $0.text("department") + $0.text("region") })
                    let expected = Self.departments.flatMap { department in
                        Self.regions.filter { scope.holds(anyOf: roles ?? Set(Role.all), department: department, region: $0) }.map {
                            department + $0.rawValue
                        }
                    }
                    #expect(seen == Set(expected), "\(scope)")
                }
            }
        }
    }

    @Test func `who may use what`() {
        let party = Party(.person, TestClock().newID())
        let person = Visitor(kind: .person, party: party, language: .zh)
        let reviewer = Visitor(
            kind: .staff, scope: Scope(grants: [.init(role: .reviewer, department: nil, region: .shanghai)]), language: .zh)
        let machine = Visitor(kind: .machine, language: .zh)
        let all: [Access] = [.everyone, .applicant, .anyStaff, .staff([.reviewer, .approver]), .staff([.editor]), .machine]
        func admitted(_ visitor: Visitor) -> [Bool] { all.map(visitor.may) }
        #expect(admitted(.anonymous(.zh)) == [true, false, false, false, false, false])
        #expect(admitted(person) == [true, true, false, false, false, false])
        #expect(admitted(reviewer) == [true, false, true, true, false, false])
        #expect(admitted(machine) == [true, false, false, false, false, true])
    }
}
