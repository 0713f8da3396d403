package import Kernel

/// One act with two faces: one typed input, one run, one outcome; a form's post and a JSON post are two codecs of it.
package struct Act<Input: Sendable, Outcome: Sendable>: Sendable {
    package let endpoints: [Endpoint]

    /// - Parameters:
    ///   - path: of the form's post; the JSON face is at `/api/v1` + path.
    ///   - then: where a person goes on after success (303).
    ///   - again: the page with what was typed and what is wrong with it.
    package init(
        _ name: String, post path: String, access: Access, summary: Text, tag: String? = nil, takes: Schema, refuses: [String] = [],
        body: BodyLimit = .form, input: @escaping @Sendable (Submitted, Call) throws -> Input,
        run: @escaping @Sendable (Input, Call) async throws -> Outcome, then: @escaping @Sendable (Outcome, Call) -> Link,
        again: (@Sendable (Problem, Call) async throws -> Page)? = nil, gives: Schema,
        json: @escaping @Sendable (Outcome, Call) -> JSON, status: Int = 201
    ) {
        let page = Endpoint(
            name, .post, path, access: access, summary: summary, tag: tag, takes: takes, refuses: refuses, face: .page, status: 303,
            body: body, again: again
        ) { call in
            .redirect(then(try await run(try input(call.submitted, call), call), call))
        }
        let api = Endpoint(
            name, .post, path, access: access, summary: summary, tag: tag, takes: takes, gives: gives, refuses: refuses, face: .api,
            status: status, body: body
        ) { call in
            .json(json(try await run(try input(call.submitted, call), call), call), status: status)
        }
        endpoints = [page, api]
    }
}
