/// The store's own tables: outbox, jobs, serial numbers.
enum StoreMigrations {
    static let all: [Migration] = [
        Migration(
            room: "store", number: 1, name: "outbox, jobs and serial numbers",
            statements: [
                """
                CREATE TABLE store_outbox (
                    id TEXT NOT NULL PRIMARY KEY,
                    topic TEXT NOT NULL,
                    message_key TEXT NOT NULL,
                    payload TEXT NOT NULL,
                    posted_at BIGINT NOT NULL
                ) WITHOUT ROWID
                """,
                """
                CREATE TABLE store_subscription (
                    topic TEXT NOT NULL,
                    subscriber TEXT NOT NULL,
                    seen_at BIGINT NOT NULL,
                    PRIMARY KEY (topic, subscriber)
                ) WITHOUT ROWID
                """,
                """
                CREATE TABLE store_delivery (
                    subscriber TEXT NOT NULL,
                    message_key TEXT NOT NULL,
                    outbox_id TEXT NOT NULL,
                    topic TEXT NOT NULL,
                    payload TEXT NOT NULL,
                    posted_at BIGINT NOT NULL,
                    attempt BIGINT NOT NULL DEFAULT 0 CHECK (attempt >= 0),
                    next_at BIGINT NOT NULL,
                    reason TEXT,
                    PRIMARY KEY (subscriber, message_key, outbox_id)
                ) WITHOUT ROWID
                """,
                "CREATE INDEX store_delivery_due ON store_delivery (next_at)",
                """
                CREATE TABLE store_dead_letter (
                    outbox_id TEXT NOT NULL,
                    subscriber TEXT NOT NULL,
                    message_key TEXT NOT NULL,
                    topic TEXT NOT NULL,
                    payload TEXT NOT NULL,
                    posted_at BIGINT NOT NULL,
                    attempts BIGINT NOT NULL CHECK (attempts >= 0),
                    reason TEXT NOT NULL,
                    died_at BIGINT NOT NULL,
                    PRIMARY KEY (outbox_id, subscriber)
                )
                """,
                """
                CREATE TABLE store_job (
                    name TEXT NOT NULL PRIMARY KEY,
                    last_started BIGINT,
                    last_finished BIGINT,
                    last_error TEXT,
                    lease_until BIGINT
                )
                """,
                """
                CREATE TABLE store_serial (
                    series TEXT NOT NULL PRIMARY KEY,
                    next_number BIGINT NOT NULL CHECK (next_number > 0),
                    expires_at BIGINT
                ) WITHOUT ROWID
                """,
                "CREATE INDEX store_serial_expiry ON store_serial (expires_at)",
            ])
    ]
}
