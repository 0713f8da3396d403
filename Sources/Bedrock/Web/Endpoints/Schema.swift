package import Kernel

/// The shape of a JSON value: JSON Schema 2020-12, as OpenAPI 3.1 speaks it.
package struct Schema: Sendable, Hashable {
    /// One member of an object.
    package struct Member: Sendable, Hashable {
        package var name: String
        package var schema: Schema
        package var isRequired: Bool

        package init(_ name: String, _ schema: Schema, required: Bool = true, _ text: Text? = nil) {
            self.name = name
            self.schema = text.map { schema.described($0) } ?? schema
            self.isRequired = required
        }
    }

    /// The keywords, without descriptions.
    package private(set) var keywords: [JSON.Member]
    package private(set) var text: Text?
    /// Of an object, in the order of declaration.
    package private(set) var members: [Member] = []
    package private(set) var item: [Schema] = []

    private init(_ keywords: [(String, JSON)]) { self.keywords = keywords.map { JSON.Member($0.0, $0.1) } }

    package static let string = Schema([("type", "string")])
    package static let integer = Schema([("type", "integer")])
    package static let number = Schema([("type", "number")])
    package static let boolean = Schema([("type", "boolean")])
    package static let date = Schema([("type", "string"), ("format", "date")])
    package static let dateTime = Schema([("type", "string"), ("format", "date-time")])
    package static let id = Schema([("type", "string"), ("pattern", "^[0-9a-hjkmnp-tv-z]{26}$")])
    /// Base64 of a file.
    package static let bytes = Schema([("type", "string"), ("contentEncoding", "base64")])
    /// Anything at all.
    package static let any = Schema([])

    package static func string(maxLength: Int? = nil, pattern: String? = nil, format: String? = nil) -> Schema {
        var schema = string
        if let maxLength { schema.set("maxLength", .int(maxLength)) }
        if let pattern { schema.set("pattern", .string(pattern)) }
        if let format { schema.set("format", .string(format)) }
        return schema
    }

    package static func integer(min: Int?, max: Int?) -> Schema {
        var schema = integer
        if let min { schema.set("minimum", .int(min)) }
        if let max { schema.set("maximum", .int(max)) }
        return schema
    }

    package static func oneOf(_ codes: [String]) -> Schema { Schema([("type", "string"), ("enum", .array(codes.map(JSON.string)))]) }

    package static func array(_ item: Schema, minItems: Int? = nil) -> Schema {
        var schema = Schema([("type", "array")])
        schema.item = [item]
        if let minItems { schema.set("minItems", .int(minItems)) }
        return schema
    }

    package static func object(_ members: [Member]) -> Schema {
        var schema = Schema([("type", "object")])
        schema.members = members
        return schema
    }

    /// A file in a JSON body: its name, what it says it is, and its bytes in base64.
    package static let file: Schema = .object([
        Member("name", .string(maxLength: 200)), Member("type", .string, required: false), Member("content", .bytes),
    ])

    /// A sentence in both languages.
    package static let text: Schema = .object([Member("zh", .string), Member("en", .string)])

    /// The same or null.
    package var orNull: Schema {
        var schema = self
        if let type = keywords.first(where: { $0.name == "type" })?.value { schema.set("type", .array([type, "null"])) }
        return schema
    }

    package func described(_ text: Text) -> Schema {
        var schema = self
        schema.text = text
        return schema
    }

    package func with(_ keyword: String, _ value: JSON) -> Schema {
        var schema = self
        schema.set(keyword, value)
        return schema
    }

    private mutating func set(_ keyword: String, _ value: JSON) {
        if let index = keywords.firstIndex(where: { $0.name == keyword }) {
            keywords[index].value = value
        } else {
            keywords.append(JSON.Member(keyword, value))
        }
    }

    /// The schema in one language's descriptions.
    package func json(_ language: Language) -> JSON {
        var out = keywords
        if let text { out.append(JSON.Member("description", .string(text[language]))) }
        if let item = item.first { out.append(JSON.Member("items", item.json(language))) }
        if !members.isEmpty {
            out.append(JSON.Member("properties", .object(members.map { JSON.Member($0.name, $0.schema.json(language)) })))
            let required = members.filter(\.isRequired).map { JSON.string($0.name) }
            if !required.isEmpty { out.append(JSON.Member("required", .array(required))) }
        }
        return .object(out)
    }
}
