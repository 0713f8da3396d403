package import Store

extension Identity {
    /// The tables of this room. What identifies a person is sealed; identity numbers are found by a keyed hash only.
    package static let migrations: [Migration] = [
        Migration(
            room: "identity", number: 1, name: "people, enterprises, staff, accounts",
            statements: [
                """
                CREATE TABLE identity_person (
                    id TEXT NOT NULL PRIMARY KEY,
                    id_hash TEXT NOT NULL UNIQUE,
                    profile BLOB NOT NULL,
                    sex TEXT NOT NULL CHECK (sex IN ('female', 'male')),
                    birth_date TEXT NOT NULL,
                    region TEXT NOT NULL,
                    created_at BIGINT NOT NULL
                )
                """,
                """
                CREATE TABLE identity_household (
                    id TEXT NOT NULL PRIMARY KEY,
                    number TEXT NOT NULL UNIQUE,
                    region TEXT NOT NULL,
                    address BLOB NOT NULL
                )
                """,
                """
                CREATE TABLE identity_member (
                    household_id TEXT NOT NULL REFERENCES identity_household (id),
                    person_id TEXT NOT NULL UNIQUE REFERENCES identity_person (id),
                    relation TEXT NOT NULL,
                    PRIMARY KEY (household_id, person_id)
                )
                """,
                """
                CREATE TABLE identity_enterprise (
                    id TEXT NOT NULL PRIMARY KEY,
                    uscc TEXT NOT NULL UNIQUE,
                    name TEXT NOT NULL,
                    kind TEXT NOT NULL,
                    legal_person_id TEXT NOT NULL REFERENCES identity_person (id),
                    region TEXT NOT NULL,
                    address TEXT NOT NULL,
                    industry TEXT NOT NULL,
                    established TEXT NOT NULL,
                    capital_fen BIGINT NOT NULL CHECK (capital_fen >= 0),
                    status TEXT NOT NULL
                )
                """,
                """
                CREATE TABLE identity_agency (
                    enterprise_id TEXT NOT NULL REFERENCES identity_enterprise (id),
                    person_id TEXT NOT NULL REFERENCES identity_person (id),
                    power TEXT NOT NULL CHECK (power IN ('legal', 'agent', 'accountant')),
                    valid_from TEXT NOT NULL,
                    valid_until TEXT,
                    PRIMARY KEY (person_id, enterprise_id)
                )
                """,
                """
                CREATE TABLE identity_staff (
                    id TEXT NOT NULL PRIMARY KEY,
                    number TEXT NOT NULL UNIQUE,
                    name TEXT NOT NULL,
                    person_id TEXT REFERENCES identity_person (id),
                    status TEXT NOT NULL CHECK (status IN ('active', 'left'))
                )
                """,
                """
                CREATE TABLE identity_grant (
                    staff_id TEXT NOT NULL REFERENCES identity_staff (id),
                    role TEXT NOT NULL,
                    department TEXT NOT NULL,
                    region TEXT NOT NULL,
                    PRIMARY KEY (staff_id, role, department, region)
                )
                """,
                """
                CREATE TABLE identity_account (
                    id TEXT NOT NULL PRIMARY KEY,
                    login TEXT NOT NULL UNIQUE,
                    password TEXT NOT NULL,
                    totp BLOB,
                    totp_step BIGINT NOT NULL DEFAULT 0,
                    person_id TEXT REFERENCES identity_person (id),
                    staff_id TEXT REFERENCES identity_staff (id),
                    level BIGINT NOT NULL CHECK (level BETWEEN 1 AND 4),
                    status TEXT NOT NULL CHECK (status IN ('active', 'disabled')),
                    created_at BIGINT NOT NULL,
                    CHECK (person_id IS NOT NULL OR staff_id IS NOT NULL)
                )
                """,
                "CREATE INDEX identity_account_person ON identity_account (person_id)",
            ])
    ]
}
