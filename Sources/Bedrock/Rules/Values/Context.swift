/// A FEEL context: names with values, in the order in which they were written.
package struct Context: Sendable {
    package let entries: [Entry]
    // Few names are found faster one by one than by hashing.
    private let places: [String: Int]?

    package struct Entry: Sendable, Hashable {
        package let name: String
        package let value: Value

        package init(_ name: String, _ value: Value) {
            self.name = name
            self.value = value
        }
    }

    package static let empty = Context([])

    /// Of a name given twice the first stands.
    package init(_ entries: [Entry]) {
        self.entries = entries
        places = entries.count <= 8 ? nil : Dictionary(entries.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package subscript(_ name: String) -> Value? {
        if let places { return places[name].map { entries[$0].value } }
        for entry in entries where entry.name == name { return entry.value }
        return nil
    }

    /// The same context with this entry replaced, or added at the end.
    func setting(_ name: String, _ value: Value) -> Context {
        var changed = entries
        if let index = changed.firstIndex(where: { $0.name == name }) {
            changed[index] = Entry(name, value)
        } else {
            changed.append(Entry(name, value))
        }
        return Context(changed)
    }
}

extension Context: Hashable {
    package static func == (a: Context, b: Context) -> Bool { a.entries == b.entries }
    package func hash(into hasher: inout Hasher) { hasher.combine(entries) }
}
