import ArgumentParser
import Foundation
import Kernel

/// The command line. Errors are told in plain words: 1 for what went wrong, 64 for what cannot be understood.
@main
struct Yiwang: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "yiwang", abstract: CommandText.yiwang.here,
        discussion: CommandText.example("yiwang serve --demo").here,
        version: Version.current,
        subcommands: [
            Serve.self, SettingsCommand.self, AccountCommand.self, KeysCommand.self, CodesCommand.self, CalendarCommand.self,
            RulesCommand.self,
            CatalogueCommand.self, ChecklistCommand.self, SearchCommand.self, ProveCommand.self, GraphCommand.self, AuditCommand.self,
            OutboxCommand.self,
            VersionCommand.self,
        ])

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            Terminal.end(error)
        }
    }
}
