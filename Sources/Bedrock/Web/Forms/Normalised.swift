import Kernel

/// What a person typed, brought to one form before it is judged: input methods write full-width digits, copying adds spaces.
enum Normalised {
    /// Full-width letters and digits become half-width, line ends become `\n`, other control characters go, the ends are trimmed.
    /// Chinese punctuation stays as it is.
    static func text(_ typed: String, lines: Bool = false) -> String {
        var out = String.UnicodeScalarView()
        var previousWasReturn = false
        for scalar in typed.unicodeScalars {
            switch scalar.value {
            case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: out.append(narrow(scalar))
            case 0x3000, 0xA0, 0x09: out.append(" ")
            case 0x0D: out.append(lines ? "\n" : " ")
            case 0x0A: if !previousWasReturn { out.append(lines ? "\n" : " ") }
            case 0..<0x20, 0x7F..<0xA0, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: break
            default: out.append(scalar)
            }
            previousWasReturn = scalar.value == 0x0D
        }
        return trimmed(String(out))
    }

    /// A code or a number: every full-width sign becomes half-width, spaces and the hyphens of habit go, letters become capitals.
    static func code(_ typed: String, dropping dropped: String = " ") -> String {
        var out = String.UnicodeScalarView()
        for scalar in text(typed).unicodeScalars {
            let narrowed = (0xFF01...0xFF5E).contains(scalar.value) ? narrow(scalar) : scalar
            if !dropped.unicodeScalars.contains(narrowed) { out.append(narrowed) }
        }
        return String(out)
    }

    /// `2026/1/5`, `2026.1.5` and `2026年1月5日` as `2026-01-05`; anything else as it is.
    static func date(_ typed: String) -> String {
        let parts = code(typed).split { "-/.年月日".contains($0) }
        guard (2...3).contains(parts.count), parts[0].count == 4, parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }) else {
            return code(typed)
        }
        return parts.map { $0.count == 1 ? "0" + $0 : String($0) }.joined(separator: "-")
    }

    private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar { Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar }

    private static func trimmed(_ text: String) -> String {
        guard let first = text.firstIndex(where: { !$0.isWhitespace }), let last = text.lastIndex(where: { !$0.isWhitespace }) else {
            return ""
        }
        return String(text[first...last])
    }
}
