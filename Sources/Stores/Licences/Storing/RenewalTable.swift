import Kernel
import Store

extension LicenceTable {
    /// Licences of a type in force that end by a day, in the order of their last days; `after` is the last one of the page before.
    func ending(_ type: String, after: (until: String, id: String), by last: LocalDate, limit: Int, in connection: any Connection) throws
        -> [Licence]
    {
        try connection.rows(
            """
            SELECT \(LicenceTable.columns) FROM licences_licence
            WHERE type = \(type) AND status = 'active' AND valid_until IS NOT NULL AND (valid_until, id) > (\(after.until), \(after.id))
            AND valid_until <= \(last) ORDER BY valid_until, id LIMIT \(limit: limit)
            """
        ).map { try licence($0, in: connection) }
    }

    /// Whether this is the first reminder of a licence.
    func noteReminder(of licence: ID, at now: Instant, in connection: any Connection) throws -> Bool {
        try connection.run(
            "INSERT INTO licences_reminder (licence_id, at) VALUES (\(licence), \(now)) ON CONFLICT (licence_id) DO NOTHING") == 1
    }
}
