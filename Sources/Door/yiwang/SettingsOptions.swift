import ArgumentParser
import DemoCity
import Kernel
import Platform

/// The flags of every command that needs settings.
struct SettingsOptions: ParsableArguments {
    @Option(help: CommandText.help(CommandText.settingsFile, value: "file")) var settings: String?
    @Option(help: CommandText.help(CommandText.set, value: "name=value")) var set: [String] = []
    @Option(help: CommandText.help(CommandText.home, value: "folder")) var home: String?
    @Option(help: CommandText.help(CommandText.databaseURL, value: "url")) var database: String?
    @Option(help: CommandText.help(CommandText.keysFile, value: "file")) var keys: String?

    /// For commands that work without serving.
    func workbench() throws -> Workbench { Workbench(try read(), migrations: DemoCity.migrations) }

    /// The settings, with further flags of the command.
    func read(_ more: [(name: String, value: String?)] = []) throws -> PlatformSettings {
        var flags: [(name: String, value: String)] = []
        for pair in set {
            guard let mark = pair.firstIndex(of: "=") else { throw ValidationError(CommandText.setForm(pair).here) }
            flags.append((String(pair[..<mark]), String(pair[pair.index(after: mark)...])))
        }
        for (name, value) in [("home", home), ("database.url", database), ("keys.file", keys)] + more {
            if let value { flags.append((name, value)) }
        }
        return try SettingsReading().settings(file: settings, flags: flags)
    }
}

/// Shows every setting with its value, its meaning and where it can be set.
struct SettingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: CommandText.settings.here,
        discussion: CommandText.example("yiwang settings --set web.port=80").here)

    @OptionGroup var options: SettingsOptions
    @Flag(help: CommandText.help(CommandText.json)) var json = false

    func run() throws {
        let settings = try options.read()
        for setting in SettingsTable.all {
            let value = setting.isSecret ? shown(setting, settings) : setting.value(in: settings)
            if json {
                Terminal.print([
                    "name": .string(setting.name), "value": value, "environment": .string(setting.environmentName),
                    "meaning": JSON(setting.meaning), "allowed": JSON(setting.allowed), "unit": setting.unit.map { JSON($0) } ?? .null,
                ])
            } else {
                print(
                    "\(setting.name) = \(value.text)\n    \(setting.meaning.here) [\(setting.allowed.here)\(setting.unit.map { ", \($0.here)" } ?? "")] \(setting.environmentName)"
                )
            }
        }
    }

    /// A database's address without its password.
    private func shown(_ setting: Setting, _ settings: PlatformSettings) -> JSON {
        guard let url = setting.value(in: settings).string, let address = try? DatabaseAddress(url) else { return .string("…") }
        return .string(address.shown)
    }
}
