import Catalogue
import Identity
import Kernel
import Store
import Synchronization
import TestSupport
import Testing
import Web

@testable import DataCentre

/// Counts kept of the log, alarms, and children's data.
struct CountingTests {
    @Test func `an hour of many looks raises an alarm, by day and sooner by night`() {
        let limits = AlarmLimits(bulkLooks: 100, nightLooks: 10)
        // 2025-11-25 in Shanghai: 00:00 is 16:00 UTC of the day before.
        let midnight = 490_096 - 490_096 % 24 + 16
        for (hour, looks, kinds) in [
            (midnight + 12, 100, []), (midnight + 12, 101, [ReadingAlarm.Kind.bulk]), (midnight + 3, 10, []), (midnight + 3, 11, [.night]),
            (midnight + 23, 500, [.bulk, .night]), (midnight + 6, 11, []), (midnight + 21, 11, [.night]),
        ] {
            #expect(ReadingAlarm.kinds(looks: looks, hour: hour, limits) == kinds, "\(hour - midnight): \(looks)")
        }
    }

    @Test(arguments: TestDatabases.each()) func `every line is counted once, and none that is not settled`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let (centre, clock) = (fixture.dataCentre, fixture.clock)
            _ = try await fixture.ask(fixture.question(), fixture.question("mz-marriage"), for: "student-aid")
            try await centre.count(at: clock.now)
            #expect(try await fixture.count("datacentre_tally") == 0)
            clock.advance(seconds: 200)
            _ = try await fixture.ask(fixture.question(), for: "student-aid")
            try await centre.count(at: clock.now)
            try await centre.count(at: clock.now)
            func sums() async throws -> [String: Tally] {
                let rows = try await database.read {
                    try centre.counts.tallies(since: clock.now.date.adding(days: -1), departments: nil, owned: [], in: $0)
                }
                return Dictionary(rows.map { ($0.resource, $0.tally) }) { first, _ in first }
            }
            let first = try await sums()
            #expect(first["ga-population"] == Tally(calls: 1, found: 1, failed: 0, microseconds: 0))
            #expect(first["mz-marriage"]?.calls == 1 && first["mz-marriage"]?.found == 0)
            clock.advance(seconds: 200)
            try await centre.count(at: clock.now)
            #expect(try await sums()["ga-population"]?.calls == 2)
        }
    }

    @Test(arguments: TestDatabases.each()) func `whoever looks at too many is named, once, until somebody has found out why`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database, settings: DataCentreSettings(bulkLooks: 5, nightLooks: 5))
            let (centre, clock) = (fixture.dataCentre, fixture.clock)
            var purpose = fixture.purpose
            purpose.account = clock.newID()
            for _ in 0..<6 { try await centre.note(lookAt: fixture.subject.idNumber.rawValue, for: purpose, at: clock.now) }
            clock.advance(seconds: 200)
            try await centre.count(at: clock.now)
            try await centre.count(at: clock.now)
            func open() async throws -> [ReadingAlarm] {
                try await database.read { try centre.counts.alarms(open: true, before: nil, limit: 10, in: $0) }
            }
            let alarms = try await open()
            #expect(alarms.contains { $0.kind == .bulk && $0.account == purpose.account && $0.looks == 6 })
            for alarm in alarms {
                let now = clock.now
                #expect(try await database.write { try centre.counts.close(alarm.id, by: "宋远", words: "批量核查", at: now, in: $0) })
                #expect(try await !database.write { try centre.counts.close(alarm.id, by: "宋远", words: "再次", at: now, in: $0) })
            }
            #expect(try await open().isEmpty)
        }
    }

    @Test(arguments: TestDatabases.each()) func `what another store logs is shown, counted once and watched like one's own lines`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let clock = TestClock()
            let reader = clock.newID()
            let subject = Mutex<Party?>(nil)
            let lines = (0..<7).map { number in
                clock.advance(seconds: 1)
                return DataAccess(
                    id: clock.newID(), at: clock.now, resource: "licence/id-card", reader: number == 6 ? .verifier : .staff,
                    account: reader, code: "student-aid", reason: Text("办理助学", "Aid for students"), reference: "case:1", outcome: "found",
                    department: "jyw")
            }
            let readings = ReadingElsewhere(
                uses: { party, before, limit in
                    guard party == subject.withLock(\.self) else { return [] }
                    return Array(lines.reversed().filter { before == nil || $0.id < before! }.prefix(limit))
                }, use: { id, party in party == subject.withLock(\.self) ? lines.first { $0.id == id } : nil },
                lines: { after, limit in Array(lines.filter { $0.id.rawValue > after }.prefix(limit)) })
            let fixture = try await DataCentreFixture(
                database, settings: DataCentreSettings(bulkLooks: 5, nightLooks: 5), readings: readings)
            let centre = fixture.dataCentre
            subject.withLock { $0 = fixture.subject.party }
            let later = clock.now.adding(seconds: 1000)
            try await centre.count(at: later)
            try await centre.count(at: later)
            let alarms = try await database.read { try centre.counts.alarms(open: true, before: nil, limit: 10, in: $0) }
            #expect(alarms.contains { $0.kind == .bulk && $0.account == reader && $0.looks == 6 }, "a verifier is no officer")
            let sums = try await database.read {
                try centre.counts.tallies(since: clock.now.date.adding(days: -1), departments: ["jyw"], owned: [], in: $0)
            }
            #expect(sums.map(\.resource) == ["licence/id-card"] && sums.first?.tally.calls == 7)

            let listed = try await fixture.listed(fixture.subject)["items"]?.array ?? []
            #expect(listed.map { $0["id"]?.string } == lines.reversed().map(\.id.rawValue))
            #expect(listed.last?["department"] == "jyw")
            #expect(try await fixture.listed(fixture.other)["items"]?.array?.isEmpty == true)
            let visitor = Visitor(
                kind: .person, account: clock.newID(), name: fixture.subject.name, party: fixture.subject.party, language: .zh)
            let objection = Objection(kind: .use, words: "我没有申请过")
            let made = try await centre.object(objection, to: lines[0].id, for: visitor, at: fixture.clock.now)
            #expect(made.department == "jyw" && made.resource == "licence/id-card")
            let stranger = Visitor(
                kind: .person, account: clock.newID(), name: fixture.other.name, party: fixture.other.party, language: .zh)
            await #expect(throws: DataCentreRefusal.notFound.problem) {
                try await centre.object(objection, to: lines[1].id, for: stranger, at: fixture.clock.now)
            }
        }
    }

    @Test(arguments: TestDatabases.each()) func `a child's data are asked for only with a guardian's consent`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let (centre, clock) = (fixture.dataCentre, fixture.clock)
            let seventeen = "31010420200512993"
            let number = seventeen + String(try #require(ResidentIdentityNumber.checkDigit(seventeen)))
            let child = Person(
                id: clock.newID(), name: "顾小满", idNumber: try #require(ResidentIdentityNumber(stored: number)), mobile: nil,
                address: "徐汇区示例路 18 号", region: fixture.subject.region, createdAt: clock.now)
            let household = Household(
                id: clock.newID(), number: "1", region: fixture.subject.region, address: "徐汇区示例路 18 号",
                members: [
                    Household.Member(person: fixture.subject.id, relation: "head"), Household.Member(person: child.id, relation: "child"),
                    Household.Member(person: fixture.other.id, relation: "other"),
                ])
            let identity = centre.identity
            try await database.write { connection in
                try identity.insert(persons: [child], in: connection)
                try identity.insert(households: [household], in: connection)
            }
            let question = fixture.question(about: child)
            guard case .unavailable(let reason) = try #require(try await fixture.ask(question).first) else {
                Issue.record("asked without consent")
                return
            }
            #expect(reason.zh.contains("监护人"))
            func act(_ name: String, _ who: Person) async throws {
                let endpoint = try #require(centre.endpoints.first { $0.name == name && $0.face == .api })
                let visitor = fixture.visitor(who)
                _ = try await endpoint.answer(
                    .init(
                        method: .post, path: "/", face: .api, parameters: ["id": child.id.rawValue], visitor: visitor, requestID: "r",
                        now: clock.now, surroundings: clock.surroundings))
            }
            await #expect(throws: (any Error).self) { try await act("datacentre.consent", fixture.other) }
            try await act("datacentre.consent", fixture.subject)
            #expect(try await fixture.ask(question) == [.none])
            try await act("datacentre.consent-withdraw", fixture.subject)
            #expect(try await fixture.ask(question) != [.none])
        }
    }
}
