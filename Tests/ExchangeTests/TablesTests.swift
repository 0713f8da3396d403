import Cases
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Exchange

struct TablesTests {
    private static let code = ExchangeCity.tables.code

    /// A city with a second database for the exchange tables, and a system that reads and writes them.
    private func with(_ engine: TestEngine, _ body: (ExchangeCity, Database) async throws -> Void) async throws {
        try await engine.with(ExchangeCity.migrations) { database in
            try await engine.place { place in
                let city = try await ExchangeCity(database, national: place)
                try await city.register(ExchangeCity.tables)
                // As the department's own program opens them, beside ours.
                let theirs = try place.database()
                try await body(city, theirs)
                await theirs.close()
                await city.exchange.close()
            }
        }
    }

    private func rows(_ table: String, _ database: Database) async throws -> [[String: String]] {
        let name = try #require(SQLName(table))
        return try await database.read { connection in
            try connection.rows("SELECT * FROM \(name: name) ORDER BY cd_time, row_guid").map { row in
                var values: [String: String] = [:]
                for column in row.columns.names { values[column] = try row.textOrNil(column) }
                return values
            }
        }
    }

    private func write(_ table: String, _ values: [String: String], _ database: Database) async throws {
        let name = try #require(SQLName(table))
        let pairs = values.sorted { $0.key < $1.key }
        let names = try pairs.map { pair in "\(name: try #require(SQLName(pair.key)))" as Query }
        try await database.write { connection in
            _ = try connection.run(
                """
                INSERT INTO \(name: name) (\(Query.joined(names, separator: ", ")))
                VALUES (\(Query.joined(pairs.map { "\($0.value)" }, separator: ", ")))
                """)
        }
    }

    private func order(_ table: String, _ guid: String, _ number: String, by official: (String, String), _ more: [String: String] = [:])
        -> [String: String]
    {
        [
            "row_guid": guid, "project_no": number, "handle_user_no": official.0, "handle_user_name": official.1,
            "cd_time": "20261123T090000",
        ].merging(more) { _, new in new }
    }

    private let qian = ("S-qian", "钱明")
    private let chen = ("S-chen", "陈静")

    @Test(arguments: TestDatabases.each()) func `a case goes into the tables once, and its decision comes back from them`(
        _ engine: TestEngine
    )
        async throws
    {
        try await with(engine) { city, theirs in
            let value = try #require(try await city.submit().first)
            try await city.deliver()
            let accepts = try await rows("up_pro_accept", theirs)
            #expect(accepts.count == 1 && accepts[0]["project_no"] == value.number && accepts[0]["applyer_name"] == "顾晓岚")
            #expect(accepts[0]["cd_operation"] == "I" && accepts[0]["data_source"] == "310" && accepts[0]["cd_time"] == "20261123T090000")
            #expect(try await rows("up_pro_form", theirs).count == 4)
            #expect(try await rows("up_pro_material", theirs).first?["get_num"] == "1")
            // Told again, for instance after a fall between the two databases: nothing is there twice.
            let delivery = try #require(try await city.deliveries(Self.code).first)
            let notice = try #require(
                try await city.exchange.notice(of: value.id, 1, to: ExchangeCity.tables, at: city.clock.now))
            try await city.exchange.national.write(
                notice.rows, batch: delivery.id.rawValue, to: Self.code, source: "310", at: city.clock.now)
            #expect(try await rows("up_pro_process", theirs).count == 1)

            try await write("dn_pro_result", order("dn_pro_result", "r1", value.number, by: chen, ["result_type": "0"]), theirs)
            try await write(
                "dn_pro_process",
                order("dn_pro_process", "p1", value.number, by: qian, ["act": "opinion", "opinion": "pass", "handle_explain": "合格"]), theirs
            )
            try await write("dn_pro_accept", order("dn_pro_accept", "a1", value.number, by: qian, ["is_accepted": "1"]), theirs)
            try await city.exchange.takeReturned(at: city.clock.now)
            for table in ["dn_pro_accept", "dn_pro_process", "dn_pro_result"] {
                let row = try #require(try await rows(table, theirs).first)
                #expect(row["cd_state"] == "1" && row["cd_reason"] == nil && row["cd_done_time"] != nil, "\(table): \(row)")
            }
            let file = try await city.current(value)
            #expect(file.current.status == .granted)
            try await city.deliver()
            let result = try #require(try await rows("up_pro_result", theirs).first)
            #expect(result["result_type"] == "0" && result["project_no"] == value.number)
            #expect(try await rows("up_pro_accept", theirs).last?["accept_doc_no"]?.isEmpty == false)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a case that was open before stands in the tables as one batch, each record once`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(ExchangeCity.migrations) { database in
            try await engine.place { place in
                let city = try await ExchangeCity(database, national: place)
                let value = try #require(try await city.submit().first)
                let steps: [(CaseAction, Visitor)] = [
                    (.accept, city.qian), (.recordOpinion, city.qian), (.startSpecial, city.chen), (.endSpecial, city.chen),
                    (.grant, city.chen), (.issue, city.chen),
                ]
                for (index, (action, official)) in steps.enumerated() {
                    var move = CaseMove(action, reason: "齐全")
                    move.specialKind = "hearing"
                    _ = try await city.cases.perform(value.id, move, for: official, expectedVersion: index + 1, at: city.clock.now)
                }
                try await city.deliver()
                try await city.register(ExchangeCity.tables)
                for _ in 0..<2 {
                    try await city.exchange.openFurther(at: city.clock.now)
                    try await city.deliver()
                }
                let theirs = try place.database()
                var batches: Set<String> = []
                let counts = [
                    "up_pro_accept": 1, "up_pro_form": 4, "up_pro_material": 1, "up_pro_process": 7, "up_pro_special_procedure": 1,
                    "up_pro_result": 1, "up_lic_data": 1,
                ]
                for (table, count) in counts {
                    let rows = try await rows(table, theirs)
                    #expect(rows.count == count && rows.allSatisfy { $0["cd_operation"] == "I" }, "\(table): \(rows)")
                    batches.formUnion(rows.compactMap { $0["cd_batch"] })
                }
                #expect(batches.count == 1)
                let special = try #require(try await rows("up_pro_special_procedure", theirs).first)
                #expect(special["special_time"] != nil && special["end_time"] != nil)
                #expect(try await rows("up_pro_result", theirs).first?["result_cetr_no"]?.isEmpty == false)
                // What the officials do then goes back as ever.
                try await write(
                    "dn_pro_process", order("dn_pro_process", "h1", value.number, by: chen, ["act": "hand-over", "delivery": "窗口领取"]),
                    theirs)
                try await city.exchange.takeReturned(at: city.clock.now)
                #expect(try await city.current(value).current.status == .done)
                await theirs.close()
                await city.exchange.close()
            }
        }
    }

    @Test(arguments: TestDatabases.each()) func `a row that was done and not yet marked is not done again`(_ engine: TestEngine)
        async throws
    {
        try await with(engine) { city, theirs in
            let value = try #require(try await city.submit().first)
            try await city.deliver()
            try await write("dn_pro_accept", order("dn_pro_accept", "a1", value.number, by: qian, ["is_accepted": "1"]), theirs)
            try await city.exchange.takeReturned(at: city.clock.now)
            // As after a fall between the act and its mark.
            try await theirs.write { try $0.run("UPDATE dn_pro_accept SET cd_state = '0'") }
            try await city.exchange.takeReturned(at: city.clock.now)
            #expect(try await rows("dn_pro_accept", theirs).first?["cd_state"] == "1")
            #expect(try await city.current(value).events.count == 2)
            #expect(try await city.lines(Self.code).map(\.outcome) == [.done, .repeated])
        }
    }

    @Test(arguments: TestDatabases.each()) func `what cannot be done has its reason beside it, and keeps nothing else waiting`(
        _ engine: TestEngine
    ) async throws {
        try await with(engine) { city, theirs in
            let cases = try await city.submit("both")
            let permit = try #require(cases.first { $0.item == "food-permit" })
            let card = try #require(cases.first { $0.item == "card" })
            try await city.deliver()
            try await write("dn_pro_accept", order("dn_pro_accept", "1", card.number, by: qian, ["is_accepted": "1"]), theirs)
            try await write("dn_pro_accept", order("dn_pro_accept", "2", permit.number, by: qian, ["is_accepted": "9"]), theirs)
            try await write("dn_pro_accept", order("dn_pro_accept", "3", permit.number, by: qian, ["is_accepted": "1"]), theirs)
            try await city.exchange.takeReturned(at: city.clock.now)
            let found = try await rows("dn_pro_accept", theirs)
            #expect(found.map { $0["cd_state"] } == ["2", "2", "1"])
            #expect(found[0]["cd_reason"] == "没有这个办件" && found[1]["cd_reason"]?.isEmpty == false)
            #expect(try await city.current(card).current.status == .submitted, "another department's case")
            #expect(try await city.lines(Self.code).map(\.problem) == ["exchange.no-case", "invalid", nil])
        }
    }

    @Test(arguments: TestDatabases.each()) func `an error in a licence becomes an objection that the issuer answers`(_ engine: TestEngine)
        async throws
    {
        try await with(engine) { city, theirs in
            let value = try #require(try await city.submit().first)
            let steps: [(OfficialAct.Kind, (String, String), [(String, JSON)])] = [
                (.accept, qian, []), (.opinion, qian, [("opinion", "pass"), ("handle_explain", "合格")]), (.grant, chen, []),
                (.issue, chen, []),
            ]
            for (kind, official, more) in steps {
                _ = try await city.perform(city.act(kind, value.number, by: official, id: kind.rawValue, more), from: Self.code)
            }
            try await city.deliver()
            let row = try #require(try await rows("up_lic_data", theirs).first)
            let source = try #require(row["certificate_source_id"])
            #expect(row["certificate_holder"] == "顾晓岚" && row["certificate_type_code"] == "11310000MB2F30661Y001")
            var error = order("dn_lic_data_error", "e1", "", by: chen, ["certificate_source_id": source, "error_remark": "面积有误"])
            error["project_no"] = nil
            try await write("dn_lic_data_error", error, theirs)
            try await city.exchange.takeReturned(at: city.clock.now)
            let state = try await rows("dn_lic_data_error", theirs).first
            #expect(state?["cd_state"] == "1", "\(state?["cd_reason"] ?? "")")
            let count = try await city.database.read { try $0.row("SELECT COUNT(*) AS n FROM licences_correction")?.int("n") }
            #expect(count == 1)
        }
    }

    @Test(arguments: TestDatabases.each()) func `rows are forgotten after their time, those that wait are not`(_ engine: TestEngine)
        async throws
    {
        try await with(engine) { city, theirs in
            let value = try #require(try await city.submit().first)
            try await city.deliver()
            try await write("dn_pro_accept", order("dn_pro_accept", "1", value.number, by: qian, ["is_accepted": "1"]), theirs)
            let later = city.clock.now.adding(seconds: 181 * 86_400)
            try await city.exchange.sweep(at: later)
            #expect(try await rows("up_pro_accept", theirs).isEmpty)
            #expect(try await rows("dn_pro_accept", theirs).count == 1)
            #expect(try await city.deliveries(Self.code).isEmpty)
        }
    }

    @Test func `every column that is filled in is a column of its table`() async throws {
        try await with(.sqlite) { city, theirs in
            try await city.submit()
            try await city.deliver()
            for table in NationalTable.allCases {
                let name = try #require(SQLName(table.rawValue))
                let columns = try await theirs.read { connection in
                    for column in NationalTable.common + table.columns {
                        guard let column = SQLName(column) else { throw StoreError.malformed(column) }
                        _ = try connection.rows("SELECT \(name: column) FROM \(name: name) LIMIT 1")
                    }
                    return table.columns.count
                }
                #expect(columns > 0)
            }
        }
    }
}
