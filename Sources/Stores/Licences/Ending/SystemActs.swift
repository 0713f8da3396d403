import Catalogue
package import Kernel
package import Store
package import Web

/// What a department's own system orders for one licence.
package struct LicenceOrder: Sendable {
    package var act: LicenceAct
    /// The id under which the department's systems delivered it, or its identifier.
    package var source: String
    /// What the boxes of the console would hold: `ground`, `law`, `reason`.
    package var values: [String: [String]]

    package init(_ act: LicenceAct, on source: String, values: [String: [String]]) {
        (self.act, self.source, self.values) = (act, source, values)
    }
}

/// How a department's own system freezes, releases and ends licences: by the acts, the grounds and the refusals of its officials, as itself.
extension Licences {
    /// What an order by a program consists of.
    package static let orderMembers: [Schema.Member] = [
        .init("act", .oneOf(LicenceAct.all.map(\.noun))), .init("certificate_source_id", .string(maxLength: 200)),
        .init("ground", .oneOf(LicenceGround.table.map(\.code))), .init("law", .string(maxLength: 200), required: false),
        .init("reason", .string(maxLength: 1000)),
    ]

    /// Carries out what a system of a department orders.
    ///
    /// - Parameters:
    ///   - types: those that the system is registered for.
    ///   - visitor: the system itself, with the trust that its department has given it; it has no account.
    ///   - cause: `system:CODE`, as the history keeps it.
    ///   - also: what has to be written in the same transaction, or nothing is.
    /// - Returns: nil where the department has no licence of these types under that name, whatever else may be found under it.
    package func perform(
        _ order: LicenceOrder, of department: String, types: Set<String>, by visitor: Visitor, cause: String, at instant: Instant,
        also: @escaping @Sendable (LicenceStep, any Connection) throws -> Void
    ) async throws -> LicenceStep? {
        let actor = LicenceActor(kind: .system, name: visitor.name)
        return try await database.write { connection in
            guard let licence = try licence(named: order.source, of: department, in: connection), types.contains(licence.type) else {
                return nil
            }
            let submitted = Submitted(values: order.values)
            let words = try order.act.words(submitted, for: licence, on: instant.date, in: catalogue.snapshot)
            let step = try perform(
                order.act, on: licence, words, scope: visitor.scope, by: actor, cause: cause, at: instant, in: connection)
            try also(step, connection)
            return step
        }
    }

    /// A department's licence by the id of the row that brought it in, as it stands now; or the one version that has that identifier.
    private func licence(named source: String, of department: String, in connection: any Connection) throws -> Licence? {
        var found: Licence?
        if let row = try table.collections.source(source, of: department, in: connection) {
            // The row stands for the licence: a correction since then has made another version of it.
            found = try table.licence(row.licence, in: connection).flatMap {
                try table.latest(type: $0.type, number: $0.number, in: connection)
            }
        } else {
            found = try table.licence(identifier: source, in: connection)
        }
        return found?.issuer == department ? found : nil
    }

    /// One step of a licence's life; nil where there is none of that place.
    package func step(_ sequence: Int, of id: ID) async throws -> LicenceStep? {
        try await database.read { connection in
            guard var licence = try table.licence(id, in: connection),
                let event = try table.events.events(of: id, in: connection).first(where: { $0.sequence == sequence })
            else { return nil }
            licence.status = event.to
            return LicenceStep(licence: licence, event: event)
        }
    }
}
