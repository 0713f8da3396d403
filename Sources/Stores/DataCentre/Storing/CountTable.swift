import Kernel
import Store

/// A log whose lines are counted; the raw value is its mark's name.
enum CountedLog: String, CaseIterable {
    case here = "tally"
    case elsewhere = "tally-elsewhere"
}

/// The counts that are kept of the log, and the alarms that they raise.
struct CountTable: Sendable {
    /// The next lines to be counted, in the order of their ids; none that is younger than the moment, because a line written by a slower
    /// transaction may still appear before it.
    func next(after last: String, limit: Int, in connection: any Connection) throws -> [CountedLine] {
        try connection.rows(
            """
            SELECT id, at, department, resource, outcome, reader, account, system, code, microseconds FROM datacentre_access
            WHERE id > \(last) ORDER BY id LIMIT \(limit: limit)
            """
        ).map { row in
            CountedLine(
                id: try row.id("id"), at: try row.instant("at"), department: try row.textOrNil("department"),
                resource: try row.text("resource"), outcome: try row.text("outcome"),
                reader: try row.value("reader", as: Purpose.Reader.self), account: try row.idOrNil("account"),
                system: try row.textOrNil("system"), code: try row.text("code"), microseconds: try row.int64OrNil("microseconds") ?? 0)
        }
    }

    /// The last line of a log that is counted; empty before the first.
    func mark(_ log: CountedLog, in connection: any Connection) throws -> String {
        try connection.row("SELECT mark FROM datacentre_mark WHERE name = \(log.rawValue)")?.text("mark") ?? ""
    }

    /// Adds the counts and moves the mark on, in one transaction: a line counts once.
    func add(_ count: LogCount, of log: CountedLog, through last: ID, in connection: any Connection) throws {
        for (key, tally) in count.tallies.sorted(by: { ($0.key.day, $0.key.resource) < ($1.key.day, $1.key.resource) }) {
            try connection.run(
                """
                INSERT INTO datacentre_tally (day, department, resource, calls, found, failed, microseconds)
                VALUES (\(key.day), \(key.department), \(key.resource), \(tally.calls), \(tally.found), \(tally.failed), \(tally.microseconds))
                ON CONFLICT (day, department, resource) DO UPDATE SET calls = datacentre_tally.calls + excluded.calls,
                    found = datacentre_tally.found + excluded.found, failed = datacentre_tally.failed + excluded.failed,
                    microseconds = datacentre_tally.microseconds + excluded.microseconds
                """)
        }
        for (reader, looks) in count.readings {
            try connection.run(
                """
                INSERT INTO datacentre_reading (account, hour, looks) VALUES (\(reader.who.text), \(reader.hour), \(looks))
                ON CONFLICT (account, hour) DO UPDATE SET looks = datacentre_reading.looks + excluded.looks
                """)
        }
        try connection.run(
            """
            INSERT INTO datacentre_mark (name, mark) VALUES (\(log.rawValue), \(last))
            ON CONFLICT (name) DO UPDATE SET mark = excluded.mark
            """)
    }

    func looks(_ reader: LogCount.Reader, in connection: any Connection) throws -> Int {
        try connection.row("SELECT looks FROM datacentre_reading WHERE account = \(reader.who.text) AND hour = \(reader.hour)")?
            .int("looks") ?? 0
    }

    func sweepReadings(before hour: Int, in connection: any Connection) throws {
        try connection.run("DELETE FROM datacentre_reading WHERE hour < \(hour)")
    }

    /// The sums since a day, by department and resource; only of those for which somebody answers.
    func tallies(
        since day: LocalDate, departments: [String]?, owned: [String], in connection: any Connection
    ) throws -> [(department: String, resource: String, tally: Tally)] {
        let whose: Query = departments.map { " AND (department IN \(list: $0) OR resource IN \(list: owned))" } ?? ""
        return try connection.rows(
            """
            SELECT department, resource, CAST(SUM(calls) AS BIGINT) AS calls, CAST(SUM(found) AS BIGINT) AS found,
                CAST(SUM(failed) AS BIGINT) AS failed, CAST(SUM(microseconds) AS BIGINT) AS microseconds
            FROM datacentre_tally WHERE day >= \(day)\(whose) GROUP BY department, resource ORDER BY calls DESC, department, resource
            """
        ).map { row in
            (
                try row.text("department"), try row.text("resource"),
                Tally(
                    calls: try row.int("calls"), found: try row.int("found"), failed: try row.int("failed"),
                    microseconds: try row.int64("microseconds"))
            )
        }
    }

    // MARK: Alarms

    /// Whether it is a new one: of the same reader and hour there is one of a kind, whose looks grow.
    func raise(_ alarm: ReadingAlarm, in connection: any Connection) throws -> Bool {
        let isKnown =
            try connection.run(
                """
                UPDATE datacentre_alarm SET looks = \(alarm.looks)
                WHERE kind = \(alarm.kind.rawValue) AND account = \(alarm.who.text) AND hour = \(alarm.hour)
                """) == 1
        if isKnown { return false }
        return try connection.run(
            """
            INSERT INTO datacentre_alarm (id, kind, account, hour, looks, raised_at)
            VALUES (\(alarm.id), \(alarm.kind.rawValue), \(alarm.who.text), \(alarm.hour), \(alarm.looks), \(alarm.raisedAt))
            """) == 1
    }

    func alarms(open: Bool, before: ID?, limit: Int, in connection: any Connection) throws -> [ReadingAlarm] {
        let which: Query = open ? "closed_at IS NULL" : "closed_at IS NOT NULL"
        let older: Query = before.map { " AND id < \($0)" } ?? ""
        return try connection.rows(
            """
            SELECT id, kind, account, hour, looks, raised_at, closed_at, closed_by, words FROM datacentre_alarm
            WHERE \(which)\(older) ORDER BY id DESC LIMIT \(limit: limit)
            """
        ).map { row in
            guard let who = WatchedReader(try row.text("account")) else { throw StoreError.malformed("an alarm without a reader") }
            return ReadingAlarm(
                id: try row.id("id"), kind: try row.value("kind", as: ReadingAlarm.Kind.self), who: who,
                hour: try row.int("hour"), looks: try row.int("looks"), raisedAt: try row.instant("raised_at"),
                closedAt: try row.instantOrNil("closed_at"), closedBy: try row.textOrNil("closed_by"), words: try row.textOrNil("words"))
        }
    }

    /// False where it is closed already.
    func close(_ id: ID, by name: String, words: String, at now: Instant, in connection: any Connection) throws -> Bool {
        try connection.run(
            """
            UPDATE datacentre_alarm SET closed_at = \(now), closed_by = \(name), words = \(words) WHERE id = \(id) AND closed_at IS NULL
            """) == 1
    }
}
