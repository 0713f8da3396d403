import Kernel

/// Cuts a text into tokens, on demand: where a name may have spaces in it, the parser looks at the text itself.
struct Lexer {
    let source: SourceText
    var scalars: [Unicode.Scalar] { source.scalars }

    func scalar(_ at: Int) -> Unicode.Scalar? { at < source.scalars.count ? source.scalars[at] : nil }

    /// Past spaces and comments.
    func skip(_ start: Int) throws(ParseError) -> Int {
        var at = start
        while let here = scalar(at) {
            if Letters.isSpace(here) {
                at += 1
            } else if here == "/", scalar(at + 1) == "/" {
                while let next = scalar(at), next != "\n" { at += 1 }
            } else if here == "/", scalar(at + 1) == "*" {
                let open = at
                at += 2
                while scalar(at) != "*" || scalar(at + 1) != "/" {
                    guard at < source.scalars.count else {
                        throw ParseError(source, at: open, expected: [Text(same: "*/")], RulesText.unclosedComment)
                    }
                    at += 1
                }
                at += 2
            } else {
                break
            }
        }
        return at
    }

    func token(at start: Int) throws(ParseError) -> Token {
        guard let first = scalar(start) else { return Token(kind: .end, range: start..<start) }
        if Letters.isNameStart(first) || first == "?" && scalar(start + 1).map(Letters.isNameStart) == true {
            let end = wordEnd(start + 1)
            return Token(kind: .word(source.slice(start..<end)), range: start..<end)
        }
        if Letters.isDigit(first) || first == "." && scalar(start + 1).map(Letters.isDigit) == true { return try number(start) }
        if first == "\"" {
            let (text, end) = try string(start)
            return Token(kind: .string(text), range: start..<end)
        }
        if first == "@" { return try temporal(start) }
        for sign in ["...", "..", "<=", ">=", "!=", "**", "->"] where source.slice(start..<start + sign.count) == sign {
            return Token(kind: .sign(sign), range: start..<start + sign.count)
        }
        if "+-*/=<>()[]{},:.?".unicodeScalars.contains(first) {
            return Token(kind: .sign(String(Character(first))), range: start..<start + 1)
        }
        if let plain = Letters.plainSign(for: first) {
            throw ParseError(
                source, at: start, expected: [Text(same: plain)], RulesText.foreignSign(String(Character(first)), plain))
        }
        if let instead = ["&": "and", "|": "or", "!": "not(…)", "'": "\"", ";": ",", "%": "modulo(…)", "^": "**"][first] {
            throw ParseError(source, at: start, expected: [Text(same: instead)], RulesText.otherLanguage(String(Character(first)), instead))
        }
        throw ParseError(source, at: start, RulesText.strangeCharacter(String(Character(first))))
    }

    /// Where the run of letters and digits ends.
    func wordEnd(_ start: Int) -> Int {
        var at = start
        while let here = scalar(at), Letters.isNamePart(here) { at += 1 }
        return at
    }

    private func number(_ start: Int) throws(ParseError) -> Token {
        var at = start
        while let here = scalar(at), Letters.isDigit(here) { at += 1 }
        if scalar(at) == ".", scalar(at + 1).map(Letters.isDigit) == true {
            at += 1
            while let here = scalar(at), Letters.isDigit(here) { at += 1 }
        }
        if scalar(at) == "e" || scalar(at) == "E" {
            let signed = scalar(at + 1) == "+" || scalar(at + 1) == "-"
            let figures = signed ? at + 2 : at + 1
            if scalar(figures).map(Letters.isDigit) == true {
                at = figures
                while let here = scalar(at), Letters.isDigit(here) { at += 1 }
            }
        }
        guard let value = Decimal34(source.slice(start..<at)) else { throw ParseError(source, at: start, RulesText.numberTooLarge) }
        return Token(kind: .number(value), range: start..<at)
    }

    private func temporal(_ start: Int) throws(ParseError) -> Token {
        let quote = try skip(start + 1)
        guard scalar(quote) == "\"" else {
            throw ParseError(source, at: quote, expected: [Text(same: "\"")], RulesText.expected(Text(same: "\"")))
        }
        let (text, end) = try string(quote)
        // A literal that names no date or time is null, as the constructor functions are (DMN 1.5 §10.3.2.3.4).
        return Token(kind: .temporal(TemporalReader.any(text) ?? .null), range: start..<end)
    }

    /// The text between quotation marks, and where it ends. An unknown escape stays as it is written, as regular expressions need.
    private func string(_ start: Int) throws(ParseError) -> (String, Int) {
        var out = String.UnicodeScalarView()
        var at = start + 1
        while let here = scalar(at) {
            if here == "\"" { return (String(out), at + 1) }
            guard here == "\\", let next = scalar(at + 1) else {
                out.append(here)
                at += 1
                continue
            }
            at += 2
            switch next {
            case "n": out.append("\n")
            case "r": out.append("\r")
            case "t": out.append("\t")
            case "\"", "'", "\\": out.append(next)
            case "u", "U": at = escape(at, next == "u" ? 4 : 6, into: &out)
            default:
                out.append("\\")
                out.append(next)
            }
        }
        throw ParseError(source, at: start, expected: [Text(same: "\"")], RulesText.unclosedString)
    }

    /// `\uXXXX`, where two halves of a surrogate pair make one character, and `\UXXXXXX`.
    private func escape(_ start: Int, _ length: Int, into out: inout String.UnicodeScalarView) -> Int {
        guard let value = hex(start, length) else {
            out.append("\\")
            out.append(length == 4 ? "u" : "U")
            return start
        }
        let end = start + length
        if (0xD800..<0xDC00).contains(value), scalar(end) == "\\", scalar(end + 1) == "u", let low = hex(end + 2, 4),
            (0xDC00..<0xE000).contains(low), let pair = Unicode.Scalar(0x10000 + (value - 0xD800) << 10 + (low - 0xDC00))
        {
            out.append(pair)
            return end + 6
        }
        out.append(Unicode.Scalar(value) ?? "\u{FFFD}")
        return end
    }

    private func hex(_ start: Int, _ length: Int) -> UInt32? {
        var value: UInt32 = 0
        for at in start..<start + length {
            guard let digit = scalar(at).flatMap(hexDigit) else { return nil }
            value = value << 4 | digit
        }
        return value
    }

    private func hexDigit(_ scalar: Unicode.Scalar) -> UInt32? {
        switch scalar.value {
        case 48...57: scalar.value - 48
        case 65...70: scalar.value - 55
        case 97...102: scalar.value - 87
        default: nil
        }
    }
}
