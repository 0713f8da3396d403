import ArgumentParser
import Kernel
import Platform

struct CodesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "codes", abstract: CommandText.codes.here,
        discussion: CommandText.example("echo 91310000MAGA00232G | yiwang codes check").here,
        subcommands: [Check.self])

    /// Reads lines and says of each what code it is, as JSON.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: CommandText.codesCheck.here,
            discussion: CommandText.example("echo 91310000MAGA00232G | yiwang codes check").here)

        @OptionGroup var options: SettingsOptions

        func run() throws {
            // Without the folder with the divisions codes are still checked, only places have no names.
            let regions = try (try? Home.find(options.read().home))?.regions()
            let today = Instant.now().date
            Terminal.lines { Terminal.print(CodeCheck.check($0, today: today, regions: regions)) }
        }
    }
}
