/// Collects the facts that an expression asks for.
struct Inputs {
    private var paths: Set<String> = []
    /// Names in filters: facts only if something else says so.
    private var uncertain: Set<String> = []

    static func of(_ root: Node, known: Set<String>) -> Set<String> {
        var inputs = Inputs()
        inputs.visit(root, bound: ["?", "item", "partial"], inFilter: false)
        let roots = Set((inputs.paths.union(known)).compactMap { $0.split(separator: ".").first.map(String.init) })
        return inputs.paths.union(inputs.uncertain.filter { roots.contains($0.split(separator: ".").first.map(String.init) ?? "") })
    }

    private mutating func visit(_ node: Node, bound: Set<String>, inFilter: Bool) {
        switch node.kind {
        case .name, .path:
            guard let (name, path) = dotted(node) else { return visitChildren(node, bound: bound, inFilter: inFilter) }
            if bound.contains(name) { return }
            if inFilter { uncertain.insert(path) } else { paths.insert(path) }
        case .context(let entries):
            var inner = bound
            for entry in entries {
                if case .function = entry.value.kind { inner.insert(entry.name) }
                visit(entry.value, bound: inner, inFilter: inFilter)
                inner.insert(entry.name)
            }
        case .loop(let iterations, let body), .quantified(_, let iterations, let body):
            var inner = bound
            for iteration in iterations {
                visit(iteration.source, bound: inner, inFilter: inFilter)
                if let end = iteration.end { visit(end, bound: inner, inFilter: inFilter) }
                inner.insert(iteration.variable)
            }
            visit(body, bound: inner, inFilter: inFilter)
        case .function(let literal):
            visit(literal.body, bound: bound.union(literal.parameters.map(\.name)), inFilter: inFilter)
        case .filter(let base, let body):
            visit(base, bound: bound, inFilter: inFilter)
            visit(body, bound: bound, inFilter: true)
        case .call(let call):
            if call.builtIn == nil { visit(call.callee, bound: bound, inFilter: inFilter) }
            for argument in call.arguments { visit(argument, bound: bound, inFilter: inFilter) }
        default: visitChildren(node, bound: bound, inFilter: inFilter)
        }
    }

    private mutating func visitChildren(_ node: Node, bound: Set<String>, inFilter: Bool) {
        for child in node.kind.children { visit(child, bound: bound, inFilter: inFilter) }
    }

    /// The first name and the whole path of `a.b.c`; nil where the path begins with anything but a name.
    private func dotted(_ node: Node) -> (name: String, path: String)? {
        switch node.kind {
        case .name(let name): (name, name)
        case .path(let base, let member): dotted(base).map { ($0.name, $0.path + "." + member) }
        default: nil
        }
    }
}
