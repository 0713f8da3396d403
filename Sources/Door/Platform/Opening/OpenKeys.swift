package import Cryptography
import Kernel
import Store

extension Keyring {
    /// Loads the key file. Only the demo city makes its own, and only for a database that has never been used with any.
    static func open(_ settings: PlatformSettings, _ database: Database, surroundings: Surroundings, report: Report) async throws -> Keyring
    {
        do {
            return try Keyring.load(settings.keys.file)
        } catch  where error.code == "keys.missing" {
            guard try await !KeyCheck.isUsed(database) else { throw error }
            guard settings.demo else { throw PlatformProblem.keysNotMade(settings.keys.file) }
        }
        report(PlatformText.makingKeys(settings.keys.file))
        return try Keyring.create(suite: suite(settings), at: settings.keys.file, surroundings: surroundings)
    }

    /// The suite that the settings name; they were checked when they were read.
    package static func suite(_ settings: PlatformSettings) -> Suite { Suite(rawValue: settings.keys.suite) ?? .international }
}
