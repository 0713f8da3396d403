import Catalogue
import Foundation
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
    private static let calendar: WorkingCalendar = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../data/calendar/2026.json")
        let year = try? CalendarYear(json: JSON(parsing: String(contentsOf: file, encoding: .utf8)))
        return WorkingCalendar(years: [year].compactMap(\.self))
    }()

    @Test func `an hour of many looks raises an alarm, by day and sooner by night`() throws {
        let limits = AlarmLimits(bulkLooks: 100, nightLooks: 10, systemLooks: 1000)
        let officer = WatchedReader.account(TestClock().newID())
        // A Monday in Shanghai: 00:00 is 16:00 UTC of the day before.
        let midnight = Int(Instant(try #require(LocalDate("2026-11-23")), secondOfDay: 0).microseconds / 3_600_000_000)
        for (hour, looks, kinds) in [
            (midnight + 12, 100, []), (midnight + 12, 101, [ReadingAlarm.Kind.bulk]), (midnight + 3, 10, []), (midnight + 3, 11, [.night]),
            (midnight + 23, 500, [.bulk, .night]), (midnight + 6, 11, []), (midnight + 21, 11, [.night]),
        ] {
            #expect(
                ReadingAlarm.kinds(looks: looks, by: officer, hour: hour, limits, Self.calendar) == kinds, "\(hour - midnight): \(looks)")
        }
    }

    @Test(
        arguments: [
            ("2026-11-23", false, "a Monday"), ("2026-11-28", true, "a Saturday"), ("2026-11-29", true, "a Sunday"),
            ("2026-10-01", true, "a holiday on a Thursday"), ("2026-10-10", false, "a Saturday on which work is made up for"),
        ]) func `on a day that is no working day every hour is odd`(_ day: String, _ isOdd: Bool, _ what: String) throws
    {
        let limits = AlarmLimits(bulkLooks: 100, nightLooks: 10, systemLooks: 1000)
        let date = try #require(LocalDate(day))
        func kinds(_ looks: Int, at clock: Int, by who: WatchedReader = .account(TestClock().newID())) -> [ReadingAlarm.Kind] {
            let hour = Int(Instant(date, secondOfDay: clock * 3600).microseconds / 3_600_000_000)
            return ReadingAlarm.kinds(looks: looks, by: who, hour: hour, limits, Self.calendar)
        }
        for clock in 6..<21 {
            #expect(kinds(11, at: clock) == (isOdd ? [.night] : []), "\(what), \(clock)")
            #expect(kinds(10, at: clock).isEmpty && kinds(101, at: clock).contains(.bulk))
            #expect(kinds(11, at: clock, by: .system("jyj-school")).isEmpty, "a system works at any hour")
        }
        #expect(kinds(11, at: 22) == [.night])
    }

    @Test(arguments: TestDatabases.each()) func `an officer who reads on a Sunday is named, and a family that reads its own is not`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database, settings: DataCentreSettings(nightLooks: 3))
            let (centre, clock) = (fixture.dataCentre, fixture.clock)
            var (officer, own) = (fixture.purpose, fixture.purpose)
            officer.account = clock.newID()
            (own.reader, own.account) = (.oneself, clock.newID())
            func alarms(on day: LocalDate) async throws -> [ReadingAlarm] {
                clock.set(Instant(day, secondOfDay: 10 * 3600))
                let purposes = [officer, own]
                for purpose in purposes {
                    for _ in 0..<4 { try await centre.note(lookAt: fixture.subject.idNumber.rawValue, for: purpose, at: clock.now) }
                }
                clock.advance(seconds: 200)
                try await centre.count(at: clock.now)
                return try await database.read { try centre.counts.alarms(open: true, before: nil, limit: 10, in: $0) }
            }
            let friday = try #require(LocalDate("2026-11-27"))
            #expect(try await alarms(on: friday).isEmpty)
            let raised = try await alarms(on: friday.adding(days: 2))
            #expect(raised.map(\.kind) == [.night] && raised.first?.who.account == officer.account)
        }
    }

    @Test func `a system has its own limit, and no hour is odd for it`() {
        let limits = AlarmLimits(bulkLooks: 100, nightLooks: 10, systemLooks: 1000)
        for hour in 490_080..<490_104 {
            #expect(ReadingAlarm.kinds(looks: 1000, by: .system("gaj-population"), hour: hour, limits, Self.calendar) == [])
            #expect(ReadingAlarm.kinds(looks: 1001, by: .system("gaj-population"), hour: hour, limits, Self.calendar) == [.bulk])
        }
        for who in [WatchedReader.system("a:b"), .account(TestClock().newID())] { #expect(WatchedReader(who.text) == who) }
        #expect(WatchedReader("nobody") == nil)
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
            let population = try #require(first["ga-population"])
            #expect(population.calls == 1 && population.found == 1 && population.failed == 0)
            // What is answered here takes its time, too.
            #expect(population.microseconds > 0)
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
            #expect(alarms.contains { $0.kind == .bulk && $0.who.account == purpose.account && $0.looks == 6 })
            for alarm in alarms {
                let now = clock.now
                #expect(try await database.write { try centre.counts.close(alarm.id, by: "宋远", words: "批量核查", at: now, in: $0) })
                #expect(try await !database.write { try centre.counts.close(alarm.id, by: "宋远", words: "再次", at: now, in: $0) })
            }
            #expect(try await open().isEmpty)
        }
    }

    @Test(arguments: TestDatabases.each())
    func `a department's own system that reads too much is named, and the stewards of both departments are told once`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database, settings: DataCentreSettings(systemLooks: 5))
            let (centre, clock) = (fixture.dataCentre, fixture.clock)
            _ = try await fixture.staff("jyj", fixture.subject)
            _ = try await fixture.staff("gaj", fixture.other)
            func read(_ times: Int, as system: String?) async throws {
                let purpose = Purpose(
                    reader: .system, account: nil, department: "jyj", system: system, code: "student-aid", reason: Text("办理", "Handling"),
                    reference: "case:1")
                let lines = (0..<times).map { _ in
                    LogLine(id: clock.newID(), question: fixture.question(), purpose: purpose, outcome: "found", at: clock.now)
                }
                try await database.write { try centre.log.insert(lines, in: $0) }
                clock.advance(seconds: 200)
                try await centre.count(at: clock.now)
            }
            func alarms() async throws -> [ReadingAlarm] {
                try await database.read { try centre.counts.alarms(open: true, before: nil, limit: 10, in: $0) }
            }
            try await read(9, as: nil)
            #expect(try await alarms().isEmpty, "the platform's own engine reads for each form")
            try await read(5, as: "jyj-school")
            #expect(try await alarms().isEmpty)
            try await read(1, as: "jyj-school")
            try await read(1, as: "jyj-school")
            let raised = try await alarms()
            #expect(raised.map(\.who) == [.system("jyj-school")] && raised.first?.looks == 7)
            for person in [fixture.subject, fixture.other] {
                #expect(try await fixture.told(person).filter { $0.contains("异常") }.count == 1)
            }
            let watcher = Visitor(
                kind: .staff, account: clock.newID(), name: "宋远",
                scope: Scope(grants: [Scope.Grant(role: .supervisor, department: nil, region: .shanghai)]), language: .zh)
            #expect(try await fixture.page("datacentre.alarms", by: watcher).contains("jyj-school"))
        }
    }

    @Test(arguments: TestDatabases.each()) func `an officer's department and the one whose data it was are told`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database, settings: DataCentreSettings(bulkLooks: 3, nightLooks: 3))
            let (centre, clock) = (fixture.dataCentre, fixture.clock)
            let officer = try await fixture.staff("jyj", fixture.subject)
            _ = try await fixture.staff("gaj", fixture.other)
            var purpose = fixture.purpose
            purpose.account = officer.account
            let lines = (0..<5).map { _ in
                LogLine(id: clock.newID(), question: fixture.question(), purpose: purpose, outcome: "found", at: clock.now)
            }
            try await database.write { try centre.log.insert(lines, in: $0) }
            clock.advance(seconds: 200)
            for _ in 0..<2 { try await centre.count(at: clock.now) }
            let raised = try await database.read { try centre.counts.alarms(open: true, before: nil, limit: 10, in: $0) }.count
            for person in [fixture.subject, fixture.other] {
                let told = try await fixture.told(person).filter { $0.contains("异常") }
                #expect(raised > 0 && told.count == raised)
            }
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
            #expect(alarms.contains { $0.kind == .bulk && $0.who == .account(reader) && $0.looks == 6 }, "a verifier is no officer")
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
            try await expectShown(made, beside: lines[0].id, of: 7, in: fixture)
            let stranger = Visitor(
                kind: .person, account: clock.newID(), name: fixture.other.name, party: fixture.other.party, language: .zh)
            await #expect(throws: DataCentreRefusal.notFound.problem) {
                try await centre.object(objection, to: lines[1].id, for: stranger, at: fixture.clock.now)
            }
        }
    }

    /// An objection stands beside the line that it is about, with its state and its answer, for whoever made it.
    private func expectShown(_ made: Correction, beside line: ID, of count: Int, in fixture: DataCentreFixture) async throws {
        let visitor = fixture.visitor(fixture.subject)
        func objections() async throws -> [JSON] {
            let items = try await fixture.listed(fixture.subject)["items"]?.array ?? []
            #expect(items.count == count)
            for item in items where item["id"]?.string != line.rawValue {
                #expect(item["objection"] == .null && item["correction"] == .null)
            }
            let own = items.first { $0["id"]?.string == line.rawValue }
            #expect(own?["correction"]?.string == made.id.rawValue)
            return own?["objection"].map { [$0] } ?? []
        }
        #expect(try await objections() == [["state": "open", "answer": .null]])
        let open = try await fixture.page("datacentre.uses", by: visitor)
        #expect(open.contains("\(CorrectionState.open.name.zh)") && open.ranges(of: "/objections").count == count - 1)
        let officer = try await fixture.staff("jyw", fixture.other).visitor
        let answer = "这次调用是本人现场同意的"
        _ = try await fixture.dataCentre.take(.keep, on: made.id, answer: answer, for: officer, at: fixture.clock.now)
        #expect(try await objections() == [["state": "kept", "answer": .string(answer)]])
        #expect(try await fixture.page("datacentre.uses", by: visitor).contains(answer))
        #expect(try await !fixture.page("datacentre.uses", by: fixture.visitor(fixture.other)).contains(answer))
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
