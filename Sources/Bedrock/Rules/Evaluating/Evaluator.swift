import Kernel

/// Walks a parsed expression. It never throws: what cannot be computed is null, with a reason.
struct Evaluator {
    var source: SourceText
    let now: Instant?
    private(set) var reasons: [Reason] = []
    private var steps = 0
    private var depth = 0
    private var wasTooDeep = false

    /// An expression over facts takes some dozens of steps. These bounds only keep a hostile one from running for ever.
    static let mostSteps = 1_000_000
    static let deepest = 600
    static let mostReasons = 50
    /// A logarithm or a power is a series of some dozens of terms.
    static let seriesCost = 200

    init(_ source: SourceText, now: Instant?) {
        self.source = source
        self.now = now
    }

    var isExhausted: Bool { steps > Evaluator.mostSteps }

    /// What the whole came to. Where a part was cut off, nothing that was made of its null may stand: `f(0) = null` would be true.
    func outcome(_ value: Value) -> Value { isExhausted || wasTooDeep ? .null : value }

    /// Counts work that is not a node of its own, as copying a list is; throws once too much is done.
    mutating func spend(_ amount: Int) throws(Cause) {
        steps += max(0, min(amount, Evaluator.mostSteps + 1))
        if isExhausted { throw Cause(RulesText.tooLong) }
    }

    /// Counts the walk through a value that is compared or looked through. What comes next notices if it was too much.
    mutating func walk(_ value: Value) { steps += size(of: value) / 16 }

    /// Counts what a function of the language may walk through and calculate with.
    mutating func spend(on arguments: Arguments) throws(Cause) {
        for value in arguments.values { try spend(size(of: value) / 4) }
    }

    /// How many elements hang on a list or context; a text has one for every other byte.
    private func size(of value: Value) -> Int {
        switch value {
        case .string(let text): text.utf8.count / 2
        case .list, .context: value.weight(within: 16 * Evaluator.mostSteps)
        default: 0
        }
    }

    /// Counts everything that hangs on a new list or context. Its parts may be shared, but whoever prints or compares it walks
    /// through all of them.
    mutating func weighed(_ value: Value) throws(Cause) -> Value {
        switch value {
        case .list, .context: try spend(value.weight(within: Evaluator.mostSteps - steps))
        default: break
        }
        return value
    }

    private mutating func weighed(_ value: Value, _ node: Node) -> Value {
        attempt(node) { evaluator throws(Cause) in try evaluator.weighed(value) }
    }

    mutating func value(_ node: Node, _ scope: Scope) -> Value {
        steps += 1
        guard depth < Evaluator.deepest, !isExhausted else {
            if !isExhausted { wasTooDeep = true }
            return null(node, isExhausted ? RulesText.tooLong : RulesText.tooDeepToEvaluate)
        }
        depth += 1
        defer { depth -= 1 }
        switch node.kind {
        case .constant(let value): return value
        case .name(let name): return named(name, node, scope)
        case .path(let base, let name): return member(name, of: value(base, scope), node)
        case .descendants(let base, let name): return descendants(name, of: value(base, scope), node)
        case .comparison(let operation, let left, let right):
            return compare(operation, value(left, scope), value(right, scope), node)
        case .and(let items): return junction(items, deciding: false, scope)
        case .or(let items): return junction(items, deciding: true, scope)
        case .within(let operand, let tests, _): return within(value(operand, scope), tests, scope)
        case .arithmetic(let operation, let left, let right):
            return attempt(node) { evaluator throws(Cause) in
                try evaluator.arithmetic(operation, evaluator.value(left, scope), evaluator.value(right, scope))
            }
        case .call(let call): return self.call(call, node, scope)
        default: return composite(node, scope)
        }
    }

    private mutating func composite(_ node: Node, _ scope: Scope) -> Value {
        switch node.kind {
        case .list(let items): return weighed(.list(items.map { value($0, scope) }), node)
        case .context(let entries): return context(entries, node, scope)
        case .range(let start, let startIncluded, let end, let endIncluded):
            return range(start, startIncluded, end, endIncluded, node, scope)
        case .negation(let operand):
            return attempt(node) { evaluator throws(Cause) in try negated(evaluator.value(operand, scope)) }
        case .between(let operand, let low, let high):
            return between(value(operand, scope), value(low, scope), value(high, scope), node)
        case .test(let operation, let operand): return openInterval(operation, value(operand, scope), node)
        case .conditional(let condition, let yes, let no):
            let chosen = value(condition, scope).boolean == true ? yes : no
            return value(chosen, scope)
        case .loop(let iterations, let body): return weighed(loop(iterations, body, scope), node)
        case .quantified(let every, let iterations, let body): return quantified(every, iterations, body, scope)
        case .filter(let base, let body): return filter(value(base, scope), body, node, scope)
        case .function(let literal): return .function(Function(form: .defined(.init(literal, scope: scope, source: source))))
        case .instance(let operand, let type):
            let value = value(operand, scope)
            walk(value)
            return .boolean(value.isInstance(of: type))
        default: return .null
        }
    }

    // MARK: Reasons

    /// Null, with the reason noted.
    mutating func null(_ node: Node, _ message: Text) -> Value {
        guard reasons.count < Evaluator.mostReasons else { return .null }
        let (line, column) = source.position(of: node.range.lowerBound)
        reasons.append(Reason(line: line, column: column, source: source.slice(node.range), message: message))
        return .null
    }

    mutating func attempt(_ node: Node, _ work: (inout Evaluator) throws(Cause) -> Value) -> Value {
        do {
            return try work(&self)
        } catch {
            return null(node, error.message)
        }
    }

    // MARK: Names

    private mutating func named(_ name: String, _ node: Node, _ scope: Scope) -> Value {
        if let value = scope[name] { return value }
        if let builtIn = BuiltIns.byName[name] { return .function(Function(form: .builtIn(builtIn))) }
        return null(node, RulesText.unknownName(name))
    }

    mutating func member(_ name: String, of value: Value, _ node: Node) -> Value {
        switch value {
        case .context(let context): return context[name] ?? null(node, RulesText.noMember(name))
        case .list(let items):
            steps += items.count
            return .list(items.map { member(name, of: $0, node) })
        case .null: return null(node, RulesText.noMemberOfNull(name))
        default: return value.property(name) ?? null(node, RulesText.noProperty(name, value.type))
        }
    }

    /// All values under this name, however deep, in the order in which they are written; nulls are left out.
    private mutating func descendants(_ name: String, of value: Value, _ node: Node) -> Value {
        var found: [Value] = []
        value.collect(name, into: &found)
        return weighed(.list(found), node)
    }

    private mutating func context(_ entries: [ContextEntry], _ node: Node, _ scope: Scope) -> Value {
        var (inner, values, names) = (scope, [Context.Entry](), Set<String>())
        for entry in entries {
            guard names.insert(entry.name).inserted else { return null(node, RulesText.nameTwice(entry.name)) }
            let value = recursive(entry, inner) ?? value(entry.value, inner)
            values.append(Context.Entry(entry.name, value))
            inner = Scope(inner, entry.name, value)
        }
        return weighed(.context(Context(values)), node)
    }

    /// A function written as an entry may call itself by the entry's name, where that name means nothing else.
    private func recursive(_ entry: ContextEntry, _ scope: Scope) -> Value? {
        guard case .function(let literal) = entry.value.kind, scope[entry.name] == nil, BuiltIns.byName[entry.name] == nil else {
            return nil
        }
        return .function(Function(form: .defined(.init(literal, scope: scope, source: source, name: entry.name))))
    }
}

extension Value {
    fileprivate func collect(_ name: String, into found: inout [Value]) {
        switch self {
        case .list(let items):
            for item in items { item.collect(name, into: &found) }
        case .context(let context):
            for entry in context.entries {
                if entry.name == name, !entry.value.isNull { found.append(entry.value) }
                entry.value.collect(name, into: &found)
            }
        default: break
        }
    }

    /// How much there is to walk through: elements, entries and text. Counting ends soon after the limit.
    func weight(within limit: Int) -> Int {
        switch self {
        case .string(let text): return 1 + text.utf8.count / 16
        case .list(let items): return Value.weight(items, within: limit)
        case .context(let context): return Value.weight(context.entries.lazy.map(\.value), within: limit)
        default: return 1
        }
    }

    private static func weight(_ items: some Sequence<Value>, within limit: Int) -> Int {
        var sum = 1
        for item in items {
            sum += item.weight(within: limit - sum)
            if sum > limit { break }
        }
        return sum
    }
}
