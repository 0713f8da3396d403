import Foundation
import Kernel

/// The demo city from nothing, its second start, what it takes in memory, and what a first look sends over the wire.
struct StartMeasure {
    let bench: Bench

    private static let caseCount = 20_000
    private static let historyLimitSeconds = 180.0

    func run() async throws {
        let folder = bench.folder.appendingPathComponent("start")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appendingPathComponent("yiwang.sqlite").path
        let arguments = ["--demo", "--database", "sqlite:\(file)", "--keys", folder.appendingPathComponent("keys.json").path]
        let log = folder.appendingPathComponent("server.log")

        let first = try RunningServer(bench.server, arguments, home: bench.home, log: log)
        bench.report.add(Figure(code: "start.first", name: BenchText.firstStart, value: first.secondsToReady, unit: BenchText.seconds))
        try awaitHistory(of: file)
        first.end()

        let second = try RunningServer(bench.server, arguments, home: bench.home, log: log)
        defer { second.end() }
        bench.report.add(
            Figure(
                code: "start.second", name: BenchText.secondStart, value: second.secondsToReady, unit: BenchText.seconds, goal: .below(1)))
        try await Task.sleep(for: .seconds(3))
        bench.report.add(
            Figure(
                code: "start.memory", name: BenchText.idleMemory, value: second.residentMegabytes, unit: BenchText.megabytes,
                goal: .below(150)))
        let look = try FirstLook(second)
        bench.report.add(
            Figure(
                code: "start.firstLook", name: BenchText.firstLook(look.fileCount), value: Double(look.byteCount) / 1000,
                unit: BenchText.kilobytes,
                goal: .below(60)))
        bench.report.add(
            Figure(code: "start.memoryUsed", name: BenchText.usedMemory, value: second.residentMegabytes, unit: BenchText.megabytes))
    }

    /// Watches the past year's cases come in beside the first requests, until no more come.
    private func awaitHistory(of file: String) throws {
        let began = ContinuousClock.now
        var (count, grown) = (0, 0.0)
        while true {
            Thread.sleep(forTimeInterval: 0.25)
            let elapsed = began.duration(to: .now).inSeconds
            let found = try PlainSQLite.number("SELECT COUNT(*) FROM cases_case", in: file)
            if found > count { (count, grown) = (found, elapsed) }
            // Batches are written every second or so; ten seconds without one are the end.
            if elapsed - grown > 10 || elapsed > StartMeasure.historyLimitSeconds { break }
        }
        bench.report.add(
            Figure(
                code: "start.history", name: BenchText.history(count), value: grown, unit: BenchText.seconds, goal: .below(30),
                isUnjudged: count < StartMeasure.caseCount * 95 / 100))
    }
}

/// The start page with everything that it needs to look as it should: style, script, icons.
private struct FirstLook {
    private(set) var byteCount = 0
    private(set) var fileCount = 0

    init(_ server: RunningServer) throws {
        let client = try server.client()
        let headers = [("accept-encoding", "gzip"), ("accept-language", "zh-CN")]
        let page = try client.get("/", headers).expecting(200)
        // Once more in plain, to read what it names.
        let plain = try client.get("/", [("accept-language", "zh-CN")]).expecting(200)
        byteCount = page.wireByteCount
        fileCount = 1
        for address in FirstLook.addresses(in: plain.text) {
            byteCount += try client.get(address, headers).expecting(200).wireByteCount
            fileCount += 1
        }
    }

    /// The local files that a page names in `href` and `src`, each once.
    private static func addresses(in html: String) -> [String] {
        let kinds: Set<String> = ["css", "js", "svg", "png", "ico", "webp", "woff2", "webmanifest"]
        var found: [String] = []
        for match in html.matches(of: #/(?:href|src)="(\/[^"\#]*)/#) {
            let address = String(match.output.1).replacing("&amp;", with: "&")
            let path = address.prefix { $0 != "?" && $0 != "#" }
            guard let kind = path.split(separator: ".").last, kinds.contains(String(kind)), !found.contains(address)
            else { continue }
            found.append(address)
        }
        return found
    }
}
