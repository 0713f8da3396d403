import Catalogue
import Foundation
import Kernel
import Platform
import Store
import Yams

/// A large city's catalogue: from the database into force, in the server's memory, through the lint, and from YAML.
struct PublishMeasure {
    let bench: Bench

    func run() async throws {
        let loaded = CatalogueLoading.load(folder: bench.home.catalogue)
        guard let shipped = loaded.catalogue else { throw BenchFault.other("the catalogue has errors: `yiwang catalogue lint`") }
        guard let regions = try bench.home.regions() else { throw BenchFault.other("no data/regions.csv") }
        let isWhole = bench.scale.fillsEveryEngine
        let (items, implementations) = isWhole ? (3_700, 100_000) : (740, 20_000)
        let definitions = CityGenerating.definitions(from: shipped, regions: regions, items: items, implementations: implementations)
        let city = try CatalogueLoading.load(definitions: definitions, version: 0)
        let note = PublishBenchText.size(items: city.items.count, implementations: city.implementations.count)
        try await fromTheDatabase(city, pinyin: try bench.home.pinyin(), isWhole, note)
        lint(city, isWhole, note)
        try importing(CatalogueWriting.files(of: city))
    }

    /// Published into a database of its own, read back as a node does that is told of a new version, and started from anew.
    private func fromTheDatabase(_ city: Catalogue, pinyin: Pinyin, _ isWhole: Bool, _ note: Text) async throws {
        let folder = bench.folder.appendingPathComponent("publish")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var settings = PlatformSettings()
        settings.home = bench.home.folder
        settings.database.url = "sqlite:\(folder.appendingPathComponent("yiwang.sqlite").path)"
        settings.keys.file = folder.appendingPathComponent("keys.json").path
        settings.demo = true
        let ground = try await Groundwork.open(settings)
        let number = try await ground.catalogues.publish(city, note: "bench", at: .now()).version
        var samples = Samples()
        for _ in 0..<3 {
            // A store of its own keeps nothing from the time before.
            let (store, current) = (CatalogueStore(ground.database), ground.catalogue)
            let began = ContinuousClock.now
            guard let found = try await store.version(number) else { throw BenchFault.other("what was published is not there") }
            current.replace(with: found)
            samples.add(began.duration(to: .now).inSeconds)
        }
        await ground.database.close()
        bench.report.add(
            Figure(
                code: "catalogue.load", name: PublishBenchText.loading, value: samples.median, unit: BenchText.seconds, goal: .below(5),
                note: note, isUnjudged: !isWhole))
        let server = try RunningServer(
            bench.server, ["--database", settings.database.url, "--keys", settings.keys.file], home: bench.home,
            log: folder.appendingPathComponent("server.log"))
        defer { server.end() }
        bench.report.add(
            Figure(code: "catalogue.start", name: PublishBenchText.starting, value: server.secondsToReady, unit: BenchText.seconds))
        bench.report.add(
            Figure(
                code: "catalogue.memory", name: PublishBenchText.memory, value: server.highestMegabytes, unit: BenchText.megabytes,
                goal: .below(1000), note: note, isUnjudged: !isWhole))
    }

    private func lint(_ city: Catalogue, _ isWhole: Bool, _ note: Text) {
        let began = ContinuousClock.now
        let findings = DefinitionChecking.check([:], over: city).findings
        let seconds = began.duration(to: .now).inSeconds
        if findings.hasErrors { bench.report.note(Text(same: findings.first { $0.severity == .error }?.line(in: .en) ?? "")) }
        bench.report.add(
            Figure(
                code: "catalogue.lint", name: PublishBenchText.linting, value: seconds, unit: BenchText.seconds, goal: .below(10),
                note: note, isUnjudged: !isWhole))
    }

    /// Reading, checking and linting every file, against what only parsing the same bytes takes.
    private func importing(_ files: [CatalogueLoading.File]) throws {
        var (compose, all) = (Double.infinity, Double.infinity)
        for _ in 0..<2 {
            var began = ContinuousClock.now
            for file in files where try Yams.compose(yaml: file.text) == nil { throw BenchFault.other("\(file.name) is empty") }
            compose = min(compose, began.duration(to: .now).inSeconds)
            began = .now
            guard CatalogueLoading.load(files: files).catalogue != nil else { throw BenchFault.other("the generated city has errors") }
            all = min(all, began.duration(to: .now).inSeconds)
        }
        let bytes = files.reduce(0) { $0 + $1.text.utf8.count }
        bench.report.add(
            Figure(
                code: "catalogue.import", name: PublishBenchText.importing, value: all / compose, unit: PublishBenchText.times,
                goal: .below(1.5), note: PublishBenchText.took(bytes: bytes, compose: compose, all: all)))
    }
}
