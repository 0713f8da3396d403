extension Decimal34 {
    /// Reads `12`, `-0.5`, `.5` or `1.5E+3`; nil for anything else and beyond the range. Digits past the 34th round half-even.
    package init?(_ text: some StringProtocol) {
        var bytes = Array(text.utf8)[...]
        var digits = Digits(0)
        if let sign = bytes.first, sign == 0x2D || sign == 0x2B {
            digits.negative = sign == 0x2D
            bytes = bytes.dropFirst()
        }
        var (count, sticky, seenPoint) = (0, false, false)
        while let byte = bytes.first {
            if byte == 0x2E, !seenPoint {
                seenPoint = true
                guard let next = bytes.dropFirst().first, (48...57).contains(next) else { return nil }
            } else if (48...57).contains(byte) {
                count += 1
                if digits.coefficient < Digits.powers[37] {
                    digits.coefficient = digits.coefficient * 10 + UInt128(byte - 48)
                    if seenPoint { digits.exponent -= 1 }
                } else {
                    if byte != 48 { sticky = true }
                    if !seenPoint { digits.exponent += 1 }
                }
            } else {
                break
            }
            bytes = bytes.dropFirst()
        }
        guard count > 0 else { return nil }
        if let letter = bytes.first {
            guard letter == 0x65 || letter == 0x45, let exponent = Decimal34.exponent(bytes.dropFirst()) else { return nil }
            digits.exponent += exponent
        }
        self.init(digits.rounded(sticky: sticky))
    }

    private static func exponent(_ bytes: ArraySlice<UInt8>) -> Int? {
        let negative = bytes.first == 0x2D
        let figures = negative || bytes.first == 0x2B ? bytes.dropFirst() : bytes
        guard !figures.isEmpty, figures.count <= 9, figures.allSatisfy({ (48...57).contains($0) }) else { return nil }
        let value = figures.reduce(0) { $0 * 10 + Int($1 - 48) }
        return negative ? -value : value
    }
}

extension Decimal34: CustomStringConvertible {
    /// Plain digits (`0.001`, `1200000`); an exponent only beyond 60 places (`1E+100`).
    package var description: String {
        let digits = self.digits
        if digits.exponent == 0 { return (digits.negative ? "-" : "") + String(digits.coefficient) }
        let text = String(digits.coefficient)
        let sign = digits.negative ? "-" : ""
        if digits.exponent > 0 {
            if text.utf8.count + digits.exponent <= 60 { return sign + text + String(repeating: "0", count: digits.exponent) }
        } else if -digits.exponent <= 60 {
            let places = -digits.exponent
            if text.utf8.count > places { return sign + text.dropLast(places) + "." + text.suffix(places) }
            return sign + "0." + String(repeating: "0", count: places - text.utf8.count) + text
        }
        let fraction = text.dropFirst()
        let exponent = digits.magnitude
        return sign + text.prefix(1) + (fraction.isEmpty ? "" : "." + fraction) + (exponent < 0 ? "E" : "E+") + String(exponent)
    }
}

extension Decimal34: ExpressibleByIntegerLiteral {
    package init(integerLiteral value: Int) { self.init(value) }
}
