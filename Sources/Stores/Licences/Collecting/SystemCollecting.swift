package import Kernel
import Store
package import Web

/// How a department's own system delivers licences: the same rows as by file and by the interface for officials, the same report.
extension Licences {
    /// What a delivery by a program consists of.
    package static let deliveryMembers: [Schema.Member] = [
        .init("origin", .oneOf(LicenceOrigin.collected.map(\.rawValue))),
        .init("rows", .array(Schema.object([]).with("additionalProperties", true), minItems: 1), CollectionText.rowColumns),
    ]

    /// Takes in what a system of a department delivers.
    ///
    /// - Parameter visitor: the system itself, with the trust that its department has given it; it has no account.
    package func collect(
        _ content: JSON?, of department: String, at region: RegionCode, by visitor: Visitor, at instant: Instant
    ) async throws -> LicenceCollection {
        var faults: [Problem.Fault] = []
        let origin = LicenceOrigin(collected: content?["origin"]?.string)
        if origin == nil { faults.append(Problem.Fault("origin", CollectionText.noOrigin)) }
        let rows = Delivery.objects(content)
        if rows == nil { faults.append(Problem.Fault("rows", CollectionText.rowsNeeded)) }
        guard faults.isEmpty, let origin, let rows else { throw Problem.invalid(faults) }
        let (columns, read) = try Delivery.rows(json: rows)
        let delivery = Delivery(department: department, region: region, way: .api, origin: origin, columns: columns, rows: read)
        return try await collect(delivery, by: visitor, at: instant)
    }

    /// The report on a delivery of a department, with every row that was not taken.
    package func collectionReport(_ id: ID, of department: String) async throws -> JSON? {
        guard let found = try await database.read({ try table.collections.collection(id, in: $0) }), found.issuer == department else {
            return nil
        }
        return collectionJSON(found, try await rejected(of: id))
    }
}
