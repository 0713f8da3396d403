import Kernel

extension Evaluator {
    /// `and` is decided by the first false, `or` by the first true; else one unknown makes the whole unknown (DMN 1.5 table 45).
    mutating func junction(_ items: [Node], deciding: Bool, _ scope: Scope) -> Value {
        var known = true
        for item in items {
            switch value(item, scope) {
            case .boolean(deciding): return .boolean(deciding)
            case .boolean: continue
            case .null: known = false
            case let other:
                known = false
                _ = null(item, RulesText.notBoolean(other.type))
            }
        }
        return known ? .boolean(!deciding) : .null
    }

    mutating func compare(_ operation: Comparison, _ left: Value, _ right: Value, _ node: Node) -> Value {
        walk(left)
        walk(right)
        guard let result = compared(operation, left, right) else { return null(node, RulesText.incomparable(left.type, right.type)) }
        return .boolean(result)
    }

    func compared(_ operation: Comparison, _ left: Value, _ right: Value) -> Bool? {
        switch operation {
        case .equal: return left.equals(right)
        case .unequal: return left.equals(right).map { !$0 }
        case .less: return left.compared(with: right).map { $0 < 0 }
        case .lessOrEqual: return left.compared(with: right).map { $0 <= 0 }
        case .greater: return left.compared(with: right).map { $0 > 0 }
        case .greaterOrEqual: return left.compared(with: right).map { $0 >= 0 }
        }
    }

    mutating func between(_ value: Value, _ low: Value, _ high: Value, _ node: Node) -> Value {
        walk(value)
        guard let fromBelow = value.compared(with: low) else { return null(node, RulesText.incomparable(value.type, low.type)) }
        guard let fromAbove = value.compared(with: high) else { return null(node, RulesText.incomparable(value.type, high.type)) }
        return .boolean(fromBelow >= 0 && fromAbove <= 0)
    }

    // MARK: Ranges

    /// An end of a range that is null stands open, but is no limit left out: what lies on its side is not known (DMN 1.5 §10.3.2.7). One whose
    /// value could not be found makes the range unknown, and so does a null that belongs to the range.
    mutating func range(
        _ start: Node?, _ startIncluded: Bool, _ end: Node?, _ endIncluded: Bool, _ node: Node, _ scope: Scope
    ) -> Value {
        let noted = reasons.count
        let (from, to) = (start.map { value($0, scope) }, end.map { value($0, scope) })
        let isKnown = noted == reasons.count && noted < Evaluator.mostReasons
        for (bound, isIncluded) in [(from, startIncluded), (to, endIncluded)] where bound?.isNull == true && (isIncluded || !isKnown) {
            return null(node, RulesText.badBound(Value.null.type))
        }
        return interval(from, startIncluded, to, endIncluded, node)
    }

    mutating func interval(_ start: Value?, _ startIncluded: Bool, _ end: Value?, _ endIncluded: Bool, _ node: Node) -> Value {
        // With one end it is the range that a test makes: `[2..)` and `>= 2`.
        let form: Interval.Form = start == nil || end == nil ? .test : .ends
        let range = Interval(start: start, startIncluded: startIncluded, end: end, endIncluded: endIncluded, form: form)
        let ends = range.knownEnds
        for bound in ends where bound.compared(with: bound) == nil { return null(node, RulesText.badBound(bound.type)) }
        guard let first = ends.first, let last = ends.last else { return null(node, RulesText.badBound(Value.null.type)) }
        if first.compared(with: last) == nil { return null(node, RulesText.incomparable(first.type, last.type)) }
        return .range(range)
    }

    /// A test by itself is the range of what passes it (DMN 1.5 table 42).
    mutating func openInterval(_ operation: Comparison, _ bound: Value, _ node: Node) -> Value {
        switch operation {
        case .less: interval(nil, false, bound, false, node)
        case .lessOrEqual: interval(nil, false, bound, true, node)
        case .greater: interval(bound, false, nil, false, node)
        case .greaterOrEqual: interval(bound, true, nil, false, node)
        case .equal: .range(Interval(start: bound, startIncluded: true, end: bound, endIncluded: true, form: .test))
        case .unequal: .range(Interval(start: bound, startIncluded: false, end: bound, endIncluded: false, form: .exclusion))
        }
    }

    // MARK: in

    mutating func within(_ value: Value, _ tests: [Node], _ scope: Scope) -> Value {
        var known = true
        for test in tests {
            switch passes(value, test, scope) {
            case .some(true): return true
            case .some(false): continue
            case .none: known = false
            }
        }
        return known ? false : .null
    }

    /// Whether a value passes one test (DMN 1.5 table 55).
    mutating func passes(_ tested: Value, _ test: Node, _ scope: Scope) -> Bool? {
        let inner = test.asksForValue ? Scope(scope, "?", tested) : scope
        switch test.kind {
        case .test(let operation, let operand):
            return compare(operation, tested, value(operand, inner), test).boolean
        case .range:
            guard case .range(let interval) = value(test, inner) else { return nil }
            walk(tested)
            return interval.contains(tested) ?? unknown(test, RulesText.notInRange(tested.type))
        default:
            let result = value(test, inner)
            walk(result)
            if test.asksForValue, case .boolean(let passed) = result { return passed }
            // What is written as null is a value to be found; what came to null is not known.
            if result.isNull, !test.isConstant { return unknown(test, RulesText.nothingToCompare) }
            return matches(tested, result) ?? unknown(test, RulesText.incomparable(tested.type, result.type))
        }
    }

    private mutating func unknown(_ node: Node, _ message: Text) -> Bool? {
        _ = null(node, message)
        return nil
    }

    /// Whether a value is the other, is one of it, or lies in it.
    func matches(_ tested: Value, _ other: Value) -> Bool? {
        switch other {
        case .range(let interval):
            if case .range = tested { return tested.equals(other) }
            return interval.contains(tested)
        case .list(let items):
            if case .list = tested, tested.equals(other) == true { return true }
            return items.contains { matches(tested, $0) == true }
        case .boolean(let result) where tested.boolean == nil && !tested.isNull: return result
        default: return tested.equals(other)
        }
    }
}
