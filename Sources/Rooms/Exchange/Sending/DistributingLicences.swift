import Catalogue
import Kernel
import Licences
import Store

/// A licence that was frozen, released or ended, or that was corrected, goes to the systems that take the items by which its department issues
/// such licences, once for each event.
extension Exchange {
    func distributeChange(_ message: OutboxMessage, _ database: Database) async throws {
        let payload = message.payload
        guard let id = payload["licence"]?.string.flatMap({ ID($0) }),
            let status = payload["to"]?.string.flatMap(LicenceStatus.init(rawValue:))
        else { throw StoreError.malformed("a message without its licence") }
        // Posted before events had their place in it: nobody can tell which event it was.
        guard let sequence = payload["sequence"]?.int else {
            try await database.write { try message.acknowledge(in: $0) }
            return
        }
        try await distribute(.licence(status), of: id, sequence, message, database)
    }

    func distributeCorrection(_ message: OutboxMessage, _ database: Database) async throws {
        // An objection that was refused changes no licence.
        guard let id = message.payload["replacement"]?.string.flatMap({ ID($0) }) else {
            try await database.write { try message.acknowledge(in: $0) }
            return
        }
        try await distribute(.corrected, of: id, 1, message, database)
    }

    private func distribute(
        _ news: SystemDelivery.News, of id: ID, _ sequence: Int, _ message: OutboxMessage, _ database: Database
    ) async throws {
        let (snapshot, now) = (catalogue.snapshot, surroundings.now())
        try await database.write { connection in
            guard let licence = try licences.licence(id, in: connection) else { throw StoreError.malformed("there is no licence \(id)") }
            for system in try tables.systems.all(in: connection) where system.makes(licence, in: snapshot) {
                try queue(
                    news, of: id, number: licence.identifier.rawValue, sequence, for: system, madeAt: message.postedAt, at: now,
                    in: connection)
            }
            try message.acknowledge(in: connection)
        }
    }
}

extension DepartmentSystem {
    /// Whether a licence is its department's, of a type in which one of its items results.
    func makes(_ licence: Licence, in catalogue: Catalogue) -> Bool {
        licence.issuer == department
            && items.contains { item in catalogue.items[item]?.results.contains { $0.licence == licence.type } == true }
    }
}
