package import Kernel

/// What a part of an expression came to, and which of its own parts decided that.
package struct Explanation: Sendable {
    /// The part as it is written.
    package let source: String
    /// From 1.
    package let line: Int
    package let column: Int
    package let value: Value
    /// The variables of `some` and `every` for which this part was evaluated.
    package let variables: [Context.Entry]
    package let children: [Explanation]
    /// Places in `children` of those that decided; none where this part decides by itself.
    package let deciding: [Int]
    /// The facts that this part asks for, by their dotted paths, where it decides as a whole; variables of `some` and `every` among them.
    package let inputs: Set<String>
    let isLiteral: Bool
    /// A test is told as a whole, with the values that it found.
    let isTest: Bool

    /// The tests at the bottom that decided the whole: to be shown to whoever asks why.
    package var decisive: [Explanation] {
        isTest || deciding.isEmpty ? [self] : deciding.flatMap { children[$0].decisive }
    }

    /// What stood where the test asks: each part that is no literal, with its value.
    package var actual: [(source: String, value: Value)] {
        if children.isEmpty { return isLiteral ? [] : [(source, value)] }
        return children.filter { !$0.isLiteral }.map { ($0.source, $0.value) }
    }

    /// `enterprise.employees <= 300：实际 412`
    package var text: Text { RulesText.explained(self) }
}

extension Evaluator {
    mutating func explain(_ node: Node, _ scope: Scope, variables: [Context.Entry] = []) -> Explanation {
        let value = value(node, scope)
        let (children, deciding, isTest) = parts(of: node, value, scope)
        let (line, column) = source.position(of: node.range.lowerBound)
        return Explanation(
            source: source.slice(node.range), line: line, column: column, value: value, variables: variables, children: children,
            deciding: deciding, inputs: isTest || deciding.isEmpty ? Inputs.of(node, known: []) : [], isLiteral: node.isConstant,
            isTest: isTest)
    }

    private mutating func parts(of node: Node, _ value: Value, _ scope: Scope) -> ([Explanation], [Int], Bool) {
        switch node.kind {
        case .and(let items), .or(let items):
            let children = items.map { explain($0, scope) }
            return (children, Evaluator.deciding(children, value), false)
        case .call(let call) where call.builtIn?.name == "not" && call.arguments.count == 1:
            return ([explain(call.arguments[0], scope)], [0], false)
        case .call(let call): return (call.arguments.map { explain($0, scope) }, [], true)
        case .conditional(let condition, let yes, let no):
            let chosen = explain(condition, scope)
            let branch = explain(chosen.value.boolean == true ? yes : no, scope)
            return ([chosen, branch], branch.isLiteral ? [0] : [0, 1], false)
        case .quantified(_, let iterations, let body):
            let children = combinations(iterations, scope).map { explain(body, $0.scope, variables: $0.variables) }
            return (children, Evaluator.deciding(children, value), false)
        case .within(let operand, let tests, _):
            let children = ([operand] + tests).map { explain($0, scope) }
            let tested = children[0].value
            return (children, tests.indices.filter { passes(tested, tests[$0], scope) == true }.map { $0 + 1 }, true)
        case .comparison(_, let left, let right): return ([explain(left, scope), explain(right, scope)], [], true)
        case .between(let operand, let low, let high): return ([operand, low, high].map { explain($0, scope) }, [], true)
        case .instance(let operand, _): return ([explain(operand, scope)], [], true)
        default: return ([], [], false)
        }
    }

    /// Those with the value of the whole: the false ones of a false `and`, the unknown ones of an unknown one, else all.
    private static func deciding(_ children: [Explanation], _ value: Value) -> [Int] {
        children.indices.filter { index in
            let own = children[index].value
            return value.boolean == nil ? own.boolean == nil : own == value
        }
    }

    /// At most so many elements of a list are explained one by one.
    private static let mostCombinations = 50

    private mutating func combinations(_ iterations: [Iteration], _ scope: Scope) -> [(scope: Scope, variables: [Context.Entry])] {
        var all: [(scope: Scope, variables: [Context.Entry])] = [(scope, [])]
        for iteration in iterations {
            var next: [(scope: Scope, variables: [Context.Entry])] = []
            for (outer, variables) in all {
                for item in items(of: iteration, outer) ?? [] where next.count < Evaluator.mostCombinations {
                    next.append((Scope(outer, iteration.variable, item), variables + [Context.Entry(iteration.variable, item)]))
                }
            }
            all = next
        }
        return all
    }
}
