package import Kernel

/// The OpenAPI 3.1 description, read off the list of endpoints. Pages are not in it: a page's act is there by its JSON face.
package struct OpenAPI: Sendable {
    private let endpoints: [Endpoint]
    private let origin: String

    package init(endpoints: [Endpoint], origin: String = "") {
        self.endpoints = endpoints.filter { $0.face != .page }
        self.origin = origin
    }

    package func json(_ language: Language) -> JSON {
        var paths: [JSON.Member] = []
        for endpoint in endpoints {
            let operation = JSON.Member(endpoint.method.rawValue.lowercased(), operation(endpoint, language))
            if let index = paths.firstIndex(where: { $0.name == endpoint.servedPath }), case .object(let others) = paths[index].value {
                paths[index].value = .object(others + [operation])
            } else {
                paths.append(JSON.Member(endpoint.servedPath, .object([operation])))
            }
        }
        return [
            "openapi": "3.1.1",
            "info": ["title": .string(WebText.siteName[language]), "version": "1", "description": .string(ServingText.apiLede[language])],
            "servers": [["url": .string(origin.isEmpty ? "/" : origin)]],
            "tags": .array(tags.map { ["name": .string($0)] }),
            "paths": .object(paths),
            "components": [
                "schemas": ["Problem": OpenAPI.problem.json(language)],
                "securitySchemes": [
                    "token": ["type": "http", "scheme": "bearer", "description": .string(ServingText.apiTokenBody[language])]
                ],
            ],
        ]
    }

    private var tags: [String] { endpoints.reduce(into: []) { if !$0.contains($1.tag) { $0.append($1.tag) } } }

    private func operation(_ endpoint: Endpoint, _ language: Language) -> JSON {
        var operation: JSON = [
            "operationId": .string("\(endpoint.name).\(endpoint.method.rawValue.lowercased())"), "tags": [.string(endpoint.tag)],
            "summary": .string(endpoint.summary[language]), "description": .string(ServingText.access(endpoint.access)[language]),
            "security": endpoint.access == .everyone ? [] : [["token": []]],
        ]
        let parameters = parameters(endpoint, language)
        if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
        if let takes = endpoint.takes, endpoint.method != .get {
            operation["requestBody"] = ["required": true, "content": ["application/json": ["schema": takes.json(language)]]]
        }
        operation["responses"] = responses(endpoint, language)
        return operation
    }

    private func parameters(_ endpoint: Endpoint, _ language: Language) -> [JSON] {
        var parameters = endpoint.pathParameters.map { name -> JSON in
            ["name": .string(name), "in": "path", "required": true, "schema": ["type": "string"]]
        }
        for member in endpoint.query?.members ?? [] {
            var parameter: JSON = [
                "name": .string(member.name), "in": "query", "required": .bool(member.isRequired), "schema": member.schema.json(language),
            ]
            if let text = member.schema.text { parameter["description"] = .string(text[language]) }
            parameters.append(parameter)
        }
        if endpoint.method == .post, endpoint.face == .api {
            parameters.append([
                "name": "Idempotency-Key", "in": "header", "required": false, "description": .string(ServingText.apiKeysBody[language]),
                "schema": ["type": "string", "maxLength": 255],
            ])
        }
        return parameters
    }

    private func responses(_ endpoint: Endpoint, _ language: Language) -> JSON {
        var success: JSON = ["description": .string(endpoint.summary[language])]
        if let gives = endpoint.gives {
            let type =
                endpoint.face == .api || gives != .string && gives != .bytes
                ? "application/json" : gives == .string ? "text/plain" : "application/octet-stream"
            success["content"] = .object([JSON.Member(type, ["schema": gives.json(language)])])
        }
        let refusals = endpoint.refuses.isEmpty ? "" : ": " + endpoint.refuses.joined(separator: ", ")
        return .object([
            JSON.Member(String(endpoint.status), success),
            JSON.Member(
                "default",
                [
                    "description": .string(ServingText.apiErrors[language] + refusals),
                    "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
                ]),
        ])
    }

    /// RFC 9457, with the members that faults add.
    package static let problem: Schema = .object([
        Schema.Member("type", .string, Text("稳定的代码：/problems/<code>", "The stable code: /problems/<code>")),
        Schema.Member("title", .string, Text("出了什么事", "What happened")),
        Schema.Member("status", .integer, Text("HTTP 状态码", "The HTTP status")),
        Schema.Member("detail", .string, Text("接下来怎么做", "What to do next")),
        Schema.Member("instance", .string, Text("请求编号", "The request's number")),
        Schema.Member(
            "errors",
            .array(
                .object([
                    Schema.Member("pointer", .string, Text("出错成员的 JSON Pointer", "The JSON pointer of the member")),
                    Schema.Member("field", .string, Text("字段名", "The member's name")),
                    Schema.Member("detail", .string, Text("应当怎样填写", "What to write instead")),
                ])), required: false, Text("每一处错误", "Each mistake")),
        Schema.Member(
            "related", .array(.object([Schema.Member("title", .string), Schema.Member("href", .string)])), required: false,
            Text("可以去看的地方", "Where to look next")),
    ])
}

extension Endpoint {
    /// The names in the path's braces, in order.
    package var pathParameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") && $0.hasSuffix("}") }.map { String($0.dropFirst().dropLast()) }
    }
}
