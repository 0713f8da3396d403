package import Store

extension Messages {
    /// The tables of this room. Bodies are sealed: they may tell what was applied for.
    package static let migrations: [Migration] = [
        Migration(
            room: "messages", number: 1, name: "messages and their counters",
            statements: [
                """
                CREATE TABLE messages_message (
                    id TEXT NOT NULL PRIMARY KEY,
                    party TEXT NOT NULL,
                    content BLOB NOT NULL,
                    link TEXT,
                    reference TEXT NOT NULL,
                    sent_at BIGINT NOT NULL,
                    read_at BIGINT,
                    UNIQUE (party, reference)
                )
                """,
                "CREATE INDEX messages_message_party ON messages_message (party, id)",
                """
                CREATE TABLE messages_unread (
                    party TEXT NOT NULL PRIMARY KEY,
                    unread BIGINT NOT NULL CHECK (unread >= 0)
                )
                """,
            ])
    ]
}
