import Kernel

/// A part of a regular expression.
indirect enum PatternTree {
    case step(Pattern.Step)
    case sequence([PatternTree])
    case choice([PatternTree])
    case group(Int, PatternTree)
    case repeated(PatternTree, least: Int, most: Int?, greedy: Bool)
}

/// Reads the dialect of XPath; what it does not know is an error, as the standard wants it.
struct PatternParser {
    private let scalars: [Unicode.Scalar]
    private let flags: Pattern.Flags
    private var at = 0
    private var depth = 0
    private var openGroups: Set<Int> = []
    private(set) var groupCount = 0

    static let deepest = 100

    init(_ text: String, _ flags: Pattern.Flags) {
        self.flags = flags
        let all = Array(text.unicodeScalars)
        scalars = flags.ignoresSpace && !flags.literal ? PatternParser.withoutSpace(all) : all
    }

    /// With the flag `x` space means nothing, except inside brackets.
    private static func withoutSpace(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var (out, open, escaped) = ([Unicode.Scalar](), 0, false)
        for scalar in scalars {
            if open == 0, ["\t", "\n", "\r", " "].contains(scalar) { continue }
            if !escaped {
                if scalar == "[" { open += 1 }
                if scalar == "]", open > 0 { open -= 1 }
            }
            escaped = scalar == "\\" && !escaped
            out.append(scalar)
        }
        return out
    }

    var peek: Unicode.Scalar? { at < scalars.count ? scalars[at] : nil }

    mutating func next() throws(Cause) -> Unicode.Scalar {
        guard let scalar = peek else { throw bad }
        at += 1
        return scalar
    }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        at += 1
        return true
    }

    var bad: Cause { Cause(RulesText.badPattern(at + 1)) }

    mutating func whole() throws(Cause) -> PatternTree {
        if flags.literal { return .sequence(scalars.map { .step(.character($0)) }) }
        let tree = try choice()
        guard at == scalars.count else { throw bad }
        return tree
    }

    private mutating func choice() throws(Cause) -> PatternTree {
        depth += 1
        defer { depth -= 1 }
        guard depth <= PatternParser.deepest else { throw bad }
        var branches = [try branch()]
        while take("|") { branches.append(try branch()) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func branch() throws(Cause) -> PatternTree {
        var pieces: [PatternTree] = []
        while let scalar = peek, scalar != "|", scalar != ")" { pieces.append(try quantified(atom())) }
        return .sequence(pieces)
    }

    private mutating func quantified(_ atom: PatternTree) throws(Cause) -> PatternTree {
        var (least, most): (Int, Int?)
        switch peek {
        case "?": (least, most) = (0, 1)
        case "*": (least, most) = (0, nil)
        case "+": (least, most) = (1, nil)
        case "{":
            at += 1
            least = try count()
            most = least
            if take(",") { most = peek == "}" ? nil : try count() }
            guard peek == "}", most.map({ $0 >= least }) ?? true else { throw bad }
        default: return atom
        }
        at += 1
        return .repeated(atom, least: least, most: most, greedy: !take("?"))
    }

    private mutating func count() throws(Cause) -> Int {
        var (value, seen) = (0, false)
        while let scalar = peek, Letters.isDigit(scalar) {
            value = min(value * 10 + Int(scalar.value - 48), 100_000)
            seen = true
            at += 1
        }
        guard seen else { throw bad }
        return value
    }

    private mutating func atom() throws(Cause) -> PatternTree {
        let scalar = try next()
        switch scalar {
        case ".": return .step(.any)
        case "^": return .step(.start)
        case "$": return .step(.end)
        case "(": return try group()
        case "[": return .step(.oneOf(try set()))
        case "\\": return try escape()
        case "?", "*", "+", "{", "}", "]", ")":
            at -= 1
            throw bad
        default: return .step(.character(scalar))
        }
    }

    private mutating func group() throws(Cause) -> PatternTree {
        if take("?") {
            guard take(":") else { throw bad }
            let inner = try choice()
            guard take(")") else { throw bad }
            return inner
        }
        let number = groupCount
        groupCount += 1
        openGroups.insert(number)
        let inner = try choice()
        guard take(")") else { throw bad }
        openGroups.remove(number)
        return .group(number, inner)
    }

    private mutating func escape() throws(Cause) -> PatternTree {
        guard let scalar = peek else { throw bad }
        if Letters.isDigit(scalar) { return .step(.backReference(try reference())) }
        if let set = try escapedSet() { return .step(.oneOf(set)) }
        return .step(.character(try escapedCharacter()))
    }

    /// Only a group that is closed can be referred to; further digits belong to the number while there are that many groups.
    private mutating func reference() throws(Cause) -> Int {
        var number = Int(try next().value - 48)
        while let scalar = peek, Letters.isDigit(scalar), number * 10 + Int(scalar.value - 48) <= groupCount {
            number = number * 10 + Int(scalar.value - 48)
            at += 1
        }
        guard number > 0, number <= groupCount, !openGroups.contains(number - 1) else { throw bad }
        return number - 1
    }

    // MARK: Characters

    /// After a backslash: one character.
    private mutating func escapedCharacter() throws(Cause) -> Unicode.Scalar {
        let scalar = try next()
        switch scalar {
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "\\", "|", ".", "?", "*", "+", "(", ")", "{", "}", "$", "-", "[", "]", "^": return scalar
        default:
            at -= 1
            throw bad
        }
    }

    /// After a backslash: a class of characters, if it is one.
    private mutating func escapedSet() throws(Cause) -> CharacterSet? {
        guard let scalar = peek else { throw bad }
        if let named = CharacterSet.named(scalar) {
            at += 1
            return named
        }
        guard scalar == "p" || scalar == "P" else { return nil }
        at += 1
        guard take("{") else { throw bad }
        var name = ""
        while let scalar = peek, scalar != "}" {
            name.unicodeScalars.append(scalar)
            at += 1
        }
        guard take("}"), let set = CharacterSet.property(name) else { throw bad }
        return scalar == "P" ? set.inverted : set
    }

    /// After an opening bracket.
    private mutating func set() throws(Cause) -> CharacterSet {
        depth += 1
        defer { depth -= 1 }
        guard depth <= PatternParser.deepest else { throw bad }
        var set = CharacterSet()
        set.isInverted = take("^")
        var isFirst = true
        while true {
            if !isFirst, take("]") { return set }
            if !isFirst, peek == "-", at + 1 < scalars.count, scalars[at + 1] == "[" {
                at += 2
                set.subtracted = [try self.set()]
                guard take("]") else { throw bad }
                return set
            }
            try member(into: &set, isFirst: isFirst)
            isFirst = false
        }
    }

    /// A character, a range of characters, or a class. A hyphen stands for itself only at either end.
    private mutating func member(into set: inout CharacterSet, isFirst: Bool) throws(Cause) {
        let scalar = try next()
        var from = scalar
        switch scalar {
        case "[", "]":
            at -= 1
            throw bad
        case "\\":
            if let inner = try escapedSet() {
                set.parts.append(inner)
                return
            }
            from = try escapedCharacter()
        case "-":
            guard isFirst || peek == "]" || peek == "-" && at + 1 < scalars.count && scalars[at + 1] == "[" else { throw bad }
        default: break
        }
        guard peek == "-", at + 1 < scalars.count, scalars[at + 1] != "]", scalars[at + 1] != "[" else {
            set.ranges.append(from.value...from.value)
            return
        }
        at += 1
        var to = try next()
        if to == "\\" { to = try escapedCharacter() }
        guard to.value >= from.value else { throw bad }
        set.ranges.append(from.value...to.value)
    }
}
