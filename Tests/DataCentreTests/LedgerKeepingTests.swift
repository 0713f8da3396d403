import Catalogue
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import DataCentre

/// Keeping the ledger: two people at one entry, files of a spreadsheet, what is out of use and what is late.
struct LedgerKeepingTests {
    private static let row = ["kind": "system", "code": "a", "department": "gaj", "name_zh": "甲", "joining": "console"]

    private func form(_ row: [String: String], revision: Int) -> [String: [String]] {
        row.merging(["revision": String(revision)]) { first, _ in first }.mapValues { [$0] }
    }

    /// The page that comes again after a refusal.
    private func again(_ fixture: DataCentreFixture, _ name: String, by visitor: Visitor, _ sent: Submitted) async throws -> String {
        let endpoint = try #require(fixture.dataCentre.endpoints.first { $0.name == name && $0.face == .page && $0.method == .post })
        let call = Call(
            method: .post, path: endpoint.path, face: .page, submitted: sent, visitor: visitor, requestID: "r", now: fixture.clock.now,
            surroundings: fixture.clock.surroundings)
        do { _ = try await endpoint.answer(call) } catch let problem as Problem {
            let shown = try #require(endpoint.again)
            let page = try await shown(problem, call)
            return page.body.string
        }
        return ""
    }

    @Test(arguments: TestDatabases.each()) func `whoever comes second sees what stands there now, beside what they wrote, and can save`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let (centre, steward, now) = (fixture.dataCentre, fixture.steward("gaj"), fixture.clock.now)
            _ = try await centre.put(Self.row, expected: 0, for: steward, at: now)
            _ = try await centre.put(Self.row.merging(["owner": "科技处"]) { $1 }, expected: 1, for: steward, at: now)
            let late = form(Self.row.merging(["owner": "信息处", "name_zh": "甲系统"]) { $1 }, revision: 1)
            let page = try await again(fixture, "datacentre.ledger-put", by: steward, Submitted(values: late))
            #expect(page.contains("现在登记的内容") && page.contains("科技处") && page.contains("信息处") && page.contains("甲系统"))
            #expect(page.contains("name=\"revision\" value=\"2\""), "saving again is possible")
            var second = late
            second["revision"] = ["2"]
            let saved = try await fixture.json("datacentre.ledger-put", by: steward, sent: second)
            #expect(saved["owner"] == "信息处")
            // A new entry under a code that is there already overwrites nothing unseen.
            let unseen = try await again(fixture, "datacentre.ledger-put", by: steward, Submitted(values: form(Self.row, revision: 0)))
            #expect(unseen.contains("现在登记的内容") && unseen.contains("信息处"))
        }
    }

    @Test(arguments: TestDatabases.each()) func `a code that another department has is said to be theirs`(_ engine: TestEngine) async throws
    {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let (centre, now) = (fixture.dataCentre, fixture.clock.now)
            _ = try await centre.put(Self.row, expected: nil, for: fixture.steward("gaj"), at: now)
            let own = Self.row.merging(["department": "mzj"]) { $1 }
            do {
                _ = try await centre.put(own, expected: nil, for: fixture.steward("mzj"), at: now)
                Issue.record("taken over")
            } catch let problem as Problem {
                #expect(problem.code == "invalid" && problem.faults.map(\.field) == ["code"])
                #expect(problem.faults.first?.message.zh.contains(centre.catalogue.snapshot.departmentName("gaj").zh) == true)
            }
        }
    }

    @Test(arguments: TestDatabases.each()) func `a spreadsheet's own encoding is read, and what is no text is refused with the form`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let steward = fixture.steward("gaj")
            // 中文 in GBK.
            let gbk =
                Array("kind,code,department,name_zh,joining\nsystem,a,gaj,".utf8) + [0xD6, 0xD0, 0xCE, 0xC4] + Array(",console\n".utf8)
            func sent(_ bytes: [UInt8]) -> Submitted {
                Submitted(files: [UploadedFile(field: "file", name: "a.csv", type: "text/csv", bytes: bytes)])
            }
            _ = try await again(fixture, "datacentre.ledger-import", by: steward, sent(gbk))
            let entries = try await database.read { try fixture.dataCentre.ledger.entries(nil, in: $0) }
            #expect(entries.map(\.name.zh) == ["中文"])
            #expect(try await again(fixture, "datacentre.ledger-import", by: steward, sent([0xFF, 0xFE, 0x00])).contains("GB18030"))
        }
    }

    @Test func `nothing is cut off without a word, and a resource of many elements has room`() throws {
        let catalogue = try #require(DataCentreFixture.loaded)
        let reading = LedgerReading(catalogue: catalogue, today: Instant(microseconds: 1_764_000_000_000_000).date)
        let many = catalogue.elements.keys.sorted().prefix(60)
        let row = [
            "kind": "resource", "code": "r", "department": "gaj", "name_zh": "资源", "elements": many.joined(separator: " "),
        ]
        #expect(many.joined(separator: " ").count > 500)
        #expect(reading.entry(row).entry?.elements == Array(many))
        let long = row.merging(["quality": String(repeating: "好", count: 501), "elements": String(repeating: "a ", count: 4001)]) { $1 }
        #expect(Set(reading.entry(long).faults.map(\.field)) == ["quality", "elements"])
    }

    @Test(arguments: TestDatabases.each()) func `what is out of use is counted no more, is still to be read, and comes back when saved`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let (centre, steward, now) = (fixture.dataCentre, fixture.steward("gaj"), fixture.clock.now)
            _ = try await centre.put(Self.row, expected: nil, for: steward, at: now)
            let key = LedgerEntry.Key(kind: .system, code: "a")
            for (visitor, reason) in [(steward, ""), (fixture.steward("mzj"), "换系统")] {
                await #expect(throws: Problem.self) { try await centre.retire(key, because: reason, expected: 1, for: visitor, at: now) }
            }
            let before = try await database.read { try centre.ledger.state(in: $0) }
            let form = try await fixture.page("datacentre.ledger-entry", by: steward, query: ["kind": "system", "code": "a"])
            #expect(form.contains("/console/data/ledger/retirement"))
            try await centre.retire(key, because: "换系统", expected: 1, for: steward, at: now)
            await #expect(throws: DataCentreRefusal.stale.problem) {
                try await centre.retire(key, because: "再次", expected: nil, for: steward, at: now)
            }
            #expect(try await database.read { try centre.ledger.entries(nil, in: $0) }.isEmpty)
            #expect(try await database.read { try centre.ledger.state(in: $0) } != before, "the linked data are told anew")
            let listed = try await fixture.json("datacentre.ledger", by: steward, query: ["state": "retired"])
            #expect(listed["entries"]?.array?.map { $0["code"] } == ["a"])
            #expect(try await fixture.page("datacentre.ledger-entry", by: steward, query: ["kind": "system", "code": "a"]).contains("换系统"))
            _ = try await centre.put(Self.row, expected: 2, for: steward, at: now)
            #expect(try await database.read { try centre.ledger.entries(nil, in: $0) }.map(\.retiredOn) == [nil])
        }
    }

    @Test(arguments: TestDatabases.each()) func `an item whose day online is over is flagged, and its list says why and by when`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let (centre, clock) = (fixture.dataCentre, fixture.clock)
            let item = try #require(centre.catalogue.snapshot.items.values.min { $0.code < $1.code })
            let row = [
                "kind": "item", "code": item.code, "department": item.department, "name_zh": item.name.zh, "owner": "综合处",
                "plan_owner": "信息处", "plan_on": clock.now.date.adding(days: 3).description, "reason": "等国家系统",
            ]
            let steward = fixture.steward(item.department)
            _ = try await centre.put(row, expected: nil, for: steward, at: clock.now)
            func findings() async throws -> [JSON] {
                let all = try await fixture.json("datacentre.ledger", by: steward, query: ["kind": "item"])["findings"]?.array ?? []
                return all.filter { $0["kind"] == "itemOverdue" }
            }
            #expect(try await findings().isEmpty)
            let page = try await fixture.page("datacentre.ledger", by: steward, query: ["kind": "item"])
            #expect(page.contains("等国家系统") && page.contains("信息处"))
            clock.advance(seconds: 4 * 86_400)
            #expect(try await findings().count == 1)
            #expect(try await fixture.page("datacentre.ledger", by: steward, query: ["kind": "item"]).contains("已超期"))
        }
    }

    @Test(arguments: TestDatabases.each()) func `a plan begins with a day to come, and what stands there may be saved again`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let (centre, clock, steward) = (fixture.dataCentre, fixture.clock, fixture.steward("gaj"))
            let today = clock.now.date
            /// The fields at fault; none where it is saved.
            func faults(_ day: LocalDate, _ more: [String: String] = [:]) async throws -> [String] {
                let row = Self.row.merging(["joining": "none", "plan_owner": "科技处", "plan_on": day.description]) { $1 }
                do { _ = try await centre.put(row.merging(more) { $1 }, expected: nil, for: steward, at: clock.now) } catch let problem
                    as Problem
                {
                    #expect(problem.faults.allSatisfy { $0.message == LedgerText.planOver })
                    return problem.faults.map(\.field)
                }
                return []
            }
            let long = try #require(LocalDate("2020-01-01"))
            for day in [long, today.adding(days: -1)] { #expect(try await faults(day) == ["plan_on"], "\(day)") }
            #expect(try await faults(long, ["joining": "connector"]) == [], "it is joined: the day is history")
            #expect(try await faults(long) == ["plan_on"], "what was history is no plan")
            #expect(try await faults(today) == [])
            clock.advance(seconds: 5 * 86_400)
            #expect(try await faults(today, ["owner": "信息处"]) == [], "the day stands as it stood")
            #expect(try await faults(today.adding(days: 1)) == ["plan_on"], "put off to a day that is over")
            #expect(try await faults(today.adding(days: 5)) == [])
            // A file is read by the same rule, each row for itself.
            let file = """
                kind,code,department,name_zh,joining,plan_owner,plan_on
                system,a,gaj,甲,none,科技处,\(today.adding(days: 5))
                system,b,gaj,乙,none,科技处,2020-01-01
                """
            clock.advance(seconds: 5 * 86_400)
            let result = try await centre.take(file: file, for: steward, at: clock.now)
            #expect(result.taken == 1 && result.faults.map { "\($0.line) \($0.column)" } == ["3 plan_on"])
        }
    }

    @Test func `what a department enters and the catalogue does not yet say has its day`() throws {
        let catalogue = try #require(DataCentreFixture.loaded)
        let today = Instant(microseconds: 1_764_000_000_000_000).date
        func differing(_ entries: [LedgerEntry]) -> [LedgerFinding] {
            Ledger.findings(entries, catalogue, today: today) { $0.adding(days: 14) }.filter { $0.kind == .differs }
        }
        var entries = Ledger.entries(from: catalogue)
        #expect(differing(entries).isEmpty)
        entries[0].elements.append("COLUMN_OF_THEIRS")
        (entries[1].elements, entries[2].cycle) = ([], nil)
        #expect(differing(entries).isEmpty, "what is left open is no difference")
        let other = try #require(catalogue.elements.keys.sorted().first { !entries[0].elements.contains($0) })
        entries[0].elements.append(other)
        entries[0].changedOn = today.adding(days: -3)
        let found = try #require(differing(entries).first)
        #expect(found.entry == entries[0].key && found.words.en.contains(today.adding(days: 11).text.en))
        entries[0].changedOn = today.adding(days: -15)
        #expect(differing(entries).first?.words.zh.contains("超期") == true)
    }
}
