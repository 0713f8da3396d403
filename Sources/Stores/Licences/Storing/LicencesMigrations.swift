package import Store

extension Licences {
    /// The tables of this room. Faces and holders are sealed; a holder is found by a keyed hash only.
    package static let migrations: [Migration] =
        [
            Migration(
                room: "licences", number: 1, name: "the register and the log of its use",
                statements: [
                    """
                    CREATE TABLE licences_licence (
                        id TEXT NOT NULL PRIMARY KEY,
                        identifier TEXT NOT NULL UNIQUE,
                        type TEXT NOT NULL,
                        version BIGINT NOT NULL CHECK (version BETWEEN 1 AND 999),
                        number TEXT NOT NULL,
                        holder_hash TEXT NOT NULL,
                        guardian_hash TEXT,
                        status TEXT NOT NULL,
                        trust TEXT NOT NULL CHECK (trust IN ('A', 'B', 'C', 'D')),
                        issuer TEXT NOT NULL,
                        issued_on TEXT NOT NULL,
                        valid_from TEXT NOT NULL,
                        valid_until TEXT,
                        content BLOB NOT NULL,
                        case_id TEXT,
                        changed_at BIGINT NOT NULL,
                        UNIQUE (type, number, version)
                    )
                    """,
                    "CREATE INDEX licences_licence_guardian ON licences_licence (guardian_hash)",
                    "CREATE INDEX licences_licence_holder ON licences_licence (holder_hash, type, status)",
                    """
                    CREATE TABLE licences_change (
                        licence_id TEXT NOT NULL REFERENCES licences_licence (id),
                        at BIGINT NOT NULL,
                        from_status TEXT NOT NULL,
                        to_status TEXT NOT NULL,
                        ground TEXT,
                        reason TEXT NOT NULL,
                        PRIMARY KEY (licence_id, at)
                    )
                    """,
                    """
                    CREATE TABLE licences_use (
                        id TEXT NOT NULL PRIMARY KEY,
                        at BIGINT NOT NULL,
                        licence_id TEXT NOT NULL,
                        holder_hash TEXT NOT NULL,
                        reader TEXT NOT NULL,
                        account TEXT,
                        code TEXT NOT NULL,
                        reason_zh TEXT NOT NULL,
                        reason_en TEXT NOT NULL,
                        reference TEXT NOT NULL
                    )
                    """,
                    "CREATE INDEX licences_use_licence ON licences_use (licence_id, id)",
                ])
        ] + registerMigrations + presentingMigrations + [
            Migration(
                room: "licences", number: 21, name: "objections by whoever raised them",
                statements: [
                    "CREATE INDEX licences_correction_party ON licences_correction (party, id)"
                ]),
            Migration(
                room: "licences", number: 22, name: "uses by whose licence it is",
                statements: [
                    "CREATE INDEX licences_use_holder ON licences_use (holder_hash, id)"
                ]),
            Migration(
                room: "licences", number: 23, name: "which of its holders shows a licence",
                statements: [
                    "ALTER TABLE licences_presentation ADD COLUMN holder BIGINT NOT NULL DEFAULT 1 CHECK (holder >= 1)"
                ]),
            Migration(
                room: "licences", number: 24, name: "the cases that a correction concerns",
                statements: ["ALTER TABLE licences_notice ADD COLUMN cases TEXT"]),
            Migration(
                room: "licences", number: 25, name: "reminders of objections",
                statements: [
                    "ALTER TABLE licences_correction ADD COLUMN reminded_at BIGINT",
                    """
                    CREATE INDEX licences_correction_late ON licences_correction (due_on, id)
                    WHERE state IN ('raised', 'examining') AND reminded_at IS NULL
                    """,
                ]),
            Migration(
                room: "licences", number: 26, name: "the thing of which the item that uses a licence is a part",
                statements: ["ALTER TABLE licences_use ADD COLUMN thing TEXT"]),
            Migration(
                room: "licences", number: 27, name: "how long it took to find a licence that is used",
                statements: ["ALTER TABLE licences_use ADD COLUMN microseconds BIGINT"]),
        ]
}
