import Cryptography
import Kernel
import Store

/// The history of licences: appended, never changed.
struct LicenceEventTable: Sendable {
    let sealer: Sealer

    private func context(_ id: ID, _ sequence: Int) -> String {
        Sealer.context(table: "licences_event", column: "content", row: "\(id)/\(sequence)")
    }

    func next(of licence: ID, in connection: any Connection) throws -> Int {
        try (connection.row("SELECT MAX(seq) AS last FROM licences_event WHERE licence_id = \(licence)")?.intOrNil("last") ?? 0) + 1
    }

    func append(_ event: LicenceEvent, of licence: ID, in connection: any Connection) throws {
        try connection.run(insertion(event, of: licence))
    }

    func insertion(_ event: LicenceEvent, of licence: ID) -> Query {
        // What a person wrote and who it was; the engine's own steps have nothing to hide and nothing to seal.
        let content: [UInt8]? =
            event.reason.isEmpty && event.actor.name.isEmpty && event.law == nil
            ? nil
            : sealer.sealBinary(
                (["reason": .string(event.reason), "actor": .string(event.actor.name), "law": JSON(event.law)] as JSON).bytes,
                for: context(licence, event.sequence))
        return """
            INSERT INTO licences_event (licence_id, seq, at, from_status, to_status, ground, actor, account, cause, content)
            VALUES (\(licence), \(event.sequence), \(event.at), \(event.from?.rawValue), \(event.to.rawValue), \(event.ground),
                \(event.actor.kind.rawValue), \(event.actor.account), \(event.cause), \(content))
            """
    }

    /// The whole history, the first step first.
    func events(of licence: ID, in connection: any Connection) throws -> [LicenceEvent] {
        try connection.rows("SELECT * FROM licences_event WHERE licence_id = \(licence) ORDER BY seq").map { row in
            let sequence = try row.int("seq")
            let content = try row.blobOrNil("content").map { try JSON(parsing: sealer.openBinary($0, for: context(licence, sequence))) }
            return LicenceEvent(
                sequence: sequence, at: try row.instant("at"),
                from: try row.textOrNil("from_status").flatMap(LicenceStatus.init(rawValue:)),
                to: try row.value("to_status", as: LicenceStatus.self), ground: try row.textOrNil("ground"),
                law: content?["law"]?.string, reason: content?["reason"]?.string ?? "",
                actor: LicenceActor(
                    kind: try row.value("actor", as: LicenceActor.Kind.self), account: try row.idOrNil("account"),
                    name: content?["actor"]?.string ?? ""), cause: try row.text("cause"))
        }
    }
}
