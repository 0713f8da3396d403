import ArgumentParser
import Catalogue
import Kernel
import Platform

/// Writes the catalogue as a folder of YAML: what was published, or what came with the program.
struct CatalogueExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: MakingText.export.here,
        discussion: CommandText.example("yiwang catalogue export /tmp/catalogue --database sqlite:var/yiwang.sqlite").here)

    @OptionGroup var options: SettingsOptions
    @Argument(help: CommandText.help(MakingText.folder, value: "folder")) var folder: String
    @Flag(help: CommandText.help(CommandText.json)) var json = false

    func run() async throws {
        let catalogue = try await options.workbench().catalogue(usingDatabase: options.database != nil)
        try CatalogueWriting.write(catalogue.definitions, to: folder)
        if json {
            Terminal.print([
                "folder": .string(folder), "definitions": .int(catalogue.definitions.count), "version": .int(catalogue.version),
                "hash": .string(catalogue.hash),
            ])
        } else {
            Terminal.say(MakingText.written(catalogue.definitions.count, folder))
        }
    }
}

/// Makes up a large city for measuring, as a folder or as a published version.
struct CatalogueGenerate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: MakingText.generate.here,
        discussion: CommandText.example("yiwang catalogue generate --items 3700 --implementations 100000 --seed 1 /tmp/city").here)

    @OptionGroup var options: SettingsOptions
    @Option(help: CommandText.help(MakingText.items, value: "n")) var items: Int?
    @Option(help: CommandText.help(MakingText.implementations, value: "n")) var implementations: Int?
    @Option(help: CommandText.help(MakingText.seed, value: "n")) var seed: UInt64 = 1
    @Argument(help: CommandText.help(MakingText.target, value: "folder")) var folder: String?
    @Flag(help: CommandText.help(CommandText.json)) var json = false

    func validate() throws {
        guard folder != nil || options.database != nil else { throw ValidationError(MakingText.noTarget.here) }
        guard [items, implementations].allSatisfy({ $0.map { (0...10_000_000).contains($0) } ?? true }) else {
            throw ValidationError(MakingText.range.here)
        }
    }

    func run() async throws {
        let workbench = try options.workbench()
        let home = try Home.find(workbench.settings.home)
        guard let regions = try home.regions() else { throw PlatformProblem.fileUnreadable(home.path("data/regions.csv")) }
        let base = try await workbench.catalogue(usingDatabase: false)
        let definitions = CityGenerating.definitions(
            from: base, regions: regions, items: items, implementations: implementations, seed: seed)
        let city = try CatalogueLoading.load(definitions: definitions, version: 0)
        if let folder { try CatalogueWriting.write(definitions, to: folder) }
        var version = 0
        if options.database != nil {
            version = try await workbench.publish(city, note: MakingText.note(city.items.count, city.implementations.count)).version
        }
        if json {
            Terminal.print([
                "items": .int(city.items.count), "implementations": .int(city.implementations.count), "seed": .int(seed),
                "version": .int(version), "hash": .string(city.hash),
            ])
        } else {
            Terminal.say(MakingText.made(city.items.count, city.implementations.count))
        }
    }
}

/// The sentences of these commands.
enum MakingText {
    static let export = Text("把目录写成一个文件夹的 YAML。", "Writes the catalogue as a folder of YAML.")
    static let folder = Text("写到哪个文件夹。", "The folder to write to.")
    static let generate = Text("生成一座大城市的目录，供测量用。", "Makes up the catalogue of a large city, for measuring.")
    static let items = Text("共多少个事项；不写则只有目录自己的。", "How many items in all; the catalogue's own, if not given.")
    static let implementations = Text(
        "共多少条实施清单；不写则每个区都有在区和街镇办理的事项。", "How many implementations in all; if not given, each district has all that is handled there.")
    static let seed = Text("同一个种子生成同一座城市。", "The same seed makes the same city.")
    static let target = Text("写到哪个文件夹；也可以用 --database 发布到数据库。", "The folder to write to; or publish with --database.")
    static let effectiveOn = Text(
        "从哪一天起生效，如 2027-01-01；默认今天。", "The day from which it is in force, such as 2027-01-01; today, if not given.")
    static let noTarget = Text("请给出文件夹，或用 --database 给出数据库。", "Give a folder, or a database with --database.")
    static let range = Text("数量应在 0 至 10000000 之间。", "Counts should lie between 0 and 10000000.")

    static func written(_ count: Int, _ folder: String) -> Text {
        Text("已把 {n} 个定义写入 {folder}", "{n} definitions were written to {folder}").filled(["n": String(count), "folder": folder])
    }
    static func made(_ items: Int, _ implementations: Int) -> Text {
        Text("已生成 {items} 个事项、{rows} 条实施清单", "{items} items with {rows} implementations were made").filled([
            "items": String(items), "rows": String(implementations),
        ])
    }
    static func note(_ items: Int, _ implementations: Int) -> String {
        let text = Text("生成的目录：{items} 个事项、{rows} 条实施清单", "Generated: {items} items, {rows} implementations").filled([
            "items": String(items), "rows": String(implementations),
        ])
        return "\(text.zh) · \(text.en)"
    }
}
