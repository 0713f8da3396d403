import Catalogue
import Identity
import Kernel
import Store
import TestSupport
import Testing

@testable import DataCentre

/// What a source tells of related roles: rows of a table, arrays of an interface and lines of a file come to the shape of the registers here.
struct RelatedRoleTests {
    private static let today = Instant(microseconds: 1_764_000_000_000_000).date

    private static func number(_ seventeen: String) -> String {
        seventeen + (ResidentIdentityNumber.checkDigit(seventeen).map(String.init) ?? "")
    }
    private static let parent = number("31010419930512992")
    private static let (first, second) = (number("31010420200512993"), number("31010420220301991"))

    private static let elder: JSON = ["person.idNumber": .string(first), "person.name": "顾小满"]
    private static let younger: JSON = ["person.idNumber": .string(second), "person.name": "顾小雪"]

    private static func record(_ told: JSON?) -> JSON {
        let key = JSON.Member("person.idNumber", .string(parent))
        return .object([key] + (told.map { [JSON.Member("child", $0)] } ?? []))
    }

    private func resource(_ code: String) throws -> DataResource { try #require(DataCentreFixture.loaded?.resources[code]) }

    /// What is made of a reply where it is believed.
    private func believed(_ reply: SourceReply, of resource: DataResource, about key: String = parent) throws -> JSON {
        guard case .record(let record, _) = reply else { return .null }
        return try ReplyCheck.checked(
            record, about: key, of: resource, in: try #require(DataCentreFixture.loaded), today: RelatedRoleTests.today)
    }

    @Test func `a name of a role stands for the element that is told of it, and nothing else does`() throws {
        let (children, premises) = (try resource("ga-children"), try resource("zr-premises"))
        #expect(children.meaning(of: "child.name") == .related(role: "child", element: "person.name"))
        #expect(premises.meaning(of: "premises.area") == .related(role: "premises", element: "premises.area"))
        for name in ["child", "child.", "child.nam", "child.person.name", "member.name", "person.idNumber", "person.name", ".name", ""] {
            #expect(children.meaning(of: name) == .whole(name))
        }
    }

    // MARK: A table

    private func fill(_ database: Database) async throws {
        let statements: [Query] = [
            "CREATE TABLE children (parent TEXT NOT NULL, number TEXT, full_name TEXT, record TEXT, changed_on TEXT)",
            "INSERT INTO children VALUES (\(RelatedRoleTests.parent), \(RelatedRoleTests.first), '顾小满', 'F1', '2025-01-31')",
            "INSERT INTO children VALUES ('pair', \(RelatedRoleTests.first), '顾小满', 'F1', '2025-01-31')",
            "INSERT INTO children VALUES ('pair', \(RelatedRoleTests.second), '顾小雪', NULL, '2025-03-01 08:00')",
            "INSERT INTO children VALUES ('pair', \(RelatedRoleTests.second), '顾小雪', NULL, NULL)",
            "INSERT INTO children VALUES ('none', NULL, NULL, NULL, NULL)",
            "INSERT INTO children VALUES ('torn', \(RelatedRoleTests.first), '顾小满', 'F1', NULL)",
            "INSERT INTO children VALUES ('torn', \(RelatedRoleTests.second), '顾小雪', 'F2', NULL)",
            """
            INSERT INTO children
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
            SELECT 'crowd', CAST(i AS TEXT), 'x', NULL, NULL FROM n
            """,
        ]
        try await database.write { connection in for statement in statements { try connection.run(statement) } }
    }

    private func table(_ database: Database, _ columns: [String: String]) throws -> SQLConnector {
        SQLConnector(
            database: { database }, table: try #require(SQLName("children")), key: try #require(SQLName("parent")),
            columns: columns.compactMapValues { SQLName($0) }, asOf: SQLName("changed_on"))
    }

    @Test(arguments: TestDatabases.each()) func `rows of one key become one record with what they tell of others`(_ engine: TestEngine)
        async throws
    {
        try await engine.with([]) { database in
            try await fill(database)
            let connector = try table(database, ["child.idNumber": "number", "child.name": "full_name"])
            let children = try resource("ga-children")
            func told(_ key: String) async throws -> SourceReply { try await connector.reply(to: key, of: children) }
            let one = try await told(RelatedRoleTests.parent)
            #expect(one == .record(RelatedRoleTests.record(RelatedRoleTests.elder), asOf: LocalDate("2025-01-31")))
            #expect(try believed(one, of: children) == RelatedRoleTests.record(RelatedRoleTests.elder))
            guard case .record(let pair, let day) = try await told("pair") else {
                Issue.record("there is no record")
                return
            }
            #expect(pair["child"] == [RelatedRoleTests.elder, RelatedRoleTests.younger] && day == LocalDate("2025-03-01"))
            #expect(try await told("none") == .record(["person.idNumber": "none"], asOf: nil))
            #expect(try await told("nobody") == .nothing)
            await #expect(throws: SourceFault.malformed) { _ = try await told("crowd") }
        }
    }

    @Test(arguments: TestDatabases.each()) func `what rows say of the subject has to agree, and a role is no one column`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with([]) { database in
            try await fill(database)
            let births = try resource("wj-births")
            let connector = try table(database, ["person.birthRecordNumber": "record", "child.birthHospital": "full_name"])
            guard case .record(let pair, _) = try await connector.reply(to: "pair", of: births) else {
                Issue.record("there is no record")
                return
            }
            #expect(pair["person.birthRecordNumber"] == "F1" && pair["child"]?.array?.count == 2)
            await #expect(throws: SourceFault.malformed) { _ = try await connector.reply(to: "torn", of: births) }
            // Without a related role two rows are still two people.
            let plain = try table(database, ["person.birthRecordNumber": "record"])
            await #expect(throws: SourceFault.malformed) { _ = try await plain.reply(to: "pair", of: births) }
            let whole = try table(database, ["child": "full_name"])
            let reply = try await whole.reply(to: RelatedRoleTests.parent, of: births)
            #expect(throws: SourceFault.malformed) { _ = try believed(reply, of: births) }
        }
    }

    @Test(arguments: TestDatabases.each()) func `a table of related roles is read page by page, each subject once and whole`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with([]) { database in
            try await fill(database)
            let connector = try table(database, ["child.birthHospital": "full_name", "person.birthRecordNumber": "record"])
            for limit in [1, 2, 3, 500] {
                var (rows, last) = ([SourceRow](), String?.none)
                while true {
                    let page = try await connector.page(after: last, limit: limit, of: try resource("wj-births"))
                    guard let end = page.last else { break }
                    #expect(page.count <= limit)
                    rows += page
                    last = end.key
                }
                #expect(rows.map(\.key) == [RelatedRoleTests.parent, "crowd", "none", "pair", "torn"], "\(limit)")
            }
            let connector2 = try table(database, ["child.idNumber": "number"])
            let page = try await connector2.page(after: "none", limit: 2, of: try resource("ga-children"))
            #expect(page.map(\.key) == ["pair"] && page.first?.record["child"]?.array?.count == 2)
        }
    }

    // MARK: An interface

    private func interface(_ body: JSON, _ pointers: [String: String]) -> RESTConnector {
        RESTConnector(
            send: { _ in SourceResponse(status: 200, body: body.bytes) }, template: "http://data.example/{key}", headers: [:],
            pointers: pointers.merging(["person.idNumber": "/id"]) { first, _ in first }, asOf: nil)
    }

    private static let inList = ["child.idNumber": "/kids/*/no", "child.name": "/kids/*/names/0"]
    private static let alone = ["child.idNumber": "/kid/no", "child.name": "/kid/names/0"]

    private static func kid(_ number: String, _ name: String) -> JSON { ["no": .string(number), "names": [.string(name)], "x": 1] }

    @Test func `an object and the elements of an array become what the registers here tell`() async throws {
        let resource = try resource("ga-children")
        let (elder, younger) = (Self.kid(Self.first, "顾小满"), Self.kid(Self.second, "顾小雪"))
        let cases: [(body: JSON, pointers: [String: String], told: JSON?)] = [
            (["kid": elder], Self.alone, Self.elder), (["kids": [elder]], Self.inList, Self.elder),
            (["kids": [elder, younger]], Self.inList, [Self.elder, Self.younger]), (["kids": []], Self.inList, nil),
            (["kids": .null], Self.inList, nil), (["other": 1], Self.inList, nil), (["kid": .null], Self.alone, nil),
            (["kids": [["no": .null]]], Self.inList, nil),
            (["kid": ["no": .string(Self.first)]], Self.alone, ["person.idNumber": .string(Self.first)]),
            (["kids": [.string(Self.first)]], ["child.idNumber": "/kids/*"], ["person.idNumber": .string(Self.first)]),
            // Where the department writes our codes, the whole is taken.
            (["child": [Self.elder, Self.younger]], ["child": "/child"], [Self.elder, Self.younger]),
        ]
        for (index, one) in cases.enumerated() {
            var body = one.body
            body["id"] = .string(Self.parent)
            let reply = try await interface(body, one.pointers).reply(to: Self.parent, of: resource)
            #expect(Self.members(reply) == Self.members(.record(Self.record(one.told), asOf: nil)), "\(index)")
            #expect(try believed(reply, of: resource).canonical == Self.record(one.told).canonical, "\(index)")
        }
    }

    private static func members(_ reply: SourceReply) -> JSON? {
        if case .record(let record, _) = reply { record.canonical } else { nil }
    }

    @Test func `another shape than was agreed is a fault of the source`() async throws {
        let resource = try resource("ga-children")
        let deep = (0..<200).reduce(JSON.string("x")) { inner, _ in [inner] }
        let cases: [(body: JSON, pointers: [String: String])] = [
            (["kids": "顾小满"], Self.inList), (["kids": 5], Self.inList), (["kids": Self.kid(Self.first, "顾小满")], Self.inList),
            (["kids": [.null]], Self.inList), (["kids": ["顾小满"]], Self.inList), (["kids": [[Self.kid(Self.first, "顾小满")]]], Self.inList),
            (["kids": [["no": .string(Self.first), "names": "顾小满"]]], Self.inList),
            (["kids": .array(Array(repeating: ["no": "1"], count: 10_000))], Self.inList),
            (["kid": "顾小满"], Self.alone), (["kid": [Self.kid(Self.first, "顾小满")]], Self.alone), (["kid": true], Self.alone),
            (["kids": deep], Self.inList), (["kids": [], "kid": [:]], ["child.idNumber": "/kids/*/no", "child.name": "/kid/name"]),
            (["kids": [["no": [:]]]], Self.inList), (["kids": [["no": ["a": .null]]]], Self.inList),
            (["child": "顾小满"], ["child": "/child"]),
            (["child": [.null]], ["child": "/child"]), (["kids": [["no": "123"]]], Self.inList),
        ]
        for (index, one) in cases.enumerated() {
            var body = one.body
            body["id"] = .string(Self.parent)
            await #expect(throws: SourceFault.malformed, "\(index)") {
                let reply = try await interface(body, one.pointers).reply(to: Self.parent, of: resource)
                _ = try believed(reply, of: resource)
            }
        }
    }

    // MARK: A file

    private func file(_ text: String, _ code: String = "ga-children", _ variants: [CodeMapping] = []) throws -> DroppedFile {
        DroppedFile.read(
            text, isCSV: true, of: try resource(code), variants: variants, in: try #require(DataCentreFixture.loaded), today: Self.today)
    }

    @Test func `columns of a role make one object of a line, and lines of one key a list`() throws {
        let other = Self.number("31010419900101991")
        let text = """
            person.idNumber,child.idNumber,child.name,child.sex
            \(Self.parent),\(Self.first),顾小满,男孩
            \(other),\(Self.first),顾小满,1
            \(Self.parent),\(Self.second),顾小雪,
            \(Self.number("31010419900101992")),,,
            """
        let variants = [CodeMapping(resource: "ga-children", element: "person.sex", theirs: "男孩", ours: "1")]
        let read = try file(text, "ga-children", variants)
        #expect(read.faults.isEmpty && read.isComplete)
        var elder = Self.elder
        elder["person.sex"] = "1"
        #expect(read.records.map(\.content["child"]) == [[elder, Self.younger], elder, nil])
        #expect(read.records.map(\.key).prefix(2) == [Self.parent, other])
    }

    @Test func `a faulty line keeps out its subject and nobody else, and each line is told`() throws {
        let other = Self.number("31010419900101991")
        let head = "person.idNumber,person.birthRecordNumber,child.sex,child.birthDate\n"
        let good = "\(other),F9,2,2025-02-01\n"
        // The lines that are told, of a file whose last line is good.
        let cases: [(lines: [String], faults: [Int])] = [
            (["\(Self.parent),F1,1,2025-01-01", "\(Self.parent),F2,2,2025-01-01"], [2, 3]),
            (["\(Self.parent),F1,1,2025-01-01", "\(Self.parent),,2,2025-01-01"], []),
            (["\(Self.parent),F1,1,2025-01-01", "\(Self.parent),F1,9999,2025-01-01"], [2, 3]),
            (["\(Self.parent),F1,1,soon", "\(Self.parent),F1,2,2025-01-01"], [2, 3]),
            (["\(Self.parent),F1", "\(Self.parent),F1,2,2025-01-01"], [2, 3]), ([",F1,2,2025-01-01"], [2]),
            (["\(Self.parent),F1,1,2025-01-01", "\(Self.parent),F1,1,2025-01-01"], []),
        ]
        for (index, one) in cases.enumerated() {
            let read = try file(head + one.lines.map { $0 + "\n" }.joined() + good, "wj-births")
            #expect(read.faults.map(\.line) == one.faults, "\(index)")
            #expect(read.records.count == (one.faults.isEmpty ? 2 : 1) && read.records.last?.key == other, "\(index)")
        }
        let disagreeing = try file(head + cases[0].lines.map { $0 + "\n" }.joined(), "wj-births")
        #expect(disagreeing.faults.map(\.what) == [ConnectingText.spoilt, ConnectingText.disagreeing])
    }

    @Test func `a file of odd shapes is told in words`() throws {
        let crowd = String(repeating: "\(Self.parent),顾小满\n", count: 10_000)
        let crowded = try file("person.idNumber,child.name\n" + crowd)
        #expect(crowded.records.isEmpty && crowded.faults.count == 10_000 && crowded.faults.last?.what == ConnectingText.tooMany)
        let whole = try file("person.idNumber,child\n\(Self.parent),顾小满\n")
        #expect(whole.faults.map(\.what) == [ConnectingText.noObject("child")])
        let unknown = try file("person.idNumber,child.nam\n\(Self.parent),顾小满\n")
        #expect(unknown.faults.map(\.what) == [ConnectingText.unknownColumn("child.nam")])
        for told in ["\"顾小满\"", "5", "[null]", "[[]]", "[\"x\"]"] {
            let line = "{\"person.idNumber\":\"\(Self.parent)\",\"child\":\(told)}\n"
            let read = DroppedFile.read(
                line, isCSV: false, of: try resource("ga-children"), in: try #require(DataCentreFixture.loaded), today: Self.today)
            #expect(read.records.isEmpty && read.faults.map(\.what) == [ConnectingText.noObject("child")], "\(told)")
        }
    }

    // MARK: Settings

    @Test func `a name that the resource does not know is told with the settings, and the sentence says which`() throws {
        let catalogue = try #require(DataCentreFixture.loaded)
        let good: [(MappingCheck.Target, [String: String])] = [
            (.column, ["child.idNumber": "n", "child.name": "m"]), (.column, ["person.name": "n"]), (.pointer, Self.inList),
            (.pointer, Self.alone.merging(["person.idNumber": "/id"]) { first, _ in first }), (.pointer, ["child": "/child"]),
            (.pointer, ["child.idNumber": "/*/id", "person.idNumber": "/0/parent"]),
        ]
        for (target, mapping) in good {
            #expect(MappingCheck.faults(mapping, to: target, of: try resource("ga-children"), in: catalogue).isEmpty, "\(mapping)")
        }
        let bad: [(MappingCheck.Target, [String: String], String)] = [
            (.column, ["child.nam": "n"], "child.nam"), (.column, ["kid.name": "n"], "kid.name"), (.column, ["child": "n"], "child"),
            (.pointer, ["child": "/c", "child.name": "/c/n"], "child.name"), (.pointer, ["person.idNumber": "/ids/*"], "person.idNumber"),
            (.pointer, ["child.name": "/c/*/n/*"], "child.name"),
            (.pointer, ["child.idNumber": "/c/*/i", "child.name": "/d/*/n"], "child.name"),
            (.pointer, ["child.idNumber": "/c/i", "child.name": "/c/*/n"], "child.name"), (.pointer, ["": "/c"], ""),
        ]
        for (target, mapping, name) in bad {
            let faults = MappingCheck.faults(mapping, to: target, of: try resource("ga-children"), in: catalogue)
            #expect(faults.count == 1 && faults.allSatisfy { $0.zh.contains("“\(name)”") && $0.en.contains("“\(name)”") }, "\(mapping)")
        }
        let ways = ConnectorSettings.Ways(
            open: { _ in throw StoreError.closed }, send: { _ in SourceResponse(status: 404, body: []) }, contents: { _ in nil })
        let settings: JSON = [
            "sources": [
                "ga-children": [
                    "kind": "sql", "database": "sqlite:x", "table": "t", "key": "k", "columns": ["child.nam": "n", "child": "m"],
                ]
            ]
        ]
        // The catalogue may have changed meanwhile: the server starts all the same, and tells.
        let read = try ConnectorSettings.read(settings, ways: ways, in: catalogue)
        #expect(read.misnamed.map(\.resource) == ["ga-children", "ga-children"] && read.sources["ga-children"] != nil)
    }
}
