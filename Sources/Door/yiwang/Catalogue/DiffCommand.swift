import ArgumentParser
import Catalogue
import Kernel
import Platform

/// What one version of the catalogue changes in another, in words that an official reads.
struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: DiffText.abstract.here,
        discussion: CommandText.example("yiwang catalogue diff 3 4 --database sqlite:var/yiwang.sqlite").here)

    @OptionGroup var options: SettingsOptions
    @Argument(help: CommandText.help(DiffText.side, value: "version|folder")) var old: String
    @Argument(help: CommandText.help(DiffText.side, value: "version|folder")) var new: String
    @Flag(help: CommandText.help(CommandText.json)) var json = false

    func run() async throws {
        let workbench = try options.workbench()
        let (before, after) = (try await catalogue(old, workbench), try await catalogue(new, workbench))
        let changes = CatalogueComparing.changes(from: before, to: after)
        if json { return Terminal.print(["changes": .array(changes.map(\.json))]) }
        if changes.isEmpty { return Terminal.say(DiffText.same) }
        for change in changes {
            print(change.sentence.here)
            for detail in change.details { print("  " + detail.sentence.here) }
        }
    }

    /// A published version by its number, or the files of a folder.
    private func catalogue(_ name: String, _ workbench: Workbench) async throws -> Catalogue {
        if let number = Int(name) {
            guard let found = try await workbench.withDatabase({ try await CatalogueStore($0).version(number) }) else {
                throw DiffText.noVersion(number)
            }
            return found
        }
        let loaded = try workbench.folder(name)
        guard let catalogue = loaded.catalogue else {
            throw PlatformProblem.catalogueInvalid(loaded.findings.filter { $0.severity == .error }.map { $0.line(in: .en) }, folder: name)
        }
        return catalogue
    }
}

/// What the command says of itself.
private enum DiffText {
    static let abstract = Text("比较目录的两个版本", "Compare two versions of the catalogue")
    static let side = Text("已发布的版本号，或一个目录", "The number of a published version, or a folder")
    static let same = Text("两边相同。", "Both are the same.")

    static func noVersion(_ number: Int) -> Problem {
        Problem(
            "catalogue.no-version", status: 404, title: Text("没有第 \(number) 版", "There is no version \(number)"),
            detail: Text("可以比较的版本号从 1 到现行版本。", "Versions are numbered from 1 to the one in force."))
    }
}
