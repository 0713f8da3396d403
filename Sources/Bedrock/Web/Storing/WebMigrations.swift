package import Store

/// The tables of this room: nodes hold no state, so sessions, keys and limits are here.
package enum WebMigrations {
    package static let all: [Migration] = [
        Migration(
            room: "web", number: 1, name: "sessions, idempotency keys, rate limits",
            statements: [
                """
                CREATE TABLE web_session (
                    id TEXT NOT NULL PRIMARY KEY,
                    account TEXT NOT NULL,
                    kind TEXT NOT NULL CHECK (kind IN ('person', 'staff', 'machine')),
                    acting_for TEXT,
                    language TEXT,
                    csrf TEXT NOT NULL,
                    created_at BIGINT NOT NULL,
                    seen_at BIGINT NOT NULL,
                    expires_at BIGINT NOT NULL
                ) WITHOUT ROWID
                """,
                "CREATE INDEX web_session_account ON web_session (account)",
                "CREATE INDEX web_session_expires ON web_session (expires_at)",
                """
                CREATE TABLE web_idempotency (
                    actor TEXT NOT NULL,
                    act TEXT NOT NULL,
                    key_hash TEXT NOT NULL,
                    content_hash TEXT NOT NULL,
                    created_id TEXT,
                    claimed_at BIGINT NOT NULL,
                    PRIMARY KEY (actor, act, key_hash)
                ) WITHOUT ROWID
                """,
                "CREATE INDEX web_idempotency_claimed ON web_idempotency (claimed_at)",
                """
                CREATE TABLE web_rate (
                    key_hash TEXT NOT NULL PRIMARY KEY,
                    window_start BIGINT NOT NULL,
                    hits BIGINT NOT NULL CHECK (hits > 0),
                    expires_at BIGINT NOT NULL
                ) WITHOUT ROWID
                """,
                "CREATE INDEX web_rate_expires ON web_rate (expires_at)",
            ])
    ]
}
