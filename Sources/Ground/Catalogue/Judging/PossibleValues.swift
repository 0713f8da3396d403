import Kernel
import Rules

/// Values that something unknown might take, enough of them to tell whether a condition depends on it: what the condition itself names,
/// a little below and above, what it is compared with, and something else.
struct PossibleValues {
    private let texts: [String]
    private let numbers: [Int]
    private let beside: [Value]
    private let today: LocalDate

    init(_ literals: Literals, beside: [Value], today: LocalDate) {
        (texts, numbers) = (literals.texts, literals.numbers)
        self.beside = beside
        self.today = today
    }

    static func of(_ question: Question) -> [Value] {
        switch question.kind {
        case .yesNo: [true, false]
        case .choice: question.options.map { .string($0.code) }
        case .choices: several(question.options.map(\.code))
        }
    }

    func of(_ element: DataElement, choices: [Choice]) -> [Value] {
        switch element.type {
        case .boolean: return [true, false]
        case .choice: return named(choices.map(\.code)).map(Value.string)
        case .choices: return PossibleValues.several(named(choices.map(\.code)))
        case .integer, .decimal, .money:
            let around = numbers.flatMap { [$0 - 1, $0, $0 + 1] } + [-1_000_000_000_000, 0, 1_000_000_000_000]
            return distinct(around.map { Value.number($0) } + beside.filter { $0.number != nil })
        case .date:
            let far = [LocalDate(dayNumber: -90_000), today, today.adding(days: 1), LocalDate(dayNumber: 900_000)]
            return distinct(far.map(Value.date) + beside.filter { $0.date != nil })
        case .text:
            // A text may begin with what is named, or go on after it.
            let written = texts.flatMap { [$0, $0 + "0"] } + ["\u{2003}", "", String(repeating: "0", count: 40)]
            return distinct(written.map(Value.string) + beside.filter { $0.string != nil })
        }
    }

    /// Of many codes those that the condition names or compares with, and two others.
    private func named(_ codes: [String]) -> [String] {
        if codes.count <= 8 { return codes }
        let wanted = Set(texts + beside.compactMap(\.string))
        return codes.filter(wanted.contains) + codes.filter { !wanted.contains($0) }.prefix(2)
    }

    private static func several(_ codes: [String]) -> [Value] {
        let all = Value.list(codes.map(Value.string))
        return codes.map { .list([.string($0)]) } + (codes.count > 1 ? [all] : [])
    }

    private func distinct(_ values: [Value]) -> [Value] {
        var seen: Set<Value> = []
        return values.filter { seen.insert($0).inserted }
    }
}

/// The texts and whole numbers that stand in an expression.
struct Literals: Sendable {
    private(set) var texts: [String] = []
    private(set) var numbers: [Int] = []

    init(_ source: String) {
        var rest = source[...]
        while let first = rest.first {
            if first == "\"" {
                let body = rest.dropFirst().prefix { $0 != "\"" }
                texts.append(String(body))
                rest = rest.dropFirst(body.count + 2)
            } else if first.isASCII, first.isNumber {
                let digits = rest.prefix { $0.isASCII && $0.isNumber }
                if let number = Int(digits), abs(number) < 1_000_000_000 { numbers.append(number) }
                rest = rest.dropFirst(digits.count)
            } else if first.isLetter {
                // Digits within a name are no number.
                rest = rest.drop { $0.isLetter || $0.isNumber || $0 == "_" }
            } else {
                rest = rest.dropFirst()
            }
        }
    }
}
