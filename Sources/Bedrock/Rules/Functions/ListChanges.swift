import Kernel

/// DMN 1.5 table 75: what makes a list with elements more, fewer or other.
extension BuiltIns {
    static let listChanges: [BuiltIn] = [
        BuiltIn("append", [["list", "item..."]]) { arguments, evaluator throws(Cause) in
            let list = try arguments.list(0)
            try evaluator.spend(list.count)
            return .list(list + arguments.values.dropFirst())
        },
        BuiltIn("insert before", [["list", "position", "newItem"]]) { arguments, evaluator throws(Cause) in
            var list = try arguments.list(0)
            try evaluator.spend(list.count)
            list.insert(arguments[2], at: try arguments.place(1, in: list.count))
            return .list(list)
        },
        BuiltIn("remove", [["list", "position"]]) { arguments, evaluator throws(Cause) in
            var list = try arguments.list(0)
            try evaluator.spend(list.count)
            list.remove(at: try arguments.place(1, in: list.count))
            return .list(list)
        },
        BuiltIn("list replace", [["list", "position", "newItem"], ["list", "match", "newItem"]]) { arguments, evaluator throws(Cause) in
            try replaced(arguments, &evaluator)
        },
        BuiltIn("reverse", [["list"]]) { arguments, evaluator throws(Cause) in
            let list = try arguments.list(0)
            try evaluator.spend(list.count)
            return .list(list.reversed())
        },
    ]

    /// At a place, or wherever a function of the element and the new one says so.
    private static func replaced(_ arguments: Arguments, _ evaluator: inout Evaluator) throws(Cause) -> Value {
        var list = try arguments.list(0)
        try evaluator.spend(list.count)
        guard case .function(let match) = arguments[1] else {
            list[try arguments.place(1, in: list.count, cutting: true)] = arguments[2]
            return .list(list)
        }
        for (index, item) in list.enumerated() {
            guard case .boolean(let fits) = try evaluator.apply(match, [item, arguments[2]]) else { throw Cause(RulesText.matchNotBoolean) }
            if fits { list[index] = arguments[2] }
        }
        return .list(list)
    }
}
