import Kernel

/// DMN 1.5 table 75: sums and statistics of numbers.
extension BuiltIns {
    static let listComputations: [BuiltIn] = [
        BuiltIn("sum", "list...") { arguments throws(Cause) in .number(try sum(numbers(arguments))) },
        BuiltIn("product", "list...") { arguments throws(Cause) in
            var product = Decimal34.one
            for number in try numbers(arguments) { product = try within(product * number) }
            return .number(product)
        },
        BuiltIn("mean", "list...") { arguments throws(Cause) in .number(try mean(numbers(arguments))) },
        BuiltIn("median", "list...") { arguments throws(Cause) in
            let sorted = try numbers(arguments).sorted()
            let middle = sorted.count / 2
            return .number(sorted.count % 2 == 1 ? sorted[middle] : try mean([sorted[middle - 1], sorted[middle]]))
        },
        BuiltIn("stddev", "list...") { arguments throws(Cause) in
            let numbers = try numbers(arguments)
            guard numbers.count > 1 else { throw Cause(RulesText.tooFewNumbers) }
            let mean = try mean(numbers)
            var squares = Decimal34.zero
            for number in numbers {
                let distance = try within(number - mean)
                squares = try within(squares + within(distance * distance))
            }
            return .number(try within(within(squares / Decimal34(numbers.count - 1)).squareRoot))
        },
        BuiltIn("mode", "list...") { arguments throws(Cause) in
            if try arguments.gathered().isEmpty { return .list([]) }
            let counts = Dictionary(try numbers(arguments).map { ($0, 1) }, uniquingKeysWith: +)
            let most = counts.values.max() ?? 0
            return .list(counts.filter { $0.value == most }.keys.sorted().map(Value.number))
        },
    ]

    private static func numbers(_ arguments: Arguments) throws(Cause) -> [Decimal34] {
        let items = try arguments.gathered()
        guard !items.isEmpty else { throw Cause(RulesText.emptyList) }
        var numbers: [Decimal34] = []
        for item in items {
            guard case .number(let number) = item else { throw Cause(RulesText.notANumber(item.type)) }
            numbers.append(number)
        }
        return numbers
    }

    static func within(_ number: Decimal34?) throws(Cause) -> Decimal34 {
        guard let number else { throw Cause(RulesText.outOfRange) }
        return number
    }

    private static func sum(_ numbers: [Decimal34]) throws(Cause) -> Decimal34 {
        var sum = Decimal34.zero
        for number in numbers { sum = try within(sum + number) }
        return sum
    }

    private static func mean(_ numbers: [Decimal34]) throws(Cause) -> Decimal34 { try within(sum(numbers) / Decimal34(numbers.count)) }
}
