import Kernel
import Store

/// An item whose open cases a system has still to be sent.
struct Opening: Sendable, Hashable {
    var system: String
    var item: String
    /// The last case that was looked at.
    var after: ID?
    var askedAt: Instant

    /// Whether a delivery was entered since: ids bear their moment.
    func hasBegun(before delivery: ID) -> Bool {
        delivery >= ID(at: askedAt, random: Array(repeating: 0, count: 10))
    }
}

/// What systems have still to be sent of the cases that were open when they joined.
struct OpeningTable: Sendable {
    /// Begins with these items; with one that was begun before, anew.
    func begin(_ items: [String], for system: String, at now: Instant, in connection: any Connection) throws {
        for item in items {
            try connection.run(
                """
                INSERT INTO exchange_opening (system, item, after_case, asked_at, claims) VALUES (\(system), \(item), '', \(now), 0)
                ON CONFLICT (system, item) DO UPDATE SET after_case = '', asked_at = excluded.asked_at
                """)
        }
    }

    /// Forgets what a system no longer takes.
    func keep(_ items: [String], of system: String, in connection: any Connection) throws {
        // What is not in an empty list is nothing, to SQL.
        let dropped: Query = items.isEmpty ? "" : " AND item NOT IN \(list: items)"
        try connection.run("DELETE FROM exchange_opening WHERE system = \(system)\(dropped)")
    }

    /// What is under way, the oldest first.
    func all(in connection: any Connection) throws -> [Opening] {
        try connection.rows("SELECT system, item, after_case, asked_at FROM exchange_opening ORDER BY asked_at, system, item").map(opening)
    }

    /// Holds one for the rest of the transaction, so that nobody else tells its system of a case of that item meanwhile; nil where it is
    /// done.
    func claim(_ system: String, _ item: String, in connection: any Connection) throws -> Opening? {
        let isThere = try connection.run(
            "UPDATE exchange_opening SET claims = claims + 1 WHERE system = \(system) AND item = \(item)")
        guard isThere == 1 else { return nil }
        return try connection.row(
            "SELECT system, item, after_case, asked_at FROM exchange_opening WHERE system = \(system) AND item = \(item)"
        ).map(opening)
    }

    func advance(_ opening: Opening, to last: ID, in connection: any Connection) throws {
        try connection.run(
            """
            UPDATE exchange_opening SET after_case = \(last.rawValue) WHERE system = \(opening.system) AND item = \(opening.item)
            """)
    }

    func finish(_ opening: Opening, in connection: any Connection) throws {
        try connection.run("DELETE FROM exchange_opening WHERE system = \(opening.system) AND item = \(opening.item)")
    }

    private func opening(_ row: ResultRow) throws -> Opening {
        Opening(
            system: try row.text("system"), item: try row.text("item"), after: ID(try row.text("after_case")),
            askedAt: try row.instant("asked_at"))
    }
}
