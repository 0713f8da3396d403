package import Kernel

/// One request, read and checked: what an endpoint's closures get.
package struct Call: Sendable {
    /// Which of an act's two faces is speaking.
    package enum Face: String, Sendable, Hashable {
        /// A person in front of a page.
        case page
        /// A program, JSON and `problem+json`.
        case api
        /// Bytes for either: a download, a picture.
        case file
    }

    package var method: Method
    /// As sent, percent-encoded, without query and without `/api/v1`.
    package var path: String
    package var face: Face
    /// What stood in the path's `{…}`.
    package var parameters: [String: String]
    package var query: [String: String]
    package var headers: Headers
    package var submitted: Submitted
    package var visitor: Visitor
    package var requestID: String
    /// Read once for the whole request.
    package var now: Instant
    /// The header `Idempotency-Key` of a program, the hidden field `_key` of a form.
    package var idempotencyKey: String?
    /// The address that the request came from, for rate limits and logs.
    package var remoteAddress: String
    /// The place that the visitor has chosen as theirs, remembered by a cookie: a code that the site knows.
    package var place: String?
    package var surroundings: Surroundings

    package init(
        method: Method, path: String, face: Face, parameters: [String: String] = [:], query: [String: String] = [:], headers: Headers = [:],
        submitted: Submitted = Submitted(), visitor: Visitor, requestID: String, now: Instant, idempotencyKey: String? = nil,
        remoteAddress: String = "", place: String? = nil, surroundings: Surroundings
    ) {
        self.method = method
        self.path = path
        self.face = face
        self.parameters = parameters
        self.query = query
        self.headers = headers
        self.submitted = submitted
        self.visitor = visitor
        self.requestID = requestID
        self.now = now
        self.idempotencyKey = idempotencyKey
        self.remoteAddress = remoteAddress
        self.place = place
        self.surroundings = surroundings
    }

    package var language: Language { visitor.language }

    /// Where a page of a list begins, from the query. What is no place is refused: the list would silently begin anew.
    package func place(_ name: String) throws(Problem) -> ID? {
        guard let text = query[name] else { return nil }
        guard let id = ID(text) else { throw .invalid([Problem.Fault(name, WebText.noPlace)]) }
        return id
    }

    /// What a request chose of few in its query; nil where it says nothing. What is none of them is refused.
    ///
    /// - Parameter fault: what to choose, for whoever sent something else.
    package func choice<Choice: RawRepresentable<String>>(_ name: String, fault: Text) throws(Problem) -> Choice? {
        guard let text = query[name] else { return nil }
        guard let choice = Choice(rawValue: text) else { throw .invalid([Problem.Fault(name, fault)]) }
        return choice
    }

    /// A path parameter; a page that does not exist where the route has none of that name.
    package func parameter(_ name: String) throws(Problem) -> String {
        guard let value = parameters[name] else { throw WebProblem.notFound }
        return value
    }

    /// A path parameter that is an id; a page that does not exist where it is none.
    package func id(_ name: String = "id") throws(Problem) -> ID {
        guard let id = ID(try parameter(name)) else { throw WebProblem.notFound }
        return id
    }
}
