import Cases
import Kernel
import Store

/// What an act of a system came to, as it is answered the first time and every time.
struct ActOutcome: Sendable, Hashable {
    /// nil where the act was about no case.
    var caseID: ID?
    var version: Int?
    var status: CaseStatus?
    /// It had been done before.
    var isRepeated = false
}

/// One line of the log of what systems have sent: nothing of its content.
struct ExchangeLine: Sendable, Hashable {
    enum Outcome: String, Sendable, Hashable {
        case done, repeated, refused

        var name: Text {
            switch self {
            case .done: Text("已办理", "Done")
            case .repeated: Text("重复，未再办", "Repeated")
            case .refused: Text("未办", "Refused")
            }
        }
    }

    var id: ID
    var at: Instant
    var system: String
    var way: DepartmentSystem.Way
    var eventID: String
    var act: String?
    var number: String?
    /// The number of the official's badge.
    var official: String?
    var outcome: Outcome
    /// Code and title of the problem.
    var problem: String?
    var words: Text?
}

/// What was received: each act once, and the log.
struct ReceivedTable: Sendable {
    /// - Returns: `report`: of a delivery of licences, the collection that it became; of an act on a licence, that licence, whose history has
    ///   the act at the outcome's `version`.
    func find(_ system: String, _ eventID: String, in connection: any Connection) throws -> (
        digest: String, outcome: ActOutcome, report: ID?
    )? {
        try connection.row(
            "SELECT digest, case_id, version, status, report FROM exchange_received WHERE system = \(system) AND event_id = \(eventID)"
        ).map { row in
            let status = try row.textOrNil("status").flatMap(CaseStatus.init(rawValue:))
            return (
                try row.text("digest"),
                ActOutcome(caseID: try row.idOrNil("case_id"), version: try row.intOrNil("version"), status: status, isRepeated: true),
                try row.idOrNil("report")
            )
        }
    }

    /// Claims an act for good. Whoever comes second runs into the key, and their whole transaction with it.
    func insert(
        _ system: String, _ eventID: String, digest: String, _ outcome: ActOutcome, report: ID? = nil, at now: Instant,
        in connection: any Connection
    ) throws {
        try connection.run(
            """
            INSERT INTO exchange_received (system, event_id, digest, case_id, version, status, report, at)
            VALUES (\(system), \(eventID), \(digest), \(outcome.caseID), \(outcome.version), \(outcome.status?.rawValue), \(report), \(now))
            """)
    }

    func insert(_ line: ExchangeLine, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO exchange_log (id, at, system, way, event_id, act, number, official, outcome, problem, words_zh, words_en)
            VALUES (\(line.id), \(line.at), \(line.system), \(line.way.rawValue), \(line.eventID), \(line.act), \(line.number),
                \(line.official), \(line.outcome.rawValue), \(line.problem), \(line.words?.zh), \(line.words?.en))
            """)
    }

    /// The newest first.
    func lines(of system: String, before: ID?, limit: Int, in connection: any Connection) throws -> [ExchangeLine] {
        let older: Query = before.map { " AND id < \($0)" } ?? ""
        return try connection.rows(
            """
            SELECT id, at, system, way, event_id, act, number, official, outcome, problem, words_zh, words_en FROM exchange_log
            WHERE system = \(system)\(older) ORDER BY id DESC LIMIT \(limit: limit)
            """
        ).map { row in
            let words = try row.textOrNil("words_zh").map { Text($0, try row.textOrNil("words_en") ?? $0) }
            return ExchangeLine(
                id: try row.id("id"), at: try row.instant("at"), system: try row.text("system"),
                way: try row.value("way", as: DepartmentSystem.Way.self), eventID: try row.text("event_id"),
                act: try row.textOrNil("act"), number: try row.textOrNil("number"), official: try row.textOrNil("official"),
                outcome: try row.value("outcome", as: ExchangeLine.Outcome.self), problem: try row.textOrNil("problem"), words: words)
        }
    }

    /// Forgets what was received long ago; how many rows.
    func sweep(before cutoff: Instant, limit: Int, in connection: any Connection) throws -> Int {
        let lines = try connection.run(
            "DELETE FROM exchange_log WHERE id IN (SELECT id FROM exchange_log WHERE at < \(cutoff) LIMIT \(limit: limit))")
        let acts = try connection.run(
            """
            DELETE FROM exchange_received WHERE (system, event_id) IN (
                SELECT system, event_id FROM exchange_received WHERE at < \(cutoff) LIMIT \(limit: limit)
            )
            """)
        return lines + acts
    }
}
