import ArgumentParser
import Kernel

/// The program's version. `scripts/package.sh` names its folder after it.
enum Version {
    static let current = "0.1.0"
}

struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version", abstract: CommandText.version.here, discussion: CommandText.example("yiwang version --json").here)

    @Flag(help: CommandText.help(CommandText.json)) var json = false

    func run() {
        if json { Terminal.print(["version": .string(Version.current)]) } else { print(Version.current) }
    }
}
