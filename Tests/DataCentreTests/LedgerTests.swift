import Catalogue
import Foundation
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import DataCentre

/// The ledger, its findings, the three lists and the agreements.
struct LedgerTests {
    private func reading() throws -> LedgerReading {
        LedgerReading(catalogue: try #require(DataCentreFixture.loaded), today: Instant(microseconds: 1_764_000_000_000_000).date)
    }

    @Test func `a system that is not joined cannot be registered without somebody and a day`() throws {
        var row = ["kind": "system", "code": "hukou", "department": "gaj", "name_zh": "户籍系统", "owner": "人口办"]
        #expect(try reading().entry(row).faults.map(\.field) == ["joining"])
        row["joining"] = "none"
        #expect(try reading().entry(row).faults.map(\.field) == ["plan_on"])
        row["plan_owner"] = "科技处"
        row["plan_on"] = "2026-13-01"
        #expect(try reading().entry(row).faults.map(\.field) == ["plan_on", "plan_on"])
        row["plan_on"] = "2026-12-31"
        let entry = try #require(try reading().entry(row).entry)
        let later = try #require(LocalDate("2027-01-01"))
        #expect(entry.gaps.isEmpty && entry.needsPlan && entry.isOverdue(on: later))
        row["joining"] = "connector"
        #expect(try #require(try reading().entry(row).entry).needsPlan == false)
    }

    @Test func `a file's good rows are read and every bad one is told by line and column`() throws {
        let text = """
            kind,code,department,name_zh,joining,elements,plan_on,colour
            database,db-1,gaj,人口库,,person.name person.sex ORIGIN_CODE,,red
            database,db-1,gaj,又一个,,person.name,,
            planet,x,gaj,某,,,,
            system,s 1,nobody,,flying,person.nothing,soon,
            system,s-2,gaj,系统
            """
        let (rows, faults) = try reading().file(text)
        let entries = rows.map(\.entry)
        #expect(entries.map(\.key.code) == ["db-1"])
        let told = Standards.findings(try #require(DataCentreFixture.loaded), entries).filter { $0.kind == .unboundColumn }
        #expect(told.map(\.code) == ["ORIGIN_CODE"] && told.map(\.name.zh) == ["人口库"])
        #expect(
            faults.map { "\($0.line) \($0.column)" } == [
                "1 colour", "3 code", "4 kind", "5 code", "5 department", "5 name_zh", "5 elements", "5 plan_on", "5 joining", "6 ",
            ])
        #expect(try reading().file("a,b\n1,2").faults.map(\.line) == [1])
        #expect(try reading().file("kind,\"open").faults.count == 1)
    }

    @Test func `a fault says what was written and what may be written, and names what a department's name stands for`() throws {
        let catalogue = try #require(DataCentreFixture.loaded)
        let police = try #require(catalogue.departments["gaj"])
        let row = [
            "kind": "planet", "code": "s 1", "department": police.name.zh, "name_zh": "系统", "cycle": "每周", "sharing": "open",
            "joining": "flying", "plan_on": "soon",
        ]
        let told = Dictionary(grouping: try reading().entry(row).faults, by: \.field).mapValues { $0.map(\.message) }
        let expected: [String: [String]] = [
            "kind": ["planet", "system", "application", "database", "resource", "item"], "code": ["s 1"],
            "department": [police.name.zh, "gaj"],
            "cycle": ["每周"] + DataResource.UpdateCycle.allCases.map(\.rawValue),
            "sharing": ["open"] + DataResource.Sharing.allCases.map(\.rawValue),
            "joining": ["flying"] + LedgerEntry.Joining.allCases.map(\.rawValue), "plan_on": ["soon", "2026-11-23"],
        ]
        #expect(Set(told.keys) == Set(expected.keys))
        for (field, words) in expected {
            let message = try #require(told[field]?.first)
            for word in words { #expect(message.zh.contains(word) && message.en.contains(word), "\(field): \(message)") }
        }
        #expect(told["cycle"]?.first?.zh.contains("week（每周）") == true)
        let stranger = try reading().entry(["kind": "item", "code": "nothing", "department": "某局", "name_zh": "事项"]).faults
        #expect(stranger.map(\.field) == ["department", "code"])
        #expect(stranger.first?.message.zh.contains("“某局”") == true && stranger.last?.message.zh.contains("“nothing”") == true)
        #expect(
            try reading().entry([:]).faults.filter { $0.message == LedgerText.missing }.map(\.field) == [
                "kind", "code", "department", "name_zh",
            ])
    }

    @Test(arguments: TestDatabases.each()) func `the template has the columns that are read, and the page says what each takes`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let steward = fixture.steward("gaj")
            guard case .bytes(let bytes, _) = try await fixture.answer("datacentre.ledger-template", .file, by: steward).content else {
                Issue.record("the template is no file")
                return
            }
            let template = try #require(FileText.decoded(bytes))
            #expect(try reading().file(template).faults.isEmpty)
            let row = LedgerReading.columns.map { column in
                [
                    "kind": "system", "code": "a", "department": "gaj", "name_zh": "甲", "joining": "none", "plan_owner": "科技处",
                    "plan_on": "2099-02-28",
                ][column] ?? ""
            }
            let result = try await fixture.dataCentre.take(file: template + CSV.line(row), for: steward, at: fixture.clock.now)
            #expect(result.taken == 1 && result.faults.isEmpty)
            let page = try await fixture.page("datacentre.ledger", by: steward)
            #expect(page.contains("/console/data/ledger/template.csv"))
            for column in LedgerReading.columns {
                #expect(page.contains(">\(column)<"), "\(column)")
                for choice in LedgerReading.choices(column) ?? [] { #expect(page.contains("\(choice.code)（\(choice.name.zh)）")) }
            }
            // Days are written as everywhere else.
            #expect(page.contains("由科技处负责，期限 2099 年 2 月 28 日") && !page.contains("期限 2099-02-28"))
        }
    }

    @Test(arguments: TestDatabases.each()) func `the demo city's table is read whole, and is told as linked data`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let (centre, clock) = (fixture.dataCentre, fixture.clock)
            let snapshot = centre.catalogue.snapshot
            let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../data/demo-ledger.csv")
            try await centre.openLedger(file: String(contentsOf: file, encoding: .utf8), snapshot, at: clock.now)
            let entries = try await database.read { try centre.ledger.entries(nil, in: $0) }
            // As it runs: its own registers answer, and no department's system is in the exchange.
            let findings = Ledger.findings(
                entries, snapshot, today: clock.now.date, facts: JoiningFacts(fromElsewhere: [], exchanging: []))
            #expect(findings.count { $0.kind == .unjoined } == 2 && findings.count { $0.kind == .incomplete } == 1)
            #expect(findings.allSatisfy { [.unjoined, .incomplete].contains($0.kind) }, "\(findings)")
            let export = try #require(centre.endpoints.first { $0.name == "datacentre.jsonld" })
            func told(_ tag: String? = nil) async throws -> Answer {
                try await export.answer(
                    Call(
                        method: .get, path: "/data.jsonld", face: .file, headers: tag.map { ["if-none-match": $0] } ?? [:],
                        visitor: .anonymous(.zh), requestID: "r", now: clock.now, surroundings: clock.surroundings))
            }
            let answer = try await told()
            guard case .bytes(let bytes, _) = answer.content else { throw Problem.invalid([]) }
            let text = String(decoding: bytes, as: UTF8.self)
            for entry in entries {
                #expect(
                    text.contains("#\(entry.key.kind == .system || entry.key.kind == .application ? "system-" : "")\(entry.key.code)\""))
            }
            let tag = try #require(answer.headers["etag"])
            #expect(try await told(tag).status == 304)
            try await database.write { connection in
                _ = try centre.ledger.put(try #require(entries.first), expected: nil, by: "试", at: clock.now, in: connection)
            }
            #expect(try await told(tag).status == 200)
        }
    }

    @Test func `the ledger says what is missing, what is not joined and what is late`() throws {
        let catalogue = try #require(DataCentreFixture.loaded)
        let today = Instant(microseconds: 1_764_000_000_000_000).date
        #expect(Ledger.findings([], catalogue, today: today).filter { $0.kind == .unlisted }.count == catalogue.resources.count)
        var listed = Ledger.entries(from: catalogue)
        #expect(Set(Ledger.findings(listed, catalogue, today: today).map(\.kind)) == [.incomplete, .withoutSystem])
        for index in listed.indices { (listed[index].owner, listed[index].quality) = ("数据处", "每月核对") }
        let alone = Ledger.findings(listed, catalogue, today: today)
        #expect(Set(alone.map(\.kind)) == [.withoutSystem] && alone.contains { $0.department == "gaj" })
        for department in alone.map(\.department) {
            listed.append(
                LedgerEntry(
                    key: .init(kind: .system, code: "own-\(department)"), department: department, name: Text("业务系统", "System"),
                    owner: "信息处", elements: [], cycle: nil, sharing: nil, basis: nil, quality: nil, joining: .console, planOwner: nil,
                    planOn: nil, reason: nil))
        }
        #expect(Ledger.findings(listed, catalogue, today: today).isEmpty)
        var system = LedgerEntry(
            key: .init(kind: .system, code: "s"), department: "gaj", name: Text("系统", "System"), owner: "科技处", elements: [], cycle: nil,
            sharing: nil, basis: nil, quality: nil, joining: LedgerEntry.Joining.none, planOwner: "科技处", planOn: today, reason: nil)
        #expect(Ledger.findings(listed + [system], catalogue, today: today).map(\.kind) == [.unjoined])
        system.planOn = today.adding(days: -1)
        #expect(Ledger.findings(listed + [system], catalogue, today: today).map(\.kind) == [.overdue])
    }

    @Test func `what the platform itself knows to be otherwise is told, and nothing else`() throws {
        let catalogue = try #require(DataCentreFixture.loaded)
        let today = Instant(microseconds: 1_764_000_000_000_000).date
        func entry(_ kind: LedgerEntry.Kind, _ joining: LedgerEntry.Joining, of department: String) -> LedgerEntry {
            LedgerEntry(
                key: .init(kind: kind, code: "s-\(department)"), department: department, name: Text("系统", "System"), owner: "科技处",
                elements: [], cycle: nil, sharing: nil, basis: nil, quality: nil, joining: joining, planOwner: nil, planOn: nil, reason: nil
            )
        }
        let holding = Set(catalogue.resources.values.map(\.owner))
        let without = try #require(catalogue.departments.keys.sorted().first { !holding.contains($0) })
        let cases: [(entry: LedgerEntry, facts: JoiningFacts, words: [Text])] = [
            (entry(.system, .connector, of: "gaj"), JoiningFacts(fromElsewhere: []), [LedgerText.answeredHere]),
            (entry(.application, .connector, of: "gaj"), JoiningFacts(fromElsewhere: ["mz-marriage"]), [LedgerText.answeredHere]),
            (entry(.system, .connector, of: "gaj"), JoiningFacts(fromElsewhere: ["ga-population"]), []),
            (entry(.system, .connector, of: "gaj"), JoiningFacts(), []),
            (entry(.system, .connector, of: without), JoiningFacts(fromElsewhere: []), []),
            (entry(.system, .exchange, of: "gaj"), JoiningFacts(exchanging: ["mzj"]), [LedgerText.notExchanging]),
            (entry(.system, .exchange, of: "gaj"), JoiningFacts(exchanging: ["gaj"]), []),
            (entry(.system, .exchange, of: "gaj"), JoiningFacts(fromElsewhere: []), []),
            (entry(.system, .console, of: "gaj"), JoiningFacts(fromElsewhere: [], exchanging: []), []),
            (entry(.database, .connector, of: "gaj"), JoiningFacts(fromElsewhere: []), []),
        ]
        for (entry, facts, words) in cases {
            let found = Ledger.findings([entry], catalogue, today: today, facts: facts).filter { $0.kind == .contradicted }
            #expect(found.map(\.words) == words && found.allSatisfy { $0.entry == entry.key }, "\(entry.key.code) \(facts)")
        }
    }

    @Test(arguments: TestDatabases.each()) func `an entry that does not fit is not called complete, until it says how it is`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let (centre, steward) = (fixture.dataCentre, fixture.steward("gaj"))
            var row = ["kind": "system", "code": "a", "department": "gaj", "name_zh": "甲", "owner": "科技处", "joining": "connector"]
            func told() async throws -> (isComplete: Bool, words: [String]) {
                _ = try await centre.put(row, expected: nil, for: steward, at: fixture.clock.now)
                let findings = try await fixture.json("datacentre.ledger", by: steward)["findings"]?.array ?? []
                let page = try await fixture.page("datacentre.ledger", by: steward, query: ["kind": "system"])
                #expect(page.contains(LedgerText.doesNotFit.zh) != page.contains(LedgerText.complete.zh))
                let found = findings.filter { $0["kind"] == "contradicted" }.compactMap { $0["words"]?["zh"]?.string }
                return (page.contains(LedgerText.complete.zh), found)
            }
            #expect(try await told() == (false, [LedgerText.answeredHere.zh]))
            row["joining"] = "console"
            #expect(try await told() == (true, []))
        }
    }

    @Test func `the three lists answer each other`() throws {
        let catalogue = try #require(DataCentreFixture.loaded)
        let lists = ThreeLists(catalogue)
        #expect(Set(lists.duties.map(\.resource)) == Set(lists.demands.map(\.resource)))
        for duty in lists.duties {
            let demands = lists.demands.filter { $0.resource == duty.resource }
            #expect(duty.items == Set(demands.map(\.item)).count && duty.users == Set(demands.map(\.department)).sorted())
            #expect(catalogue.resources[duty.resource]?.owner == duty.owner)
        }
        #expect(Set(lists.refusals.map(\.resource)).isDisjoint(with: lists.demands.map(\.resource)))
    }

    @Test(arguments: TestDatabases.each()) func `a department keeps its own entries and no other's`(_ engine: TestEngine) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let (centre, now) = (fixture.dataCentre, fixture.clock.now)
            let csv = """
                kind,code,department,name_zh,joining
                system,a,gaj,甲,console
                system,b,mzj,乙,console
                """
            let result = try await centre.take(file: csv, for: fixture.steward("gaj"), at: now)
            #expect(result.taken == 1 && result.faults.map(\.column) == ["b"] && result.faults.map(\.line) == [3])
            let row = ["kind": "system", "code": "a", "department": "gaj", "name_zh": "甲二", "joining": "console"]
            let changed = try await centre.put(row, expected: 1, for: fixture.steward("gaj"), at: now)
            #expect(changed.name.zh == "甲二")
            await #expect(throws: Problem.self) { _ = try await centre.put(row, expected: 1, for: fixture.steward("gaj"), at: now) }
            await #expect(throws: Problem.self) { _ = try await centre.put(row, expected: nil, for: fixture.steward("mzj"), at: now) }
            // Nobody takes over what another department has registered.
            var taken = row
            taken["department"] = "mzj"
            await #expect(throws: Problem.self) { _ = try await centre.put(taken, expected: nil, for: fixture.steward(nil), at: now) }
            let again = try await centre.take(file: csv, for: fixture.steward(nil), at: now)
            #expect(again.taken == 2 && again.faults.isEmpty)
            #expect(try await database.read { try centre.ledger.entries(["mzj"], in: $0) }.map(\.key.code) == ["b"])
        }
    }

    @Test(arguments: TestDatabases.each()) func `a bank's data are used while its agreement stands`(_ engine: TestEngine) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let (centre, snapshot, now) = (fixture.dataCentre, fixture.dataCentre.catalogue.snapshot, fixture.clock.now)
            let bank = try #require(snapshot.resources.values.first { Agreement.isNeeded(for: $0, in: snapshot) })
            try await database.write { try centre.openSharing(snapshot, at: now, in: $0) }
            let item = try #require(snapshot.demands.first { $0.resource == bank.code }?.item)
            func stopped() async throws -> Bool {
                guard
                    case .unavailable(let reason) = try #require(
                        try await fixture.ask(fixture.question(bank.code), for: item).first)
                else { return false }
                return reason.zh.contains("协议")
            }
            #expect(try await stopped())
            let agreement = Agreement(
                id: fixture.clock.newID(), resource: bank.code, purpose: "核对账户", from: now.date, until: now.date.adding(days: 30))
            try await database.write { try centre.ledger.insert(agreement, by: "舒文", at: now, in: $0) }
            #expect(try await !stopped())
            #expect(try await database.write { try centre.ledger.withdraw(agreement.id, because: "改用其他方式", at: now, in: $0) })
            #expect(try await stopped())
            #expect(agreement.state(on: now.date.adding(days: 30)) == .inForce && agreement.state(on: now.date.adding(days: 31)) == .over)
        }
    }
}
