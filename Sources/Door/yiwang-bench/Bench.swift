import Foundation
import Kernel
import Platform

/// One run: the programs under test, how much is measured, where it all lies, and what has been found so far.
final class Bench {
    let server: String
    let home: Home
    let scale: Scale
    let postgres: String?
    let folder: URL
    let report = Report()
    /// Databases with people in them, made when a measure first needs one.
    private var cities: [BenchCity] = []

    init(server: String, home: String?, scale: Scale, postgres: String?) throws {
        guard FileManager.default.isExecutableFile(atPath: server) else { throw BenchFault.noServer(server) }
        self.server = server
        self.home = try Home.find(home ?? "")
        self.scale = scale
        self.postgres = postgres
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("yiwang-bench-\(UUID().uuidString.prefix(8))")
        // nginx's workers, run as somebody else, read from here.
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    }

    /// Removes everything that was made.
    func leave() {
        for city in cities { city.remove() }
        try? FileManager.default.removeItem(at: folder)
    }

    func take(_ measure: Measure) async throws {
        Terminal.tell(BenchText.measuring(measure.name))
        switch measure {
        case .compute: try await ComputeMeasure(bench: self).run()
        case .search: try await SearchMeasure(bench: self).run()
        case .graph: try await GraphMeasure(bench: self).run()
        case .publish: try await PublishMeasure(bench: self).run()
        case .start: try await StartMeasure(bench: self).run()
        case .guide: try await GuideMeasure(bench: self).run()
        case .submit: for city in try await everyCity() { try await SubmitMeasure(bench: self, city: city).run() }
        case .worklist:
            // A quick look fills one engine only.
            let chosen = scale.fillsEveryEngine ? try await everyCity() : [try await embedded()]
            for city in chosen { try await WorklistMeasure(bench: self, city: city).run() }
        case .ask: try await AskingMeasure(bench: self, city: embedded()).run()
        case .licence: try await LicenceMeasure(bench: self, city: embedded()).run()
        }
    }

    /// The city on SQLite.
    func embedded() async throws -> BenchCity { try await city(.sqlite) }

    private func everyCity() async throws -> [BenchCity] {
        var found = [try await embedded()]
        if postgres == nil {
            report.note(BenchText.noPostgres)
        } else {
            found.append(try await city(.postgres))
        }
        return found
    }

    private func city(_ kind: BenchCity.Kind) async throws -> BenchCity {
        if let city = cities.first(where: { $0.kind == kind }) { return city }
        let city = BenchCity(kind, folder: folder, home: home, url: postgres ?? "")
        city.remove()
        // Before it is made, so that what a failure leaves is removed, too.
        cities.append(city)
        try await city.make()
        return city
    }

    /// A server of a city, on a free port.
    func serve(_ city: BenchCity, _ more: [String] = []) throws -> RunningServer {
        try RunningServer(server, city.serverArguments + more, home: home, log: folder.appendingPathComponent("\(city.kind.rawValue).log"))
    }

    static func besideThisProgram(_ name: String) -> String {
        let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: program).deletingLastPathComponent().appendingPathComponent(name).path
    }
}

/// How much is measured.
struct Scale {
    /// Of each run of the load generator.
    var loadSeconds: Int
    var warmSeconds: Int
    /// Submissions that the plain writer writes.
    var plainSubmissions: Int
    /// Rows of the worklist's table.
    var caseCount: Int
    /// Rows of the register of licences.
    var licenceCount: Int
    var fillsEveryEngine: Bool
    /// How often an officer walks through the pages.
    var walks: Int
    /// How long each computation is repeated.
    var computeSeconds: Double

    static let full = Scale(
        loadSeconds: 8, warmSeconds: 2, plainSubmissions: 10_000, caseCount: 1_000_000, licenceCount: 10_000_000,
        fillsEveryEngine: true, walks: 5, computeSeconds: 1)
    static let quick = Scale(
        loadSeconds: 3, warmSeconds: 1, plainSubmissions: 4_000, caseCount: 100_000, licenceCount: 200_000, fillsEveryEngine: false,
        walks: 2, computeSeconds: 0.3)
}

/// What keeps a measure from being taken.
enum BenchFault: Error, CustomStringConvertible {
    case noServer(String)
    case noProgram(String)
    case notStarted(String)
    case answer(Int, String)
    case load(String)
    case database(String)
    case other(String)

    var description: String {
        switch self {
        case .noServer(let path): "no program \(path); build it with `swift build -c release --product yiwang`, or name it with --server"
        case .noProgram(let name): "\(name) is not installed (scripts/install.sh bench)"
        case .notStarted(let log): "the server did not start:\n\(log)"
        case .answer(let status, let body): "the server answered \(status): \(body.prefix(600))"
        case .load(let output): "the load generator failed: \(output)"
        case .database(let reason): "the plain driver failed: \(reason)"
        case .other(let reason): reason
        }
    }
}
