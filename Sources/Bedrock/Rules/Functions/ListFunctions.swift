import Kernel

/// DMN 1.5 table 75: what asks about lists or takes parts of them.
extension BuiltIns {
    static let lists: [BuiltIn] = [
        BuiltIn("list contains", "list", "element") { arguments throws(Cause) in
            let element = arguments[1]
            return .boolean(try arguments.list(0).contains { $0.equals(element) == true })
        },
        BuiltIn("count", "list") { arguments throws(Cause) in .number(try arguments.list(0).count) },
        BuiltIn("min", "list...") { arguments throws(Cause) in try extreme(arguments, -1) },
        BuiltIn("max", "list...") { arguments throws(Cause) in try extreme(arguments, 1) },
        BuiltIn("all", "list...") { arguments throws(Cause) in try junction(arguments, deciding: false) },
        BuiltIn("any", "list...") { arguments throws(Cause) in try junction(arguments, deciding: true) },
        BuiltIn("sublist", "list", "start position", "length?") { arguments throws(Cause) in
            let list = try arguments.list(0)
            let start = try arguments.place(1, in: list.count)
            guard arguments.count > 2 else { return .list(Array(list[start...])) }
            let length = try arguments.whole(2)
            guard length >= 0, length <= list.count - start else { throw arguments.outOfBounds(2) }
            return .list(Array(list[start..<start + length]))
        },
        BuiltIn("index of", "list", "match") { arguments throws(Cause) in
            let match = arguments[1]
            let places = try arguments.list(0).enumerated().filter { $0.element.equals(match) == true }
            return .list(places.map { .number($0.offset + 1) })
        },
        BuiltIn("union", [["list..."]]) { arguments, evaluator throws(Cause) in
            try distinct(concatenated(arguments, &evaluator), &evaluator)
        },
        BuiltIn("distinct values", [["list"]]) { arguments, evaluator throws(Cause) in try distinct(arguments.list(0), &evaluator) },
        BuiltIn("flatten", [["list"]]) { arguments, evaluator throws(Cause) in
            let flat = flattened(try arguments.list(0))
            try evaluator.spend(flat.count)
            return .list(flat)
        },
        BuiltIn("concatenate", [["list..."]]) { arguments, evaluator throws(Cause) in .list(try concatenated(arguments, &evaluator)) },
        BuiltIn("sort", [["list", "precedes?"]]) { arguments, evaluator throws(Cause) in try sorted(arguments, &evaluator) },
    ]

    /// The least (-1) or greatest (1); null where the list is empty or two elements have no order.
    private static func extreme(_ arguments: Arguments, _ sign: Int) throws(Cause) -> Value {
        let items = try arguments.gathered()
        guard var best = items.first else { throw Cause(RulesText.emptyList) }
        if best.compared(with: best) == nil { throw Cause(RulesText.noOrder(best.type)) }
        for item in items.dropFirst() {
            guard let order = item.compared(with: best) else { throw Cause(RulesText.incomparable(item.type, best.type)) }
            if order * sign > 0 { best = item }
        }
        return best
    }

    private static func junction(_ arguments: Arguments, deciding: Bool) throws(Cause) -> Value {
        let items = arguments.count == 1 && arguments[0].isNull ? [.null] : try arguments.gathered()
        if items.contains(.boolean(deciding)) { return .boolean(deciding) }
        if let other = items.first(where: { $0.boolean == nil }) { throw Cause(RulesText.notBoolean(other.type)) }
        return .boolean(!deciding)
    }

    private static func concatenated(_ arguments: Arguments, _ evaluator: inout Evaluator) throws(Cause) -> [Value] {
        var all: [Value] = []
        for index in 0..<arguments.count { all += try arguments.list(index) }
        try evaluator.spend(all.count)
        return all
    }

    private static func distinct(_ items: [Value], _ evaluator: inout Evaluator) throws(Cause) -> Value {
        var (kept, seen) = ([Value](), Set<Value>())
        let hasMoments = items.contains { if case .dateTime = $0 { true } else { false } }
        for item in items {
            // Of a simple kind equal values have one form, so that a new form is a new value; texts are equal a little more often.
            let isNew = seen.insert(item).inserted
            if !isNew || !item.hasOneForm(amongMoments: hasMoments) {
                try evaluator.spend(1 + kept.count / 4 * item.weight(within: Evaluator.mostSteps))
                if kept.contains(where: { $0.equals(item) == true }) { continue }
            }
            kept.append(item)
        }
        return .list(kept)
    }

    private static func flattened(_ items: [Value]) -> [Value] {
        items.flatMap { item in
            if case .list(let inner) = item { flattened(inner) } else { [item] }
        }
    }

    /// A stable merge sort: `precedes` may be anything, and is asked about n·log n times.
    private static func sorted(_ arguments: Arguments, _ evaluator: inout Evaluator) throws(Cause) -> Value {
        let items = try arguments.list(0)
        guard arguments.has(1) else {
            return .list(
                try merged(items) { a, b throws(Cause) in
                    guard let order = a.compared(with: b) else { throw Cause(RulesText.incomparable(a.type, b.type)) }
                    return order < 0
                })
        }
        let precedes = try arguments.function(1)
        return .list(
            try merged(items) { a, b throws(Cause) in
                guard case .boolean(let first) = try evaluator.apply(precedes, [a, b]) else { throw Cause(RulesText.precedesNotBoolean) }
                return first
            })
    }

    private static func merged(_ items: [Value], _ precedes: (Value, Value) throws(Cause) -> Bool) throws(Cause) -> [Value] {
        guard items.count > 1 else { return items }
        let middle = items.count / 2
        let left = try merged(Array(items[..<middle]), precedes)
        let right = try merged(Array(items[middle...]), precedes)
        var (out, i, j) = ([Value](), 0, 0)
        out.reserveCapacity(items.count)
        while i < left.count, j < right.count {
            if try precedes(right[j], left[i]) {
                out.append(right[j])
                j += 1
            } else {
                out.append(left[i])
                i += 1
            }
        }
        return out + left[i...] + right[j...]
    }
}

extension Value {
    /// Whether values of this kind that FEEL calls equal are also the same for Swift. A date may equal a date and time.
    fileprivate func hasOneForm(amongMoments: Bool) -> Bool {
        switch self {
        case .date: !amongMoments
        case .null, .boolean, .number, .string, .daysDuration, .monthsDuration: true
        default: false
        }
    }
}
