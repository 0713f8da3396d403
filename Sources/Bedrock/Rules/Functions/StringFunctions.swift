import Kernel

/// DMN 1.5 table 72. Lengths and places count code points.
extension BuiltIns {
    static let strings: [BuiltIn] = [
        BuiltIn("substring", "string", "start position", "length?") { arguments throws(Cause) in try substring(arguments) },
        BuiltIn("string length", "string") { arguments throws(Cause) in .number(try arguments.string(0).unicodeScalars.count) },
        BuiltIn("upper case", "string") { arguments throws(Cause) in .string(try arguments.string(0).uppercased()) },
        BuiltIn("lower case", "string") { arguments throws(Cause) in .string(try arguments.string(0).lowercased()) },
        BuiltIn("substring before", "string", "match") { arguments throws(Cause) in
            let (text, match) = (Array(try arguments.string(0).unicodeScalars), Array(try arguments.string(1).unicodeScalars))
            return .string(find(match, in: text).map { joined(text[..<$0]) } ?? "")
        },
        BuiltIn("substring after", "string", "match") { arguments throws(Cause) in
            let (text, match) = (Array(try arguments.string(0).unicodeScalars), Array(try arguments.string(1).unicodeScalars))
            return .string(find(match, in: text).map { joined(text[($0 + match.count)...]) } ?? "")
        },
        BuiltIn("contains", "string", "match") { arguments throws(Cause) in
            let (text, match) = (Array(try arguments.string(0).unicodeScalars), Array(try arguments.string(1).unicodeScalars))
            return .boolean(find(match, in: text) != nil)
        },
        BuiltIn("starts with", "string", "match") { arguments throws(Cause) in
            .boolean(try arguments.string(0).utf8.starts(with: try arguments.string(1).utf8))
        },
        BuiltIn("ends with", "string", "match") { arguments throws(Cause) in
            .boolean(try arguments.string(0).utf8.reversed().starts(with: try arguments.string(1).utf8.reversed()))
        },
        BuiltIn("string join", [["list", "delimiter?"]]) { arguments, evaluator throws(Cause) in
            var parts: [String] = []
            for item in try arguments.list(0) {
                switch item {
                case .string(let text): parts.append(text)
                case .null: continue
                default: throw arguments.wrong(0, .list(.string))
                }
            }
            let delimiter = arguments.has(1) ? try arguments.string(1) : ""
            try evaluator.spend(parts.reduce(0) { $0 + $1.utf8.count + delimiter.utf8.count } / 16)
            return .string(parts.joined(separator: delimiter))
        },
    ]

    private static func substring(_ arguments: Arguments) throws(Cause) -> Value {
        let text = Array(try arguments.string(0).unicodeScalars)
        let start = try arguments.place(1, in: text.count)
        guard arguments.count > 2 else { return .string(joined(text[start...])) }
        // A fraction of a character is none.
        let length = try arguments.cut(2)
        guard length > 0 else { throw arguments.outOfBounds(2) }
        return .string(joined(text[start...].prefix(length)))
    }

    private static func joined(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// Where the match first stands. Knuth, Morris and Pratt's way: it looks at each sign of the text once.
    private static func find(_ match: [Unicode.Scalar], in text: [Unicode.Scalar]) -> Int? {
        guard !match.isEmpty else { return 0 }
        // The longest true prefix of the match that also ends its first n signs.
        var borders = [0]
        var border = 0
        for sign in match.dropFirst() {
            while border > 0, sign != match[border] { border = borders[border - 1] }
            if sign == match[border] { border += 1 }
            borders.append(border)
        }
        border = 0
        for (place, sign) in text.enumerated() {
            while border > 0, sign != match[border] { border = borders[border - 1] }
            if sign == match[border] { border += 1 }
            if border == match.count { return place + 1 - border }
        }
        return nil
    }
}
