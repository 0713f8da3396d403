/// A part of a parsed expression, with the place from which it was read.
final class Node: Sendable {
    let kind: Kind
    let range: Range<Int>
    /// Levels below and including this one.
    let depth: Int
    /// Whether `?`, the value under test, occurs.
    let asksForValue: Bool

    init(_ kind: Kind, _ range: Range<Int>) {
        self.kind = kind
        self.range = range
        let children = kind.children
        depth = 1 + (children.map(\.depth).max() ?? 0)
        if case .name("?") = kind { asksForValue = true } else { asksForValue = children.contains(where: \.asksForValue) }
    }

    var isConstant: Bool { if case .constant = kind { true } else { false } }

    func mentions(_ name: String) -> Bool {
        if case .name(name) = kind { return true }
        return kind.children.contains { $0.mentions(name) }
    }

    enum Kind: Sendable {
        case constant(Value)
        case name(String)
        case list([Node])
        case context([ContextEntry])
        case range(start: Node?, startIncluded: Bool, end: Node?, endIncluded: Bool)
        case negation(Node)
        case arithmetic(Arithmetic, Node, Node)
        case comparison(Comparison, Node, Node)
        case and([Node])
        case or([Node])
        case between(Node, Node, Node)
        /// `x in tests`; `grouped` where the tests stand in parentheses.
        case within(Node, [Node], grouped: Bool)
        /// `< 5` by itself: a test of what stands before `in`, or a range.
        case test(Comparison, Node)
        case conditional(Node, Node, Node)
        case loop([Iteration], Node)
        case quantified(every: Bool, [Iteration], Node)
        case path(Node, String)
        /// `a...b`: what is called `b` anywhere below `a`.
        case descendants(Node, String)
        case filter(Node, Node)
        case call(Call)
        case function(FunctionLiteral)
        case instance(Node, FeelType)
    }
}

struct ContextEntry: Sendable {
    let name: String
    let value: Node
}

struct Iteration: Sendable {
    let variable: String
    let source: Node
    /// The other end of `2..4`.
    let end: Node?
}

struct Call: Sendable {
    let callee: Node
    /// The language's own function of that name, where the callee is a name and there is one.
    let builtIn: BuiltIn?
    let arguments: [Node]
    /// Given where the arguments are named.
    let names: [String]?
}

struct FunctionLiteral: Sendable {
    struct Parameter: Sendable {
        let name: String
        let type: FeelType?
    }

    let parameters: [Parameter]
    let body: Node
    /// `external`: there is nothing here that could run it.
    let isExternal: Bool
}

enum Arithmetic: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case power = "**"
}

enum Comparison: String, Sendable {
    case equal = "="
    case unequal = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
}

extension Node.Kind {
    var children: [Node] {
        switch self {
        case .constant, .name: []
        case .list(let items), .and(let items), .or(let items): items
        case .context(let entries): entries.map(\.value)
        case .range(let start, _, let end, _): [start, end].compactMap { $0 }
        case .negation(let operand), .test(_, let operand), .path(let operand, _), .descendants(let operand, _), .instance(let operand, _):
            [operand]
        case .arithmetic(_, let left, let right), .comparison(_, let left, let right), .filter(let left, let right): [left, right]
        case .between(let value, let low, let high), .conditional(let value, let low, let high): [value, low, high]
        case .within(let value, let tests, _): [value] + tests
        case .loop(let iterations, let body), .quantified(_, let iterations, let body):
            iterations.flatMap { [$0.source] + ($0.end.map { [$0] } ?? []) } + [body]
        case .call(let call): [call.callee] + call.arguments
        case .function(let literal): [literal.body]
        }
    }
}
