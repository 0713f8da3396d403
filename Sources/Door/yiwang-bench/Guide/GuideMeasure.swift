import Foundation
import Kernel

/// The guide of a thing, ready in memory, against nginx with the same bytes as a file: what people look at most.
struct GuideMeasure {
    let bench: Bench

    private static let path = "/things/newborn"
    private static let headers = [("Accept-Encoding", "gzip"), ("Accept-Language", "zh-CN")]

    func run() async throws {
        let city = try await bench.embedded()
        let server = try bench.serve(city)
        defer { server.end() }
        // The first look makes the page; the second is what is measured.
        _ = try server.client().get(GuideMeasure.path, GuideMeasure.headers).expecting(200)
        let page = try server.client().get(GuideMeasure.path, GuideMeasure.headers).expecting(200)
        guard page["content-encoding"] == "gzip" else { throw BenchFault.other("the guide came without compression") }
        let nginx = try StaticServer(
            path: GuideMeasure.path, body: page.body, headers: page.headers, workers: Machine.cores,
            folder: bench.folder.appendingPathComponent("nginx"))
        defer { nginx.end() }
        let same = try WebClient(port: nginx.port).get(GuideMeasure.path, GuideMeasure.headers).expecting(200)
        guard same.body == page.body, same["content-encoding"] == "gzip" else { throw BenchFault.other("nginx serves something else") }
        bench.report.add(
            Figure(
                code: "guide.bytes", name: BenchText.guideBytes, value: Double(page.body.count) / 1000, unit: BenchText.kilobytes,
                note: BenchText.headBytes(ours: page.wireByteCount - page.body.count, theirs: same.wireByteCount - same.body.count)))

        let load = try LoadGenerator(folder: bench.folder)
        for address in [server.address, nginx.address] {
            _ = try load.pages(
                address + GuideMeasure.path, connections: 64, seconds: bench.scale.warmSeconds, headers: GuideMeasure.headers)
        }
        for connections in [64, 256] { try compare(server, nginx, load, connections: connections) }
    }

    /// In turns, so that whatever else the machine does falls on both.
    private func compare(_ server: RunningServer, _ nginx: StaticServer, _ load: LoadGenerator, connections: Int) throws {
        var (ours, theirs): ([LoadGenerator.Outcome], [LoadGenerator.Outcome]) = ([], [])
        for _ in 0..<2 {
            let seconds = max(1, bench.scale.loadSeconds / 2)
            ours.append(
                try load.pages(
                    server.address + GuideMeasure.path, connections: connections, seconds: seconds, headers: GuideMeasure.headers))
            theirs.append(
                try load.pages(nginx.address + GuideMeasure.path, connections: connections, seconds: seconds, headers: GuideMeasure.headers)
            )
        }
        let failures = (ours + theirs).reduce(0) { $0 + $1.failures }
        guard failures == 0 else { throw BenchFault.load("\(failures) requests failed") }
        let (own, other) = (GuideMeasure.rate(ours), GuideMeasure.rate(theirs))
        let code = "guide.\(connections)"
        bench.report.add(Figure(code: "\(code).perSecond", name: BenchText.guideRate(connections), value: own, unit: BenchText.perSecond))
        bench.report.add(Figure(code: "\(code).nginx", name: BenchText.nginxRate(connections), value: other, unit: BenchText.perSecond))
        bench.report.add(
            Figure(
                code: "\(code).ratio", name: BenchText.guideRatio(connections), value: own / other, unit: Text(same: ""),
                goal: .atLeast(0.4)))
        let slowest = ours.map(\.percentile99).max() ?? 0
        bench.report.add(
            Figure(
                code: "\(code).p99", name: BenchText.guideP99(connections), value: slowest * 1000, unit: BenchText.milliseconds,
                goal: connections == 256 ? .below(20) : .none))
    }

    private static func rate(_ outcomes: [LoadGenerator.Outcome]) -> Double {
        outcomes.reduce(0) { $0 + Double($1.requests) } / outcomes.reduce(0) { $0 + $1.seconds }
    }
}
