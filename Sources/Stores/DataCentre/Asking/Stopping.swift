import Catalogue
package import Kernel
import Store

extension DataCentre {
    /// Of these resources those that may no longer be used for a thing or an item, each with what the person is told: what was read under
    /// a grant that has since been withdrawn or has lapsed is used no further.
    package func stops(of resources: Set<String>, for code: String, at now: Instant) async throws -> [String: Text] {
        guard !resources.isEmpty else { return [:] }
        let snapshot = catalogue.snapshot
        let users = shelf.users(of: code, in: snapshot)
        let book = try await database.read { try shelf.book(grants, sources, ledger, quality, in: $0) }
        var stopped: [String: Text] = [:]
        for resource in resources {
            if case .stopped(let stop) = users.verdict(on: resource, in: snapshot, by: book, on: now.date) {
                stopped[resource] = SharingText.stopped(stop, snapshot.resources[resource].map { snapshot.departmentShortName($0.owner) })
            }
        }
        return stopped
    }
}
