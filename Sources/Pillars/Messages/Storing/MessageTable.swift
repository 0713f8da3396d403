import Cryptography
import Kernel
import Store
import Web

/// The only code that reads and writes this room's tables.
struct MessageTable: Sendable {
    let sealer: Sealer

    private func context(_ id: ID) -> String { Sealer.context(table: "messages_message", column: "content", row: id.rawValue) }

    /// Whether it was new: a delivery that is repeated sends nothing twice.
    func insert(_ message: Message, in connection: any Connection) throws -> Bool {
        let content: JSON = ["subject": JSON(message.subject), "body": JSON(message.body)]
        let isNew =
            try connection.run(
                """
                INSERT INTO messages_message (id, party, content, link, reference, sent_at)
                VALUES (\(message.id), \(message.to.description), \(sealer.sealBinary(content.bytes, for: context(message.id))),
                    \(message.link?.text), \(message.reference), \(message.sentAt))
                ON CONFLICT DO NOTHING
                """) == 1
        if isNew {
            try connection.run(
                """
                INSERT INTO messages_unread (party, unread) VALUES (\(message.to.description), 1)
                ON CONFLICT (party) DO UPDATE SET unread = messages_unread.unread + 1
                """)
        }
        return isNew
    }

    private static let columns: Query = "id, party, content, link, reference, sent_at, read_at"

    /// The newest first; `before` is the last one of the page above.
    func list(of party: Party, before: ID?, limit: Int, in connection: any Connection) throws -> [Message] {
        let older: Query = before.map { " AND id < \($0)" } ?? ""
        return try connection.rows(
            """
            SELECT \(MessageTable.columns) FROM messages_message WHERE party = \(party.description)\(older) ORDER BY id DESC LIMIT \(limit: limit)
            """
        ).map(message)
    }

    func message(_ id: ID, of party: Party, in connection: any Connection) throws -> Message? {
        try connection.row("SELECT \(MessageTable.columns) FROM messages_message WHERE id = \(id) AND party = \(party.description)").map(
            message)
    }

    func markRead(_ id: ID, of party: Party, at instant: Instant, in connection: any Connection) throws {
        let wasUnread =
            try connection.run(
                "UPDATE messages_message SET read_at = \(instant) WHERE id = \(id) AND party = \(party.description) AND read_at IS NULL")
            == 1
        if wasUnread {
            try connection.run("UPDATE messages_unread SET unread = unread - 1 WHERE party = \(party.description) AND unread > 0")
        }
    }

    func unread(of party: Party, in connection: any Connection) throws -> Int {
        try connection.row("SELECT unread FROM messages_unread WHERE party = \(party.description)")?.int("unread") ?? 0
    }

    private func message(_ row: ResultRow) throws -> Message {
        let id = try row.id("id")
        let content = try JSON(parsing: sealer.openBinary(row.blob("content"), for: context(id)))
        guard let party = Party(try row.text("party")) else { throw StoreError.malformed("messages_message \(id) has no party") }
        return Message(
            id: id, to: party, subject: Text(stored: content["subject"]), body: Text(stored: content["body"]),
            link: try row.textOrNil("link").flatMap(Link.init(local:)),
            reference: try row.text("reference"), sentAt: try row.instant("sent_at"), readAt: try row.instantOrNil("read_at"))
    }
}
