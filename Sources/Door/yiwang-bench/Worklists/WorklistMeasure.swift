import Catalogue
import Cryptography
import DemoCity
import Foundation
import Kernel
import Platform
import Store

/// An officer's worklist over a table of a million cases: page after page, through the rights filter, over HTTP.
struct WorklistMeasure {
    let bench: Bench
    let city: BenchCity

    private static let pageCount = 200
    private static let applicationCount = 10_000
    /// A reviewer of several departments of one district, and somebody who sees the whole city.
    private static let (officer, supervisor) = ("qian", "city")
    private static let ownRegion = "310104"

    func run() async throws {
        let filled = try await fill()
        let server = try bench.serve(city)
        defer { server.end() }
        try await awaitDeliveries()
        let token = try city.token(of: WorklistMeasure.officer, at: server)
        let engine = city.kind.name
        let walk = try Walk(server, token, times: bench.scale.walks, pages: WorklistMeasure.pageCount)
        let goals: [(String, Double, Double)] = [("p50", 50, 5), ("p95", 95, 15), ("p99", 99, 40)]
        for (name, percent, limit) in goals {
            bench.report.add(
                Figure(
                    code: "worklist.\(city.kind.rawValue).\(name)", name: BenchText.worklistTime(engine, filled, name),
                    value: walk.all.percentile(percent) * 1000, unit: BenchText.milliseconds, goal: .below(limit)))
        }
        bench.report.add(
            Figure(
                code: "worklist.\(city.kind.rawValue).lastToFirst", name: BenchText.worklistLast(engine, WorklistMeasure.pageCount),
                value: walk.last.median / walk.first.median, unit: Text(same: ""), goal: .below(1.5)))
        let wide = try Walk(server, try city.token(of: WorklistMeasure.supervisor, at: server), times: 1, pages: WorklistMeasure.pageCount)
        bench.report.add(
            Figure(
                code: "worklist.\(city.kind.rawValue).wholeCity", name: BenchText.worklistWide(engine),
                value: wide.all.percentile(95) * 1000,
                unit: BenchText.milliseconds))
    }

    /// What the measure of submissions left to be delivered is out first: it would be measured, too.
    private func awaitDeliveries() async throws {
        try await city.withPlatform { platform in
            for _ in 0..<600 {
                let state = try await platform.ground.database.read { try Outbox.state(in: $0) }
                if state.posted + state.waiting == 0 { return }
                try await Task.sleep(for: .milliseconds(300))
            }
        }
    }

    /// The times of walking through a list from its first page, each page from where the one before ended.
    private struct Walk {
        var all = Samples()
        var first = Samples()
        var last = Samples()

        init(_ server: RunningServer, _ token: String, times: Int, pages: Int) throws {
            let client = try server.client()
            for _ in 0..<20 { _ = try client.get("/api/v1/console", token: token).expecting(200) }
            var end = ""
            for _ in 0..<times {
                var next = ""
                for page in 1...pages {
                    let path = next.isEmpty ? "/api/v1/console" : "/api/v1/console?after=\(next)"
                    let reply = try all.time { try client.get(path, token: token) }.expecting(200)
                    let json = try reply.json()
                    guard json["items"]?.array?.count == 30, let following = json["next"]?.string else {
                        throw BenchFault.other("page \(page) of the worklist is not full: \(reply.text.prefix(200))")
                    }
                    end = next
                    next = following
                }
            }
            // In turns, so that both meet the same machine.
            for _ in 0..<100 {
                _ = try first.time { try client.get("/api/v1/console", token: token) }.expecting(200)
                _ = try last.time { try client.get("/api/v1/console?after=\(end)", token: token) }.expecting(200)
            }
        }
    }

    // MARK: Filling

    /// Fills the tables; how many cases there are.
    private func fill() async throws -> Int {
        Terminal.tell(BenchText.filling(city.kind.name, bench.scale.caseCount))
        let (filling, parents) = try await plan()
        let offices = (filling.own + filling.others).map { [SQLValue.text($0.department), .text($0.region), .text($0.name)] }
        let officeColumns = ["department", "region", "office"]
        switch city.kind {
        case .sqlite:
            let writer = try PlainSQLite(path: city.file.path, isDurable: false)
            try writer.fill("cases_application", parents.columns, parents.rows)
            try writer.fill("cases_case", filling.columnNames, filling.rows)
            try writer.fill("cases_office", officeColumns, offices)
            // As the engine does whenever it closes.
            try writer.execute("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)")
            try writer.close()
        case .postgres:
            let writer = try PlainPostgres(url: city.url, schema: BenchCity.schema)
            try writer.fill("cases_application", parents.columns, parents.rows)
            try writer.fill("cases_case", filling.columnNames, filling.rows)
            try writer.execute("DELETE FROM cases_office")
            try writer.fill("cases_office", officeColumns, offices)
            // The server's own housekeeping would do it within minutes, and in the middle of the measure.
            try writer.execute("VACUUM (ANALYZE) cases_case")
            try writer.execute("CHECKPOINT")
        }
        return bench.scale.caseCount
    }

    private struct Parents {
        var columns: [String]
        var rows: [[SQLValue]]
        var ids: [String]
    }

    /// What the rows are made from: an application and its case that were handed in over HTTP before, and the offices of the catalogue.
    private func plan() async throws -> (CaseFilling, Parents) {
        try await submitOne()
        let count = bench.scale.caseCount
        return try await city.withPlatform { platform in
            let ground = platform.ground
            let (application, row) = try await ground.database.read { connection in
                (try connection.row("SELECT * FROM cases_application LIMIT 1"), try connection.row("SELECT * FROM cases_case LIMIT 1"))
            }
            guard let application, let row else { throw BenchFault.other("there is no case to make others from") }
            let parents = try WorklistMeasure.parents(application)
            let departments = Set(ground.catalogue.snapshot.items.values.map(\.department)).sorted()
            let districts = ground.regions.districts.map(\.code.rawValue)
            let offices = departments.flatMap { department in
                (districts + ["310000"]).map { CaseFilling.Office(department: department, region: $0) }
            }
            let own = offices.filter { $0.region == WorklistMeasure.ownRegion && WorklistMeasure.ownDepartments.contains($0.department) }
            let filling = try CaseFilling(
                total: count, row: row, own: own, others: offices.filter { !own.contains($0) }, applications: parents.ids,
                sealer: Sealer(ground.keyring), today: Instant.now().date)
            return (filling, parents)
        }
    }

    /// Those that the officer reviews.
    private static let ownDepartments: Set<String> = ["scjg", "xf", "ycj", "swj", "lhsr"]

    private func submitOne() async throws {
        let server = try bench.serve(city)
        defer { server.end() }
        try SubmitMeasure.submit(at: server, token: try city.token(of: "p200", at: server), key: UUID().uuidString)
    }

    /// Applications for the cases to belong to: a hundred cases each, which no list can tell.
    private static func parents(_ row: ResultRow) throws -> Parents {
        let columns = row.columns.names
        guard let id = columns.firstIndex(of: "id"), let number = columns.firstIndex(of: "number"),
            case .text(let ownNumber) = row.values[number]
        else {
            throw BenchFault.other("cases_application has no id")
        }
        var (rows, ids): ([[SQLValue]], [String]) = ([], [])
        for serial in 0..<applicationCount {
            let digits = String(serial + 10_000_000)
            let name = "00000000000000000\(digits)0"
            var values = row.values
            values[id] = .text(name)
            values[number] = .text(ownNumber.dropLast(8) + digits)
            rows.append(values)
            ids.append(name)
        }
        return Parents(columns: columns, rows: rows, ids: ids)
    }
}
