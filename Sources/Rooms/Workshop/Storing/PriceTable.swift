import Catalogue
import Kernel
import Store

/// A replay of last year's applications on a draft: how far it has come and what it has counted.
struct PriceRun: Sendable, Hashable {
    enum State: String, Sendable, Hashable { case running, done, failed }

    var draft: ID
    var state: State
    /// Of what the draft changed when it was asked for.
    var contentHash: String
    /// Tells this replay's messages from those of one before.
    var run: ID
    /// The last application that was counted.
    var position: ID?
    /// Of a thousand, by the days that have been gone through.
    var share: Int
    var price: Price
    /// The day of the first application that was counted.
    var first: LocalDate?
    var askedAt: Instant
    var updatedAt: Instant

    /// The same for a year, where the records go back less than one.
    var perYear: Price {
        guard let first else { return price }
        return price.perYear(periodDays: min(365, max(28, askedAt.date.days(since: first))))
    }

    var json: JSON {
        [
            "state": .string(state.rawValue), "replayed": .int(price.applicants), "permille": .int(share), "perYear": perYear.json,
            "askedAt": .string(askedAt.rfc3339),
        ]
    }
}

/// The only code that reads and writes replays.
enum PriceTable {
    static func begin(_ run: PriceRun, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO workshop_price (draft_id, state, content_hash, run, position, done, share, tally, asked_at, updated_at)
            VALUES (\(run.draft), \(run.state.rawValue), \(run.contentHash), \(run.run), NULL, 0, 0, \(tally(run)), \(run.askedAt), \(run.updatedAt))
            ON CONFLICT (draft_id) DO UPDATE SET state = excluded.state, content_hash = excluded.content_hash, run = excluded.run,
                position = NULL, done = 0, share = 0, tally = excluded.tally, asked_at = excluded.asked_at, updated_at = excluded.updated_at
            """)
    }

    /// Whether the run still was at that position: a message that comes twice counts once.
    static func advance(_ run: PriceRun, from position: ID?, in connection: any Connection) throws -> Bool {
        try connection.run(
            """
            UPDATE workshop_price SET state = \(run.state.rawValue), position = \(run.position), done = \(run.price.applicants),
                share = \(run.share), tally = \(tally(run)), updated_at = \(run.updatedAt)
            WHERE draft_id = \(run.draft) AND run = \(run.run) AND state = 'running'
                AND COALESCE(position, '') = \(position?.rawValue ?? "")
            """) == 1
    }

    static func run(of draft: ID, in connection: any Connection) throws -> PriceRun? {
        try connection.row(
            "SELECT state, content_hash, run, position, share, tally, asked_at, updated_at FROM workshop_price WHERE draft_id = \(draft)"
        ).map { row in
            let tally = try row.json("tally")
            return PriceRun(
                draft: draft, state: try row.value("state", as: PriceRun.State.self), contentHash: try row.text("content_hash"),
                run: try row.id("run"), position: try row.idOrNil("position"), share: try row.int("share"), price: Price(json: tally),
                first: tally["first"]?.string.flatMap { LocalDate($0) }, askedAt: try row.instant("asked_at"),
                updatedAt: try row.instant("updated_at"))
        }
    }

    private static func tally(_ run: PriceRun) -> JSON {
        var json = run.price.json
        json["first"] = JSON(run.first?.description)
        return json
    }
}
