package import Store

extension Exchange {
    /// The tables of this room in the platform's own database. The tables of the national exchange are not among them: they have databases of
    /// their own (`NationalSchema`).
    package static let migrations: [Migration] = [
        Migration(
            room: "exchange", number: 1, name: "departments' systems, deliveries, what was received",
            statements: [
                """
                CREATE TABLE exchange_system (
                    code TEXT NOT NULL PRIMARY KEY,
                    department TEXT NOT NULL,
                    name_zh TEXT NOT NULL,
                    name_en TEXT NOT NULL,
                    items TEXT NOT NULL,
                    way TEXT NOT NULL CHECK (way IN ('webhook', 'tables')),
                    url TEXT,
                    state TEXT NOT NULL CHECK (state IN ('active', 'paused')),
                    secrets BLOB,
                    failures BIGINT NOT NULL DEFAULT 0,
                    resting_until BIGINT,
                    last_error TEXT,
                    last_error_at BIGINT,
                    changed_at BIGINT NOT NULL,
                    changed_by TEXT NOT NULL,
                    revision BIGINT NOT NULL,
                    CHECK (way <> 'webhook' OR url IS NOT NULL)
                )
                """,
                """
                CREATE TABLE exchange_delivery (
                    id TEXT NOT NULL PRIMARY KEY,
                    system TEXT NOT NULL REFERENCES exchange_system (code),
                    case_id TEXT NOT NULL,
                    number TEXT NOT NULL,
                    action TEXT NOT NULL,
                    seq BIGINT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('waiting', 'held', 'sent', 'failed')),
                    attempts BIGINT NOT NULL,
                    error TEXT,
                    made_at BIGINT NOT NULL,
                    changed_at BIGINT NOT NULL,
                    noted BIGINT NOT NULL CHECK (noted IN (0, 1)),
                    UNIQUE (system, case_id, seq)
                )
                """,
                "CREATE INDEX exchange_delivery_state ON exchange_delivery (system, state, id)",
                "CREATE INDEX exchange_delivery_age ON exchange_delivery (state, changed_at)",
                """
                CREATE TABLE exchange_received (
                    system TEXT NOT NULL REFERENCES exchange_system (code),
                    event_id TEXT NOT NULL,
                    digest TEXT NOT NULL,
                    case_id TEXT,
                    version BIGINT,
                    status TEXT,
                    at BIGINT NOT NULL,
                    PRIMARY KEY (system, event_id)
                )
                """,
                "CREATE INDEX exchange_received_age ON exchange_received (at)",
                """
                CREATE TABLE exchange_log (
                    id TEXT NOT NULL PRIMARY KEY,
                    at BIGINT NOT NULL,
                    system TEXT NOT NULL,
                    way TEXT NOT NULL CHECK (way IN ('webhook', 'tables')),
                    event_id TEXT NOT NULL,
                    act TEXT,
                    number TEXT,
                    official TEXT,
                    outcome TEXT NOT NULL CHECK (outcome IN ('done', 'repeated', 'refused')),
                    problem TEXT,
                    words_zh TEXT,
                    words_en TEXT
                )
                """,
                "CREATE INDEX exchange_log_system ON exchange_log (system, id)",
                "CREATE INDEX exchange_log_age ON exchange_log (at)",
            ]),
        Migration(
            room: "exchange", number: 2, name: "cases that were open before a system joined",
            statements: [
                "ALTER TABLE exchange_delivery ADD COLUMN whole BIGINT NOT NULL DEFAULT 0 CHECK (whole IN (0, 1))",
                """
                CREATE TABLE exchange_opening (
                    system TEXT NOT NULL REFERENCES exchange_system (code),
                    item TEXT NOT NULL,
                    after_case TEXT NOT NULL,
                    asked_at BIGINT NOT NULL,
                    claims BIGINT NOT NULL,
                    PRIMARY KEY (system, item)
                )
                """,
            ]),
        Migration(
            room: "exchange", number: 3, name: "licences and assistance, by a system",
            statements: [
                "ALTER TABLE exchange_system ADD COLUMN duties TEXT NOT NULL DEFAULT '[]'",
                """
                ALTER TABLE exchange_delivery ADD COLUMN kind TEXT NOT NULL DEFAULT 'case'
                    CHECK (kind IN ('case', 'licence', 'correction', 'assistance'))
                """,
                // The report on a delivery of licences, which is answered again when the same message comes again.
                "ALTER TABLE exchange_received ADD COLUMN report TEXT",
            ]),
        Migration(
            room: "exchange", number: 4, name: "types of which a system ends licences",
            // Whoever delivers licences already ends none until somebody chooses the types.
            statements: ["ALTER TABLE exchange_system ADD COLUMN licence_types TEXT NOT NULL DEFAULT '[]'"]),
    ]
}
