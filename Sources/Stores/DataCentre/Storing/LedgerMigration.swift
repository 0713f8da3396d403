import Store

extension DataCentre {
    /// What is no longer run or held stays to be read, and is counted no more.
    static let retiringMigration = Migration(
        room: "datacentre", number: 11, name: "entries of the ledger that are retired",
        statements: [
            "ALTER TABLE datacentre_ledger ADD COLUMN retired_at BIGINT", "ALTER TABLE datacentre_ledger ADD COLUMN retired_why TEXT",
        ])

    static let ledgerMigration = Migration(
        room: "datacentre", number: 4, name: "the ledger and agreements",
        statements: [
            """
            CREATE TABLE datacentre_ledger (
                kind TEXT NOT NULL CHECK (kind IN ('system', 'application', 'database', 'resource', 'item')),
                code TEXT NOT NULL,
                department TEXT NOT NULL,
                name_zh TEXT NOT NULL,
                name_en TEXT NOT NULL,
                owner TEXT,
                elements TEXT NOT NULL,
                cycle TEXT,
                sharing TEXT CHECK (sharing IN ('unconditional', 'conditional', 'none')),
                basis TEXT,
                quality TEXT,
                joining TEXT CHECK (joining IN ('connector', 'exchange', 'sign-on', 'console', 'none')),
                plan_owner TEXT,
                plan_on TEXT,
                reason TEXT,
                changed_at BIGINT NOT NULL,
                changed_by TEXT NOT NULL,
                revision BIGINT NOT NULL,
                PRIMARY KEY (kind, code),
                CHECK (joining IS NULL OR joining <> 'none' OR (plan_owner IS NOT NULL AND plan_on IS NOT NULL))
            )
            """,
            "CREATE INDEX datacentre_ledger_department ON datacentre_ledger (department, kind, code)",
            """
            CREATE TABLE datacentre_agreement (
                id TEXT NOT NULL PRIMARY KEY,
                resource TEXT NOT NULL,
                purpose TEXT NOT NULL,
                from_day TEXT NOT NULL,
                until_day TEXT NOT NULL,
                withdrawn_at BIGINT,
                reason TEXT,
                made_at BIGINT NOT NULL,
                made_by TEXT NOT NULL,
                revision BIGINT NOT NULL,
                CHECK (from_day <= until_day),
                CHECK (withdrawn_at IS NULL OR reason IS NOT NULL)
            )
            """,
            "CREATE INDEX datacentre_agreement_resource ON datacentre_agreement (resource, id)",
        ])
}
