import Store

extension DataCentre {
    static let watchingMigration = Migration(
        room: "datacentre", number: 3, name: "corrections, counts, alarms and guardians' consents",
        statements: [
            """
            CREATE TABLE datacentre_correction (
                id TEXT NOT NULL PRIMARY KEY,
                kind TEXT NOT NULL CHECK (kind IN ('wrong', 'use')),
                party TEXT NOT NULL,
                access_id TEXT NOT NULL,
                resource TEXT NOT NULL,
                department TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('open', 'mended', 'kept', 'withdrawn')),
                words BLOB NOT NULL,
                answer BLOB,
                made_at BIGINT NOT NULL,
                due_on TEXT NOT NULL,
                decided_at BIGINT,
                revision BIGINT NOT NULL,
                CHECK (state NOT IN ('mended', 'kept') OR answer IS NOT NULL)
            )
            """,
            "CREATE UNIQUE INDEX datacentre_correction_access ON datacentre_correction (access_id) WHERE state = 'open'",
            "CREATE INDEX datacentre_correction_state ON datacentre_correction (state, id)",
            "CREATE INDEX datacentre_correction_party ON datacentre_correction (party, id)",
            """
            CREATE TABLE datacentre_tally (
                day TEXT NOT NULL,
                department TEXT NOT NULL,
                resource TEXT NOT NULL,
                calls BIGINT NOT NULL,
                found BIGINT NOT NULL,
                failed BIGINT NOT NULL,
                microseconds BIGINT NOT NULL,
                PRIMARY KEY (day, department, resource)
            )
            """,
            """
            CREATE TABLE datacentre_reading (
                account TEXT NOT NULL,
                hour BIGINT NOT NULL,
                looks BIGINT NOT NULL,
                PRIMARY KEY (account, hour)
            )
            """,
            """
            CREATE TABLE datacentre_alarm (
                id TEXT NOT NULL PRIMARY KEY,
                kind TEXT NOT NULL CHECK (kind IN ('bulk', 'night')),
                account TEXT NOT NULL,
                hour BIGINT NOT NULL,
                looks BIGINT NOT NULL,
                raised_at BIGINT NOT NULL,
                closed_at BIGINT,
                closed_by TEXT,
                words TEXT,
                UNIQUE (kind, account, hour)
            )
            """,
            """
            CREATE TABLE datacentre_consent (
                subject_hash TEXT NOT NULL PRIMARY KEY,
                guardian TEXT NOT NULL,
                given_at BIGINT NOT NULL,
                withdrawn_at BIGINT
            )
            """,
        ])
}
