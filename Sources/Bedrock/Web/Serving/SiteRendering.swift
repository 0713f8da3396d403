import Cryptography
import Kernel
import NIOCore

extension Site {
    /// An endpoint's answer as status, headers and bytes.
    func render(_ answer: Answer, _ exchange: inout Exchange) async throws -> RawAnswer {
        let answer = exchange.face == .api ? answer : resumed(answer, exchange)
        var headers = Headers(SecurityHeaders.fields)
        if exchange.isSecure { headers.append(SecurityHeaders.strictTransport.name, SecurityHeaders.strictTransport.value) }
        headers["x-request-id"] = exchange.requestID
        setCookies(answer, exchange, &headers)
        switch answer.content {
        case .none:
            finish(&headers, answer, isPublic: false, exchange)
            // 304 has no body, and a length would be that of the 200.
            if ![204, 304].contains(answer.status) { headers["content-length"] = "0" }
            return RawAnswer(status: answer.status, headers: headers)
        case .page(let page):
            return render(page, answer, headers, exchange)
        case .json(let json):
            headers["content-type"] = "application/json"
            finish(&headers, answer, isPublic: false, exchange)
            return body(json.bytes, answer.status, headers, exchange)
        case .bytes(let bytes, let type):
            headers["content-type"] = type
            finish(&headers, answer, isPublic: false, exchange)
            return body(bytes, answer.status, headers, exchange)
        }
    }

    private func render(_ page: Page, _ answer: Answer, _ sofar: Headers, _ exchange: Exchange) -> RawAnswer {
        let visitor = exchange.visitor
        let isShared = page.cache != nil && page.status == 200 && !visitor.isSignedIn && exchange.method == .get && answer.session == nil
        let frame = PageFrame(
            language: visitor.language, here: exchange.here, portalMenu: menus.portal(visitor),
            consoleMenu: menus.console(visitor), name: visitor.isSignedIn ? visitor.name : nil, actingFor: visitor.actingForName,
            csrf: isShared ? "" : visitor.csrf, assets: assets.versions)
        let bytes = PageShell.html(page, in: frame).bytes
        var headers = sofar
        // A page that carries this visitor's token is nobody else's, whatever it says of itself.
        if isShared, bytes.position(of: Array(visitor.csrf.utf8), from: 0) == nil {
            let answers = ReadyAnswers(
                bytes, type: "text/html; charset=utf-8", version: String(Hex.encode(Digest.sha256.hash(bytes)).prefix(22)),
                cacheControl: "public, max-age=0, must-revalidate", language: visitor.language.rawValue,
                varies: "accept-encoding, accept-language, cookie", isSecure: settings.secureCookies)
            if exchange.request.queryText.isEmpty {
                pages.keep(
                    answers, String(exchange.request.path), visitor.language, place: exchange.place, isPlaced: page.isPlaced,
                    version: exchange.publicVersion)
            }
            let requested = exchange.request.headers
            var raw = answers.answer(acceptEncoding: requested["accept-encoding"], ifNoneMatch: requested["if-none-match"]).raw
            for cookie in sofar.all("set-cookie") { raw.headers.append("set-cookie", cookie) }
            return raw
        }
        if exchange.isSecretNew, !visitor.isSignedIn {
            headers.append("set-cookie", Cookies.set(settings.csrfCookie, exchange.csrfSecret, isSecure: settings.secureCookies))
        }
        headers["content-type"] = "text/html; charset=utf-8"
        headers["content-language"] = visitor.language.rawValue
        finish(&headers, answer, isPublic: exchange.method == .get, exchange)
        return body(bytes, page.status == 200 ? answer.status : page.status, headers, exchange)
    }

    /// The answer's own headers go before ours.
    private func finish(_ headers: inout Headers, _ answer: Answer, isPublic: Bool, _ exchange: Exchange) {
        headers["cache-control"] = isPublic && !exchange.visitor.isSignedIn ? "private, no-cache" : "private, no-store"
        for field in answer.headers.fields where field.name != "set-cookie" { headers[field.name] = field.value }
        for cookie in answer.headers.all("set-cookie") { headers.append("set-cookie", cookie) }
    }

    private func body(_ bytes: [UInt8], _ status: Int, _ sofar: Headers, _ exchange: Exchange) -> RawAnswer {
        var headers = sofar
        var bytes = bytes
        if bytes.count >= Gzip.leastBytes, headers["content-encoding"] == nil, let type = headers["content-type"], Gzip.isWorthwhile(type) {
            headers.append("vary", "accept-encoding")
            if Gzip.isAccepted(exchange.request.headers["accept-encoding"]) {
                bytes = Gzip.compressed(bytes, level: 6)
                headers["content-encoding"] = "gzip"
            }
        }
        headers["content-length"] = String(bytes.count)
        return RawAnswer(status: status, headers: headers, body: ByteBuffer(bytes: bytes))
    }

    private func setCookies(_ answer: Answer, _ exchange: Exchange, _ headers: inout Headers) {
        if let cookie = languageCookie(exchange) { headers.append("set-cookie", cookie) }
        if exchange.choosesPlace {
            headers.append(
                "set-cookie",
                Cookies.set(
                    WebSettings.placeCookie, exchange.place ?? "", isSecure: settings.secureCookies,
                    maxAgeSeconds: exchange.place == nil ? 0 : 365 * 86400))
        }
        switch answer.session {
        case .begin(let session):
            headers.append("set-cookie", Cookies.set(settings.sessionCookie, session.token, isSecure: settings.secureCookies))
        case .end: headers.append("set-cookie", Cookies.set(settings.sessionCookie, "", isSecure: settings.secureCookies, maxAgeSeconds: 0))
        case nil:
            guard exchange.isSessionDead else { return }
            headers.append("set-cookie", Cookies.set(settings.sessionCookie, "", isSecure: settings.secureCookies, maxAgeSeconds: 0))
        }
    }

    private func languageCookie(_ exchange: Exchange) -> String? {
        exchange.chosenLanguage.map {
            Cookies.set(WebSettings.languageCookie, $0 == .zh ? "zh" : "en", isSecure: settings.secureCookies, maxAgeSeconds: 365 * 86400)
        }
    }
}
