/// A number laid open for arithmetic: coefficient × 10^exponent. Results are rounded half-even to 34 digits (DMN 1.5 §10.3.2.3.1).
struct Digits {
    var negative: Bool
    var coefficient: UInt128
    var exponent: Int

    static let precision = 34
    static let powers: [UInt128] = (1...38).reduce(into: [1]) { powers, _ in powers.append(powers[powers.count - 1] * 10) }

    init(negative: Bool = false, _ coefficient: UInt128, exponent: Int = 0) {
        self.negative = negative
        self.coefficient = coefficient
        self.exponent = exponent
    }

    init(_ value: Int) { self.init(negative: value < 0, UInt128(value.magnitude)) }

    var isZero: Bool { coefficient == 0 }

    /// The exponent of the first digit.
    var magnitude: Int { Digits.count(coefficient) - 1 + exponent }

    static func count(_ value: UInt128) -> Int {
        guard value > 0 else { return 1 }
        let estimate = ((128 - value.leadingZeroBitCount) * 1233) >> 12
        return value >= powers[estimate] ? estimate + 1 : estimate
    }

    /// Cut to 34 digits. `sticky` says that something not zero was already dropped below the last digit.
    func rounded(sticky: Bool = false) -> Digits {
        guard coefficient >= Digits.powers[Digits.precision] else { return self }
        let drop = Digits.count(coefficient) - Digits.precision
        let power = Digits.powers[drop]
        var (quotient, rest) = coefficient.quotientAndRemainder(dividingBy: power)
        let half = power / 2
        if rest > half || rest == half && (sticky || quotient & 1 == 1) { quotient += 1 }
        return Digits(negative: negative, quotient, exponent: exponent + drop)
    }
}

extension Digits {
    static prefix func - (a: Digits) -> Digits { Digits(negative: !a.negative, a.coefficient, exponent: a.exponent) }

    static func + (a: Digits, b: Digits) -> Digits {
        if a.isZero { return b }
        if b.isZero { return a }
        let (high, low) = a.exponent >= b.exponent ? (a, b) : (b, a)
        let gap = high.exponent - low.exponent
        // 37 digits: the sum of two such fits 128 bits, and at least two digits more than the result stay for rounding.
        let shift = min(gap, 37 - count(high.coefficient))
        let scaled = high.coefficient * powers[shift]
        let drop = gap - shift
        guard drop > 0 else { return sum(high.negative, scaled, low.negative, low.coefficient, exponent: low.exponent).rounded() }
        let (kept, lost) = drop < powers.count ? low.coefficient.quotientAndRemainder(dividingBy: powers[drop]) : (0, low.coefficient)
        var result = sum(high.negative, scaled, low.negative, kept, exponent: low.exponent + drop)
        if lost != 0, high.negative != low.negative { result.coefficient -= 1 }
        return result.rounded(sticky: lost != 0)
    }

    private static func sum(_ aNegative: Bool, _ a: UInt128, _ bNegative: Bool, _ b: UInt128, exponent: Int) -> Digits {
        if aNegative == bNegative { return Digits(negative: aNegative, a + b, exponent: exponent) }
        return a >= b ? Digits(negative: aNegative, a - b, exponent: exponent) : Digits(negative: bNegative, b - a, exponent: exponent)
    }

    static func - (a: Digits, b: Digits) -> Digits { a + -b }

    static func * (a: Digits, b: Digits) -> Digits {
        let negative = a.negative != b.negative
        let exponent = a.exponent + b.exponent
        let product = a.coefficient.multipliedFullWidth(by: b.coefficient)
        if product.high == 0 { return Digits(negative: negative, product.low, exponent: exponent).rounded() }
        // 35 or 36 digits stay, the rest is only known to be zero or not.
        let drop = count(a.coefficient) + count(b.coefficient) - 36
        let (quotient, rest) = powers[drop].dividingFullWidth(product)
        return Digits(negative: negative, quotient, exponent: exponent + drop).rounded(sticky: rest != 0)
    }

    /// The divisor is not zero.
    static func / (a: Digits, b: Digits) -> Digits {
        guard !a.isZero else { return Digits(0) }
        let up = 38 - count(a.coefficient)
        let more = max(0, count(b.coefficient) - 2)
        let numerator = (a.coefficient * powers[up]).multipliedFullWidth(by: powers[more])
        let (quotient, rest) = b.coefficient.dividingFullWidth(numerator)
        return Digits(negative: a.negative != b.negative, quotient, exponent: a.exponent - b.exponent - up - more).rounded(
            sticky: rest != 0)
    }

    /// Compares without regard to the sign.
    static func compareMagnitudes(_ a: Digits, _ b: Digits) -> Int {
        if a.isZero || b.isZero { return a.isZero ? (b.isZero ? 0 : -1) : 1 }
        let (aFirst, bFirst) = (a.magnitude, b.magnitude)
        if aFirst != bFirst { return aFirst < bFirst ? -1 : 1 }
        let (aScaled, bScaled) =
            a.exponent >= b.exponent
            ? (a.coefficient * powers[a.exponent - b.exponent], b.coefficient)
            : (a.coefficient, b.coefficient * powers[b.exponent - a.exponent])
        return aScaled == bScaled ? 0 : aScaled < bScaled ? -1 : 1
    }
}
