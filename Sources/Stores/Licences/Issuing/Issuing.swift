import Catalogue
import Cryptography
package import Kernel
package import Store

extension Licences {
    /// Issues one, in the transaction of the decision. What takes the place of a licence is its next version, with its number, and the
    /// version before is superseded in the same breath.
    @discardableResult
    package func issue(_ order: IssueOrder, at instant: Instant, in connection: any Connection) throws -> Licence {
        let before = try predecessor(of: order, in: connection)
        if let refusal = Licences.refusal(of: order, after: before) { throw refusal.problem }
        let licence = try licence(order, after: before)
        if let before, LicenceTransition.of(before.status, to: .superseded) != nil {
            let reason = "\(order.succeeds?.rawValue ?? "version") \(licence.version)"
            let event = LicenceEvent(
                sequence: 0, at: instant, from: before.status, to: .superseded, reason: "", actor: order.actor, cause: reason)
            guard try table.change(before, event, in: connection) else {
                throw LicenceRefusal.notAllowed(before.status, .superseded).problem
            }
        }
        for statement in entry(of: licence, order, at: instant) { try connection.run(statement) }
        // Whoever kept the version before for a child keeps the next one too.
        if order.guardian == nil, let before { try table.copyGuardian(from: before.id, to: licence.id, in: connection) }
        if licence.caseID != nil, order.cause == nil, !licence.coholders.isEmpty {
            try tellHolders(of: licence, at: instant, in: connection)
        }
        return licence
    }

    /// Told once for each licence that a case brought to several holders, of whom one applied: `{licence}`.
    package static let issuedTopic = "licences.issued"

    private func tellHolders(of licence: Licence, at instant: Instant, in connection: any Connection) throws {
        try Outbox.post(
            topic: Licences.issuedTopic, key: licence.id.rawValue, payload: ["licence": .string(licence.id.rawValue)],
            id: surroundings.newID(), at: instant, in: connection)
    }

    /// One that takes no other's place, with the statements that enter it; nil where the register has to be asked what it takes the place of.
    package func issueUnseen(_ order: IssueOrder, at instant: Instant) throws -> (licence: Licence, statements: [Query])? {
        guard order.isFirst else { return nil }
        let licence = try licence(order, after: nil)
        return (licence, entry(of: licence, order, at: instant))
    }

    private func licence(_ order: IssueOrder, after before: Licence?) throws -> Licence {
        let snapshot = catalogue.snapshot
        guard let type = snapshot.licenceTypes[order.type] else { throw LicenceRefusal.unknownType(order.type).problem }
        guard let issuer = UnifiedSocialCreditCode(snapshot.departments[order.issuer]?.uscc ?? "") else {
            throw StoreError.malformed("department \(order.issuer) has no credit code")
        }
        let id = surroundings.newID()
        let version = (before?.version ?? 0) + 1
        let identifier = try LicenceIdentifier.make(
            type: type.typeCode, issuer: issuer, serial: LicenceIdentifier.serial(from: before?.identifier.parts.serial ?? id.rawValue),
            version: version)
        // A change leaves the period as it is; only a renewal begins a new one.
        let keptUntil = order.succeeds == .change ? before.map(\.validUntil) : nil
        return Licence(
            id: id, identifier: identifier, type: order.type, version: version,
            number: order.number ?? before?.number ?? Licences.serial(id, on: order.issuedOn), holder: order.holder, status: .active,
            trust: order.trust, issuer: order.issuer, issuedOn: order.issuedOn, validFrom: order.validFrom,
            validUntil: keptUntil ?? order.validUntil, face: order.face, caseID: order.caseID, region: order.region, origin: order.origin,
            coholders: Licences.coholders(of: order, after: before))
    }

    /// Nobody loses a licence by what another of its holders applies for: a decision keeps them all. What the issuer's register delivers
    /// names them itself.
    private static func coholders(of order: IssueOrder, after before: Licence?) -> [Licence.Holder] {
        guard order.origin == .issuing, let before else { return order.coholders }
        var coholders = order.coholders
        for holder in before.holders where !([order.holder] + coholders).contains(where: { $0.number == holder.number }) {
            coholders.append(holder)
        }
        return coholders
    }

    /// The row of a licence and the first line of its history.
    private func entry(of licence: Licence, _ order: IssueOrder, at instant: Instant) -> [Query] {
        let cause = order.cause ?? order.caseID.map { "case:\($0)" } ?? ""
        let event = LicenceEvent(sequence: 1, at: instant, to: .active, reason: "", actor: order.actor, cause: cause)
        return table.insertion(licence, guardian: order.guardian, at: instant) + [table.events.insertion(event, of: licence.id)]
    }

    /// Whether the engine may issue it without an officer: nothing refuses it, and the licence whose number it bears is there.
    package func permits(_ order: IssueOrder, in connection: any Connection) throws -> Bool {
        let before = try predecessor(of: order, in: connection)
        if order.succeeds != nil, order.number != nil, before == nil { return false }
        return Licences.refusal(of: order, after: before) == nil
    }

    /// What somebody holds of a type in force, whose face says the same in these elements.
    package func held(
        _ type: String, by number: String, saying face: [String: JSON], on date: LocalDate, in connection: any Connection
    ) throws -> Licence? {
        try table.licences(of: number, types: [type], in: connection).first { licence in
            licence.isInForce(on: date) && face.allSatisfy { licence.face[$0.key] == $0.value }
        }
    }

    /// Whether a licence is somebody's own, or kept by them for a child.
    package func keeps(_ number: String, _ id: ID, in connection: any Connection) throws -> Bool {
        try table.keeps(number, id, in: connection)
    }

    package func keeps(_ number: String, _ id: ID) async throws -> Bool { try await database.read { try table.keeps(number, id, in: $0) } }

    /// The version that stands today of the licence of which `id` is one.
    package func standing(_ id: ID, in connection: any Connection) throws -> Licence? {
        try table.licence(id, in: connection).flatMap { try table.latest(type: $0.type, number: $0.number, in: connection) }
    }

    /// The licence that a new one takes the place of: the one with its printed number; else, for one that succeeds, the holder's.
    package func predecessor(of order: IssueOrder, in connection: any Connection) throws -> Licence? {
        if order.isFirst { return nil }
        if let number = order.number { return try table.latest(type: order.type, number: number, in: connection) }
        let told = order.face.filter { order.telling.contains($0.key) }
        return try table.licences(of: order.holder.number, types: [order.type], in: connection).first { licence in
            [.active, .frozen, .expired].contains(licence.status) && told.allSatisfy { licence.face[$0.key] == $0.value }
        }
    }

    private static func refusal(of order: IssueOrder, after before: Licence?) -> LicenceRefusal? {
        guard let before else { return nil }
        if !before.holders.contains(where: { $0.number == order.holder.number }) { return .otherHolder(before.number) }
        // A freeze is not got round by a new version: two would stand once it is lifted. What was taken away is not renewed.
        if before.status == .frozen || order.succeeds != nil && LicenceTransition.of(before.status, to: .superseded) == nil {
            return .notAllowed(before.status, .superseded)
        }
        return nil
    }

    /// A number for a licence that brings none: the day and eight letters of the id.
    private static func serial(_ id: ID, on date: LocalDate) -> String {
        date.description.filter(\.isNumber) + id.rawValue.suffix(8).uppercased()
    }
}
