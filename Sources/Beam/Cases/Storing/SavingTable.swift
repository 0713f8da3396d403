import Kernel
import Store

/// The counters of what was spared, a row a year, and how far the applications have been counted.
enum SavingTable {
    static let migration = Migration(
        room: "cases", number: 5, name: "what applications spare",
        statements: [
            "ALTER TABLE cases_application ADD COLUMN materials_spared BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE cases_application ADD COLUMN certificates_spared BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE cases_application ADD COLUMN days_spared BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE cases_application ADD COLUMN trips_spared BIGINT NOT NULL DEFAULT 0",
            """
            CREATE TABLE cases_saving (
                year BIGINT NOT NULL PRIMARY KEY,
                materials BIGINT NOT NULL CHECK (materials >= 0),
                certificates BIGINT NOT NULL CHECK (certificates >= 0),
                days BIGINT NOT NULL CHECK (days >= 0),
                trips BIGINT NOT NULL CHECK (trips >= 0)
            )
            """,
            "CREATE TABLE cases_saving_cursor (id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1), application_id TEXT NOT NULL)",
            "INSERT INTO cases_saving_cursor (id, application_id) VALUES (1, '')",
        ])

    /// Counts the next applications, in the order of their ids; false where there was none. Counters and cursor move in one transaction, and
    /// whoever else is counting waits for the cursor's row.
    static func count(before limit: ID, atMost most: Int, in connection: any Connection) throws -> Bool {
        let lock = connection.dialect.forUpdate
        guard let cursor = try connection.row("SELECT application_id FROM cases_saving_cursor WHERE id = 1" + lock)?.text("application_id")
        else { throw StoreError.malformed("cases_saving_cursor is empty") }
        let rows = try connection.rows(
            """
            SELECT id, submitted_at, materials_spared, certificates_spared, days_spared, trips_spared FROM cases_application
            WHERE id > \(cursor) AND id < \(limit) ORDER BY id LIMIT \(limit: most)
            """)
        guard let last = rows.last else { return false }
        var years: [Int: Saving] = [:]
        for row in rows {
            let year = try row.instant("submitted_at").date.year
            years[year] = (years[year] ?? Saving()) + (try saving(row, "_spared"))
        }
        try connection.run("UPDATE cases_saving_cursor SET application_id = \(try last.text("id")) WHERE id = 1")
        for (year, saving) in years.sorted(by: { $0.key < $1.key }) { try add(saving, to: year, in: connection) }
        return true
    }

    private static func add(_ saving: Saving, to year: Int, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO cases_saving (year, materials, certificates, days, trips)
            VALUES (\(year), \(saving.materials), \(saving.certificates), \(saving.days), \(saving.trips))
            ON CONFLICT (year) DO UPDATE SET materials = cases_saving.materials + excluded.materials,
                certificates = cases_saving.certificates + excluded.certificates, days = cases_saving.days + excluded.days,
                trips = cases_saving.trips + excluded.trips
            """)
    }

    static func saving(of year: Int, in connection: any Connection) throws -> Saving? {
        try connection.row("SELECT materials, certificates, days, trips FROM cases_saving WHERE year = \(year)").map { try saving($0) }
    }

    /// The four numbers of a row, whose columns may bear an ending.
    static func saving(_ row: ResultRow, _ ending: String = "") throws -> Saving {
        Saving(
            materials: try row.int("materials" + ending), certificates: try row.int("certificates" + ending),
            days: try row.int("days" + ending), trips: try row.int("trips" + ending))
    }
}
