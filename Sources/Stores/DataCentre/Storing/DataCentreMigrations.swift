package import Store

extension DataCentre {
    /// The tables of this room. Records are sealed and found by a keyed hash of whom they are about.
    package static let migrations: [Migration] = [
        Migration(
            room: "datacentre", number: 1, name: "registers and the log of their use",
            statements: [
                """
                CREATE TABLE datacentre_record (
                    resource TEXT NOT NULL,
                    subject_hash TEXT NOT NULL,
                    content BLOB NOT NULL,
                    updated_on TEXT NOT NULL,
                    PRIMARY KEY (subject_hash, resource)
                )
                """,
                """
                CREATE TABLE datacentre_outage (
                    resource TEXT NOT NULL PRIMARY KEY,
                    since BIGINT NOT NULL
                )
                """,
                """
                CREATE TABLE datacentre_access (
                    id TEXT NOT NULL PRIMARY KEY,
                    at BIGINT NOT NULL,
                    subject_hash TEXT NOT NULL,
                    resource TEXT NOT NULL,
                    reader TEXT NOT NULL CHECK (reader IN ('self', 'staff', 'system')),
                    account TEXT,
                    code TEXT NOT NULL,
                    reason_zh TEXT NOT NULL,
                    reason_en TEXT NOT NULL,
                    reference TEXT NOT NULL,
                    outcome TEXT NOT NULL CHECK (outcome IN ('found', 'none', 'unavailable'))
                )
                """,
                "CREATE INDEX datacentre_access_subject ON datacentre_access (subject_hash, id)",
            ]),
        sharingMigration, watchingMigration, ledgerMigration, qualityMigration, CorrectionTable.migration, AccessTable.migration,
        DeliveryTable.migration, lateMigration, extensionMigration, retiringMigration, switchMigration,
    ]
}
