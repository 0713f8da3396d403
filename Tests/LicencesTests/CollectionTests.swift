import Catalogue
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Licences

/// Bringing licences in: every row is taken or told, and nothing is lost.
struct CollectionTests {
    static let columns = CollectionRow.Column.allCases.map(\.rawValue) + ["permit.businessName", "permit.address"]

    /// A credit code whose both check characters hold.
    private static func code(_ index: Int) throws -> String {
        let body = "9131010" + ["1", "4", "5"][index % 3] + "MA"
        let serial = "1G" + String(repeating: "0", count: 4 - String(index).count) + String(index)
        for inner in "0123456789ABCDEFGHJKLMNPQRTUWXY" {
            for outer in "0123456789ABCDEFGHJKLMNPQRTUWXY" {
                if let code = UnifiedSocialCreditCode(body + serial + String(inner) + String(outer)) { return code.rawValue }
            }
        }
        throw StoreError.malformed("no code for \(index)")
    }

    static func good(_ index: Int) throws -> [String: String] {
        [
            "certificate_source_id": "S\(index)", "certificate_type_code": "food-licence", "certificate_area_code": "310104",
            "certificate_holder": "示例餐饮 \(index)", "certificate_holder_code": try code(index), "certificate_holder_type": "001",
            "certificate_number": "JY13101040\(100_000 + index)", "issue_date": "2025-03-0\(index % 9 + 1)", "valid_until": "2030-03-01",
            "permit.businessName": "示例餐饮 \(index)", "permit.address": "徐汇区示例路 \(index) 号",
        ]
    }

    static func csv(_ rows: [[String: String]]) -> [UInt8] {
        func quoted(_ cell: String) -> String { "\"" + cell.replacing("\"", with: "\"\"") + "\"" }
        let lines = [columns.joined(separator: ",")] + rows.map { row in columns.map { quoted(row[$0] ?? "") }.joined(separator: ",") }
        return Array(("\u{FEFF}" + lines.joined(separator: "\r\n") + "\r\n").utf8)
    }

    private func deliver(
        _ rows: [[String: String]], _ fixture: LicencesFixture, by officer: Visitor, origin: LicenceOrigin = .register
    ) async throws -> (collection: LicenceCollection, rejected: [RejectedRow]) {
        let (columns, read) = try Delivery.rows(csv: CollectionTests.csv(rows))
        let delivery = Delivery(
            department: "scjg", region: .shanghai, way: .file, origin: origin, fileName: "a.csv", columns: columns, rows: read)
        let collection = try await fixture.licences.collect(delivery, by: officer, at: fixture.clock.now)
        let rejected = try await fixture.database.read {
            try fixture.licences.table.collections.rejected(of: collection.id, limit: 10_000, in: $0)
        }
        return (collection, rejected)
    }

    @Test(arguments: TestDatabases.each(), [11, 12, 13] as [UInt64])
    func `however rows are broken, each is taken or reported with what it said`(
        _ engine: TestEngine, _ seed: UInt64
    ) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let officer = try fixture.officer([.licensor])
            var dice = SeededRandom(seed: seed)
            let ruin = [
                "", "x", "31019X", "2026-02-30", "长期", "111", "^", "a^b", "=1+1", "id-card", "\"", String(repeating: "长", count: 300),
            ]
            var rows: [[String: String]] = []
            for index in 1...120 {
                var row = try CollectionTests.good(index % 90 + 1)
                for _ in 0..<Int.random(in: 0...2, using: &dice) {
                    row[CollectionTests.columns.randomElement(using: &dice) ?? ""] = ruin.randomElement(using: &dice)
                }
                rows.append(row)
            }
            let (collection, rejected) = try await deliver(rows, fixture, by: officer)
            let all = LicenceCollection.Outcome.allCases.reduce(0) { $0 + collection.count($1) }
            #expect(all == 120 && collection.total == 120 && collection.finishedAt != nil)
            #expect(collection.count(.rejected) == rejected.count && collection.count(.made) > 20 && rejected.count > 20)
            let lines = try await database.read {
                try $0.rows("SELECT line FROM licences_collected").map { try $0.int("line") }
            }
            #expect(Set(lines).count == 120)
            for row in rejected {
                #expect(!row.faults.isEmpty && row.faults.allSatisfy { !$0.message.zh.isEmpty && !$0.message.en.isEmpty })
                // The second row of the file stands on its second line: what it said is there, cell for cell.
                for (name, cell) in rows[row.line - 2] { #expect(row.cells[name] ?? "" == cell) }
            }
            // The same again changes nothing: no licence, no version, no event.
            let before = (try await fixture.count("licences_licence"), try await fixture.count("licences_event"))
            fixture.clock.advance(seconds: 60)
            let (again, still) = try await deliver(rows, fixture, by: officer)
            #expect(again.count(.made) + again.count(.changed) + again.count(.cancelled) == 0)
            #expect(still.map(\.line) == rejected.map(\.line) && again.count(.unchanged) == 120 - rejected.count)
            #expect(try await fixture.count("licences_licence") == before.0)
            #expect(try await fixture.count("licences_event") == before.1)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a collected licence bears the trust of its origin, and never that of issuing`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let officer = try fixture.officer([.steward])
            for (index, (origin, trust)) in [(LicenceOrigin.register, TrustLevel.b), (.papers, .c), (.holder, .d)].enumerated() {
                let row = try CollectionTests.good(index + 1)
                _ = try await deliver([row], fixture, by: officer, origin: origin)
                let found = try await fixture.licences.licences(ofNumber: row["certificate_holder_code"] ?? "")
                #expect(found.map(\.trust) == [trust] && found[0].origin == origin && found[0].region.rawValue == "310104")
                #expect(
                    found[0].validUntil == LocalDate("2030-03-01")
                        && found[0].face["permit.address"] == .string(row["permit.address"] ?? ""))
            }
            // Data of a lower level do not replace it; the same level makes a new version.
            var row = try CollectionTests.good(1)
            row["permit.address"] = "徐汇区另一路 2 号"
            #expect(try await deliver([row], fixture, by: officer, origin: .holder).rejected.count == 1)
            #expect(try await deliver([row], fixture, by: officer).collection.count(.changed) == 1)
            let found = try await fixture.licences.licences(ofNumber: row["certificate_holder_code"] ?? "")
            #expect(found.map(\.version) == [2])
        }
    }

    @Test(arguments: TestDatabases.each()) func `what was issued here, is another's, or was taken away is not overwritten`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let officer = try fixture.officer([.licensor, .approver])
            let row = try CollectionTests.good(1)
            func columns(_ row: [String: String]) async throws -> [String] {
                try await deliver([row], fixture, by: officer).rejected.flatMap { $0.faults.map(\.column) }
            }
            let order = IssueOrder(
                type: "food-licence",
                holder: Licence.Holder(kind: .enterprise, name: "示例", number: row["certificate_holder_code"] ?? ""), face: [:],
                number: row["certificate_number"], issuer: "scjg", issuedOn: fixture.clock.now.date, validUntil: nil, caseID: nil)
            let issued = try await fixture.issue(order)
            #expect(try await columns(row) == ["certificate_number"])
            #expect(try await fixture.licences.licence(issued.id)?.status == .active)
            // Another row of theirs, then somebody else under the same number, then frozen.
            let second = try CollectionTests.good(2)
            #expect(try await columns(second) == [])
            var stolen = second
            stolen["certificate_holder_code"] = try CollectionTests.code(3)
            #expect(try await columns(stolen) == ["certificate_holder_code"])
            stolen["certificate_source_id"] = "another"
            #expect(try await columns(stolen) == ["certificate_source_id"])
            let held = try #require(try await fixture.licences.licences(ofNumber: second["certificate_holder_code"] ?? "").first)
            try await fixture.change(held.id, to: .frozen)
            var changed = second
            changed["permit.address"] = "别处 1 号"
            #expect(try await columns(changed) == ["certificate_number"])
        }
    }

    @Test(arguments: TestDatabases.each()) func `a row may take a licence out, on a ground of the law`(_ engine: TestEngine) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let officer = try fixture.officer([.licensor, .approver])
            var row = try CollectionTests.good(1)
            _ = try await deliver([row], fixture, by: officer)
            row["cd_operation"] = "D"
            #expect(try await deliver([row], fixture, by: officer).rejected.first?.faults.map(\.column) == ["ground"])
            row["cancel_ground"] = "after-end"
            #expect(try await deliver([row], fixture, by: officer).rejected.first?.faults.map(\.column) == ["ground"])
            row["cancel_ground"] = "dissolved"
            #expect(try await deliver([row], fixture, by: officer).collection.count(.cancelled) == 1)
            #expect(try await deliver([row], fixture, by: officer).collection.count(.unchanged) == 1)
            let found = try #require(try await fixture.licences.licences(ofNumber: row["certificate_holder_code"] ?? "").first)
            let events = try await database.read { try fixture.licences.table.events.events(of: found.id, in: $0) }
            #expect(found.status == .cancelled && events.last?.ground == "dissolved" && events.last?.cause.hasPrefix("collection:") == true)
        }
    }

    @Test(arguments: TestDatabases.each()) func `by a delivery nobody does what they may not do by hand, and the row is kept`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let good = try CollectionTests.good(1)
            _ = try await deliver([good], fixture, by: fixture.officer([.licensor]))
            let held = try #require(try await fixture.licences.licences(ofNumber: good["certificate_holder_code"] ?? "").first)
            // A keeper who also decides, but for another district: neither stating that place nor leaving the licence's helps.
            var elsewhere = try fixture.officer([.licensor])
            let other = try #require(RegionCode("310105"))
            elsewhere.scope = Scope(
                grants: elsewhere.scope.grants + [Scope.Grant(role: .approver, department: held.issuer, region: other)])
            let keepers = [try fixture.officer([.licensor]), try fixture.officer([.steward]), elsewhere]
            for (operation, ground) in [
                ("D", "dissolved"), ("cancellation", "dissolved"), ("revocation", "fraud"), ("forfeiture", "penalty"),
                ("withdrawal", "changed"),
            ] {
                for (place, keeper) in keepers.flatMap({ keeper in [held.region, other].map { ($0, keeper) } }) {
                    fixture.clock.advance(seconds: 1)
                    let row = good.merging([
                        "cd_operation": operation, "ground": ground, "cancel_ground": ground, "reason": "决定 7 号",
                        "certificate_area_code": place.rawValue,
                    ]) { _, new in new }
                    let (collection, rejected) = try await deliver([row], fixture, by: keeper)
                    #expect(collection.count(.rejected) == 1 && rejected.count == 1)
                    #expect(rejected[0].cells["cd_operation"] == operation && !rejected[0].faults.isEmpty)
                    #expect(try await fixture.licences.licence(held.id)?.status == .active, "\(operation) \(place)")
                }
            }
            #expect(try await fixture.count("licences_event") == 1)
            // By whoever may do both it goes through.
            let row = good.merging(["cd_operation": "D", "cancel_ground": "dissolved"]) { _, new in new }
            let whole = try fixture.officer([.licensor, .approver])
            #expect(try await deliver([row], fixture, by: whole).collection.count(.cancelled) == 1)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a row may freeze, release or end a licence, as the register's own table allows`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let officer = try fixture.officer([.licensor, .approver])
            let good = try CollectionTests.good(1)
            _ = try await deliver([good], fixture, by: officer)
            func act(
                _ operation: String, _ more: [String: String], by visitor: Visitor? = nil, origin: LicenceOrigin = .register
            ) async throws -> (LicenceCollection, [String]) {
                fixture.clock.advance(seconds: 1)
                let row = good.merging(["cd_operation": operation]) { _, new in new }.merging(more) { _, new in new }
                let (collection, rejected) = try await deliver([row], fixture, by: visitor ?? officer, origin: origin)
                return (collection, rejected.flatMap { $0.faults.map(\.column) })
            }
            func state() async throws -> LicenceStatus? {
                try await fixture.licences.licences(ofNumber: good["certificate_holder_code"] ?? "").first?.status
            }
            #expect(try await act("freeze", ["ground": "term-over"]).1 == ["ground"])
            #expect(try await act("freeze", ["ground": "lost"], origin: .papers).1 == ["cd_operation"])
            #expect(try await act("freeze", ["ground": "lost"], by: fixture.officer([.steward])).1 == ["cd_operation"])
            #expect(try await act("release", ["ground": "term-over"]).0.count(.unchanged) == 1)
            #expect(try await act("freeze", ["ground": "lost"]).0.count(.changed) == 1)
            #expect(try await state() == .frozen)
            #expect(try await act("freeze", ["ground": "lost"]).0.count(.unchanged) == 1)
            // What the department sends every night changes nothing.
            #expect(try await deliver([good], fixture, by: officer).collection.count(.unchanged) == 1)
            #expect(try await act("release", ["ground": "reason-gone"]).0.count(.changed) == 1)
            #expect(try await state() == .active)
            #expect(try await act("revocation", ["ground": "other-revocation"]).1.sorted() == ["law", "reason"])
            #expect(try await act("revocation", ["ground": "fraud"], by: fixture.officer([.licensor])).1.contains("cd_operation"))
            #expect(try await act("revocation", ["ground": "fraud", "reason": "撤销决定 7 号"]).0.count(.changed) == 1)
            #expect(try await act("freeze", ["ground": "lost"]).1 == ["ground"])
            #expect(try await deliver([good], fixture, by: officer).rejected.count == 1)
            let found = try #require(try await fixture.licences.licences(ofNumber: good["certificate_holder_code"] ?? "").first)
            let events = try await database.read { try fixture.licences.table.events.events(of: found.id, in: $0) }
            #expect(events.map(\.to) == [.active, .frozen, .active, .revoked] && events.last?.reason == "撤销决定 7 号")
            #expect(events.last?.law == "行政许可法 第六十九条第二款" && events.dropFirst().allSatisfy { $0.cause.hasPrefix("collection:") })
        }
    }

    @Test(arguments: TestDatabases.each()) func `every kind of number that the standard knows may stand in a row`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let officer = try fixture.officer([.licensor], "gaj")
            // Written out from the standard's table, so that a kind that is forgotten shows.
            let kinds = ["114", "115", "118", "119", "120", "122", "411", "412", "413", "414", "511", "516", "551", "552", "999"]
            let rows = kinds.map { kind in
                CollectionRow(
                    line: 1,
                    cells: [
                        "certificate_source_id": "K\(kind)", "certificate_type_code": "driving-licence", "certificate_holder": "示例人",
                        "certificate_holder_code": "AB\(kind)0001", "certificate_holder_type": kind, "certificate_number": "N\(kind)",
                        "issue_date": "2025-03-01",
                    ])
            }
            let lined = rows.enumerated().map { CollectionRow(line: $0 + 1, cells: $1.cells) }
            let delivery = Delivery(
                department: "gaj", region: .shanghai, way: .api, origin: .register, columns: ["certificate_source_id"], rows: lined)
            let collection = try await fixture.licences.collect(delivery, by: officer, at: fixture.clock.now)
            #expect(collection.count(.made) == kinds.count && collection.count(.rejected) == 0)
            for kind in kinds {
                let found = try await fixture.licences.licences(ofNumber: "AB\(kind)0001")
                #expect(found.first?.holder.numberType == kind && found.first?.holder.maskedNumber.contains("0001") == true)
            }
        }
    }

    @Test(arguments: TestDatabases.each()) func `a file that is no file of rows is refused whole, and says why`(_ engine: TestEngine)
        async throws
    {
        for (bytes, word) in [
            ([0xFF, 0xFE, 0x00] as [UInt8], "UTF-8"), (Array("a,b\n1,2\n".utf8), "certificate_source_id"),
            (Array("a,\"b\n1,2\n".utf8), "1"), ([], "数据行"), (Array("a,a\n1,2".utf8), "同名"),
        ] {
            let refusal = await problem { _ = try Delivery.rows(csv: bytes) }
            #expect(refusal?.code == "licences.unreadable-file" && refusal?.detail.zh.contains(word) == true, "\(word)")
        }
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let officer = try fixture.officer([.licensor])
            let rows = (0...10_000).map { CollectionRow(line: $0, cells: [:]) }
            let delivery = Delivery(department: "scjg", region: .shanghai, way: .api, origin: .register, columns: [], rows: rows)
            let refusal = await problem { _ = try await fixture.licences.collect(delivery, by: officer, at: fixture.clock.now) }
            #expect(refusal?.code == "licences.too-many-rows")
            #expect(try await fixture.count("licences_collection") == 0)
        }
    }

    @Test(arguments: TestDatabases.each()) func `programs collect through the interface, within their department and place`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            func send(_ row: [String: String], by officer: Visitor, department: String = "scjg") async throws -> JSON {
                let body: JSON = [
                    "department": .string(department), "origin": "register",
                    "rows": [.object(row.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) })],
                ]
                let sent = Submitted(values: ["department": [department], "origin": ["register"]], json: body)
                return try await fixture.json("licences.collect", by: officer, sent: sent)
            }
            let row = try CollectionTests.good(1)
            let city = try fixture.officer([.steward])
            let district = try fixture.officer([.licensor], "scjg", "310101")
            #expect(try await send(row, by: district)["rows"]?.array?.first?["faults"]?.array?.first?["column"] == "certificate_area_code")
            #expect(try await send(row, by: city)["made"] == 1)
            let refusal = await problem { _ = try await send(row, by: city, department: "gaj") }
            #expect(refusal?.faults.map(\.field) == ["department"])
            // A type of another department is that row's fault.
            var other = row
            other["certificate_type_code"] = "id-card"
            #expect(try await send(other, by: city)["rejected"] == 1)
        }
    }

    @Test func `rejected rows are handed back so that they can be mended and sent`() throws {
        let cells = ["certificate_source_id": "S\"1", "certificate_number": "=cmd|' /C calc'!A0", "permit.address": "a,b"]
        let row = RejectedRow(line: 7, cells: cells, faults: [RowFault(.number, Text("编号不对。", "Wrong number."))])
        let text = CollectionFile.rejected([row], columns: ["certificate_source_id", "certificate_number"], .en)
        let read = try CSV.rows(text)
        #expect(read.map(\.cells)[0] == ["certificate_source_id", "certificate_number", "permit.address", "_line", "_why"])
        #expect(read.map(\.cells)[1] == ["S\"1", "'=cmd|' /C calc'!A0", "a,b", "7", "certificate_number: Wrong number."])
    }
}
