import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import DataCentre

/// Questions to registers and the log of them.
struct AskingTests {
    @Test(arguments: TestDatabases.each()) func `a register answers with a record, with nothing, or that it is down`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let (today, content) = (fixture.clock.now.date, DataCentreFixture.content)
            let found = try await fixture.ask(fixture.question(), fixture.question("mz-marriage"), fixture.question(about: fixture.other))
            #expect(found == [.record(content, asOf: today), .none, .none])
            try await fixture.dataCentre.setOutage("ga-population", true, because: "系统升级", by: "舒文", at: fixture.clock.now)
            try await fixture.dataCentre.setOutage("ga-population", true, because: "系统升级", by: "舒文", at: fixture.clock.now)
            let down = try await fixture.ask(fixture.question(), fixture.question("mz-marriage"))
            guard case .unavailable(let reason) = try #require(down.first) else {
                Issue.record("a source that is down answered \(down)")
                return
            }
            #expect(!reason.zh.isEmpty && !reason.en.isEmpty && down.last == RecordAnswer.none)
            try await fixture.dataCentre.setOutage("ga-population", false, because: nil, by: "舒文", at: fixture.clock.now)
            #expect(try await fixture.ask(fixture.question()) == [.record(content, asOf: today)])
        }
    }

    @Test(arguments: TestDatabases.each()) func `each question leaves one line, also where nothing was found`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            #expect(try await fixture.ask().isEmpty)
            #expect(try await fixture.count("datacentre_access") == 0)
            _ = try await fixture.ask(fixture.question(), fixture.question("mz-marriage"))
            #expect(try await fixture.count("datacentre_access") == 2)
            try await fixture.dataCentre.setOutage("ga-population", true, because: "系统升级", by: "舒文", at: fixture.clock.now)
            _ = try await fixture.ask(fixture.question())
            let lines = try await fixture.dataCentre.accesses(about: fixture.subject.party)
            #expect(lines.map(\.outcome) == ["unavailable", "none", "found"])
            #expect(lines.map(\.resource) == ["ga-population", "mz-marriage", "ga-population"])
            for line in lines {
                #expect(line.reader == .staff && line.code == "newborn" && line.reference == "case:1" && line.at == fixture.clock.now)
                #expect(line.reason == fixture.purpose.reason)
            }
        }
    }

    @Test(arguments: TestDatabases.each()) func `what no longer holds when its line is written is heard anew`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let (centre, purpose, now) = (fixture.dataCentre, fixture.purpose, fixture.clock.now)
            let first = try await centre.hear([fixture.question()], for: purpose, at: now)
            var second = try await centre.hear([fixture.question("mz-marriage")], for: purpose, at: now)
            second.missed(licence: "id-card", of: fixture.subject.idNumber.rawValue, took: 321)
            #expect(first.answers == [.record(DataCentreFixture.content, asOf: now.date)] && second.answers == [.none])
            #expect(try await fixture.count("datacentre_access") == 0)
            // Several rounds are written down together.
            let rounds = [first, second]
            #expect(try await database.write { try centre.enter(rounds, in: $0) })
            let lines = try await centre.accesses(about: fixture.subject.party)
            #expect(lines.map(\.resource) == ["licence/id-card", "mz-marriage", "ga-population"])
            #expect(lines.map(\.outcome) == ["none", "none", "found"] && lines.first?.microseconds == 321)
            // The register is switched off in between: what was heard of it does not stand, and the log does not say that it was told.
            try await centre.setOutage("ga-population", true, because: "系统升级", by: "舒文", at: now)
            #expect(try await database.write { try centre.enter(rounds, in: $0) } == false)
            #expect(try await centre.accesses(about: fixture.subject.party).prefix(3).map(\.outcome) == ["none", "none", "unavailable"])
            guard case .unavailable? = try await centre.hear([fixture.question()], for: purpose, at: now).answers.first else {
                Issue.record("a register that is off was heard")
                return
            }
        }
    }

    @Test(arguments: TestDatabases.each()) func `no answer without its line: if one cannot be written, nothing is told`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            try await database.write { _ = try $0.run("DROP TABLE datacentre_access") }
            await #expect(throws: (any Error).self) { _ = try await fixture.ask(fixture.question()) }
        }
    }

    @Test(arguments: TestDatabases.each()) func `the log is there for the person it is about and for nobody else`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            _ = try await fixture.ask(fixture.question())
            try await fixture.dataCentre.note(lookAt: fixture.subject.idNumber.rawValue, for: fixture.purpose, at: fixture.clock.now)
            let listed = try #require(try await fixture.listed(fixture.subject)["items"]?.array)
            #expect(listed.map { $0["resource"]?.string } == [DataCentre.caseFile, "ga-population"])
            #expect(listed.allSatisfy { $0["reader"] == "staff" && $0["reason"]?["zh"]?.string == "办理“小孩出生”" })
            #expect(try await fixture.listed(fixture.other)["items"]?.array?.isEmpty == true)
            #expect(try await fixture.listed(nil)["items"]?.array?.isEmpty == true)
            guard case .page(let own) = try await fixture.uses(fixture.subject, .page).content,
                case .page(let strange) = try await fixture.uses(fixture.other, .page).content
            else {
                Issue.record("no page")
                return
            }
            #expect(own.body.string.contains("人口基本信息") && own.body.string.contains("工作人员") && own.body.string.contains("办件资料"))
            #expect(strange.body.string.contains("还没有人查过您的数据") && !strange.body.string.contains("人口基本信息"))
        }
    }

    @Test(arguments: TestDatabases.each()) func `records are sealed, and no row tells whom it is about`(_ engine: TestEngine) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            _ = try await fixture.ask(fixture.question())
            let number = fixture.subject.idNumber.rawValue
            let rows = try await database.read {
                try $0.rows("SELECT * FROM datacentre_record") + $0.rows("SELECT * FROM datacentre_access")
            }
            #expect(rows.count == 2)
            for row in rows { #expect(!"\(row)".contains(number) && !"\(row)".contains(fixture.subject.name)) }
            let blob = try #require(try await database.read { try $0.row("SELECT content FROM datacentre_record")?.blob("content") })
            let bytes = String(decoding: blob, as: UTF8.self)
            #expect(!bytes.contains("顾晓岚") && !bytes.contains("person.name") && !bytes.contains("示例路"))
            // Content that was moved to somebody else's row does not open there.
            let stranger = fixture.dataCentre.table.hash(of: fixture.other.idNumber.rawValue)
            try await database.write { _ = try $0.run("UPDATE datacentre_record SET subject_hash = \(stranger)") }
            await #expect(throws: (any Error).self) { _ = try await fixture.ask(fixture.question(about: fixture.other)) }
        }
    }

    @Test(arguments: TestDatabases.each()) func `loading a record again replaces it`(_ engine: TestEngine) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let day = fixture.clock.now.date.adding(days: 1)
            let newer = RegisterRecord(
                resource: "ga-population", key: fixture.subject.idNumber.rawValue, content: ["person.name": "顾岚"], updatedOn: day)
            let dataCentre = fixture.dataCentre
            try await database.write { try dataCentre.load([newer], in: $0) }
            #expect(try await fixture.ask(fixture.question()) == [.record(["person.name": "顾岚"], asOf: day)])
            #expect(try await fixture.count("datacentre_record") == 1)
        }
    }

    @Test(arguments: TestDatabases.each()) func `the log is read page by page without a gap or a double`(_ engine: TestEngine) async throws
    {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            for _ in 0..<45 {
                fixture.clock.advance(seconds: 1)
                _ = try await fixture.ask(fixture.question(), fixture.question(about: fixture.other))
            }
            let expected = try await fixture.dataCentre.accesses(about: fixture.subject.party, limit: 100).map(\.at.rfc3339)
            #expect(expected.count == 45 && expected == expected.sorted(by: >))
            var (seen, next, pages) = ([String](), String?.none, 0)
            repeat {
                let page = try await fixture.listed(fixture.subject, before: next)
                seen += page["items"]?.array?.compactMap { $0["at"]?.string } ?? []
                next = page["next"]?.string
                pages += 1
                // What is logged meanwhile does not move the older pages.
                _ = try await fixture.ask(fixture.question())
            } while next != nil && pages < 10
            #expect(seen == expected && pages == 3)
            guard case .page(let first) = try await fixture.uses(fixture.subject, .page).content else { return }
            #expect(first.body.string.contains("/data-uses?after="))
        }
    }
}
