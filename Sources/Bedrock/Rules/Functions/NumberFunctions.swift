import Kernel

/// DMN 1.5 table 77.
extension BuiltIns {
    static let numbers: [BuiltIn] = [
        BuiltIn("abs", "n") { arguments throws(Cause) in
            switch arguments.scalar(0) {
            case .monthsDuration(let months): return .monthsDuration(abs(months))
            case .daysDuration(let duration): return duration.total < 0 ? try negated(.daysDuration(duration)) : .daysDuration(duration)
            default: return .number(try arguments.number(0).magnitude)
            }
        },
        BuiltIn("modulo", "dividend", "divisor") { arguments throws(Cause) in
            let (dividend, divisor) = (try arguments.number(0), try arguments.number(1))
            if divisor.isZero { throw Cause(RulesText.divisionByZero) }
            return .number(try within(dividend.modulo(divisor)))
        },
        BuiltIn("sqrt", [["number"]]) { arguments, evaluator throws(Cause) in
            try evaluator.spend(10)
            guard let root = try arguments.number(0).squareRoot else { throw arguments.outOfBounds(0) }
            return .number(root)
        },
        BuiltIn("log", [["number"]]) { arguments, evaluator throws(Cause) in
            try evaluator.spend(Evaluator.seriesCost)
            guard let logarithm = try arguments.number(0).naturalLogarithm else { throw arguments.outOfBounds(0) }
            return .number(logarithm)
        },
        BuiltIn("exp", [["number"]]) { arguments, evaluator throws(Cause) in
            try evaluator.spend(Evaluator.seriesCost)
            return .number(try within(arguments.number(0).exponential))
        },
        BuiltIn("odd", "number") { arguments throws(Cause) in .boolean(try arguments.number(0).modulo(2) == .one) },
        BuiltIn("even", "number") { arguments throws(Cause) in .boolean(try arguments.number(0).modulo(2) == .zero) },
    ]

    static let roundings: [BuiltIn] = [
        rounding("decimal", .halfEven, ["n", "scale"]),
        rounding("floor", .floor, ["n", "scale?"]),
        rounding("ceiling", .ceiling, ["n", "scale?"]),
        rounding("round up", .up, ["n", "scale"]),
        rounding("round down", .down, ["n", "scale"]),
        rounding("round half up", .halfUp, ["n", "scale"]),
        rounding("round half down", .halfDown, ["n", "scale"]),
    ]

    private static func rounding(_ name: String, _ rounding: Rounding, _ parameters: [String]) -> BuiltIn {
        BuiltIn(name, [parameters]) { arguments, _ throws(Cause) in
            let number = try arguments.number(0)
            guard arguments.count > 1 else { return .number(number.rounded(toScale: 0, rounding)) }
            let scale = try arguments.cut(1)
            guard (-6111...6176).contains(scale) else { throw arguments.outOfBounds(1) }
            return .number(number.rounded(toScale: scale, rounding))
        }
    }
}
