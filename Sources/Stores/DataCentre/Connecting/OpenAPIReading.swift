package import Kernel

/// What an OpenAPI document says of one operation: its address, with `{key}` where the key goes.
package enum OpenAPIReading {
    /// Where a source is asked, and where in the request the key goes.
    package struct Lookup: Sendable, Hashable {
        /// With `{key}` where the key goes, unless it is posted.
        package var address: String
        /// The member of the JSON object that is posted which takes the key; nil where it stands in the address.
        package var member: String?
    }

    /// How to ask that path of the document. What is posted stands in nobody's log: a `POST` whose body is a JSON object with one required
    /// text goes before a `GET`. nil where there is neither.
    ///
    /// - Parameter gateway: as in `template`.
    package static func lookup(_ document: JSON, path: String, through gateway: String? = nil) -> Lookup? {
        if let member = postedMember(document, path), let base = base(document, through: gateway) {
            return Lookup(address: base + path, member: member)
        }
        return template(document, path: path, through: gateway).map { Lookup(address: $0, member: nil) }
    }

    private static func base(_ document: JSON, through gateway: String?) -> String? {
        guard document["openapi"]?.string?.hasPrefix("3.") == true,
            let server = gateway ?? document["servers"]?.array?.first?["url"]?.string
        else { return nil }
        return server.hasSuffix("/") ? String(server.dropLast()) : server
    }

    /// The one required text of what is posted to a path without parameters.
    private static func postedMember(_ document: JSON, _ path: String) -> String? {
        let content = document["paths"]?[path]?["post"]?["requestBody"]?["content"]
        guard !path.contains("{"), var schema = content?["application/json"]?["schema"] else { return nil }
        if let reference = schema["$ref"]?.string {
            guard reference.hasPrefix("#"), let found = document.value(at: String(reference.dropFirst())) else { return nil }
            schema = found
        }
        guard let required = schema["required"]?.array, required.count == 1, let name = required[0].string,
            schema["properties"]?[name]?["type"]?.string == "string"
        else { return nil }
        return name
    }

    /// The address of `GET` on that path of the document, with its first server before it. The path must have exactly one parameter, or
    /// the operation exactly one required query parameter; nil otherwise.
    ///
    /// - Parameter gateway: stands for the document's server where the way there leads through one: TLS of the national suites ends at the
    ///   city's gateway, as it does for this platform's own pages.
    package static func template(_ document: JSON, path: String, through gateway: String? = nil) -> String? {
        guard let base = base(document, through: gateway), let operation = document["paths"]?[path]?["get"] else { return nil }
        let shared = document["paths"]?[path]?["parameters"]?.array ?? []
        let parameters = shared + (operation["parameters"]?.array ?? [])
        let places = path.matches(of: #/\{[^{}\/]+\}/#)
        if places.count == 1 { return base + path.replacing(#/\{[^{}\/]+\}/#, with: "{key}") }
        let required = parameters.filter { $0["in"]?.string == "query" && $0["required"]?.bool == true }
        guard places.isEmpty, required.count == 1, let name = required[0]["name"]?.string,
            name.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45 || $0 == 95 })
        else { return nil }
        return "\(base)\(path)?\(name)={key}"
    }

    /// `data.example.gov.cn` of an address; nil where there is none, or where it holds a name and a password.
    package static func host(of address: String) -> String? {
        guard let start = address.firstRange(of: "://"), ["http", "https"].contains(address[..<start.lowerBound]) else { return nil }
        let authority = address[start.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard !authority.isEmpty, !authority.contains("@"), !authority.contains("\\") else { return nil }
        return authority.lowercased()
    }
}
