import Cryptography
import Kernel
import Store

/// The rows of the history: entered, read, never changed.
struct EventTable: Sendable {
    let sealer: Sealer

    private func context(_ id: ID, _ sequence: Int) -> String {
        Sealer.context(table: "cases_event", column: "payload", row: "\(id.rawValue)/\(sequence)")
    }

    /// The statement that enters events, one or many. The actor's name is sealed with the payload.
    func insertion(_ events: [CaseEvent]) -> Query {
        """
        INSERT INTO cases_event (
            case_id, seq, at, action, actor_kind, actor_id, from_status, to_status, payload, salt, payload_digest, previous, hash
        ) VALUES \(Query.joined(events.map(row), separator: ", "))
        """
    }

    private func row(_ event: CaseEvent) -> Query {
        let plain: JSON = ["actor": .string(event.actorName), "payload": event.payload]
        let sealed = sealer.sealBinary(plain.bytes, for: context(event.caseID, event.sequence))
        return """
            (
                \(event.caseID), \(event.sequence), \(event.at), \(event.action.rawValue), \(event.actorKind.rawValue), \(event.actor),
                \(event.from?.rawValue), \(event.to.rawValue), \(sealed), \(event.salt), \(event.payloadDigest), \(event.previous), \(event.hash)
            )
            """
    }

    /// The history of a case, first event first.
    func events(of caseID: ID, in connection: any Connection) throws -> [CaseEvent] {
        try connection.rows(
            """
            SELECT case_id, seq, at, action, actor_kind, actor_id, from_status, to_status, payload, salt, payload_digest, previous, hash
            FROM cases_event WHERE case_id = \(caseID) ORDER BY seq
            """
        ).map(event)
    }

    private func event(_ row: ResultRow) throws -> CaseEvent {
        let id = try row.id("case_id")
        let sequence = try row.int("seq")
        // A payload that does not open was tampered with: the audit tells of it by its digest, so that here it is only empty.
        let plain = (try? sealer.openBinary(row.blob("payload"), for: context(id, sequence))).flatMap { try? JSON(parsing: $0) } ?? .null
        return CaseEvent(
            caseID: id, sequence: sequence, at: try row.instant("at"), action: try row.value("action", as: CaseAction.self),
            actorKind: try row.value("actor_kind", as: CaseActor.Kind.self), actor: try row.idOrNil("actor_id"),
            actorName: plain["actor"]?.string ?? "", from: try row.textOrNil("from_status").flatMap(CaseStatus.init(rawValue:)),
            to: try row.value("to_status", as: CaseStatus.self), payload: plain["payload"] ?? .null, salt: try row.text("salt"),
            payloadDigest: try row.text("payload_digest"), previous: try row.text("previous"), hash: try row.text("hash"))
    }
}
