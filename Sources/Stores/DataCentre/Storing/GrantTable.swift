import Kernel
import Store

/// What happened to a grant, for its trail.
struct GrantEvent: Sendable, Hashable {
    var at: Instant
    var action: GrantAction
    var account: ID?
    var actorName: String
    var to: GrantState
    var words: String?
}

/// The only code that writes grants. A change writes the grant, its trail and the nodes' mark together, where it still is as it was read.
struct GrantTable: Sendable {
    let sources: SourceTable

    private static let columns: Query = """
        id, department, resource, item, state, need, requested_at, due_on, decided_at, reason, until, revision, extension, postponed
        """

    func all(in connection: any Connection) throws -> [Grant] {
        try connection.rows("SELECT \(GrantTable.columns) FROM datacentre_grant").map(grant)
    }

    func grant(_ id: ID, in connection: any Connection) throws -> Grant? {
        try connection.row("SELECT \(GrantTable.columns) FROM datacentre_grant WHERE id = \(id)").map(grant)
    }

    func grant(_ key: Grant.Key, in connection: any Connection) throws -> Grant? {
        try connection.row(
            """
            SELECT \(GrantTable.columns) FROM datacentre_grant
            WHERE resource = \(key.resource) AND item = \(key.item) AND department = \(key.department)
            """
        ).map(grant)
    }

    /// Which grants somebody sees: those of departments that use, and of resources that are held. nil for all.
    private func whose(_ departments: [String]?, _ owned: [String]) -> Query {
        guard let departments else { return "1 = 1" }
        return "(department IN \(list: departments) OR resource IN \(list: owned))"
    }

    /// The latest first.
    ///
    /// - Parameters:
    ///   - waiting: those that wait for an answer, extensions as well, whatever the states.
    ///   - codes: what they are narrowed to.
    func grants(
        states: [GrantState], waiting: Bool = false, departments: [String]?, owned: [String], codes: DataFilter.Codes = DataFilter.Codes(),
        before: ID?, limit: Int, in connection: any Connection
    ) throws -> [Grant] {
        let which: Query = waiting ? "(state = 'requested' OR extension IS NOT NULL)" : "state IN \(list: states.map(\.rawValue))"
        let older: Query = before.map { " AND id < \($0)" } ?? ""
        let among: Query = codes.resources.map { " AND resource IN \(list: $0)" } ?? ""
        let named: Query = codes.named.map { " AND (resource IN \(list: $0.resources) OR item IN \(list: $0.items))" } ?? ""
        return try connection.rows(
            """
            SELECT \(GrantTable.columns) FROM datacentre_grant
            WHERE \(which) AND \(whose(departments, owned))\(among)\(named)\(older) ORDER BY id DESC LIMIT \(limit: limit)
            """
        ).map(grant)
    }

    /// Grants whose term is over and which still say that they are in force.
    func over(on day: LocalDate, in connection: any Connection) throws -> [Grant] {
        try connection.rows("SELECT \(GrantTable.columns) FROM datacentre_grant WHERE state = 'granted' AND until < \(day)").map(grant)
    }

    /// Grants whose term ends within these days.
    func ending(
        from first: LocalDate, through last: LocalDate, departments: [String]? = nil, owned: [String] = [], in connection: any Connection
    ) throws -> [Grant] {
        try connection.rows(
            """
            SELECT \(GrantTable.columns) FROM datacentre_grant
            WHERE state = 'granted' AND until >= \(first) AND until <= \(last) AND \(whose(departments, owned)) ORDER BY until, id
            """
        ).map(grant)
    }

    func count(departments: [String]?, owned: [String], in connection: any Connection) throws -> [GrantState: Int] {
        let rows = try connection.rows(
            "SELECT state, COUNT(*) AS number FROM datacentre_grant WHERE \(whose(departments, owned)) GROUP BY state")
        return Dictionary(
            try rows.map { (try $0.value("state", as: GrantState.self), try $0.int("number")) }, uniquingKeysWith: { first, _ in first })
    }

    func insert(_ grant: Grant, recording event: GrantEvent, in connection: any Connection) throws -> Bool {
        let key = grant.key
        let added = try connection.run(
            """
            INSERT INTO datacentre_grant (\(GrantTable.columns)) VALUES (
                \(grant.id), \(key.department), \(key.resource), \(key.item), \(grant.state.rawValue), \(grant.need), \(grant.requestedAt),
                \(grant.dueOn), \(grant.decidedAt), \(grant.reason), \(grant.until), \(grant.revision), \(grant.extensionNeed),
                \(grant.isPostponed ? 1 : 0))
            ON CONFLICT (resource, item, department) DO NOTHING
            """)
        guard added == 1 else { return false }
        try record(event, of: grant.id, in: connection)
        return true
    }

    /// False where somebody was quicker.
    func replace(_ before: Grant, with after: Grant, recording event: GrantEvent, in connection: any Connection) throws -> Bool {
        let changed = try connection.run(
            """
            UPDATE datacentre_grant SET state = \(after.state.rawValue), need = \(after.need), requested_at = \(after.requestedAt),
                due_on = \(after.dueOn), decided_at = \(after.decidedAt), reason = \(after.reason), until = \(after.until),
                extension = \(after.extensionNeed), postponed = \(after.isPostponed ? 1 : 0), revision = \(before.revision + 1)
            WHERE id = \(before.id) AND revision = \(before.revision)
            """)
        guard changed == 1 else { return false }
        try record(event, of: before.id, in: connection)
        return true
    }

    private func record(_ event: GrantEvent, of grant: ID, in connection: any Connection) throws {
        // The column's check knows the first five actions alone, and one engine cannot widen it: `step` says the later ones.
        let (action, step) = event.action == .postpone ? (GrantAction.request, event.action.rawValue) : (event.action, nil)
        try connection.run(
            """
            INSERT INTO datacentre_grant_event (id, grant_id, at, action, account, actor_name, to_state, words, step)
            VALUES (\(sources.newID()), \(grant), \(event.at), \(action.rawValue), \(event.account), \(event.actorName),
                \(event.to.rawValue), \(event.words), \(step))
            """)
    }

    func events(of grant: ID, in connection: any Connection) throws -> [GrantEvent] {
        try connection.rows(
            """
            SELECT at, COALESCE(step, action) AS action, account, actor_name, to_state, words FROM datacentre_grant_event
            WHERE grant_id = \(grant) ORDER BY id
            """
        ).map { row in
            GrantEvent(
                at: try row.instant("at"), action: try row.value("action", as: GrantAction.self), account: try row.idOrNil("account"),
                actorName: try row.text("actor_name"), to: try row.value("to_state", as: GrantState.self), words: try row.textOrNil("words")
            )
        }
    }

    private func grant(_ row: ResultRow) throws -> Grant {
        var grant = Grant(
            id: try row.id("id"),
            key: Grant.Key(department: try row.text("department"), resource: try row.text("resource"), item: try row.text("item")),
            state: try row.value("state", as: GrantState.self), need: try row.text("need"), requestedAt: try row.instant("requested_at"),
            dueOn: try row.date("due_on"), decidedAt: try row.instantOrNil("decided_at"), reason: try row.textOrNil("reason"),
            until: try row.dateOrNil("until"), revision: try row.int("revision"))
        (grant.extensionNeed, grant.isPostponed) = (try row.textOrNil("extension"), try row.int("postponed") == 1)
        return grant
    }
}
