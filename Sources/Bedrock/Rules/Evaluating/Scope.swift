/// Names with values, and what lies around them. The innermost scope is asked first.
final class Scope: Sendable {
    private let parent: Scope?
    private let context: Context
    private let name: String?
    private let value: Value

    /// The facts, with nothing around them.
    init(_ context: Context) {
        self.context = context
        parent = nil
        name = nil
        value = .null
    }

    /// One more name; the context's entries, where there is one, hide it.
    init(_ parent: Scope, _ name: String?, _ value: Value, context: Context = .empty) {
        self.parent = parent
        self.name = name
        self.value = value
        self.context = context
    }

    subscript(_ wanted: String) -> Value? {
        var scope: Scope? = self
        while let here = scope {
            if let found = here.context[wanted] { return found }
            if here.name == wanted { return here.value }
            scope = here.parent
        }
        return nil
    }
}
