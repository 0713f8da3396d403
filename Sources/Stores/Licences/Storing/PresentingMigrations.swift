import Store

extension Licences {
    /// Presenting and verifying. Keys of holders are sealed; a code is kept as its digest only.
    static let presentingMigrations: [Migration] = [
        Migration(
            room: "licences", number: 20, name: "presenting and verifying",
            statements: [
                """
                CREATE TABLE licences_credential (
                    licence_id TEXT NOT NULL PRIMARY KEY REFERENCES licences_licence (id),
                    status_list BIGINT NOT NULL CHECK (status_list >= 0),
                    status_index BIGINT NOT NULL CHECK (status_index >= 0),
                    holder_key BLOB NOT NULL,
                    made_at BIGINT NOT NULL,
                    UNIQUE (status_list, status_index)
                )
                """,
                """
                CREATE TABLE licences_presentation (
                    id TEXT NOT NULL PRIMARY KEY,
                    licence_id TEXT NOT NULL REFERENCES licences_licence (id),
                    account TEXT NOT NULL,
                    shown TEXT NOT NULL,
                    started_at BIGINT NOT NULL,
                    ends_at BIGINT NOT NULL,
                    closed_at BIGINT,
                    read_at BIGINT,
                    reader_kind TEXT CHECK (reader_kind IN ('somebody', 'stated', 'staff', 'machine')),
                    reader_zh TEXT,
                    reader_en TEXT,
                    verdict TEXT,
                    CHECK ((read_at IS NULL) = (reader_kind IS NULL))
                )
                """,
                "CREATE INDEX licences_presentation_end ON licences_presentation (ends_at)",
                """
                CREATE TABLE licences_token (
                    hash TEXT NOT NULL PRIMARY KEY,
                    presentation_id TEXT NOT NULL REFERENCES licences_presentation (id),
                    expires_at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX licences_token_presentation ON licences_token (presentation_id)",
                """
                CREATE TABLE licences_verification (
                    id TEXT NOT NULL PRIMARY KEY,
                    at BIGINT NOT NULL,
                    means TEXT NOT NULL CHECK (means IN ('code', 'file')),
                    verdict TEXT NOT NULL,
                    licence_id TEXT,
                    account TEXT,
                    address_hash TEXT NOT NULL
                )
                """,
                "CREATE INDEX licences_verification_licence ON licences_verification (licence_id, id)",
            ])
    ]
}
