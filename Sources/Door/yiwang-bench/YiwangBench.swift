import ArgumentParser
import Foundation
import Kernel
import Logging

/// Measures the platform on this machine and holds the figures against the goals. Everything runs on the loopback, in a temporary folder.
@main
struct YiwangBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "yiwang-bench", abstract: BenchText.abstract.here, discussion: BenchText.discussion.here)

    @Option(help: ArgumentHelp(BenchText.server.here)) var server: String?
    @Option(help: ArgumentHelp(BenchText.home.here)) var home: String?
    @Option(help: ArgumentHelp(BenchText.postgres.here, valueName: "url")) var postgres: String?
    @Option(parsing: .upToNextOption, help: ArgumentHelp(BenchText.only.here)) var only: [Measure] = []
    @Flag(help: ArgumentHelp(BenchText.quick.here)) var quick = false
    @Flag(help: ArgumentHelp(BenchText.json.here)) var json = false

    func run() async throws {
        // A peer that closes its socket must not end this program.
        signal(SIGPIPE, SIG_IGN)
        LoggingSystem.bootstrap { _ in SwiftLogNoOpLogHandler() }
        let began = ContinuousClock.now
        let bench = try Bench(
            server: server ?? Bench.besideThisProgram("yiwang"), home: home, scale: quick ? .quick : .full,
            postgres: postgres ?? ProcessInfo.processInfo.environment["YIWANG_TEST_POSTGRES"])
        defer { bench.leave() }
        // Read before anything is started: what the machine does besides.
        if Machine.load > Double(Machine.cores) / 4 { bench.report.note(BenchText.busy(Machine.load)) }
        let wanted = only.isEmpty ? Measure.allCases : only
        var failed: [(Measure, any Error)] = []
        for measure in wanted {
            do {
                try await bench.take(measure)
            } catch {
                // One measure that cannot be taken is no reason to go without the others.
                failed.append((measure, error))
                Terminal.tell(BenchText.failed(measure.name, Terminal.sentence(error)))
            }
        }
        bench.report.print(asJSON: json, machine: Machine.description, seconds: began.duration(to: .now).inSeconds)
        if !failed.isEmpty { throw ExitCode(1) }
    }
}

/// What can be measured, in the order in which it is.
enum Measure: String, CaseIterable, ExpressibleByArgument {
    case compute, search, graph, publish, start, guide, ask, submit, worklist, licence

    var name: Text {
        switch self {
        case .compute: BenchText.compute
        case .search: SearchBenchText.search
        case .graph: GraphBenchText.graph
        case .publish: PublishBenchText.publish
        case .start: BenchText.start
        case .guide: BenchText.guide
        case .submit: BenchText.submit
        case .worklist: BenchText.worklist
        case .ask: AskingBenchText.ask
        case .licence: LicenceBenchText.licence
        }
    }
}
