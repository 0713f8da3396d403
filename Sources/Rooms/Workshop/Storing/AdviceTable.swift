import Graph
import Kernel
import Store

/// The only code that writes advice and what happened to it.
enum AdviceTable {
    private static let columns: Query = """
        id, state, revision, content, position, first_seen, last_seen, actor, actor_name, reason, decided_at, decision, draft_id, saved
        """

    /// Puts down what a computation found, from that place on. What was accepted stays as it was then.
    static func put(_ advice: ArraySlice<Advice>, seen now: Instant, in connection: any Connection) throws {
        for (position, each) in zip(advice.indices, advice) {
            let hours = Int(each.worth.citizenHours.rounded())
            try connection.run(
                """
                INSERT INTO workshop_advice (id, kind, state, revision, content, hours, position, first_seen, last_seen)
                VALUES (\(each.id), \(each.kind.rawValue), 'open', 1, \(each.json), \(hours), \(position), \(now), \(now))
                ON CONFLICT (id) DO UPDATE SET position = excluded.position, last_seen = excluded.last_seen, hours = excluded.hours,
                    content = CASE WHEN workshop_advice.state = 'accepted' THEN workshop_advice.content ELSE excluded.content END,
                    revision = workshop_advice.revision
                        + CASE WHEN workshop_advice.state = 'accepted' OR workshop_advice.content = excluded.content THEN 0 ELSE 1 END
                """)
        }
    }

    /// What the computation of that time did not find any more has no place.
    static func displace(notSeenAt now: Instant, in connection: any Connection) throws {
        try connection.run("UPDATE workshop_advice SET position = NULL WHERE position IS NOT NULL AND last_seen < \(now)")
    }

    /// The advice after a step, with its trail; false where it is no longer the one that the step was taken on.
    static func replace(
        _ before: KeptAdvice, with after: KeptAdvice, recording event: AdviceEvent, by account: ID?, in connection: any Connection
    ) throws -> Bool {
        let decision = after.decision
        let changed = try connection.run(
            """
            UPDATE workshop_advice SET state = \(after.state.rawValue), revision = \(after.revision), actor = \(decision?.account),
                actor_name = \(decision?.name), reason = \(decision?.reason), decided_at = \(decision?.at), decision = \(decision?.id),
                draft_id = \(after.draft), saved = \(after.saved?.json)
            WHERE id = \(before.advice.id) AND revision = \(before.revision) AND state = \(before.state.rawValue)
            """)
        guard changed == 1 else { return false }
        try connection.run(
            """
            INSERT INTO workshop_advice_event (advice_id, sequence, at, action, actor, actor_name, to_state, reason, draft_id, worth)
            SELECT \(before.advice.id), COALESCE(MAX(sequence), 0) + 1, CAST(\(event.at) AS BIGINT), \(event.action.rawValue),
                CAST(\(account) AS TEXT), \(event.actorName), \(event.to.rawValue), CAST(\(event.reason) AS TEXT),
                CAST(\(event.draft) AS TEXT), \(before.advice.worth.json)
            FROM workshop_advice_event WHERE advice_id = \(before.advice.id)
            """)
        return true
    }

    static func save(_ saved: SavedBurden, of id: String, in connection: any Connection) throws {
        try connection.run("UPDATE workshop_advice SET saved = \(saved.json) WHERE id = \(id) AND state = 'accepted'")
    }

    static func advice(_ id: String, in connection: any Connection) throws -> KeptAdvice? {
        try connection.row("SELECT \(columns) FROM workshop_advice WHERE id = \(id)").flatMap(kept)
    }

    /// What is open and was found by the last computation: best first, after the place of the page before.
    static func ranked(_ kind: Advice.Kind?, after position: Int?, limit: Int, in connection: any Connection) throws -> [KeptAdvice] {
        let only: Query = kind.map { " AND kind = \($0.rawValue)" } ?? ""
        return try connection.rows(
            """
            SELECT \(columns) FROM workshop_advice WHERE state = 'open' AND position > \(position ?? -1)\(only) ORDER BY position
            LIMIT \(limit: limit)
            """
        ).compactMap(kept)
    }

    /// What was decided, the latest first.
    static func decided(
        _ state: AdviceState, _ kind: Advice.Kind?, before decision: ID?, limit: Int, in connection: any Connection
    ) throws -> [KeptAdvice] {
        let only: Query = kind.map { " AND kind = \($0.rawValue)" } ?? ""
        let older: Query = decision.map { " AND decision < \($0)" } ?? ""
        return try connection.rows(
            """
            SELECT \(columns) FROM workshop_advice WHERE state = \(state.rawValue)\(only)\(older) ORDER BY decision DESC
            LIMIT \(limit: limit)
            """
        ).compactMap(kept)
    }

    /// Accepted advice whose draft is published, with the version and the time of the publication; the latest first.
    static func published(limit: Int, in connection: any Connection) throws -> [(advice: KeptAdvice, publishedAt: Instant)] {
        try connection.rows(
            """
            SELECT a.id, a.state, a.revision, a.content, a.position, a.first_seen, a.last_seen, a.actor, a.actor_name, a.reason, a.decided_at,
                a.decision, a.draft_id, a.saved, d.updated_at AS published_at
            FROM workshop_advice a JOIN workshop_draft d ON d.id = a.draft_id
            WHERE a.state = 'accepted' AND d.state = 'published' ORDER BY a.decision DESC LIMIT \(limit: limit)
            """
        ).compactMap { row in try kept(row).map { ($0, try row.instant("published_at")) } }
    }

    static func events(of id: String, in connection: any Connection) throws -> [AdviceEvent] {
        try connection.rows(
            """
            SELECT at, action, actor_name, to_state, reason, draft_id FROM workshop_advice_event WHERE advice_id = \(id)
            ORDER BY sequence LIMIT 200
            """
        ).map { row in
            AdviceEvent(
                at: try row.instant("at"), action: try row.value("action", as: AdviceAction.self), actorName: try row.text("actor_name"),
                to: try row.value("to_state", as: AdviceState.self), reason: try row.textOrNil("reason"), draft: try row.idOrNil("draft_id")
            )
        }
    }

    /// nil for advice of a kind that this program no longer knows.
    private static func kept(_ row: ResultRow) throws -> KeptAdvice? {
        guard let advice = Advice(json: try row.json("content")) else { return nil }
        var decision: KeptAdvice.Decision?
        if let id = try row.idOrNil("decision"), let at = try row.instantOrNil("decided_at") {
            decision = KeptAdvice.Decision(
                id: id, account: try row.idOrNil("actor"), name: try row.textOrNil("actor_name") ?? "", at: at,
                reason: try row.textOrNil("reason"))
        }
        return KeptAdvice(
            advice: advice, state: try row.value("state", as: AdviceState.self), revision: try row.int("revision"),
            position: try row.intOrNil("position"), firstSeen: try row.instant("first_seen"), lastSeen: try row.instant("last_seen"),
            decision: decision, draft: try row.idOrNil("draft_id"), saved: try row.jsonOrNil("saved").flatMap(SavedBurden.init(json:)))
    }
}
