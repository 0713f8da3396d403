/// Which characters make names and space (DMN 1.5 grammar rules 28–30 and 61–62).
enum Letters {
    static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A, 0x5F: return true
        case 0..<0xC0: return false
        default: break
        }
        // The standard's ranges take in full-width punctuation; in Chinese text that is far more often a slip than a name.
        if isFullWidthSign(scalar) { return false }
        switch scalar.value {
        case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF,
            0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF:
            return !isSpace(scalar)
        default: return false
        }
    }

    static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
        default: isNameStart(scalar)
        }
    }

    static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x180E, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: true
        default: false
        }
    }

    /// Signs that may stand inside a name next to letters and digits.
    static func isNameSign(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ".", "/", "-", "’", "'", "+", "*": true
        default: false
        }
    }

    private static func isFullWidthSign(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3001...0x3003, 0x3008...0x3011, 0x3014...0x301F, 0xFF01...0xFF0F, 0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65: true
        default: false
        }
    }

    /// The sign of the language that was probably meant by a full-width or typographic one.
    static func plainSign(for scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "“", "”", "„", "＂": return "\""
        case "、": return ","
        case "。": return "."
        case "≤": return "<="
        case "≥": return ">="
        case "≠": return "!="
        case "×": return "*"
        case "÷": return "/"
        case "−", "–", "—": return "-"
        default:
            guard (0xFF01...0xFF5E).contains(scalar.value), let plain = Unicode.Scalar(scalar.value - 0xFEE0) else { return nil }
            return String(Character(plain))
        }
    }
}
