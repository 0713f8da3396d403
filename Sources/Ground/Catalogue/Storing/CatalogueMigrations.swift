package import Store

/// The tables of published versions.
package enum CatalogueMigrations {
    package static let all: [Migration] = [
        Migration(
            room: "catalogue", number: 1, name: "published versions and calendars",
            statements: [
                """
                CREATE TABLE catalogue_definition (
                    hash TEXT NOT NULL PRIMARY KEY,
                    kind TEXT NOT NULL,
                    code TEXT NOT NULL,
                    content TEXT NOT NULL
                )
                """,
                """
                CREATE TABLE catalogue_version (
                    version BIGINT NOT NULL PRIMARY KEY CHECK (version > 0),
                    hash TEXT NOT NULL,
                    published_at BIGINT NOT NULL,
                    note TEXT NOT NULL
                )
                """,
                """
                CREATE TABLE catalogue_entry (
                    version BIGINT NOT NULL REFERENCES catalogue_version (version),
                    kind TEXT NOT NULL,
                    code TEXT NOT NULL,
                    hash TEXT NOT NULL REFERENCES catalogue_definition (hash),
                    PRIMARY KEY (version, kind, code)
                )
                """,
                """
                CREATE TABLE catalogue_calendar (
                    year BIGINT NOT NULL PRIMARY KEY,
                    content TEXT NOT NULL
                )
                """,
            ]),
        Migration(
            room: "catalogue", number: 2, name: "versions take effect from a day",
            // Versions from before count from the beginning: their order is that of their numbers.
            statements: ["ALTER TABLE catalogue_version ADD COLUMN effective_on TEXT NOT NULL DEFAULT '1970-01-01'"]),
    ]
}
