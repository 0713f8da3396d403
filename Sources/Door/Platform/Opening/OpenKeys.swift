package import Cryptography
package import Kernel
import Store

extension Keyring {
    /// Loads the key file. Only the demo city makes its own, and only for a database that has never been used with any.
    static func open(_ settings: PlatformSettings, _ database: Database, surroundings: Surroundings, report: Report) async throws -> Keyring
    {
        do {
            let keyring = try Keyring.load(settings.keys.file)
            try keyring.checkSuite(settings)
            guard settings.demo, Signer(credentials: keyring) == nil else { return keyring }
            // A demo city from before there were credentials gets its key here; elsewhere an operator makes it.
            let completed = keyring.rotated(use: .credential, now: surroundings.now())
            try completed.save(at: settings.keys.file)
            return completed
        } catch  where error.code == "keys.missing" {
            guard try await !KeyCheck.isUsed(database) else { throw error }
            guard settings.demo else { throw PlatformProblem.keysNotMade(settings.keys.file) }
        }
        report(PlatformText.makingKeys(settings.keys.file))
        return try Keyring.create(suite: suite(settings), at: settings.keys.file, surroundings: surroundings)
    }

    /// Refuses settings that ask for the national suite where the keys are of the other: histories are chained with the digest of the suite in
    /// which they began, so it is chosen once, for an empty database.
    package func checkSuite(_ settings: PlatformSettings) throws(Problem) {
        let asked = Keyring.suite(settings)
        // The international one is the default, so that it may stand in settings which nobody thought about.
        guard asked == suite || asked == .international else { throw PlatformProblem.otherSuite(settings.keys.file) }
    }

    /// The suite that the settings name; they were checked when they were read.
    package static func suite(_ settings: PlatformSettings) -> Suite { Suite(rawValue: settings.keys.suite) ?? .international }
}
