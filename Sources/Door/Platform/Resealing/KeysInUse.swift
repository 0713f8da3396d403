package import Cryptography
package import Kernel
package import Store

extension Keyring {
    /// The current keys by their ids: what a server must know to read what another one writes.
    package var currentIDs: String { entries.filter(\.isCurrent).map(\.id).joined(separator: " ") }
}

extension Resealing {
    /// Refuses while a server runs that does not know the current keys: it could read nothing of what is sealed anew.
    package static func checkServers(_ keyring: Keyring, _ database: Database, at now: Instant) async throws {
        let behind = try await RunningNodes(database).count(withoutKeys: keyring.currentIDs, at: now)
        guard behind == 0 else { throw PlatformProblem.serversWithOldKeys(behind) }
    }
}
