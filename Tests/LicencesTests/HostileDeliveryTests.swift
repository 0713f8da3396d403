import Catalogue
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Licences

/// Deliveries as nobody should write them: a clear answer for the file or for the row, and the other rows are taken.
struct HostileDeliveryTests {
    private func collected(_ fixture: LicencesFixture, _ rows: [JSON]) async throws -> JSON {
        let endpoint = try #require(fixture.licences.endpoints.first { $0.name == "licences.collect" })
        let body: JSON = ["department": "scjg", "origin": "register", "rows": .array(rows)]
        let answer = try await endpoint.answer(
            Call(
                method: .post, path: endpoint.path, face: .api,
                submitted: Submitted(values: ["department": ["scjg"], "origin": ["register"]], json: body),
                visitor: try fixture.officer([.licensor]), requestID: "r", now: fixture.clock.now,
                surroundings: fixture.clock.surroundings))
        guard case .json(let json) = answer.content else { return .null }
        return json
    }

    private static func json(_ row: [String: String]) -> JSON {
        .object(row.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) })
    }

    /// Characters that no eye sees, or that no database keeps.
    private static let unseen = ["\u{0}", "\u{1}", "\u{1B}[31m", "\u{7F}", "\u{85}", "\u{200B}", "\u{FEFF}", "\u{202E}", "\u{2028}"]

    @Test(arguments: TestDatabases.each()) func `a character that nobody sees costs its row and no other, in whichever cell it stands`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let columns = ["certificate_source_id", "certificate_number", "certificate_holder", "permit.address", "cd_batch", "reason"]
            var rows: [[String: String]] = []
            var broken: [Int: String] = [:]
            for (index, column) in columns.enumerated() {
                for (place, unseen) in Self.unseen.enumerated() {
                    var row = try CollectionTests.good(index * 10 + place + 1)
                    row[column, default: "甲"] += unseen + "乙"
                    rows.append(row)
                    broken[rows.count] = column
                    // A good one behind each.
                    if rows.count < 100 { rows.append(try CollectionTests.good(900 + rows.count)) }
                }
            }
            let answer = try await collected(fixture, rows.map(Self.json))
            let rejected = answer["rows"]?.array ?? []
            #expect(Set(rejected.compactMap { $0["line"]?.int }) == Set(broken.keys))
            for one in rejected {
                let line = try #require(one["line"]?.int)
                #expect(one["faults"]?.array?.contains { $0["column"]?.string == broken[line] } == true, "\(one)")
            }
            #expect(try await fixture.count("licences_licence") == rows.count - broken.count)
            let open = try await database.read { try $0.rows("SELECT id FROM licences_collection WHERE finished_at IS NULL").count }
            #expect(open == 0)
        }
    }

    @Test(arguments: TestDatabases.each()) func `rows of every wrong shape are rows, and each is reported`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let deep = (0..<90).reduce(JSON.string("甲")) { inner, _ in .array([inner]) }
            let shapes: [JSON] = [
                [:], ["certificate_source_id": .null], ["certificate_source_id": deep, "certificate_number": deep],
                ["face": ["permit.address": deep], "certificate_number": .number("1e400")], ["face": .array([deep])],
                ["certificate_holder": .object([]), "certificate_holder_code": .bool(true)],
            ]
            let good = Self.json(try CollectionTests.good(1))
            let answer = try await collected(fixture, shapes + [good])
            #expect((answer["rows"]?.array ?? []).map { $0["line"]?.int } == Array(1...shapes.count))
            #expect(try await fixture.count("licences_licence") == 1)
        }
    }

    @Test func `a file of a hundred thousand columns is refused at once, by file and by interface`() async throws {
        try await TestEngine.sqlite.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let wide = (0..<100_000).map { "c\($0)" }
            let started = ContinuousClock.now
            let file = Array((wide.joined(separator: ",") + "\r\n" + wide.joined(separator: ",")).utf8)
            let byFile = await problem { _ = try Delivery.rows(csv: file) }
            #expect(byFile?.code == "licences.unreadable-file" && byFile?.detail.zh.contains("\(Delivery.mostColumns)") == true)
            let row = JSON.object(wide.map { JSON.Member($0, "x") })
            let byInterface = await problem { _ = try await collected(fixture, [row]) }
            #expect(byInterface?.code == "licences.unreadable-file")
            #expect(try await fixture.count("licences_collection") == 0)
            #expect(ContinuousClock.now - started < .seconds(20))
        }
    }

    @Test(arguments: TestDatabases.each()) func `cells behind the last column are one fault, and stand in the report as they were sent`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let text = String(decoding: CollectionTests.csv([try CollectionTests.good(1), try CollectionTests.good(2)]), as: UTF8.self)
            var lines = text.split(separator: "\r\n").map(String.init)
            lines[1] += ",,甲," + String(repeating: "乙,", count: 50_000)
            let (columns, rows) = try Delivery.rows(csv: Array(lines.joined(separator: "\r\n").utf8))
            let delivery = Delivery(
                department: "scjg", region: .shanghai, way: .file, origin: .register, fileName: "a.csv", columns: columns, rows: rows)
            let collection = try await fixture.licences.collect(
                delivery, by: try fixture.officer([.licensor]), at: fixture.clock.now)
            let rejected = try await database.read {
                try fixture.licences.table.collections.rejected(of: collection.id, limit: 10, in: $0)
            }
            #expect(collection.count(.made) == 1 && rejected.map(\.line) == [2])
            #expect(rejected[0].faults.map(\.column) == [CollectionRow.surplus])
            #expect(rejected[0].cells[CollectionRow.surplus]?.hasPrefix(",甲,乙,乙,") == true)
        }
    }

    @Test func `a file that is no table is refused as a whole, and says where`() throws {
        let header = CollectionRow.Column.required.map(\.rawValue).joined(separator: ",")
        let files: [(name: String, bytes: [UInt8])] = [
            ("nothing", []), ("only a mark", [0xEF, 0xBB, 0xBF]), ("only empty lines", Array("\r\n\n\r\n".utf8)),
            ("an open quotation mark", Array((header + "\r\n\"甲,乙\r\n丙,丁").utf8)),
            ("a column twice", Array((header + ",issue_date\r\n").utf8)),
            ("a column twice but for a space", Array((header + ", issue_date \r\n").utf8)),
            ("two marks", [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF] + Array((header + "\r\n").utf8)),
            ("ends of lines of old", Array((header + "\r甲,乙").utf8)), ("another table", Array("a,b\r\n1,2".utf8)),
            ("UTF-16", [0xFF, 0xFE] + header.utf8.flatMap { [$0, 0] }), ("no text", [0x50, 0x4B, 0x03, 0x04, 0xFF, 0xFF, 0xFF]),
        ]
        for file in files {
            do {
                _ = try Delivery.rows(csv: file.bytes)
                Issue.record("\(file.name) was read")
            } catch let refusal as Problem {
                #expect(
                    refusal.code == "licences.unreadable-file" && !refusal.detail.zh.isEmpty && !refusal.detail.en.isEmpty, "\(file.name)")
            }
        }
    }
}
