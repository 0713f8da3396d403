import Kernel
import Store

/// How many of a system's deliveries stand where.
struct DeliveryCounts: Sendable, Hashable {
    var waiting = 0
    var held = 0
    var failed = 0

    var open: Int { waiting + held + failed }
}

/// The rows of deliveries.
struct DeliveryTable: Sendable {
    private static let columns: Query = """
        id, system, case_id, number, action, seq, state, attempts, error, made_at, changed_at, noted, whole, kind
        """

    /// Whether it was new: an event goes to a system once, however often it is told.
    func insert(_ value: SystemDelivery, in connection: any Connection) throws -> Bool {
        // The column `case_id` is older than what it holds now: whatever the news are of.
        let (kind, word) = value.news.stored
        return try connection.run(
            """
            INSERT INTO exchange_delivery (\(DeliveryTable.columns))
            VALUES (\(value.id), \(value.system), \(value.subject), \(value.number), \(word), \(value.sequence),
                \(value.state.rawValue), \(value.attempts), \(value.error), \(value.madeAt), \(value.changedAt), \(value.isNoted),
                \(value.news.isWhole), \(kind))
            ON CONFLICT (system, case_id, seq) DO NOTHING
            """) == 1
    }

    /// Whether a system has been told anything of a subject.
    func hasTold(_ system: String, of subject: ID, in connection: any Connection) throws -> Bool {
        try connection.row("SELECT 1 AS told FROM exchange_delivery WHERE system = \(system) AND case_id = \(subject) LIMIT 1") != nil
    }

    /// How far a system has been told of a case: its last event, the last of which it was told the whole, and the newest delivery.
    func reached(_ system: String, _ caseID: ID, in connection: any Connection) throws -> (last: Int, whole: Int, newest: ID?) {
        let row = try connection.row(
            """
            SELECT MAX(seq) AS last, MAX(CASE WHEN whole = 1 THEN seq ELSE 0 END) AS whole, MAX(id) AS newest
            FROM exchange_delivery
            WHERE system = \(system) AND case_id = \(caseID)
            """)
        return (try row?.intOrNil("last") ?? 0, try row?.intOrNil("whole") ?? 0, try row?.idOrNil("newest"))
    }

    func delivery(_ id: ID, in connection: any Connection) throws -> SystemDelivery? {
        try connection.row("SELECT \(DeliveryTable.columns) FROM exchange_delivery WHERE id = \(id)").map(delivery)
    }

    func set(_ state: SystemDelivery.State, of id: ID, at now: Instant, in connection: any Connection) throws {
        try connection.run("UPDATE exchange_delivery SET state = \(state.rawValue), changed_at = \(now) WHERE id = \(id)")
    }

    func sent(_ id: ID, attempts: Int, at now: Instant, in connection: any Connection) throws {
        try connection.run(
            """
            UPDATE exchange_delivery SET state = 'sent', attempts = \(attempts), error = NULL, changed_at = \(now) WHERE id = \(id)
            """)
    }

    func failed(_ id: ID, _ fault: ExchangeFault, attempts: Int, isLast: Bool, at now: Instant, in connection: any Connection) throws {
        let state = isLast ? SystemDelivery.State.failed : .waiting
        try connection.run(
            """
            UPDATE exchange_delivery SET state = \(state.rawValue), attempts = \(attempts), error = \(fault.word), changed_at = \(now)
            WHERE id = \(id)
            """)
    }

    /// The person has been told of the look.
    func noted(_ id: ID, in connection: any Connection) throws {
        try connection.run("UPDATE exchange_delivery SET noted = 1 WHERE id = \(id)")
    }

    /// The oldest of a state first.
    func deliveries(of system: String, _ state: SystemDelivery.State, limit: Int, in connection: any Connection) throws -> [SystemDelivery]
    {
        try connection.rows(
            """
            SELECT \(DeliveryTable.columns) FROM exchange_delivery WHERE system = \(system) AND state = \(state.rawValue)
            ORDER BY id LIMIT \(limit: limit)
            """
        ).map(delivery)
    }

    /// What was delivered, the newest first.
    func history(of system: String, before: ID?, limit: Int, in connection: any Connection) throws -> [SystemDelivery] {
        let older: Query = before.map { " AND id < \($0)" } ?? ""
        return try connection.rows(
            """
            SELECT \(DeliveryTable.columns) FROM exchange_delivery WHERE system = \(system) AND state = 'sent'\(older)
            ORDER BY id DESC LIMIT \(limit: limit)
            """
        ).map(delivery)
    }

    /// Counts what is not done, by system: what is done may be much, what is not should be little.
    func counts(in connection: any Connection) throws -> [String: DeliveryCounts] {
        var counts: [String: DeliveryCounts] = [:]
        for row in try connection.rows(
            """
            SELECT system, state, COUNT(*) AS n FROM exchange_delivery WHERE state IN ('waiting', 'held', 'failed') GROUP BY system, state
            """)
        {
            let (system, n) = (try row.text("system"), try row.int("n"))
            switch try row.value("state", as: SystemDelivery.State.self) {
            case .waiting: counts[system, default: DeliveryCounts()].waiting = n
            case .held: counts[system, default: DeliveryCounts()].held = n
            case .failed: counts[system, default: DeliveryCounts()].failed = n
            case .sent: break
            }
        }
        return counts
    }

    /// Forgets what was delivered long ago; how many.
    func sweep(before cutoff: Instant, limit: Int, in connection: any Connection) throws -> Int {
        try connection.run(
            """
            DELETE FROM exchange_delivery WHERE id IN (
                SELECT id FROM exchange_delivery WHERE state = 'sent' AND changed_at < \(cutoff) LIMIT \(limit: limit)
            )
            """)
    }

    private func delivery(_ row: ResultRow) throws -> SystemDelivery {
        let (kind, word) = (try row.text("kind"), try row.text("action"))
        guard let news = SystemDelivery.News(kind: kind, word: word, isWhole: try row.bool("whole")) else {
            throw StoreError.malformed("exchange_delivery holds no news of kind \(kind)")
        }
        return SystemDelivery(
            id: try row.id("id"), system: try row.text("system"), subject: try row.id("case_id"), number: try row.text("number"),
            news: news, sequence: try row.int("seq"),
            state: try row.value("state", as: SystemDelivery.State.self), attempts: try row.int("attempts"),
            error: try row.textOrNil("error"),
            madeAt: try row.instant("made_at"), changedAt: try row.instant("changed_at"), isNoted: try row.bool("noted"))
    }
}
