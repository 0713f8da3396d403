package import Kernel

/// What is known: names with values, nested as their dots say.
package struct Facts: Sendable, Hashable {
    package let root: Context

    package static let none = Facts(root: .empty)

    package init(root: Context) { self.root = root }

    /// As many levels as JSON may have. A name with more dots stands as it is, and no path leads to it.
    static let mostParts = 100

    /// `enterprise.employees` becomes the entry `employees` of the context `enterprise`. Names are taken in alphabetical order, and
    /// where a name has both a value and parts, the parts stand.
    package init(_ flat: [String: Value]) {
        self.init(flat.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }

    /// An object's members are facts; a member's name may be dotted. Anything else than an object holds no facts.
    package init(_ json: JSON) {
        self.init((json.members ?? []).map { ($0.name, Value($0.value)) })
    }

    private init(_ pairs: [(String, Value)]) {
        let tree = Branch()
        for (name, value) in pairs {
            let path = name.split(separator: ".", omittingEmptySubsequences: false)
            tree.insert(value, at: path.count <= Facts.mostParts ? path[...] : [name[...]])
        }
        root = tree.context
    }

    /// The fact at a dotted path; nil where there is none.
    package subscript(_ path: String) -> Value? {
        var value = Value.context(root)
        for name in path.split(separator: ".", omittingEmptySubsequences: false) {
            guard case .context(let context) = value, let next = context[String(name)] else { return nil }
            value = next
        }
        return value
    }
}

/// A context while it grows; used only inside one initialiser.
private final class Branch {
    private var order: [String] = []
    private var values: [String: Value] = [:]
    private var branches: [String: Branch] = [:]

    func insert(_ value: Value, at path: ArraySlice<Substring>) {
        guard let first = path.first else { return }
        let name = String(first)
        if values[name] == nil, branches[name] == nil { order.append(name) }
        if path.count == 1 {
            guard branches[name] == nil || value.context != nil else { return }
            if let entries = value.context?.entries, let branch = branches[name] {
                for entry in entries { branch.insert(entry.value, at: [Substring(entry.name)]) }
            } else {
                values[name] = value
            }
            return
        }
        let branch = branches[name] ?? Branch()
        if branches[name] == nil {
            for entry in values[name]?.context?.entries ?? [] { branch.insert(entry.value, at: [Substring(entry.name)]) }
            branches[name] = branch
        }
        branch.insert(value, at: path.dropFirst())
    }

    var context: Context {
        Context(order.map { name in Context.Entry(name, branches[name].map { .context($0.context) } ?? values[name] ?? .null) })
    }
}
