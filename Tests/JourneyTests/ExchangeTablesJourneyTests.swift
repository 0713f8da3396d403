import Exchange
import Foundation
import Kernel
import Platform
import Store
import TestSupport
import Testing
import Web

/// A department's system exchanges by tables in a schema of its own on a PostgreSQL server, as a role that may do there what the documents
/// say and nothing else.
struct ExchangeTablesJourneyTests {
    private static let item = "id-card-reissue"
    private static let intake = ("310104-jiang", "蒋海峰")
    private static let approver = ("310104-han", "韩立")

    /// The department's own connection to its schema.
    private struct Department {
        let database: Database

        func rows(_ table: String, of number: String) async throws -> [[String: String]] {
            let name = try #require(SQLName(table))
            return try await database.read { connection in
                try connection.rows("SELECT * FROM \(name: name) WHERE project_no = \(number) ORDER BY cd_time, row_guid").map { row in
                    var values: [String: String] = [:]
                    for column in row.columns.names { values[column] = try row.textOrNil(column) }
                    return values
                }
            }
        }

        func write(_ table: String, _ id: String, of number: String, by official: (String, String), _ more: [String: String]) async throws {
            var values = ["row_guid": id, "project_no": number, "handle_user_no": official.0, "handle_user_name": official.1]
            values["cd_time"] = "20261123T090000"
            let pairs = values.merging(more) { _, new in new }.sorted { $0.key < $1.key }
            let name = try #require(SQLName(table))
            let names = try pairs.map { pair in "\(name: try #require(SQLName(pair.key)))" as Query }
            try await database.write { connection in
                _ = try connection.run(
                    """
                    INSERT INTO \(name: name) (\(Query.joined(names, separator: ", ")))
                    VALUES (\(Query.joined(pairs.map { "\($0.value)" }, separator: ", ")))
                    """)
            }
        }
    }

    private func run(_ job: String, _ city: City) async throws {
        let job = try #require(city.platform.exchange.jobs.first { $0.name == job })
        try await job.run(city.platform.ground.database, city.clock.now)
    }

    private func registered(_ code: String, _ city: City) async throws {
        let made = try await city.program("shu").post(
            "/console/exchange/registration",
            [
                "code": .string(code), "department": "gaj", "name_zh": "身份证系统", "items": [.string(Self.item)], "way": "tables",
            ])
        #expect(made.status == 200, "\(made.text)")
    }

    private func submitted(_ city: City) async throws -> JSON {
        let file = URL(fileURLWithPath: City.root).appendingPathComponent("Tests/Browser/submission.json")
        let body = try #require(try JSON(parsing: Array(Data(contentsOf: file)))["body"])
        let sent = try await city.program("gu").post("/things/\(Self.item)/applications", body, key: "journey")
        return try #require(sent.json?["cases"]?.array?.first, "\(sent.text)")
    }

    /// What the documents tell an operator to grant.
    private func granted(_ role: SQLName, in schema: SQLName, _ server: Database) async throws {
        try await server.write { connection in
            _ = try connection.run("CREATE ROLE \(name: role) LOGIN")
            _ = try connection.run("GRANT USAGE ON SCHEMA \(name: schema) TO \(name: role)")
            for row in try connection.rows("SELECT tablename FROM pg_tables WHERE schemaname = \(schema.text)") {
                guard let table = SQLName(try row.text("tablename")) else { continue }
                let place: Query = "\(name: schema).\(name: table)"
                if table.text.hasPrefix("up_") { _ = try connection.run("GRANT SELECT ON \(place) TO \(name: role)") }
                if table.text.hasPrefix("dn_") {
                    _ = try connection.run("GRANT SELECT, INSERT, UPDATE (cd_state) ON \(place) TO \(name: role)")
                }
            }
        }
    }

    private func isForbidden(_ body: () async throws -> Void) async -> Bool {
        do { try await body() } catch { return "\(error)".contains("permission denied") }
        return false
    }

    @Test(.enabled(if: TestDatabases.each().contains(.postgres)))
    func `cases come in by a schema of its own on PostgreSQL, an official's decision goes back, and the case is decided`() async throws {
        try await TestEngine.postgres.place { place in
            let own = UUID().uuidString.lowercased().prefix(8)
            let (role, schema) = (try #require(SQLName("dept_\(own)")), try #require(SQLName("exchange_gaj_\(own)")))
            let other = try #require(SQLName("exchange_gaj2_\(own)"))
            let server = try place.database()
            let url = try #require(TestDatabases.postgresURL)
            try await City.withDemo {
                $0.exchange.database = url
            } _: { city in
                try await registered("gaj-\(own)", city)
                try await registered("gaj2-\(own)", city)
                // The tables are made when the platform first looks into them.
                try await run("exchange.returned", city)
                try await granted(role, in: schema, server)
                let department = Department(database: try TestDatabases.database(as: role.text, schema: schema.text))
                try await exchange(city, department)
                #expect(await isForbidden { _ = try await department.database.write { try $0.run("DELETE FROM up_pro_accept") } })
                #expect(
                    await isForbidden {
                        _ = try await department.database.read { try $0.rows("SELECT * FROM \(name: other).up_pro_accept") }
                    })
                await department.database.close()
                await city.platform.exchange.close()
            }
            try await server.write { connection in
                for schema in [schema, other] { _ = try connection.run("DROP SCHEMA IF EXISTS \(name: schema) CASCADE") }
                _ = try connection.run("DROP ROLE IF EXISTS \(name: role)")
            }
            await server.close()
        }
    }

    private func exchange(_ city: City, _ department: Department) async throws {
        let value = try await submitted(city)
        let number = try #require(value["number"]?.string ?? value["project_no"]?.string)
        try await city.deliver()
        let accept = try #require(try await department.rows("up_pro_accept", of: number).first)
        #expect(accept["applyer_name"] == "顾晓岚" && accept["cd_operation"] == "I")
        #expect(try await !department.rows("up_pro_form", of: number).isEmpty)
        #expect(try await department.rows("up_pro_process", of: number).map { $0["act"] } == ["submit"])

        try await department.write("dn_pro_accept", "a", of: number, by: Self.intake, ["is_accepted": "9"])
        try await run("exchange.returned", city)
        let failed = try #require(try await department.rows("dn_pro_accept", of: number).first)
        #expect(failed["cd_state"] == "2" && failed["cd_reason"]?.isEmpty == false)
        try await department.write("dn_pro_accept", "b", of: number, by: Self.intake, ["is_accepted": "1"])
        try await department.write(
            "dn_pro_process", "c", of: number, by: Self.intake, ["act": "opinion", "opinion": "pass", "handle_explain": "齐全"])
        try await department.write("dn_pro_result", "d", of: number, by: Self.approver, ["result_type": "0"])
        try await run("exchange.returned", city)
        for (table, id) in [("dn_pro_accept", "b"), ("dn_pro_process", "c"), ("dn_pro_result", "d")] {
            let row = try #require(try await department.rows(table, of: number).first { $0["row_guid"] == id })
            #expect(row["cd_state"] == "1", "\(table): \(row)")
        }
        let mother = try await city.program("gu")
        let applications = await mother.get("/applications").json?["items"]?.array ?? []
        let application = try #require(applications.first?["id"]?.string)
        let progress = try #require(await mother.get("/applications/\(application)").json)
        let status = progress["cases"]?.array?.first?["status"]?.string ?? ""
        #expect(["granted", "issued", "done"].contains(status))
        #expect(
            (progress["events"]?.array ?? []).compactMap { $0["action"]?.string }.prefix(4) == [
                "submit", "accept", "recordOpinion", "grant",
            ])
        try await city.deliver()
        #expect(try await department.rows("up_pro_result", of: number).first?["result_type"] == "0")
    }
}
