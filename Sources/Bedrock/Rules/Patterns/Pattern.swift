import Kernel

/// A regular expression of XPath (XPath and XQuery Functions 3.1 §5.6.1), compiled to a small program.
///
/// It has its own engine because the dialect is its own (`[a-z-[aeiou]]`, `\i`, `\p{IsGreek}`) and because a hostile pattern must
/// run out of steps, not of time.
struct Pattern {
    struct Match {
        let range: Range<Int>
        let groups: [Range<Int>?]
    }

    struct Flags {
        var caseless = false
        var multiline = false
        var dotMatchesAll = false
        var ignoresSpace = false
        var literal = false
    }

    enum Step {
        case character(Unicode.Scalar)
        case oneOf(CharacterSet)
        case any
        case start
        case end
        case save(Int)
        case backReference(Int)
        /// Goes on at the first place; at the second one if that fails.
        case split(Int, Int)
        case jump(Int)
        /// Notes where a repetition begins, so that one which matched nothing ends.
        case mark(Int)
        case unlessStuck(Int)
        case done
    }

    private let program: [Step]
    private let flags: Flags
    private let slots: Int
    let groupCount: Int
    var isLiteral: Bool { flags.literal }

    static let longestProgram = 20_000

    init(_ text: String, flags letters: String) throws(Cause) {
        var flags = Flags()
        for letter in letters {
            switch letter {
            case "i": flags.caseless = true
            case "m": flags.multiline = true
            case "s": flags.dotMatchesAll = true
            case "x": flags.ignoresSpace = true
            case "q": flags.literal = true
            default: throw Cause(RulesText.badFlag(String(letter)))
            }
        }
        var parser = PatternParser(text, flags)
        let tree = try parser.whole()
        var compiler = PatternCompiler(groups: parser.groupCount)
        try compiler.add(tree)
        program = compiler.program + [.done]
        slots = compiler.slots
        groupCount = parser.groupCount
        self.flags = flags
    }

    /// All matches from left to right, none of them touching another's characters.
    func matches(in text: [Unicode.Scalar], _ evaluator: inout Evaluator) throws(Cause) -> [Match] {
        var (found, start) = ([Match](), 0)
        while start <= text.count, let match = try firstMatch(in: text, from: start, &evaluator) {
            if match.range.isEmpty {
                start = match.range.upperBound + 1
                // An empty match at either end separates nothing.
                if match.range.lowerBound == 0 || match.range.lowerBound == text.count { continue }
            } else {
                start = match.range.upperBound
            }
            found.append(match)
        }
        return found
    }

    func firstMatch(in text: [Unicode.Scalar], from start: Int, _ evaluator: inout Evaluator) throws(Cause) -> Match? {
        guard start <= text.count else { return nil }
        var run = PatternRun(program: program, flags: flags, text: text, slots: slots, groupCount: groupCount)
        var found: Match?
        for place in start...text.count {
            found = try run.match(at: place)
            if found != nil { break }
        }
        try evaluator.spend(1 + run.steps / 20)
        return found
    }
}

/// One text being matched. Choices not taken wait on a stack of their own, so that long texts cannot exhaust the thread's.
private struct PatternRun {
    let program: [Pattern.Step]
    let flags: Pattern.Flags
    let text: [Unicode.Scalar]
    let groupCount: Int
    private var saved: [Int]
    private(set) var steps = 0

    private enum Choice {
        case go(step: Int, at: Int)
        case restore(slot: Int, value: Int)
    }

    /// About a tenth of a second.
    static let mostSteps = 1_000_000

    init(program: [Pattern.Step], flags: Pattern.Flags, text: [Unicode.Scalar], slots: Int, groupCount: Int) {
        self.program = program
        self.flags = flags
        self.text = text
        self.groupCount = groupCount
        saved = Array(repeating: -1, count: slots)
    }

    mutating func match(at start: Int) throws(Cause) -> Pattern.Match? {
        for slot in saved.indices { saved[slot] = -1 }
        var choices = [Choice.go(step: 0, at: start)]
        while let choice = choices.popLast() {
            switch choice {
            case .restore(let slot, let value): saved[slot] = value
            case .go(let step, let at):
                if let end = try run(from: step, at, &choices) { return found(start..<end) }
            }
        }
        return nil
    }

    private func found(_ range: Range<Int>) -> Pattern.Match {
        let groups = (0..<groupCount).map { group -> Range<Int>? in
            let (from, to) = (saved[2 * group], saved[2 * group + 1])
            return from >= 0 && to >= from ? from..<to : nil
        }
        return Pattern.Match(range: range, groups: groups)
    }

    /// Follows one thread until it ends: with the end of the match, or with nil where it fails.
    private mutating func run(from first: Int, _ start: Int, _ choices: inout [Choice]) throws(Cause) -> Int? {
        var (step, at) = (first, start)
        while true {
            steps += 1
            guard steps <= PatternRun.mostSteps, choices.count <= PatternRun.mostSteps else { throw Cause(RulesText.patternTooLong) }
            switch program[step] {
            case .done: return at
            case .jump(let target): step = target
            case .split(let preferred, let other):
                choices.append(.go(step: other, at: at))
                step = preferred
            case .save(let slot), .mark(let slot):
                choices.append(.restore(slot: slot, value: saved[slot]))
                saved[slot] = at
                step += 1
            case .unlessStuck(let slot):
                if saved[slot] == at { return nil }
                step += 1
            case .backReference(let group):
                guard let end = reference(group, at) else { return nil }
                (step, at) = (step + 1, end)
            case .start:
                guard at == 0 || flags.multiline && at < text.count && text[at - 1] == "\n" else { return nil }
                step += 1
            case .end:
                guard at == text.count || flags.multiline && text[at] == "\n" else { return nil }
                step += 1
            case .character, .oneOf, .any:
                guard at < text.count, accepts(program[step], text[at]) else { return nil }
                (step, at) = (step + 1, at + 1)
            }
        }
    }

    private func accepts(_ step: Pattern.Step, _ scalar: Unicode.Scalar) -> Bool {
        switch step {
        case .character(let wanted): wanted == scalar || flags.caseless && wanted.folded == scalar.folded
        case .oneOf(let set): set.contains(scalar, caseless: flags.caseless)
        default: flags.dotMatchesAll || scalar != "\n" && scalar != "\r"
        }
    }

    /// What a group matched, once more; a group that matched nothing yet refers to the empty text.
    private func reference(_ group: Int, _ at: Int) -> Int? {
        let (from, to) = (saved[2 * group], saved[2 * group + 1])
        guard from >= 0, to > from else { return at }
        guard at + to - from <= text.count else { return nil }
        for offset in 0..<(to - from) {
            let (a, b) = (text[from + offset], text[at + offset])
            guard a == b || flags.caseless && a.folded == b.folded else { return nil }
        }
        return at + to - from
    }
}

extension Unicode.Scalar {
    /// One form for upper and lower case.
    var folded: Unicode.Scalar {
        let upper = properties.uppercaseMapping.unicodeScalars
        let from = upper.count == 1 ? upper.first ?? self : self
        let lower = from.properties.lowercaseMapping.unicodeScalars
        return lower.count == 1 ? lower.first ?? self : self
    }
}
