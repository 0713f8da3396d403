import Kernel
import Store

extension Site {
    /// Answers a request: everything that happens to one, except the sockets. It never throws; whatever goes wrong is an answer too.
    package func answer(_ request: RawRequest) async -> RawAnswer {
        let headers = request.headers
        if let ready = ready(
            method: request.method, target: request.target, cookie: headers["cookie"], acceptLanguage: headers["accept-language"],
            acceptEncoding: headers["accept-encoding"], ifNoneMatch: headers["if-none-match"])
        {
            return request.method == "HEAD" ? ready.raw.withoutBody : ready.raw
        }
        let started = ContinuousClock.now
        var exchange = begin(request)
        var answer: RawAnswer
        do {
            answer = try await render(try await act(&exchange), &exchange)
        } catch {
            answer = await refuse(error, &exchange)
        }
        if exchange.isHead { answer = answer.withoutBody }
        let elapsed = (ContinuousClock.now - started).components
        meters.record(
            endpoint: exchange.endpoint, status: answer.status,
            nanoseconds: elapsed.seconds * 1_000_000_000 + elapsed.attoseconds / 1_000_000_000)
        return answer
    }

    private func begin(_ request: RawRequest) -> Exchange {
        let headers = request.headers
        let isSecure = settings.secureCookies || settings.trustProxy && headers["x-forwarded-proto"] == "https"
        let language = LanguageChoice.language(
            query: nil, cookie: Cookies.value(WebSettings.languageCookie, in: headers["cookie"]), session: nil,
            acceptLanguage: headers["accept-language"])
        let isProgram = request.path.hasPrefix(Endpoint.apiPrefix + "/") || headers["accept"]?.hasPrefix("application/json") == true
        var exchange = Exchange(
            request: request, requestID: surroundings.newID().rawValue, now: surroundings.now(), isSecure: isSecure,
            publicVersion: publicVersion(), face: isProgram ? .api : .page, visitor: .anonymous(language))
        if let place = Cookies.value(WebSettings.placeCookie, in: headers["cookie"]), isPlace(place) { exchange.place = place }
        return exchange
    }

    /// From the request to its endpoint's answer.
    private func act(_ exchange: inout Exchange) async throws -> Answer {
        try readTarget(&exchange)
        let (endpoint, parameters) = try route(&exchange)
        let isUnsafe = exchange.method != .get
        do {
            try await recognise(&exchange)
        } catch let error as StoreError where isUnsafe && endpoint.face == .page {
            // Nobody can be recognised while the database is away, but what they typed can be kept.
            exchange.call = call(exchange, endpoint, parameters, try await read(exchange.request, endpoint))
            exchange.isUnrecognised = true
            throw error
        }
        let isAdmitted = exchange.visitor.may(endpoint.access)
        guard isAdmitted || (isUnsafe && endpoint.face == .page && !exchange.visitor.isSignedIn) else {
            return try turnAway(exchange, endpoint)
        }
        let submitted = isUnsafe ? try await read(exchange.request, endpoint) : Submitted()
        exchange.call = call(exchange, endpoint, parameters, submitted)
        if isUnsafe { try checkOrigin(exchange, endpoint) }
        guard isAdmitted else { throw WebProblem.signInNeeded }
        if isUnsafe, endpoint.face != .api, !ForgeryCheck.isToken(submitted[FormSeal.csrfName], of: exchange.csrfSecret) {
            throw WebProblem.formExpired
        }
        guard let call = exchange.call else { throw WebProblem.fault }
        // A key that is passed over in silence would let a retry submit twice.
        if let key = call.idempotencyKey, !(1...255).contains(key.utf8.count) { throw WebProblem.badKey }
        return try await endpoint.answer(call)
    }

    private func readTarget(_ exchange: inout Exchange) throws(Problem) {
        guard exchange.request.target.utf8.count <= 8192 else { throw WebProblem.malformed }
        for pair in try PairsReader.pairs(exchange.request.queryText.utf8) where exchange.query[pair.name] == nil {
            exchange.query[pair.name] = pair.value
        }
        exchange.chosenLanguage = exchange.query["lang"].flatMap { Language(tag: $0) }
        if let chosen = exchange.chosenLanguage { exchange.visitor.language = chosen }
        if let place = exchange.query["place"], place.isEmpty || isPlace(place) {
            exchange.choosesPlace = true
            exchange.place = place.isEmpty ? nil : place
        }
        exchange.isHead = exchange.request.method == "HEAD"
        exchange.method = exchange.isHead ? .get : Method(rawValue: exchange.request.method)
    }

    private func route(_ exchange: inout Exchange) throws -> (Endpoint, [String: String]) {
        switch routes.match(exchange.method ?? .get, exchange.request.path) {
        case .endpoint(let index, let parameters):
            guard exchange.method != nil else { throw notAllowed([endpoints[index].method]) }
            exchange.endpoint = index
            exchange.face = endpoints[index].face == .file && exchange.face == .api ? .api : endpoints[index].face
            return (endpoints[index], parameters)
        case .otherMethods(let methods): throw notAllowed(methods)
        case .none: throw WebProblem.notFound
        }
    }

    private func notAllowed(_ methods: [Method]) -> Refusal {
        let names = methods.map(\.rawValue) + (methods.contains(.get) ? ["HEAD"] : [])
        return Refusal(WebProblem.methodNotAllowed, headers: ["allow": names.joined(separator: ", ")])
    }

    /// Who may not come in: a person is asked to sign in, a program is told so.
    private func turnAway(_ exchange: Exchange, _ endpoint: Endpoint) throws -> Answer {
        guard !exchange.visitor.isSignedIn else { throw WebProblem.forbidden }
        guard exchange.face != .api, exchange.method == .get else { throw WebProblem.signInNeeded }
        let signIn = Link(local: settings.signInPath) ?? "/"
        return .redirect(signIn.with("next", exchange.here.without("lang").text))
    }

    private func read(_ request: RawRequest, _ endpoint: Endpoint) async throws -> Submitted {
        // A compressed body could be a thousand times what it seems.
        if let coding = request.headers["content-encoding"], coding != "identity" { throw WebProblem.unsupportedType }
        let limit = settings.maxBytes(endpoint)
        if let length = request.headers["content-length"].flatMap({ Int($0) }), length > limit {
            // Many clients send the whole of a body before they read the answer: what is only a little too much is taken in and dropped.
            if length <= SiteLimits.drainedBytes { _ = try? await request.body(SiteLimits.drainedBytes) }
            throw WebProblem.tooLarge(limit: limit)
        }
        let bytes: [UInt8]?
        do {
            bytes = try await request.body(limit)
        } catch {
            // The connection broke, or the sender breaks HTTP's rules: no fault of ours.
            throw WebProblem.malformed
        }
        guard let bytes else { throw WebProblem.tooLarge(limit: limit) }
        return try BodyReader(maxTextBytes: settings.maxTextBytes).submitted(bytes, contentType: request.headers["content-type"])
    }

    private func call(_ exchange: Exchange, _ endpoint: Endpoint, _ parameters: [String: String], _ submitted: Submitted) -> Call {
        let headers = exchange.request.headers
        let key = endpoint.face == .api ? headers["idempotency-key"] : submitted[FormSeal.keyName]
        let path = exchange.request.path
        return Call(
            method: endpoint.method, path: String(endpoint.face == .api ? path.dropFirst(Endpoint.apiPrefix.utf8.count) : path),
            face: endpoint.face,
            parameters: parameters, query: exchange.query, headers: headers, submitted: submitted, visitor: exchange.visitor,
            requestID: exchange.requestID, now: exchange.now, idempotencyKey: key,
            remoteAddress: remoteAddress(exchange.request), place: exchange.place, surroundings: surroundings)
    }

    /// A form comes from a page of ours. A program with a token may come from anywhere; one that rides on a cookie has to prove its origin.
    private func checkOrigin(_ exchange: Exchange, _ endpoint: Endpoint) throws(Problem) {
        guard !exchange.isBearer else { return }
        switch ForgeryCheck.origin(exchange.request.headers, site: settings.origin) {
        case .same: return
        case .other: throw WebProblem.wrongOrigin
        case .unknown: if endpoint.face == .api, exchange.visitor.isSignedIn { throw WebProblem.wrongOrigin }
        }
    }

    /// The last address that our own proxy saw, where it is trusted to say so.
    private func remoteAddress(_ request: RawRequest) -> String {
        guard settings.trustProxy, let forwarded = request.headers["x-forwarded-for"]?.split(separator: ",").last else {
            return request.remoteAddress
        }
        return String(forwarded.drop { $0 == " " })
    }
}

extension RawAnswer {
    /// What `HEAD` gets: the same headers, the length among them.
    var withoutBody: RawAnswer { RawAnswer(status: status, headers: headers) }
}

/// Bounds that no city sets.
private enum SiteLimits {
    /// A body that is refused for its length is still read to its end up to here.
    static let drainedBytes = 16_000_000
}
