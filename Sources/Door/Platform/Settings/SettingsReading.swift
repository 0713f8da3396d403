import Foundation
package import Kernel

/// Puts the settings together: defaults, then the file, then the environment, then flags. A key that nobody knows is an error.
package struct SettingsReading: Sendable {
    /// Variables that begin like ours and are not settings: the file's place, the tests' server, the browser tests' folder.
    static let otherVariables: Set<String> = ["YIWANG_SETTINGS", "YIWANG_VENV"]

    private let environment: [String: String]
    private let contents: @Sendable (String) -> String?

    package init(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        contents: @escaping @Sendable (String) -> String? = { try? String(contentsOfFile: $0, encoding: .utf8) }
    ) {
        self.environment = environment
        self.contents = contents
    }

    /// `file` is the path given on the command line, else `YIWANG_SETTINGS`, else none; `flags` are names with their values as typed.
    package func settings(file: String? = nil, flags: [(name: String, value: String)] = []) throws(Problem) -> PlatformSettings {
        var settings = PlatformSettings()
        if let path = file ?? environment["YIWANG_SETTINGS"] { try read(path, into: &settings) }
        for (name, value) in environment.sorted(by: { $0.key < $1.key }) where isOurs(name) {
            guard let setting = SettingsTable.all.first(where: { $0.environmentName == name }) else {
                throw SettingsProblem.unknown(name, among: SettingsTable.all.map(\.environmentName), SettingsProblem.environment)
            }
            try setting.apply(text: value, to: &settings, from: SettingsProblem.environment)
        }
        for (name, value) in flags {
            guard let setting = SettingsTable.setting(name) else { throw unknown(name, SettingsProblem.commandLine) }
            try setting.apply(text: value, to: &settings, from: SettingsProblem.commandLine)
        }
        return settings
    }

    private func isOurs(_ name: String) -> Bool {
        name.hasPrefix("YIWANG_") && !name.hasPrefix("YIWANG_TEST_") && !SettingsReading.otherVariables.contains(name)
    }

    private func read(_ path: String, into settings: inout PlatformSettings) throws(Problem) {
        guard let text = contents(path) else { throw SettingsProblem.unreadable(path) }
        let json: JSON
        do {
            json = try JSON(parsing: text)
        } catch {
            throw SettingsProblem.noJSON(path, at: error.offset)
        }
        guard let members = json.members else { throw SettingsProblem.noJSON(path, at: 0) }
        let place = SettingsProblem.file(path)
        for member in members {
            if let setting = SettingsTable.setting(member.name) {
                try setting.apply(member.value, to: &settings, from: place)
                continue
            }
            guard let inner = member.value.members else { throw unknown(member.name, place) }
            for part in inner {
                let name = "\(member.name).\(part.name)"
                guard let setting = SettingsTable.setting(name) else { throw unknown(name, place) }
                try setting.apply(part.value, to: &settings, from: place)
            }
        }
    }

    private func unknown(_ name: String, _ place: Text) -> Problem {
        SettingsProblem.unknown(name, among: SettingsTable.all.map(\.name), place)
    }
}
