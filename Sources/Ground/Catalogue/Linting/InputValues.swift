import Kernel
import Rules

/// The values of one input that can make a difference to a condition, and whether they are all that can.
struct InputValues {
    private let literals: Literals
    private let source: String
    private let today: LocalDate

    init(_ literals: Literals, _ source: String, today: LocalDate) {
        (self.literals, self.source, self.today) = (literals, source, today)
    }

    static func of(_ question: Question) -> (values: [Value], isWhole: Bool) {
        switch question.kind {
        case .yesNo: return ([true, false], true)
        case .choice: return (question.options.map { .string($0.code) }, true)
        case .choices: return several(question.options.map(\.code))
        }
    }

    func of(_ element: DataElement, choices: [Choice]) -> (values: [Value], isWhole: Bool) {
        switch element.type {
        case .boolean: return ([true, false], true)
        case .choice:
            // Of a long list those that are named, and two that stand for the rest.
            let codes = choices.map(\.code)
            let named = codes.filter(literals.texts.contains)
            let others = codes.filter { !literals.texts.contains($0) }
            return ((named + others.prefix(2)).map(Value.string), !source.contains("starts with") && !source.contains("contains("))
        case .choices: return InputValues.several(choices.map(\.code))
        case .integer, .decimal, .money: return (numbers, !isReckoned)
        case .date: return (dates, false)
        case .text: return (texts, !source.contains("("))
        }
    }

    /// Something is added, multiplied or measured: numbers beside the literals may matter.
    private var isReckoned: Bool { source.contains { "+-*/".contains($0) } }

    private var numbers: [Value] {
        var found = Set(literals.numbers.flatMap { [$0 - 1, $0, $0 + 1] } + [-1_000_000_000_000, 0, 1, 1_000_000_000_000])
        if isReckoned { for power in 0...11 { found.formUnion([10, 20, 50].map { $0 * Int(InputValues.powers[power]) }) } }
        return found.sorted().map { Value.number($0) }
    }
    private static let powers: [Int64] = (0...11).map { power in (0..<power).reduce(Int64(1)) { value, _ in value * 10 } }

    /// Days around those that are named, and around whole weeks, months and years before and after today.
    private var dates: [Value] {
        var found: Set<LocalDate> = [today]
        for named in literals.texts.compactMap({ LocalDate($0) }) {
            found.formUnion([named.adding(days: -1), named, named.adding(days: 1)])
        }
        let days = [1, 2, 4, 6, 8, 13, 16, 22, 29, 32, 45, 59, 62, 75, 89, 92, 121, 150, 179, 184, 270, 364, 367, 450, 546, 730]
        for count in days + (2...55).map({ $0 * 730 + 3 }) { found.insert(today.adding(days: -count)) }
        for count in days + [1100, 1830, 3660, 7310, 36_600] { found.insert(today.adding(days: count)) }
        for count in literals.numbers where count > 0 && count < 40_000 {
            for day in [count - 1, count, count + 1] { found.formUnion([today.adding(days: day), today.adding(days: -day)]) }
        }
        return found.sorted().map(Value.date)
    }

    private var texts: [Value] {
        // A text may begin with what is named, go on after it, or be of a length that is named.
        var written = literals.texts.flatMap { [$0, $0 + "0", "0" + $0 + "0"] } + ["\u{2003}", ""]
        for count in literals.numbers where (1...400).contains(count) {
            written += [count - 1, count, count + 1].map { String(repeating: "0", count: $0) }
        }
        var seen: Set<String> = []
        return written.filter { seen.insert($0).inserted }.map(Value.string)
    }

    /// Every choice of several codes; of more than six only single ones, pairs and all of them.
    private static func several(_ codes: [String]) -> (values: [Value], isWhole: Bool) {
        let texts = codes.map(Value.string)
        if codes.count <= 6 {
            return (
                (1..<max(2, 1 << codes.count)).map { bits in .list(texts.indices.filter { bits & 1 << $0 != 0 }.map { texts[$0] }) }, true
            )
        }
        let pairs = texts.indices.flatMap { first in texts.indices.dropFirst(first + 1).map { Value.list([texts[first], texts[$0]]) } }
        return (texts.map { .list([$0]) } + pairs + [.list(texts)], false)
    }
}
