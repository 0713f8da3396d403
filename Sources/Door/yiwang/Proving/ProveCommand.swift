import ArgumentParser
import Catalogue
import DemoCity
import Foundation
import Kernel
import Platform
import Proving
import Synchronization

/// Proves on the demo city that nobody is asked for what a source holds.
struct ProveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove", abstract: CommandText.prove.here, discussion: CommandText.example("yiwang prove --thing newborn").here)

    @OptionGroup var options: SettingsOptions
    @Option(help: CommandText.help(CommandText.proveThing, value: "code")) var thing: [String] = []
    @Option(help: CommandText.help(CommandText.proveSeed, value: "n")) var seed: UInt64 = 2026
    @Option(help: CommandText.help(CommandText.proveMost, value: "n")) var most: Int?
    @Option(help: CommandText.help(CommandText.proveDown, value: "code")) var down: [String] = []
    @Option(help: CommandText.help(CommandText.proveLate, value: "code")) var late: [String] = []
    @Flag(help: CommandText.help(CommandText.json)) var json = false

    /// Each source of the city in turn.
    private static let each = "each"

    func run() async throws {
        let workbench = try options.workbench()
        let catalogue = try await workbench.catalogue(usingDatabase: options.database != nil)
        for code in thing where catalogue.thing(code) == nil {
            throw PlatformProblem.unknownThing(code, near: Proving.things(of: catalogue))
        }
        guard let regions = try Home.find(workbench.settings.home).regions() else { throw CommandProblem.noRegions }
        let city = DemoCity(seed: seed, catalogue: catalogue, regions: regions, today: Instant.now().date)
        let proving = Proving(catalogue, CityRows(city.rows()), most: most).delaying(try known(late, catalogue))
        var isProven = true
        for silent in try passes(catalogue) {
            let waiting = WaitingLine()
            let proof = await (silent.isEmpty ? proving : proving.silencing(silent)).run(
                thing.isEmpty ? Proving.things(of: catalogue, asking: silent.union(late)) : thing,
                workers: ProcessInfo.processInfo.activeProcessorCount
            ) { waiting.tell($0, of: $1) }
            tell(proof, silent, catalogue)
            isProven = isProven && proof.isProven
        }
        if !isProven { throw ExitCode.failure }
    }

    /// The sources that do not answer, pass by pass; by default all do.
    private func passes(_ catalogue: Catalogue) throws -> [Set<String>] {
        if down == [ProveCommand.each] { return shared(catalogue).map { [$0] } }
        return [try known(down, catalogue)]
    }

    private func shared(_ catalogue: Catalogue) -> [String] {
        catalogue.resources.values.filter { $0.sharing != .none }.map(\.code).sorted()
    }

    /// Sources that the city shares.
    private func known(_ codes: [String], _ catalogue: Catalogue) throws -> Set<String> {
        let shared = shared(catalogue)
        for code in codes where !shared.contains(code) { throw PlatformProblem.unknownThing(code, near: shared) }
        return Set(codes)
    }

    private func tell(_ proof: Proof, _ silent: Set<String>, _ catalogue: Catalogue) {
        if json {
            for thing in proof.things { Terminal.print(thing.json) }
            var whole = proof.json
            if !silent.isEmpty { whole["down"] = .array(silent.sorted().map(JSON.string)) }
            if !late.isEmpty { whole["late"] = .array(late.sorted().map(JSON.string)) }
            return Terminal.print(whole)
        }
        func names(_ codes: some Collection<String>) -> [Text] { codes.sorted().map { catalogue.resources[$0]?.name ?? Text(same: $0) } }
        if !silent.isEmpty { Terminal.say(ProvingText.silenced(names(silent))) }
        if !late.isEmpty { Terminal.say(ProvingText.delayed(names(late))) }
        show(proof)
    }

    private func show(_ proof: Proof) {
        for line in [ProvingText.tried(proof), ProvingText.facts(proof), ProvingText.papers(proof)] { Terminal.say(line) }
        Terminal.say(ProvingText.excused)
        for (excuse, count) in proof.excused where count > 0 {
            Terminal.say(Text(same: "  - \(ProvingText.excuse(excuse).here): \(count)"))
        }
        let nobody = proof.things.filter { $0.qualified == 0 }.map(\.code)
        if !nobody.isEmpty { Terminal.say(ProvingText.nobody(nobody)) }
        let violations = proof.things.flatMap { thing in thing.sortedViolations.map { ProvingText.line($0, of: thing.code) } }
        if violations.isEmpty {
            Terminal.say(ProvingText.proven)
        } else {
            Terminal.say(ProvingText.violations)
            for line in violations { Terminal.say(Text(same: "  - \(line.here)")) }
            Terminal.say(ProvingText.unproven(violations.count))
        }
    }
}

/// Tells how far it has come once it has taken longer than a second, and then each second at most.
private final class WaitingLine: Sendable {
    private let last = Mutex(ContinuousClock.now)

    func tell(_ done: Int, of all: Int) {
        let now = ContinuousClock.now
        let isDue = last.withLock { last in
            guard now - last > .seconds(1) else { return false }
            last = now
            return true
        }
        if isDue { Terminal.tell(ProvingText.progress(done, of: all)) }
    }
}
