import Kernel

/// The string functions that take a regular expression of XPath (DMN 1.5 table 72, XPath Functions 3.1 §5.6).
extension BuiltIns {
    static let patterns: [BuiltIn] = [
        BuiltIn("matches", [["input", "pattern", "flags?"]]) { arguments, evaluator throws(Cause) in
            let text = Array(try arguments.string(0).unicodeScalars)
            let pattern = try pattern(arguments, at: 1, flags: 2)
            return .boolean(try pattern.firstMatch(in: text, from: 0, &evaluator) != nil)
        },
        BuiltIn("replace", [["input", "pattern", "replacement", "flags?"]]) { arguments, evaluator throws(Cause) in
            try replace(arguments, &evaluator)
        },
        BuiltIn("split", [["string", "delimiter"]]) { arguments, evaluator throws(Cause) in
            let text = Array(try arguments.string(0).unicodeScalars)
            let pattern = try pattern(arguments, at: 1, flags: 2)
            var (parts, start) = ([Value](), 0)
            for match in try pattern.matches(in: text, &evaluator) {
                parts.append(.string(string(text[start..<match.range.lowerBound])))
                start = match.range.upperBound
            }
            return .list(parts + [.string(string(text[start...]))])
        },
    ]

    private static func pattern(_ arguments: Arguments, at index: Int, flags: Int) throws(Cause) -> Pattern {
        try Pattern(arguments.string(index), flags: arguments.has(flags) ? arguments.string(flags) : "")
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private static func replace(_ arguments: Arguments, _ evaluator: inout Evaluator) throws(Cause) -> Value {
        let text = Array(try arguments.string(0).unicodeScalars)
        let pattern = try pattern(arguments, at: 1, flags: 3)
        let replacement = Array(try arguments.string(2).unicodeScalars)
        guard try pattern.firstMatch(in: [], from: 0, &evaluator) == nil else { throw Cause(RulesText.patternMatchesNothing) }
        var (out, start) = ([Unicode.Scalar](), 0)
        for match in try pattern.matches(in: text, &evaluator) {
            out += text[start..<match.range.lowerBound]
            out += pattern.isLiteral ? replacement : try expanded(replacement, match, text, pattern.groupCount, &evaluator)
            start = match.range.upperBound
            try evaluator.spend(out.count / 16)
        }
        return .string(string((out + text[start...])[...]))
    }

    /// `$1` is what the first group matched, `$0` the whole; `\$` and `\\` are the signs themselves.
    private static func expanded(
        _ replacement: [Unicode.Scalar], _ match: Pattern.Match, _ text: [Unicode.Scalar], _ groups: Int, _ evaluator: inout Evaluator
    ) throws(Cause) -> [Unicode.Scalar] {
        var (out, at) = ([Unicode.Scalar](), 0)
        while at < replacement.count {
            let here = replacement[at]
            at += 1
            if here == "\\" {
                guard at < replacement.count, replacement[at] == "\\" || replacement[at] == "$" else {
                    throw Cause(RulesText.badReplacement)
                }
                out.append(replacement[at])
                at += 1
            } else if here == "$" {
                guard at < replacement.count, Letters.isDigit(replacement[at]) else { throw Cause(RulesText.badReplacement) }
                var group = Int(replacement[at].value - 48)
                at += 1
                // More digits belong to the number only as long as there are that many groups.
                while at < replacement.count, Letters.isDigit(replacement[at]), group * 10 + Int(replacement[at].value - 48) <= groups {
                    group = group * 10 + Int(replacement[at].value - 48)
                    at += 1
                }
                if let range = group == 0 ? match.range : group <= groups ? match.groups[group - 1] : nil {
                    try evaluator.spend(1 + range.count / 16)
                    out += text[range]
                }
            } else {
                out.append(here)
            }
        }
        return out
    }
}
