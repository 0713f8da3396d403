import Kernel

/// Turns the tree of a regular expression into steps; counted repetitions are written out.
struct PatternCompiler {
    private(set) var program: [Pattern.Step] = []
    /// Two for each group, then one for each repetition that might stand still.
    private(set) var slots: Int

    init(groups: Int) { slots = 2 * groups }

    mutating func add(_ tree: PatternTree) throws(Cause) {
        guard program.count < Pattern.longestProgram else { throw Cause(RulesText.patternTooLong) }
        switch tree {
        case .step(let step): program.append(step)
        case .sequence(let parts): for part in parts { try add(part) }
        case .choice(let branches): try choice(branches[...])
        case .group(let number, let inner):
            program.append(.save(2 * number))
            try add(inner)
            program.append(.save(2 * number + 1))
        case .repeated(let inner, let least, let most, let greedy):
            for _ in 0..<least {
                let before = program.count
                try add(inner)
                // Nothing, however often, is nothing.
                if program.count == before { return }
            }
            if let most { try optional(inner, most - least, greedy) } else { try endless(inner, greedy) }
        }
    }

    private mutating func choice(_ branches: ArraySlice<PatternTree>) throws(Cause) {
        var jumps: [Int] = []
        for (index, branch) in zip(branches.indices, branches) {
            guard index + 1 < branches.endIndex else {
                try add(branch)
                continue
            }
            let split = reserve()
            try add(branch)
            jumps.append(reserve())
            program[split] = .split(split + 1, program.count)
        }
        for jump in jumps { program[jump] = .jump(program.count) }
    }

    private mutating func optional(_ inner: PatternTree, _ times: Int, _ greedy: Bool) throws(Cause) {
        var splits: [Int] = []
        for _ in 0..<times {
            guard program.count < Pattern.longestProgram else { throw Cause(RulesText.patternTooLong) }
            splits.append(reserve())
            try add(inner)
        }
        for split in splits { program[split] = greedy ? .split(split + 1, program.count) : .split(program.count, split + 1) }
    }

    private mutating func endless(_ inner: PatternTree, _ greedy: Bool) throws(Cause) {
        let slot = slots
        slots += 1
        let split = reserve()
        program.append(.mark(slot))
        try add(inner)
        program.append(.unlessStuck(slot))
        program.append(.jump(split))
        program[split] = greedy ? .split(split + 1, program.count) : .split(program.count, split + 1)
    }

    private mutating func reserve() -> Int {
        program.append(.done)
        return program.count - 1
    }
}
