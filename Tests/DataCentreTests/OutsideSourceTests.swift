import Catalogue
import Identity
import Kernel
import Store
import Synchronization
import TestSupport
import Testing

@testable import DataCentre

/// Sources elsewhere: slow, wrong, gone, or telling of somebody else. Each is a clear answer and a line in the log, and nothing leaks.
struct OutsideSourceTests {
    /// A source that does what it is told.
    private final class Pretended: Connector {
        enum Mood: Sendable {
            case says(JSON)
            case dates(JSON, LocalDate)
            case nothing
            case fails
            case hangs
            /// Answers nobody before so many have asked.
            case meets(Int)
            case does(@Sendable () async throws -> Void)
        }

        let mood: Mutex<Mood>
        let calls = Mutex(0)
        /// Questions that wait for their fellows.
        let waiting = Mutex<[CheckedContinuation<Void, Never>]>([])

        init(_ mood: Mood) { self.mood = Mutex(mood) }

        func reply(to key: String, of resource: DataResource) async throws -> SourceReply {
            calls.withLock { $0 += 1 }
            switch mood.withLock({ $0 }) {
            case .says(let record): return .record(record, asOf: nil)
            case .dates(let record, let day): return .record(record, asOf: day)
            case .nothing: return .nothing
            case .fails: throw StoreError.unavailable("gone, and this text names \(key)")
            case .hangs:
                // Heeds no cancellation, as a library that blocks does not.
                await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
                return .nothing
            case .meets(let count):
                await withCheckedContinuation { continuation in
                    let met = waiting.withLock { waiting in
                        waiting.append(continuation)
                        return waiting.count == count ? waiting : []
                    }
                    for one in met { one.resume() }
                }
                return .nothing
            case .does(let act):
                try await act()
                return .record([JSON.Member(resource.key, .string(key))].record, asOf: nil)
            }
        }
    }

    private static let population = "ga-population"

    private func fixture(
        _ database: Database, _ source: Pretended, resource: String = population, milliseconds: Int = 2000,
        settings: DataCentreSettings = DataCentreSettings()
    ) async throws -> DataCentreFixture {
        try await DataCentreFixture(
            database, sources: [resource: OutsideSource(source, kind: "rest", milliseconds: milliseconds)], settings: settings)
    }

    private func detail(_ fixture: DataCentreFixture, _ resource: String = population) async throws -> String? {
        let answer = try await fixture.ask(fixture.question(resource))
        let line = try await fixture.lastLine()
        if case .unavailable(let reason) = try #require(answer.first) {
            #expect(line.outcome == "unavailable" && !reason.zh.isEmpty && !reason.en.isEmpty)
            #expect(!reason.zh.contains(fixture.subject.idNumber.rawValue))
        }
        return line.detail
    }

    private func record(_ fixture: DataCentreFixture, _ more: [(String, JSON)] = [], key: String? = nil) -> JSON {
        .object([JSON.Member("person.idNumber", .string(key ?? fixture.subject.idNumber.rawValue))] + more.map { JSON.Member($0.0, $0.1) })
    }

    @Test(arguments: TestDatabases.each()) func `a record is taken in its proper shape, without what was never declared`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let source = Pretended(.nothing)
            let fixture = try await fixture(database, source)
            #expect(try await fixture.ask(fixture.question()) == [.none])
            source.mood.withLock { $0 = .says(record(fixture, [("person.birthDate", "19930512"), ("person.salary", "9000")])) }
            guard case .record(let told, let day, _) = try #require(try await fixture.ask(fixture.question()).first) else {
                Issue.record("no record")
                return
            }
            #expect(told["person.birthDate"] == "1993-05-12" && told["person.salary"] == nil && day == fixture.clock.now.date)
            #expect(try await fixture.lastLine().outcome == "found")
        }
    }

    @Test(arguments: TestDatabases.each()) func `somebody else's record is rejected, and so is one that does not say whose it is`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let source = Pretended(.nothing)
            let fixture = try await fixture(database, source)
            source.mood.withLock { $0 = .says(record(fixture, [("person.name", "沈一舟")], key: fixture.other.idNumber.rawValue)) }
            #expect(try await detail(fixture) == "stranger")
            for wrong: JSON in [["person.name": "顾晓岚"], "text", .array([]), record(fixture, [("person.birthDate", "yesterday")])] {
                source.mood.withLock { $0 = .says(wrong) }
                #expect(try await detail(fixture) == "malformed", "\(wrong)")
            }
            #expect(try await fixture.count("datacentre_answer") == 0)
        }
    }

    @Test(arguments: TestDatabases.each()) func `what no register says is no answer: garbled words, a day to come, lists in lists`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let source = Pretended(.nothing)
            let fixture = try await fixture(database, source, settings: DataCentreSettings(circuitFailures: 100))
            let today = fixture.clock.now.date
            let child: JSON = ["person.name": "顾小满"]
            let deep = (0..<90).reduce(child) { inner, _ in .array([inner]) }
            let huge = JSON.string(String(repeating: "甲", count: 200_000))
            let words: [(String, JSON)] = [
                ("person.name", "顾\u{0}晓岚"), ("person.name", "\u{1B}[2J"), ("person.name", huge), ("person.name", deep),
                ("person.name", ["顾晓岚"]), ("person.birthDate", "9999-99-99"), ("person.birthDate", .number("19930512.5")),
                ("person.sex", "X7"),
            ]
            var wrong: [Pretended.Mood] = words.map { .says(record(fixture, [$0])) }
            wrong.append(.dates(record(fixture), today.adding(days: 2)))
            wrong.append(.says(record(fixture, key: fixture.subject.idNumber.rawValue + "\u{0}")))
            for mood in wrong {
                source.mood.withLock { $0 = mood }
                let told = try await detail(fixture)
                #expect(told == "malformed" || told == "stranger", "\(mood)")
            }
            #expect(try await fixture.count("datacentre_answer") == 0)
            // A source that is a day ahead is none the worse.
            source.mood.withLock { $0 = .dates(record(fixture), today.adding(days: 1)) }
            _ = try await detail(fixture)
            #expect(try await fixture.lastLine().outcome == "found")
        }
    }

    @Test(arguments: TestDatabases.each()) func `sources are asked at once, none after another`(_ engine: TestEngine) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            // Asked one after the other, the first would wait for the others until its time is up.
            let meeting = OutsideSource(Pretended(.meets(3)), kind: "sql", milliseconds: 60_000)
            let fixture = try await DataCentreFixture(
                database, sources: ["ga-population": meeting, "mz-marriage": meeting, "ga-household": meeting])
            let answers = try await fixture.ask(
                fixture.question(), fixture.question("mz-marriage"), fixture.question("ga-household"))
            #expect(answers == [.none, .none, .none])
        }
    }

    @Test(arguments: TestDatabases.each()) func `a source that hangs is given up after its own time`(_ engine: TestEngine) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let hanging = OutsideSource(Pretended(.hangs), kind: "sql", milliseconds: 500)
            let fixture = try await DataCentreFixture(
                database, sources: ["ga-population": hanging, "mz-marriage": hanging, "ga-household": hanging])
            let clock = ContinuousClock()
            let start = clock.now
            let answers = try await fixture.ask(
                fixture.question(), fixture.question("mz-marriage"), fixture.question("ga-household"), fixture.question("ga-children"))
            let took = clock.now - start
            #expect(took >= .milliseconds(500), "\(took)")
            #expect(
                answers.dropLast().allSatisfy { if case .unavailable = $0 { true } else { false } } && answers.last == RecordAnswer.none)
            let lines = try await fixture.dataCentre.accesses(about: fixture.subject.party)
            #expect(lines.map(\.detail) == [nil, "late", "late", "late"])
        }
    }

    @Test(arguments: TestDatabases.each()) func `a grant that is withdrawn while the source thinks stops its answer`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(DataCentreFixture.migrations) { database in
            let source = Pretended(.nothing)
            let fixture = try await fixture(database, source, resource: "mz-assistance")
            let (centre, now) = (fixture.dataCentre, fixture.clock.now)
            let key = Grant.Key(department: "jyj", resource: "mz-assistance", item: "student-aid")
            let grant = try await centre.request(key, need: "核对", for: fixture.steward("jyj"), at: now)
            let holder = fixture.steward("mzj")
            _ = try await centre.take(GrantMove(action: .grant), on: grant.id, for: holder, at: now)
            source.mood.withLock {
                $0 = .does { _ = try await centre.take(GrantMove(action: .withdraw, reason: "停"), on: grant.id, for: holder, at: now) }
            }
            guard
                case .unavailable(let reason) = try #require(
                    try await fixture.ask(fixture.question("mz-assistance"), for: "student-aid").first)
            else {
                Issue.record("answered after it was withdrawn")
                return
            }
            #expect(reason.zh.contains("撤回"))
            #expect(try await fixture.lastLine().detail == "withdrawn")
            #expect(try await fixture.count("datacentre_answer") == 0)
            _ = try await fixture.ask(fixture.question("mz-assistance"), for: "student-aid")
            #expect(source.calls.withLock { $0 } == 1)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a source that fails is left alone, tried once, and taken back`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(DataCentreFixture.migrations) { database in
            let source = Pretended(.fails)
            let fixture = try await fixture(database, source, settings: DataCentreSettings(circuitFailures: 3, circuitSeconds: 60))
            for _ in 0..<3 { #expect(try await detail(fixture) == "unreachable") }
            #expect(try await detail(fixture) == "resting")
            #expect(source.calls.withLock { $0 } == 3)
            fixture.clock.advance(seconds: 61)
            #expect(try await detail(fixture) == "unreachable")
            #expect(try await detail(fixture) == "resting")
            #expect(source.calls.withLock { $0 } == 4)
            fixture.clock.advance(seconds: 61)
            source.mood.withLock { $0 = .nothing }
            #expect(try await fixture.ask(fixture.question()) == [.none])
            #expect(try await detail(fixture) == nil)
            #expect(source.calls.withLock { $0 } == 6)
        }
    }

    @Test(arguments: TestDatabases.each()) func `an answer is kept, sealed, for as long as the source's records stand`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(DataCentreFixture.migrations) { database in
            let source = Pretended(.nothing)
            // Renewed every day.
            let fixture = try await fixture(database, source, resource: "ga-residence")
            source.mood.withLock { $0 = .says(record(fixture, [("person.residenceSince", "2020-05-01")])) }
            let first = try await fixture.ask(fixture.question("ga-residence"))
            #expect(try await fixture.ask(fixture.question("ga-residence")) == first)
            #expect(source.calls.withLock { $0 } == 1)
            #expect(try await fixture.count("datacentre_access") == 2)
            let rows = try await database.read { try $0.rows("SELECT * FROM datacentre_answer") }
            #expect(rows.count == 1 && !"\(rows)".contains(fixture.subject.idNumber.rawValue))
            let blob = String(decoding: try #require(rows.first).blob("content"), as: UTF8.self)
            #expect(!blob.contains("2020-05-01"))
            fixture.clock.advance(seconds: 24 * 3600)
            _ = try await fixture.ask(fixture.question("ga-residence"))
            #expect(source.calls.withLock { $0 } == 2)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a source that was switched off is not asked`(_ engine: TestEngine) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let source = Pretended(.nothing)
            let fixture = try await fixture(database, source)
            try await fixture.dataCentre.setOutage("ga-population", true, because: "系统升级", by: "舒文", at: fixture.clock.now)
            #expect(try await detail(fixture) == "off")
            #expect(source.calls.withLock { $0 } == 0)
            try await fixture.dataCentre.setOutage("ga-population", false, because: nil, by: "舒文", at: fixture.clock.now)
            #expect(try await fixture.ask(fixture.question()) == [.none])
        }
    }
}

extension [JSON.Member] {
    fileprivate var record: JSON { .object(self) }
}
