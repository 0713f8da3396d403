package import Kernel

/// One model, loaded once, shown as a page and, where it says so, as JSON.
package struct Screen<Model: Sendable>: Sendable {
    package let endpoints: [Endpoint]

    package init(
        _ name: String, get path: String, access: Access, summary: Text, tag: String? = nil, query: Schema? = nil, refuses: [String] = [],
        load: @escaping @Sendable (Call) async throws -> Model, page: @escaping @Sendable (Model, Call) -> Page, gives: Schema? = nil,
        json: (@Sendable (Model, Call) -> JSON)? = nil
    ) {
        var endpoints = [
            Endpoint(name, .get, path, access: access, summary: summary, tag: tag, query: query, refuses: refuses, face: .page) { call in
                .page(page(try await load(call), call))
            }
        ]
        if let json {
            endpoints.append(
                Endpoint(
                    name, .get, path, access: access, summary: summary, tag: tag, query: query, gives: gives, refuses: refuses, face: .api
                ) { call in
                    .json(json(try await load(call), call))
                })
        }
        self.endpoints = endpoints
    }
}
