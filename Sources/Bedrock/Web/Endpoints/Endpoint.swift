package import Kernel

/// One route as a value. Router, OpenAPI, the API reference and the guard tests are read off the list of these.
package struct Endpoint: Sendable {
    package typealias Face = Call.Face

    /// Stable, for metrics and OpenAPI's `operationId`: `cases.submit`.
    package var name: String
    package var method: Method
    /// `/things/{code}`; an `.api` endpoint is served below `/api/v1`.
    package var path: String
    package var access: Access
    package var summary: Text
    /// The rubric of the API reference; by default the name's part before the dot.
    package var tag: String
    package var query: Schema?
    package var takes: Schema?
    package var gives: Schema?
    /// The codes of the problems that it may answer with, besides those of every endpoint.
    package var refuses: [String]
    package var face: Face
    /// The status of success.
    package var status: Int
    package var body: BodyLimit
    /// Shows the form again, with what was typed, when the act was refused.
    package var again: (@Sendable (Problem, Call) async throws -> Page)?
    package var answer: @Sendable (Call) async throws -> Answer

    package init(
        _ name: String, _ method: Method, _ path: String, access: Access, summary: Text, tag: String? = nil, query: Schema? = nil,
        takes: Schema? = nil, gives: Schema? = nil, refuses: [String] = [], face: Face, status: Int = 200, body: BodyLimit = .form,
        again: (@Sendable (Problem, Call) async throws -> Page)? = nil, answer: @escaping @Sendable (Call) async throws -> Answer
    ) {
        self.name = name
        self.method = method
        self.path = path
        self.access = access
        self.summary = summary
        self.tag = tag ?? String(name.prefix { $0 != "." })
        self.query = query
        self.takes = takes
        self.gives = gives
        self.refuses = refuses
        self.face = face
        self.status = status
        self.body = body
        self.again = again
        self.answer = answer
    }

    /// Where it is served.
    package var servedPath: String { face == .api ? Endpoint.apiPrefix + path : path }

    package static let apiPrefix = "/api/v1"
}
