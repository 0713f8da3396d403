package import Catalogue
package import Kernel

/// One way to answer every question of a thing.
package struct Situation: Sendable, Hashable {
    package let answers: [String: JSON]

    /// `dishes=hot,fireScale=small`
    package var label: String {
        answers.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.string ?? $0.value.text)" }.joined(separator: ",")
    }
}

extension Situation {
    /// So few situations that any two answers to any two questions stand together in one of them: one answer alone, or two together, is what
    /// nearly every condition of a catalogue looks at.
    package static func covering(_ questions: [Question]) -> [Situation] {
        let values = questions.map(possibleAnswers)
        var open = pairs(of: values)
        var found: [Situation] = []
        while let start = open.min() {
            var row = [Int?](repeating: nil, count: values.count)
            row[start.first] = start.firstValue
            row[start.second] = start.secondValue
            for place in values.indices where row[place] == nil {
                row[place] = values[place].indices.max { a, b in
                    (gain(of: a, at: place, in: row, open), b) < (gain(of: b, at: place, in: row, open), a)
                }
            }
            let full = row.map { $0 ?? 0 }
            open = open.filter { full[$0.first] != $0.firstValue || full[$0.second] != $0.secondValue }
            found.append(Situation(questions, values, full))
        }
        if found.isEmpty, let only = values.first {
            return only.indices.map { Situation(questions, values, [$0]) }
        }
        return found.isEmpty ? [Situation(answers: [:])] : found
    }

    private init(_ questions: [Question], _ values: [[JSON]], _ row: [Int]) {
        answers = Dictionary(
            questions.indices.map { (questions[$0].code, values[$0][row[$0]]) }, uniquingKeysWith: { first, _ in first })
    }

    /// Of several that may be ticked, each alone and all together.
    private static func possibleAnswers(_ question: Question) -> [JSON] {
        let codes = question.options.map { JSON.string($0.code) }
        return switch question.kind {
        case .yesNo: [true, false]
        case .choice: codes
        case .choices: codes.map { [$0] } + (codes.count > 1 ? [.array(codes)] : [])
        }
    }

    private struct Pair: Hashable, Comparable {
        let first: Int
        let firstValue: Int
        let second: Int
        let secondValue: Int

        static func < (a: Pair, b: Pair) -> Bool {
            (a.first, a.second, a.firstValue, a.secondValue) < (b.first, b.second, b.firstValue, b.secondValue)
        }
    }

    private static func pairs(of values: [[JSON]]) -> Set<Pair> {
        var pairs: Set<Pair> = []
        for first in values.indices {
            for second in values.indices where second > first {
                for a in values[first].indices {
                    for b in values[second].indices { pairs.insert(Pair(first: first, firstValue: a, second: second, secondValue: b)) }
                }
            }
        }
        return pairs
    }

    /// How many open pairs a value would close with what the row holds already.
    private static func gain(of value: Int, at place: Int, in row: [Int?], _ open: Set<Pair>) -> Int {
        row.enumerated().count { other, chosen in
            guard let chosen, other != place else { return false }
            let pair =
                other < place
                ? Pair(first: other, firstValue: chosen, second: place, secondValue: value)
                : Pair(first: place, firstValue: value, second: other, secondValue: chosen)
            return open.contains(pair)
        }
    }
}
