import Store

extension Licences {
    /// What the register has learnt since: histories, several holders, collection, use for a purpose, objections, renewal.
    static let registerMigrations: [Migration] = [
        Migration(
            room: "licences", number: 10, name: "the life of a licence and several holders",
            statements: [
                "ALTER TABLE licences_licence ADD COLUMN region TEXT NOT NULL DEFAULT '310000'",
                "ALTER TABLE licences_licence ADD COLUMN origin TEXT NOT NULL DEFAULT 'issuing'",
                "ALTER TABLE licences_licence ADD COLUMN coholders BIGINT NOT NULL DEFAULT 0",
                """
                CREATE TABLE licences_coholder (
                    licence_id TEXT NOT NULL REFERENCES licences_licence (id),
                    position BIGINT NOT NULL CHECK (position > 1),
                    holder_hash TEXT NOT NULL,
                    content BLOB NOT NULL,
                    PRIMARY KEY (licence_id, position)
                )
                """,
                "CREATE INDEX licences_coholder_holder ON licences_coholder (holder_hash, licence_id)",
                """
                CREATE TABLE licences_event (
                    licence_id TEXT NOT NULL REFERENCES licences_licence (id),
                    seq BIGINT NOT NULL CHECK (seq > 0),
                    at BIGINT NOT NULL,
                    from_status TEXT,
                    to_status TEXT NOT NULL,
                    ground TEXT,
                    actor TEXT NOT NULL CHECK (actor IN ('staff', 'system')),
                    account TEXT,
                    cause TEXT NOT NULL,
                    content BLOB,
                    PRIMARY KEY (licence_id, seq)
                )
                """,
                """
                INSERT INTO licences_event (licence_id, seq, at, to_status, actor, cause)
                SELECT l.id, 1, COALESCE(MIN(c.at), l.changed_at), 'active', 'system', CASE WHEN l.case_id IS NULL THEN '' ELSE 'case:' || l.case_id END
                FROM licences_licence l LEFT JOIN licences_change c ON c.licence_id = l.id GROUP BY l.id, l.changed_at, l.case_id
                """,
                """
                INSERT INTO licences_event (licence_id, seq, at, from_status, to_status, ground, actor, cause)
                SELECT licence_id, 1 + ROW_NUMBER() OVER (PARTITION BY licence_id ORDER BY at), at, from_status, to_status, ground, 'system', reason
                FROM licences_change
                """,
                "DROP TABLE licences_change",
                "CREATE INDEX licences_licence_type ON licences_licence (type, status, id)",
                """
                CREATE INDEX licences_licence_until ON licences_licence (type, valid_until, id) WHERE status = 'active' AND valid_until IS NOT NULL
                """,
            ]),
        Migration(
            room: "licences", number: 11, name: "collection from departments",
            statements: [
                """
                CREATE TABLE licences_collection (
                    id TEXT NOT NULL PRIMARY KEY,
                    at BIGINT NOT NULL,
                    finished_at BIGINT,
                    issuer TEXT NOT NULL,
                    region TEXT NOT NULL,
                    way TEXT NOT NULL CHECK (way IN ('form', 'file', 'api')),
                    origin TEXT NOT NULL CHECK (origin IN ('register', 'papers', 'holder')),
                    account TEXT,
                    content BLOB NOT NULL,
                    total BIGINT NOT NULL,
                    made BIGINT NOT NULL,
                    changed BIGINT NOT NULL,
                    cancelled BIGINT NOT NULL,
                    unchanged BIGINT NOT NULL,
                    rejected BIGINT NOT NULL
                )
                """,
                "CREATE INDEX licences_collection_issuer ON licences_collection (issuer, id)",
                """
                CREATE TABLE licences_collected (
                    collection_id TEXT NOT NULL REFERENCES licences_collection (id),
                    line BIGINT NOT NULL,
                    outcome TEXT NOT NULL CHECK (outcome IN ('made', 'changed', 'cancelled', 'unchanged', 'rejected')),
                    licence_id TEXT,
                    content BLOB,
                    PRIMARY KEY (collection_id, line),
                    CHECK ((outcome = 'rejected') = (content IS NOT NULL))
                )
                """,
                """
                CREATE TABLE licences_source (
                    issuer TEXT NOT NULL,
                    source_id TEXT NOT NULL,
                    licence_id TEXT NOT NULL REFERENCES licences_licence (id),
                    row_hash TEXT NOT NULL,
                    PRIMARY KEY (issuer, source_id)
                ) WITHOUT ROWID
                """,
                "CREATE INDEX licences_source_licence ON licences_source (licence_id)",
            ]),
        Migration(
            room: "licences", number: 12, name: "use for a purpose, and its count",
            statements: [
                "ALTER TABLE licences_use ADD COLUMN type TEXT",
                "ALTER TABLE licences_use ADD COLUMN department TEXT",
                "ALTER TABLE licences_use ADD COLUMN basis TEXT",
                "ALTER TABLE licences_use ADD COLUMN consent TEXT",
                "ALTER TABLE licences_use ADD COLUMN valid_until BIGINT",
                // One row would make all uses of an item wait for each other: sixteen are added up when somebody reads them.
                """
                CREATE TABLE licences_use_count (
                    type TEXT NOT NULL,
                    item TEXT NOT NULL,
                    day TEXT NOT NULL,
                    shard BIGINT NOT NULL CHECK (shard BETWEEN 0 AND 15),
                    uses BIGINT NOT NULL,
                    PRIMARY KEY (type, item, day, shard)
                ) WITHOUT ROWID
                """,
            ]),
        Migration(
            room: "licences", number: 13, name: "objections to what a licence says",
            statements: [
                """
                CREATE TABLE licences_correction (
                    id TEXT NOT NULL PRIMARY KEY,
                    licence_id TEXT NOT NULL REFERENCES licences_licence (id),
                    type TEXT NOT NULL,
                    issuer TEXT NOT NULL,
                    region TEXT NOT NULL,
                    objector TEXT NOT NULL CHECK (objector IN ('holder', 'department')),
                    party TEXT,
                    department TEXT,
                    account TEXT,
                    state TEXT NOT NULL,
                    raised_at BIGINT NOT NULL,
                    due_on TEXT NOT NULL,
                    provisional BIGINT NOT NULL CHECK (provisional IN (0, 1)),
                    answered_at BIGINT,
                    new_licence_id TEXT,
                    version BIGINT NOT NULL,
                    content BLOB NOT NULL
                )
                """,
                "CREATE INDEX licences_correction_work ON licences_correction (issuer, state, due_on, id)",
                "CREATE INDEX licences_correction_licence ON licences_correction (licence_id, id)",
                // One at a time: a second objection to the same version would ask the same officer the same question.
                """
                CREATE UNIQUE INDEX licences_correction_open ON licences_correction (licence_id) WHERE state IN ('raised', 'examining')
                """,
                """
                CREATE TABLE licences_notice (
                    correction_id TEXT NOT NULL REFERENCES licences_correction (id),
                    department TEXT NOT NULL,
                    at BIGINT NOT NULL,
                    uses BIGINT NOT NULL,
                    PRIMARY KEY (correction_id, department)
                )
                """,
                "CREATE INDEX licences_notice_department ON licences_notice (department, correction_id)",
            ]),
        Migration(
            room: "licences", number: 14, name: "reminders of renewal",
            statements: [
                """
                CREATE TABLE licences_reminder (
                    licence_id TEXT NOT NULL PRIMARY KEY REFERENCES licences_licence (id),
                    at BIGINT NOT NULL
                )
                """
            ]),
    ]
}
