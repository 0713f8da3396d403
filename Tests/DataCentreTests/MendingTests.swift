import Catalogue
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import DataCentre

/// Rows to mend: whose they are, how old they are, and those of sources elsewhere.
struct MendingTests {
    @Test(arguments: TestDatabases.each()) func `a source is late as a whole, however old its rows are, and a register kept here never is`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let outside = OutsideSource(try source(database), kind: "sql", milliseconds: 1000)
            let fixture = try await DataCentreFixture(database, sources: ["ga-residence": outside])
            let (centre, snapshot, day) = (fixture.dataCentre, fixture.dataCentre.catalogue.snapshot, fixture.clock.now.date)
            let (own, other) = (fixture.subject.idNumber.rawValue, fixture.other.idNumber.rawValue)
            try await fill(database, [(own, "2020-05-01", day.description), (other, "2020-05-01", "2001-01-01")])
            // The same cycle, kept here, and nothing of it changed for twenty years.
            let kept = try #require(
                snapshot.resources.values.sorted { $0.code < $1.code }.first {
                    $0.owner == "gaj" && $0.code != "ga-residence" && $0.updateCycle.longestDays != nil
                })
            let old = RegisterRecord(
                resource: kept.code, key: own, content: .object([JSON.Member(kept.key, .string(own))]), updatedOn: day.adding(days: -7300))
            try await database.write { try centre.load([old], in: $0) }
            func told() async throws -> [String: JSON] {
                for code in ["ga-residence", kept.code] {
                    let resource = try #require(snapshot.resources[code])
                    #expect(try await centre.checkQuality(of: resource, snapshot, at: fixture.clock.now))
                }
                let items = try await fixture.json("datacentre.quality", by: fixture.steward("gaj"))["items"]?.array ?? []
                return Dictionary(items.map { ($0["resource"]?.string ?? "", $0) }, uniquingKeysWith: { first, _ in first })
            }
            var figures = try await told()
            #expect(figures["ga-residence"]?["late"] == false && figures["ga-residence"]?["lateSince"] == JSON.null)
            #expect(figures["ga-residence"]?["records"] == 2 && figures[kept.code]?["late"] == false)
            let days = try #require(snapshot.resources["ga-residence"]?.updateCycle.longestDays)
            fixture.clock.advance(seconds: Int64((days + 1) * 86_400))
            figures = try await told()
            #expect(figures["ga-residence"]?["late"] == true)
            #expect(figures["ga-residence"]?["lateSince"]?.string == day.description)
            #expect(figures[kept.code]?["late"] == false && figures[kept.code]?["lateSince"] == JSON.null)
            let page = try await fixture.page("datacentre.quality", by: fixture.steward("gaj"))
            #expect(page.contains(SharingText.late(since: day).zh))
            // The list of sources says the same of it.
            let states = try await fixture.json("datacentre.sources", by: fixture.steward("gaj"))["items"]?.array ?? []
            #expect(states.filter { $0["state"] == "late" }.map { $0["resource"] } == ["ga-residence"])
        }
    }

    @Test(arguments: TestDatabases.each())
    func `the owner sees whose row is to be mended once the purpose is said, and the person reads it`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let (centre, now, own) = (fixture.dataCentre, fixture.clock.now, fixture.subject.idNumber.rawValue)
            let resource = try #require(centre.catalogue.snapshot.resources["ga-population"])
            let record = RegisterRecord(
                resource: "ga-population", key: own, content: ["person.idNumber": .string(own), "person.mobile": "12"], updatedOn: now.date)
            try await database.write { try centre.load([record], in: $0) }
            #expect(try await centre.checkQuality(of: resource, centre.catalogue.snapshot, at: now))
            let (owner, place) = (fixture.steward("gaj"), ["resource": "ga-population"])
            let masked = try await fixture.page("datacentre.faults", by: owner, place)
            #expect(!masked.contains(own) && masked.contains("purpose=mend"))
            let full = try await fixture.page("datacentre.faults", by: owner, place, query: ["purpose": "mend"])
            #expect(full.contains(own) && full.contains("rows.csv?purpose=mend"))
            let line = try await fixture.lastLine()
            #expect(line.reason.zh.contains("改正记录") && line.department == "gaj" && line.reader == .staff)
            func table(_ query: [String: String]) async throws -> String {
                let answer = try await fixture.answer("datacentre.faults-table", .file, by: owner, place, query: query)
                guard case .bytes(let bytes, _) = answer.content else { return "" }
                return String(decoding: bytes, as: UTF8.self)
            }
            #expect(try await !table([:]).contains(own))
            #expect(try await table(["purpose": "contact"]).contains(own))
            #expect(try await fixture.lastLine().reason.zh.contains("联系本人"))
            let lines = try await fixture.count("datacentre_access")
            for (visitor, query) in [(fixture.steward("mzj"), ["purpose": "mend"]), (owner, ["purpose": "curious"])] {
                await #expect(throws: Problem.self) { _ = try await fixture.page("datacentre.faults", by: visitor, place, query: query) }
            }
            #expect(try await fixture.count("datacentre_access") == lines)
        }
    }

    private func source(_ database: Database) throws -> SQLConnector {
        SQLConnector(
            database: { database }, table: try #require(SQLName("people")), key: try #require(SQLName("id_number")),
            columns: ["person.residenceSince": try #require(SQLName("since"))], asOf: SQLName("changed_on"))
    }

    private func fill(_ database: Database, _ rows: [(String?, String, String?)]) async throws {
        try await database.write { connection in
            try connection.run("CREATE TABLE people (id_number TEXT, since TEXT, changed_on TEXT)")
            for (key, since, day) in rows {
                try connection.run("INSERT INTO people (id_number, since, changed_on) VALUES (\(key), \(since), \(day))")
            }
        }
    }

    @Test(arguments: TestDatabases.each()) func `a table elsewhere is read page by page, each row once`(_ engine: TestEngine) async throws {
        try await engine.with([]) { database in
            try await fill(
                database,
                [("c", "2020-05-01", nil), (nil, "x", nil), ("a", "2020-05-01", "2025-01-31 08:00"), ("b", "x", "soon"), ("d", "", nil)])
            let (connector, resource) = (try source(database), try #require(DataCentreFixture.loaded?.resources["ga-residence"]))
            var (rows, last) = ([SourceRow](), String?.none)
            while true {
                let page = try await connector.page(after: last, limit: 2, of: resource)
                guard let end = page.last else { break }
                #expect(page.count <= 2)
                rows += page
                last = end.key
            }
            #expect(rows.map(\.key) == ["a", "b", "c", "d"])
            #expect(rows.map(\.asOf) == [LocalDate("2025-01-31"), nil, nil, nil])
            #expect(rows.first?.record == ["person.idNumber": "a", "person.residenceSince": "2020-05-01"])
        }
    }

    @Test(arguments: TestDatabases.each()) func `the nightly check reads a table elsewhere, and its owner finds the row by its key`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            // The department's table stands beside our own here; it is only read.
            let outside = OutsideSource(try source(database), kind: "sql", milliseconds: 1000)
            let fixture = try await DataCentreFixture(database, sources: ["ga-residence": outside])
            let (own, other) = (fixture.subject.idNumber.rawValue, fixture.other.idNumber.rawValue)
            try await fill(database, [(own, "no date", fixture.clock.now.date.description), (other, "2020-05-01", "2001-01-01")])
            let (centre, snapshot) = (fixture.dataCentre, fixture.dataCentre.catalogue.snapshot)
            let resource = try #require(snapshot.resources["ga-residence"])
            func run() async throws -> QualityRun? {
                try await database.read {
                    try centre.quality.runs(of: ["ga-residence"], since: fixture.clock.now.date.adding(days: -9), in: $0)
                }.last
            }
            #expect(try await centre.checkQuality(of: resource, snapshot, at: fixture.clock.now))
            let seen = try #require(try await run())
            #expect(seen.records == 2 && seen.faulty == 1)
            let shown = try await fixture.page(
                "datacentre.faults", by: fixture.steward("gaj"), ["resource": "ga-residence"], query: ["purpose": "compare"])
            #expect(shown.contains(own) && !shown.contains(other))
            #expect(try await fixture.lastLine().reference == "quality:ga-residence")
            // Switched off, or gone: nothing is written, and what was found before stays.
            fixture.clock.advance(seconds: 86_400)
            try await centre.setOutage("ga-residence", true, because: "系统升级", by: "舒文", at: fixture.clock.now)
            #expect(try await !centre.checkQuality(of: resource, snapshot, at: fixture.clock.now))
            try await centre.setOutage("ga-residence", false, because: nil, by: "舒文", at: fixture.clock.now)
            try await database.write { _ = try $0.run("DROP TABLE people") }
            #expect(try await !centre.checkQuality(of: resource, snapshot, at: fixture.clock.now))
            #expect(try await run() == seen)
            #expect(try await fixture.count("datacentre_fault") == 1)
        }
    }
}
