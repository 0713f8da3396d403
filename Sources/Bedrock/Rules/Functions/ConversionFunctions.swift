import Kernel

/// DMN 1.5 table 70: numbers, strings and ranges.
extension BuiltIns {
    static let conversions: [BuiltIn] = [
        BuiltIn("string", [["from"]]) { arguments, evaluator throws(Cause) in
            if arguments[0].isNull { throw arguments.wrong(0, .any) }
            let text = arguments[0].text
            try evaluator.spend(text.utf8.count / 16)
            return .string(text)
        },
        BuiltIn("number", [["from"], ["from", "grouping separator", "decimal separator"]]) { arguments, _ throws(Cause) in
            if arguments.count == 1, case .number(let number) = arguments.scalar(0) { return .number(number) }
            guard let number = try number(arguments) else { throw arguments.outOfBounds(0) }
            return .number(number)
        },
        BuiltIn("range", [["from"]]) { arguments, _ throws(Cause) in
            guard let range = range(try arguments.string(0)) else { throw arguments.outOfBounds(0) }
            return .range(range)
        },
    ]

    private static func number(_ arguments: Arguments) throws(Cause) -> Decimal34? {
        var text = try arguments.string(0)
        let grouping = arguments.has(1) ? try arguments.string(1) : nil
        let point = arguments.has(2) ? try arguments.string(2) : nil
        if let grouping, ![" ", ",", "."].contains(grouping) { throw arguments.outOfBounds(1) }
        if let point, ![",", "."].contains(point) || point == grouping { throw arguments.outOfBounds(2) }
        if let grouping { text = text.replacing(grouping, with: "") }
        if let point, point != "." {
            if text.contains(".") { return nil }
            text = text.replacing(point, with: ".")
        }
        return Decimal34(text)
    }

    /// The text of a range with literal ends, of which one may be missing (`[2..)`).
    private static func range(_ text: String) -> Interval? {
        let source = SourceText(text)
        guard var parser = try? Parser(source, names: []) else { return nil }
        parser.allowsOpenEnds = true
        guard let node = try? parser.whole(), case .range(let start, _, let end, _) = node.kind,
            [start, end].allSatisfy({ $0?.isLiteral ?? true })
        else { return nil }
        var evaluator = Evaluator(source, now: nil)
        guard case .range(let range) = evaluator.value(node, Scope(.empty)) else { return nil }
        if let start = range.start, let end = range.end, let order = start.compared(with: end), order > 0 { return nil }
        return range
    }
}

extension Node {
    /// A constant, or a constructor of dates, times and durations called with one.
    fileprivate var isLiteral: Bool {
        switch kind {
        case .constant: return true
        case .call(let call):
            guard case .name(let name) = call.callee.kind, ["date", "time", "date and time", "duration"].contains(name) else {
                return false
            }
            return call.arguments.allSatisfy { if case .constant = $0.kind { true } else { false } }
        default: return false
        }
    }
}
