import Store

extension DataCentre {
    /// The column `late` counted old rows and is read no longer: of a resource as a whole, `Renewal` says whether it is late. A row of a source
    /// elsewhere is to be found again by its key: it is kept sealed beside the fault.
    static let lateMigration = Migration(
        room: "datacentre", number: 9, name: "records that are out of date, and whose rows of other sources are to be mended",
        statements: [
            "ALTER TABLE datacentre_quality ADD COLUMN late BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE datacentre_fault ADD COLUMN subject BLOB",
        ])

    static let qualityMigration = Migration(
        room: "datacentre", number: 5, name: "quality and variants of codes",
        statements: [
            """
            CREATE TABLE datacentre_quality (
                resource TEXT NOT NULL,
                day TEXT NOT NULL,
                records BIGINT NOT NULL,
                faulty BIGINT NOT NULL,
                newest TEXT,
                PRIMARY KEY (resource, day),
                CHECK (faulty <= records)
            )
            """,
            """
            CREATE TABLE datacentre_fault (
                resource TEXT NOT NULL,
                subject_hash TEXT NOT NULL,
                element TEXT NOT NULL,
                rule TEXT NOT NULL CHECK (rule IN ('value', 'key', 'contradiction')),
                found_on TEXT NOT NULL,
                PRIMARY KEY (resource, subject_hash, element, rule)
            )
            """,
            """
            CREATE TABLE datacentre_mapping (
                resource TEXT NOT NULL,
                element TEXT NOT NULL,
                theirs TEXT NOT NULL,
                ours TEXT NOT NULL,
                PRIMARY KEY (resource, element, theirs)
            )
            """,
            "CREATE INDEX datacentre_record_resource ON datacentre_record (resource, subject_hash)",
        ])
}
