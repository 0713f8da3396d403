import Kernel

/// The API for reading and printing: the same list of endpoints as OpenAPI, in sentences and tables.
struct ReferencePage {
    private let endpoints: [Endpoint]

    init(endpoints: [Endpoint]) { self.endpoints = endpoints.filter { $0.face != .page } }

    func page(_ language: Language) -> Page {
        let tags = endpoints.reduce(into: [String]()) { if !$0.contains($1.tag) { $0.append($1.tag) } }
        let contents = tags.html { "<li><a href=\"#\($0)\">\($0)</a></li>" }
        let rubrics = tags.html { tag in
            "<section id=\"\(tag)\"><h2>\(tag)</h2>\(endpoints.filter { $0.tag == tag }.html { entry($0, language) })</section>"
        }
        return Page(
            ServingText.apiTitle, layout: .portal(current: nil),
            body: """
                \(Components.heading(ServingText.apiTitle, lede: ServingText.apiLede, language))\
                <p><a href="/openapi.json">\(ServingText.machineReadable, language)</a></p>\
                \(basics(language))<ul class="chips">\(contents)</ul>\(rubrics)
                """,
            cache: "api", isWide: true)
    }

    /// What a problem's `type` leads to: who may answer with it. nil for a code that nobody states.
    func page(problem code: String, _ language: Language) -> Page? {
        let general = WebProblem.everywhere.first { $0.code == code }
        let entries = endpoints.filter { $0.refuses.contains(code) }
        guard general != nil || !entries.isEmpty else { return nil }
        let list = entries.html { "<li><code>\($0.method.rawValue) \($0.servedPath)</code> \($0.summary, language)</li>" }
        let meaning: HTML? = general.map { "<p>\($0.title, language)</p><p>\($0.detail, language)</p>" }
        return Page(
            Text(same: code), layout: .portal(current: nil),
            body: """
                \(Components.heading(HTML(text: code)))\(meaning)<p>\(ServingText.apiErrorsBody, language)</p><ul>\(list)</ul>\
                <p><a href="/api">\(ServingText.apiTitle, language)</a></p>
                """,
            cache: "api", isWide: false)
    }

    private func basics(_ language: Language) -> HTML {
        let parts = [
            (ServingText.apiToken, ServingText.apiTokenBody), (ServingText.apiErrors, ServingText.apiErrorsBody),
            (ServingText.apiKeys, ServingText.apiKeysBody),
        ]
        return "<dl class=\"prose\">\(parts.html { "<dt>\($0.0, language)</dt><dd>\($0.1, language)</dd>" })</dl>"
    }

    private func entry(_ endpoint: Endpoint, _ language: Language) -> HTML {
        let refuses: HTML? =
            endpoint.refuses.isEmpty
            ? nil : "<p class=\"soft\">\(ServingText.refuses, language): \(endpoint.refuses.joined(separator: ", "))</p>"
        return """
            <article class="card" id="\(endpoint.name)-\(endpoint.method.rawValue.lowercased())">\
            <h3><code>\(endpoint.method.rawValue) \(endpoint.servedPath)</code></h3><p>\(endpoint.summary, language)</p>\
            <p class="soft">\(ServingText.whoMay, language): \(ServingText.access(endpoint.access), language)</p>\
            \(table(endpoint.query, ServingText.takes, language))\(table(endpoint.takes, ServingText.takes, language))\
            \(table(endpoint.gives, ServingText.gives, language))\(refuses)</article>
            """
    }

    private func table(_ schema: Schema?, _ caption: Text, _ language: Language) -> HTML? {
        guard let schema, !schema.members.isEmpty else { return nil }
        let rows = rows(schema, prefix: "").html { name, member in
            let mark: HTML? = member.isRequired ? " <span class=\"soft\">\(ServingText.required, language)</span>" : nil
            return """
                <tr><th scope="row"><code>\(name)</code>\(mark)</th><td>\(member.schema.typeName)</td>\
                <td>\(member.schema.text?[language])</td></tr>
                """
        }
        return """
            <div class="table-scroll" role="group" tabindex="0" aria-label="\(caption, language)"><table>\
            <caption>\(caption, language)</caption>\
            <thead><tr><th scope="col">\(ServingText.name, language)</th><th scope="col">\(ServingText.type, language)</th>\
            <th scope="col">\(ServingText.meaning, language)</th></tr></thead><tbody>\(rows)</tbody></table></div>
            """
    }

    /// Members of members follow theirs, by their whole name.
    private func rows(_ schema: Schema, prefix: String) -> [(String, Schema.Member)] {
        schema.members.flatMap { member -> [(String, Schema.Member)] in
            let name = prefix + member.name
            let inner = member.schema.item.first.map { rows($0, prefix: name + "[].") } ?? rows(member.schema, prefix: name + ".")
            return [(name, member)] + inner
        }
    }
}

extension Schema {
    /// `string (date)`, `a | b | c`, `array of string`.
    var typeName: String {
        func keyword(_ name: String) -> JSON? { keywords.first { $0.name == name }?.value }
        if let item = item.first { return "array of \(item.typeName)" }
        if let codes = keyword("enum")?.array { return codes.compactMap(\.string).joined(separator: " | ") }
        let type = keyword("type")?.string ?? keyword("type")?.array?.compactMap(\.string).joined(separator: " | ") ?? "any"
        guard let format = keyword("format")?.string ?? keyword("contentEncoding")?.string else { return type }
        return "\(type) (\(format))"
    }
}
