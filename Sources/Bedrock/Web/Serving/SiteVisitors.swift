import Kernel
import Logging
import Store

extension Site {
    /// Finds out who asks: by a bearer token, by the session's cookie, or nobody.
    func recognise(_ exchange: inout Exchange) async throws {
        let headers = exchange.request.headers
        let cookie = headers["cookie"]
        if let authorization = headers["authorization"] {
            guard let token = bearer(authorization), try await admit(token, &exchange) else { throw WebProblem.signInNeeded }
            exchange.isBearer = true
            return
        }
        if let token = Cookies.value(settings.sessionCookie, in: cookie) {
            if try await admit(token, &exchange) { return }
            exchange.isSessionDead = true
        }
        if let secret = Cookies.value(settings.csrfCookie, in: cookie), secret.utf8.count == ForgeryCheck.secretBytes * 2 {
            exchange.csrfSecret = secret
        } else {
            exchange.csrfSecret = newSecret()
            exchange.isSecretNew = true
        }
        exchange.visitor.csrf = pageToken(exchange.csrfSecret)
    }

    private func bearer(_ header: String) -> String? {
        let parts = header.split(separator: " ")
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1])
    }

    /// Whether the token is a living session's; then the visitor is known.
    private func admit(_ token: String, _ exchange: inout Exchange) async throws -> Bool {
        let (sessions, identify, now) = (sessions, identify, exchange.now)
        let headers = exchange.request.headers
        let (query, accepted) = (exchange.query["lang"], headers["accept-language"])
        let cookie = Cookies.value(WebSettings.languageCookie, in: headers["cookie"])
        // Session and visitor in one read: every request of somebody who is signed in begins here.
        let found = try await database.read { connection -> (row: SessionRow, visitor: Visitor)? in
            guard let row = try sessions.find(token: token, now: now, in: connection) else { return nil }
            let language = LanguageChoice.language(query: query, cookie: cookie, session: row.language, acceptLanguage: accepted)
            guard var visitor = try identify(row, language, connection) else { return nil }
            visitor.language = language
            return (row, visitor)
        }
        guard let row = found?.row, var visitor = found?.visitor else { return false }
        visitor.session = row.id
        visitor.csrf = pageToken(row.csrf)
        exchange.visitor = visitor
        exchange.csrfSecret = row.csrf
        if sessions.isStale(row, now: now) { await touch(row, now) }
        return true
    }

    /// A session that cannot be prolonged for the moment is no reason not to show a page.
    private func touch(_ row: SessionRow, _ now: Instant) async {
        let sessions = sessions
        do {
            try await database.write { try sessions.touch(row, now: now, in: $0) }
        } catch {
            logger.warning("a session could not be prolonged", metadata: ["error": "\(error)"])
        }
    }

    private func newSecret() -> String { ForgeryCheck.hexadecimal(surroundings.randomBytes(ForgeryCheck.secretBytes)) }

    func pageToken(_ secret: String) -> String {
        ForgeryCheck.token(secret: secret, random: surroundings.randomBytes(ForgeryCheck.secretBytes))
    }
}
