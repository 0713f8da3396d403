import ArgumentParser
import Catalogue
import Kernel
import Platform

/// What a person would find with these words.
struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: CommandText.search.here,
        discussion: CommandText.example("yiwang search 孩子上户口 --audience person").here)

    enum For: String, ExpressibleByArgument, CaseIterable {
        case person, enterprise

        var audience: Audience { self == .person ? .person : .enterprise }
    }

    @OptionGroup var options: SettingsOptions
    @Argument(help: CommandText.help(CommandText.searchWords)) var words: [String]
    @Option(help: CommandText.help(CommandText.searchAudience)) var audience: For?
    @Option(help: CommandText.help(CommandText.searchTheme, value: "code")) var theme: String?
    @Option(help: CommandText.help(CommandText.searchDistrict, value: "code")) var district: String?
    @Option(help: CommandText.help(CommandText.searchOnline, value: "1-4")) var online: Int?
    @Option(help: CommandText.help(CommandText.searchLimit, value: "n")) var limit: Int = 20
    @Flag(help: CommandText.help(CommandText.json)) var json = false

    func validate() throws {
        guard online.map({ (1...4).contains($0) }) ?? true, (1...100).contains(limit) else {
            throw ValidationError(CommandText.searchRange.here)
        }
    }

    func run() async throws {
        let workbench = try options.workbench()
        let home = try Home.find(workbench.settings.home)
        let catalogue = try await workbench.catalogue(usingDatabase: options.database != nil)
        let search = CatalogueSearch(catalogue, pinyin: try home.pinyin())
        let filter = SearchFilter(
            audience: audience?.audience, theme: theme, district: try district.map { try code(of: $0, home) },
            online: online.flatMap(OnlineLevel.init(rawValue:)))
        let found = search.find(words.joined(separator: " "), filter: filter, limit: limit)
        for hit in found.hits {
            if json {
                Terminal.print([
                    "kind": .string(hit.kind.rawValue), "code": .string(hit.code), "name": JSON(hit.name), "why": JSON(hit.why),
                    "score": .number(String(hit.score)), "nearest": .bool(found.isNearest),
                ])
            } else {
                print("\(hit.code)  \(hit.name.here)  (\(hit.why.here))")
            }
        }
        if found.hits.isEmpty || found.isNearest, !json { Terminal.say(found.hits.isEmpty ? CommandText.noHits : CommandText.nearestHits) }
    }

    /// Six digits, whether the district was given by its code or by its name.
    private func code(of district: String, _ home: Home) throws -> String {
        let regions = try home.regions()
        let named = regions?.districts.first { [$0.name.zh, String($0.name.zh.dropLast()), $0.name.en].contains(district) }
        guard let code = named?.code ?? RegionCode(district), code.level >= .district else { throw CommandProblem.badDistrict(district) }
        return code.sixDigits
    }
}
