/// A JSON value (RFC 8259). Objects keep the order in which they were written; numbers keep every digit.
package indirect enum JSON: Sendable, Hashable {
    case null
    case bool(Bool)
    /// The number as it is written on the wire.
    case number(String)
    case string(String)
    case array([JSON])
    case object([Member])

    package struct Member: Sendable, Hashable {
        package var name: String
        package var value: JSON

        package init(_ name: String, _ value: JSON) {
            self.name = name
            self.value = value
        }
    }

    package static func int(_ value: some BinaryInteger) -> JSON { .number(String(value)) }

    /// The member of that name; nil where this is no object or has none.
    package subscript(_ name: String) -> JSON? {
        get {
            guard case .object(let members) = self else { return nil }
            return members.first { $0.name == name }?.value
        }
        set {
            guard case .object(var members) = self else { return }
            if let index = members.firstIndex(where: { $0.name == name }) {
                if let newValue { members[index].value = newValue } else { members.remove(at: index) }
            } else if let newValue {
                members.append(Member(name, newValue))
            }
            self = .object(members)
        }
    }

    package var string: String? { if case .string(let value) = self { value } else { nil } }
    package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    package var int: Int? { if case .number(let value) = self { Int(value) } else { nil } }
    package var array: [JSON]? { if case .array(let value) = self { value } else { nil } }
    package var members: [Member]? { if case .object(let value) = self { value } else { nil } }
    package var isNull: Bool { self == .null }

    /// Members sorted by name at every depth: one text for one meaning, as a hash needs it (compare RFC 8785).
    package var canonical: JSON {
        switch self {
        case .array(let items): .array(items.map(\.canonical))
        case .object(let members): .object(members.map { Member($0.name, $0.value.canonical) }.sorted { $0.name < $1.name })
        default: self
        }
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(integerLiteral value: Int) { self = .number(String(value)) }
    package init(arrayLiteral elements: JSON...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSON)...) { self = .object(elements.map { Member($0.0, $0.1) }) }

    /// Absent becomes null.
    package init(_ value: String?) { self = value.map(JSON.string) ?? .null }
    package init(_ text: Text) { self = ["zh": .string(text.zh), "en": .string(text.en)] }
}

extension Text {
    /// What `JSON(_: Text)` has written; nil where one of the languages is missing.
    package init?(json: JSON?) {
        guard let zh = json?["zh"]?.string, let en = json?["en"]?.string else { return nil }
        self.init(zh, en)
    }

    /// The same of what was kept as a text: a language that is missing is empty.
    package init(stored json: JSON?) { self.init(json?["zh"]?.string ?? "", json?["en"]?.string ?? "") }
}
