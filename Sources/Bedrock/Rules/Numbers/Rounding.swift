/// How a number loses digits (DMN 1.5 table 77).
package enum Rounding: Sendable {
    case halfEven, halfUp, halfDown, up, down, floor, ceiling
}

extension Decimal34 {
    /// As many decimals as `scale` says; a negative scale rounds to tens, hundreds and so on.
    package func rounded(toScale scale: Int, _ rounding: Rounding) -> Decimal34 {
        // Rounding up at the very top of the range is the only way out of it; the number itself is then the nearest there is.
        Decimal34(digits.rounded(toScale: scale, rounding)) ?? self
    }
}

extension Digits {
    func rounded(toScale scale: Int, _ rounding: Rounding) -> Digits {
        let drop = -scale - exponent
        guard drop > 0, !isZero else { return self }
        var (quotient, rest) =
            drop < Digits.powers.count ? coefficient.quotientAndRemainder(dividingBy: Digits.powers[drop]) : (0, coefficient)
        // Beyond the table of powers the rest is less than half of the last place kept.
        let half = drop < Digits.powers.count ? Digits.powers[drop] / 2 : .max
        if rest != 0 {
            let away =
                switch rounding {
                case .halfEven: rest > half || rest == half && quotient & 1 == 1
                case .halfUp: rest >= half
                case .halfDown: rest > half
                case .up: true
                case .down: false
                case .floor: negative
                case .ceiling: !negative
                }
            if away { quotient += 1 }
        }
        return Digits(negative: negative, quotient, exponent: -scale)
    }

    mutating func dropZeros(upTo limit: Int) {
        for step in [16, 8, 4, 2, 1] {
            let power = Digits.powers[step]
            while exponent + step <= limit, coefficient % 10 == 0, coefficient % power == 0 {
                coefficient /= power
                exponent += step
            }
        }
    }
}
