import Foundation
import Kernel
import Logging
import Platform
import Store

/// An application handed in over HTTP, durable when it is answered, by many connections at once; and how far that is from a thread that
/// only writes the same rows.
struct SubmitMeasure {
    let bench: Bench
    let city: BenchCity

    private static let connections = 64
    private static let personCount = 16
    /// An item whose every fact can be written into the form, so that no register has to be asked and no line of a log written beside it.
    private static let path = "/api/v1/things/id-card-reissue/applications"
    private static let body: JSON = [
        "declared": true, "answers": ["reason": "lost"],
        "fields": [
            "applicant.mobile": "13800000000", "applicant.sex": "2", "applicant.birthDate": "1990-05-17", "applicant.ethnicity": "01",
            "applicant.householdAddress": "上海市徐汇区天平路街道安亭路71号502室",
            "applicant.residenceAddress": "上海市徐汇区天平路街道安亭路71号502室", "applicant.residenceRegionCode": "310104003",
            "applicant.deliveryAddress": "上海市徐汇区天平路街道安亭路71号502室",
        ],
    ]

    func run() async throws {
        let isDurable = try isDurable()
        if !isDurable { bench.report.note(BenchText.notDurable) }
        let whole = try await load([], series: "whole")
        // The same without the deliveries, so that the outbox still holds its rows afterwards.
        try await forgetOutbox()
        let alone = try await load(["--rooms", "portal,cases,licences,datacentre,messages"], series: "alone")
        let samples = try await city.withPlatform { try await $0.ground.database.read { try SubmittedRows.latest(100, in: $0) } }
        let group = city.kind == .sqlite ? max(1, whole.group) : 1
        let plain = try await plainRate(samples, group: group)
        add(whole, alone, samples: samples, group: group, plain: plain, isDurable: isDurable)
    }

    private struct Outcome {
        var load: LoadGenerator.Outcome
        /// Submissions that one commit took.
        var group: Int
        var processorSeconds: Double
    }

    private func load(_ arguments: [String], series: String) async throws -> Outcome {
        let server = try bench.serve(city, arguments)
        defer { server.end() }
        let tokens = try (0..<SubmitMeasure.personCount).map { try city.token(of: "p\(200 + $0 * 3)", at: server) }
        try SubmitMeasure.submit(at: server, token: tokens[0], key: "\(series)-first")
        let generator = try LoadGenerator(folder: bench.folder)
        func go(_ series: String, seconds: Int) throws -> LoadGenerator.Outcome {
            try generator.submissions(
                server, path: SubmitMeasure.path, body: SubmitMeasure.body.text, tokens: tokens, series: series,
                connections: SubmitMeasure.connections, seconds: seconds)
        }
        _ = try go("\(series)-warm", seconds: bench.scale.warmSeconds)
        let watch = city.kind == .sqlite ? GroupWatch(log: city.file.path + "-wal") : nil
        let before = server.processorSeconds
        let outcome = try go("\(series)-run", seconds: bench.scale.loadSeconds)
        let used = server.processorSeconds - before
        let commits = watch?.end() ?? 0
        guard outcome.failures == 0 else { throw BenchFault.load("\(outcome.failures) of \(outcome.requests) submissions failed") }
        let group = commits > 0 ? Int((Double(outcome.requests) / Double(commits)).rounded()) : 1
        return Outcome(load: outcome, group: group, processorSeconds: used)
    }

    /// Hands one application in, which opens one case.
    static func submit(at server: RunningServer, token: String, key: String) throws {
        let reply = try server.client().post(path, body, token: token, [("idempotency-key", key)]).expecting(201)
        guard try reply.json()["cases"]?.array?.count == 1 else { throw BenchFault.answer(reply.status, reply.text) }
    }

    /// Messages that the run before left, and would be delivered while the next is measured.
    private func forgetOutbox() async throws {
        try await city.withPlatform { platform in
            try await platform.ground.database.write { connection in
                try connection.run("DELETE FROM store_outbox")
                try connection.run("DELETE FROM store_delivery")
            }
        }
    }

    // MARK: The plain writer

    /// Submissions a second of one thread that writes their rows and does nothing else.
    private func plainRate(_ samples: [SubmittedRows], group: Int) async throws -> Double {
        let count = bench.scale.plainSubmissions
        let copies = (0..<count).map { samples[$0 % samples.count].copy($0) }
        let groups = stride(from: 0, to: count, by: group).map { Array(copies[$0..<min($0 + group, count)]) }
        // A tenth first, so that pages and statements are warm.
        let warm = max(1, groups.count / 10)
        let write = try await plainWriter()
        try write(Array(groups[..<warm]))
        let measured = Array(groups[warm...])
        var samples = Samples()
        try samples.time { try write(measured) }
        return Double(measured.reduce(0) { $0 + $1.count }) / samples.median
    }

    private func plainWriter() async throws -> ([[[PlainStatement]]]) throws -> Void {
        var settings = city.settings
        switch city.kind {
        case .sqlite:
            let path = bench.folder.appendingPathComponent("plain.sqlite").path
            settings.database.url = "sqlite:\(path)"
            try await tables(settings)
            let writer = try PlainSQLite(path: path)
            return { try writer.write($0) }
        case .postgres:
            settings.database.schema = BenchCity.schema + "_plain"
            try city.dropPlainSchema()
            try await tables(settings)
            let writer = try PlainPostgres(url: city.url, schema: settings.database.schema)
            return { try writer.write($0) }
        }
    }

    /// The platform's own tables, with every index and constraint, and nothing in them.
    private func tables(_ settings: PlatformSettings) async throws {
        let database = try Database.open(settings.database, logger: Logger(label: "store"))
        do {
            try await Migrator.run(Platform.migrations, database)
            await database.close()
        } catch {
            await database.close()
            throw error
        }
    }

    private func isDurable() throws -> Bool {
        guard city.kind == .postgres else { return true }
        let server = try PlainPostgres(url: city.url, schema: nil)
        return try server.value("SHOW fsync") == "on" && server.value("SHOW synchronous_commit") != "off"
    }

    // MARK: What is told

    private func add(_ whole: Outcome, _ alone: Outcome, samples: [SubmittedRows], group: Int, plain: Double, isDurable: Bool) {
        let (code, engine) = ("submit.\(city.kind.rawValue)", city.kind.name)
        let rows = samples.reduce(0) { $0 + $1.rowCount } / max(1, samples.count)
        let bytes = samples.reduce(0) { $0 + $1.byteCount } / max(1, samples.count)
        let processor = whole.processorSeconds / Double(whole.load.requests) * 1e6
        let figures = [
            Figure(
                code: "\(code).perSecond", name: BenchText.submitRate(engine), value: whole.load.perSecond, unit: BenchText.perSecond,
                goal: .atLeast(city.kind == .sqlite ? 2000 : 1000), note: BenchText.submitNote(rows: rows, bytes: bytes),
                isUnjudged: !isDurable),
            Figure(code: "\(code).p50", name: BenchText.submitP50(engine), value: whole.load.median * 1000, unit: BenchText.milliseconds),
            Figure(
                code: "\(code).p99", name: BenchText.submitP99(engine), value: whole.load.percentile99 * 1000, unit: BenchText.milliseconds),
            Figure(code: "\(code).processor", name: BenchText.submitProcessor(engine), value: processor, unit: BenchText.microseconds),
            Figure(
                code: "\(code).withoutDeliveries", name: BenchText.submitAlone(engine), value: alone.load.perSecond,
                unit: BenchText.perSecond),
            Figure(
                code: "\(code).plain", name: BenchText.plainRate(engine, group: group), value: plain, unit: BenchText.perSecond,
                isUnjudged: !isDurable),
            Figure(
                code: "\(code).ratio", name: BenchText.submitRatio(engine), value: whole.load.perSecond / plain, unit: Text(same: ""),
                goal: .atLeast(0.35), isUnjudged: !isDurable),
        ]
        for figure in figures { bench.report.add(figure) }
    }
}
