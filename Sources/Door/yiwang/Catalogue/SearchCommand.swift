import ArgumentParser
import Catalogue
import Kernel
import Platform

/// What a person would find with these words.
struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: CommandText.search.here, discussion: CommandText.example("yiwang search 孩子上户口").here)

    @OptionGroup var options: SettingsOptions
    @Argument(help: CommandText.help(CommandText.searchWords)) var words: [String]
    @Flag(help: CommandText.help(CommandText.json)) var json = false

    func run() async throws {
        let catalogue = try await options.workbench().catalogue(usingDatabase: options.database != nil)
        let query = words.joined(separator: " ")
        let language: Language = query.utf8.allSatisfy { $0 < 128 } ? .en : .zh
        let hits = CatalogueSearch(catalogue).search(query, language: language)
        for hit in hits {
            if json {
                Terminal.print([
                    "kind": .string(hit.kind.rawValue), "code": .string(hit.code), "name": JSON(hit.name), "why": JSON(hit.why),
                    "score": .number(String(hit.score)),
                ])
            } else {
                print("\(hit.code)  \(hit.name.here)  (\(hit.why.here))")
            }
        }
        if hits.isEmpty, !json { Terminal.say(CommandText.noHits) }
    }
}
