import Kernel

extension Evaluator {
    mutating func loop(_ iterations: [Iteration], _ body: Node, _ scope: Scope) -> Value {
        var results: [Value] = []
        // The results so far are kept as a value only where somebody asks for them: each time is a copy.
        let asksForPartial = body.mentions("partial")
        let complete = iterate(iterations[...], scope) { evaluator, inner in
            let around = asksForPartial ? Scope(inner, "partial", .list(results)) : inner
            if asksForPartial, (try? evaluator.spend(results.count)) == nil { return false }
            results.append(evaluator.value(body, around))
            return true
        }
        return complete ? .list(results) : .null
    }

    /// `some` is an `or`, `every` an `and` over the elements (DMN 1.5 table 46).
    mutating func quantified(_ every: Bool, _ iterations: [Iteration], _ body: Node, _ scope: Scope) -> Value {
        var known = true
        var decided = false
        let complete = iterate(iterations[...], scope) { evaluator, inner in
            switch evaluator.value(body, inner) {
            case .boolean(!every):
                decided = true
                return false
            case .boolean: break
            default: known = false
            }
            return true
        }
        if decided { return .boolean(!every) }
        return complete && known ? .boolean(every) : .null
    }

    /// Calls `visit` with a scope for each combination, the last variable changing fastest. False where it was cut short.
    private mutating func iterate(
        _ iterations: ArraySlice<Iteration>, _ scope: Scope, _ visit: (inout Evaluator, Scope) -> Bool
    ) -> Bool {
        guard let first = iterations.first else { return visit(&self, scope) }
        guard let items = items(of: first, scope) else { return false }
        for item in items {
            if isExhausted {
                _ = null(first.source, RulesText.tooLong)
                return false
            }
            guard iterate(iterations.dropFirst(), Scope(scope, first.variable, item), visit) else { return false }
        }
        return true
    }

    mutating func items(of iteration: Iteration, _ scope: Scope) -> [Value]? {
        let source = value(iteration.source, scope)
        if let end = iteration.end { return steps(from: source, to: value(end, scope), end) }
        switch source {
        case .list(let items): return items
        case .range(let range):
            guard range.form != .exclusion, let start = range.start, let end = range.end,
                let all = steps(from: start, to: end, iteration.source)
            else { return nil }
            // Only two bare ends count downwards: `for i in 3..1`.
            if start.compared(with: end).map({ $0 > 0 }) ?? true {
                _ = null(iteration.source, RulesText.backwards)
                return nil
            }
            return all.filter { range.startIncluded || $0.equals(start) != true }.filter { range.endIncluded || $0.equals(end) != true }
        case .null:
            _ = null(iteration.source, RulesText.nothingToIterate)
            return nil
        default: return [source]
        }
    }

    /// Whole numbers or days from one end to the other, up or down.
    private mutating func steps(from start: Value, to end: Value, _ node: Node) -> [Value]? {
        switch (start, end) {
        case (.number(let a), .number(let b)):
            guard let from = a.int, let to = b.int else { break }
            return counted(from, to, node) { .number(Decimal34($0)) }
        case (.date(let a), .date(let b)):
            return counted(a.dayNumber, b.dayNumber, node) { .date(LocalDate(dayNumber: $0)) }
        default: break
        }
        _ = null(node, RulesText.badSteps(start.type, end.type))
        return nil
    }

    private mutating func counted(_ from: Int, _ to: Int, _ node: Node, _ value: (Int) -> Value) -> [Value]? {
        let (distance, overflow) = to.subtractingReportingOverflow(from)
        guard !overflow, (try? spend(Int(clamping: distance.magnitude))) != nil else {
            _ = null(node, RulesText.tooLong)
            return nil
        }
        return from <= to ? (from...to).map(value) : (to...from).reversed().map(value)
    }

    // MARK: Filters

    /// `list[2]`, `list[-1]` and `list[price > 3]`; a value that is no list is a list of one (DMN 1.5 §10.3.2.5).
    mutating func filter(_ base: Value, _ body: Node, _ node: Node, _ scope: Scope) -> Value {
        let items: [Value]
        switch base {
        case .list(let list): items = list
        case .null: return null(node, RulesText.filterOfNull)
        default: items = [base]
        }
        var kept: [Value] = []
        for (index, item) in items.enumerated() {
            if isExhausted { return null(node, RulesText.tooLong) }
            switch value(body, itemScope(item, scope)) {
            case .boolean(true): kept.append(item)
            case .boolean, .null: continue
            case .number(let position) where index == 0: return element(position, of: items, node)
            case let other: _ = null(body, RulesText.notBoolean(other.type))
            }
        }
        // Of an empty list only the filter itself can tell whether it asks for a place.
        if items.isEmpty, case .number(let position) = value(body, scope) { return element(position, of: items, node) }
        return .list(kept)
    }

    private func itemScope(_ item: Value, _ scope: Scope) -> Scope {
        if case .context(let context) = item { return Scope(scope, "item", item, context: context) }
        return Scope(scope, "item", item)
    }

    private mutating func element(_ position: Decimal34, of items: [Value], _ node: Node) -> Value {
        guard let position = position.int, position != 0, items.indices.contains(position > 0 ? position - 1 : items.count + position)
        else { return null(node, RulesText.noSuchPlace(position.description, items.count)) }
        return items[position > 0 ? position - 1 : items.count + position]
    }
}
