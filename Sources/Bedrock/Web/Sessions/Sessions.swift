import Cryptography
package import Kernel
package import Store

/// The sessions of people and the tokens of programs. Only the SHA-256 of a token is stored: a copy of the table signs nobody in.
package struct Sessions: Sendable {
    /// How long a session lives.
    package struct Life: Sendable, Hashable {
        package var applicantIdleSeconds: Int64
        package var staffIdleSeconds: Int64
        /// However busy it is, a session ends after this.
        package var longestSeconds: Int64

        package init(applicantIdleSeconds: Int64 = 2 * 3600, staffIdleSeconds: Int64 = 30 * 60, longestSeconds: Int64 = 12 * 3600) {
            self.applicantIdleSeconds = applicantIdleSeconds
            self.staffIdleSeconds = staffIdleSeconds
            self.longestSeconds = longestSeconds
        }

        func idleSeconds(_ kind: Visitor.Kind) -> Int64 { kind == .staff ? staffIdleSeconds : applicantIdleSeconds }
    }

    package let life: Life

    package init(life: Life = Life()) { self.life = life }

    /// `seen` moves at most this often, so that reading pages writes next to nothing.
    static let touchSeconds: Int64 = 300

    /// Begins a session. `random` gives 48 unpredictable bytes; `lastsSeconds` is a program's token's own life.
    package func begin(
        account: ID, kind: Visitor.Kind, actingFor: Party? = nil, language: Language? = nil, random: [UInt8], now: Instant,
        lastsSeconds: Int64? = nil, in connection: any Connection
    ) throws -> NewSession {
        precondition(random.count >= 48 && kind != .anonymous, "a session has 48 random bytes and somebody's account")
        let token = Base64URL.encode(Array(random[0..<32]))
        let row = SessionRow(
            id: Sessions.id(of: token), account: account, kind: kind, actingFor: actingFor, language: language,
            csrf: Hex.encode(random[32..<48]), created: now, seen: now, expires: now.adding(seconds: lastsSeconds ?? life.idleSeconds(kind))
        )
        try connection.run(
            """
            INSERT INTO web_session (id, account, kind, acting_for, language, csrf, created_at, seen_at, expires_at)
            VALUES (\(row.id), \(row.account), \(row.kind.rawValue), \(row.actingFor?.description), \(row.language?.rawValue), \(row.csrf),
                \(row.created), \(row.seen), \(row.expires))
            """)
        return NewSession(token: token, row: row)
    }

    /// The session of that token, if it lives.
    package func find(token: String, now: Instant, in connection: any Connection) throws -> SessionRow? {
        guard token.utf8.count == 43 else { return nil }
        let id = Sessions.id(of: token)
        return try connection.row(
            """
            SELECT id, account, kind, acting_for, language, csrf, created_at, seen_at, expires_at FROM web_session
            WHERE id = \(id) AND expires_at > \(now)
            """
        ).map(Sessions.row)
    }

    /// Whether `touch` is due.
    package func isStale(_ row: SessionRow, now: Instant) -> Bool {
        row.kind != .machine && row.seen.adding(seconds: Sessions.touchSeconds) <= now
    }

    /// The session was used: it lives on, but never past its longest life.
    package func touch(_ row: SessionRow, now: Instant, in connection: any Connection) throws {
        let expires = min(now.adding(seconds: life.idleSeconds(row.kind)), row.created.adding(seconds: life.longestSeconds))
        try connection.run("UPDATE web_session SET seen_at = \(now), expires_at = \(expires) WHERE id = \(row.id)")
    }

    /// From now on the session acts for that enterprise, or for the person themselves.
    package func act(for party: Party?, session id: String, in connection: any Connection) throws {
        try connection.run("UPDATE web_session SET acting_for = \(party?.description) WHERE id = \(id)")
    }

    package func end(_ id: String, in connection: any Connection) throws {
        try connection.run("DELETE FROM web_session WHERE id = \(id)")
    }

    /// Ends every session of an account: its password or its rights changed.
    package func endAll(of account: ID, except kept: String? = nil, in connection: any Connection) throws {
        try connection.run("DELETE FROM web_session WHERE account = \(account) AND id <> \(kept ?? "")")
    }

    private static func id(of token: String) -> String { Hex.encode(Digest.sha256.hash(text: token)) }

    private static func row(_ row: ResultRow) throws -> SessionRow {
        SessionRow(
            id: try row.text("id"), account: try row.id("account"), kind: try row.value("kind", as: Visitor.Kind.self),
            actingFor: try row.textOrNil("acting_for").flatMap { Party($0) },
            language: try row.textOrNil("language").flatMap(Language.init(rawValue:)), csrf: try row.text("csrf"),
            created: try row.instant("created_at"), seen: try row.instant("seen_at"), expires: try row.instant("expires_at"))
    }
}
