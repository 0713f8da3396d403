import Store

extension DataCentre {
    /// A longer term is asked for while the grant goes on, and an answer may be put off once.
    static let extensionMigration = Migration(
        room: "datacentre", number: 10, name: "extensions of grants, and answers that were put off",
        statements: [
            "ALTER TABLE datacentre_grant ADD COLUMN extension TEXT",
            "ALTER TABLE datacentre_grant ADD COLUMN postponed BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE datacentre_grant_event ADD COLUMN step TEXT",
        ])

    /// Who switched a source off or on, when and why: kept after it works again.
    static let switchMigration = Migration(
        room: "datacentre", number: 12, name: "who switched sources off and on, and why",
        statements: [
            """
            CREATE TABLE datacentre_switch (
                id TEXT NOT NULL PRIMARY KEY,
                resource TEXT NOT NULL,
                at BIGINT NOT NULL,
                is_off BIGINT NOT NULL CHECK (is_off IN (0, 1)),
                account TEXT,
                actor_name TEXT NOT NULL,
                reason TEXT,
                CHECK (is_off = 0 OR reason IS NOT NULL)
            )
            """,
            "CREATE INDEX datacentre_switch_resource ON datacentre_switch (resource, id)",
        ])

    static let sharingMigration = Migration(
        room: "datacentre", number: 2, name: "grants, sources and what the log says of them",
        statements: [
            """
            CREATE TABLE datacentre_mark (
                name TEXT NOT NULL PRIMARY KEY,
                mark TEXT NOT NULL
            )
            """,
            """
            CREATE TABLE datacentre_grant (
                id TEXT NOT NULL PRIMARY KEY,
                department TEXT NOT NULL,
                resource TEXT NOT NULL,
                item TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('requested', 'granted', 'refused', 'lapsed', 'withdrawn')),
                need TEXT NOT NULL,
                requested_at BIGINT NOT NULL,
                due_on TEXT NOT NULL,
                decided_at BIGINT,
                reason TEXT,
                until TEXT,
                revision BIGINT NOT NULL,
                UNIQUE (resource, item, department),
                CHECK (state = 'requested' OR decided_at IS NOT NULL)
            )
            """,
            "CREATE INDEX datacentre_grant_state ON datacentre_grant (state, id)",
            """
            CREATE TABLE datacentre_grant_event (
                id TEXT NOT NULL PRIMARY KEY,
                grant_id TEXT NOT NULL REFERENCES datacentre_grant (id),
                at BIGINT NOT NULL,
                action TEXT NOT NULL CHECK (action IN ('request', 'grant', 'refuse', 'withdraw', 'lapse')),
                account TEXT,
                actor_name TEXT NOT NULL,
                to_state TEXT NOT NULL,
                words TEXT
            )
            """,
            "CREATE INDEX datacentre_grant_event_grant ON datacentre_grant_event (grant_id, id)",
            """
            CREATE TABLE datacentre_circuit (
                resource TEXT NOT NULL PRIMARY KEY,
                failures BIGINT NOT NULL CHECK (failures >= 0),
                open_until BIGINT,
                changed_at BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE datacentre_answer (
                resource TEXT NOT NULL,
                subject_hash TEXT NOT NULL,
                content BLOB NOT NULL,
                as_of TEXT NOT NULL,
                until BIGINT NOT NULL,
                PRIMARY KEY (resource, subject_hash)
            )
            """,
            "CREATE INDEX datacentre_answer_until ON datacentre_answer (until)",
            "ALTER TABLE datacentre_access ADD COLUMN department TEXT",
            "ALTER TABLE datacentre_access ADD COLUMN item TEXT",
            "ALTER TABLE datacentre_access ADD COLUMN grant_id TEXT",
            "ALTER TABLE datacentre_access ADD COLUMN detail TEXT",
            "ALTER TABLE datacentre_access ADD COLUMN microseconds BIGINT",
        ])
}
