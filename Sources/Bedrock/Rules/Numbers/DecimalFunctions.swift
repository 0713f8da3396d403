import Foundation

extension Decimal34 {
    /// The square root to 34 digits; nil of a negative number.
    package var squareRoot: Decimal34? {
        guard !isNegative else { return nil }
        guard !isZero else { return self }
        let value = digits
        // The root of a whole number of about 70 digits is a whole number of 35: one digit more than is kept.
        var shift = 70 - Digits.count(value.coefficient)
        if (value.exponent - shift) % 2 != 0 { shift += 1 }
        let up = min(shift, 38 - Digits.count(value.coefficient))
        let radicand = (value.coefficient * Digits.powers[up]).multipliedFullWidth(by: Digits.powers[shift - up])
        let estimate = (Double(radicand.high) * 0x1p128 + Double(radicand.low)).squareRoot()
        var root = UInt128(estimate * (1 + 0x1p-50))
        while true {
            // From above, Newton's step falls until it reaches the root rounded down.
            let next = (root + root.dividingFullWidth(radicand).quotient) / 2
            if next >= root { break }
            root = next
        }
        let square = root.multipliedFullWidth(by: root)
        let exact = square.high == radicand.high && square.low == radicand.low
        return Decimal34(Digits(root, exponent: (value.exponent - shift) / 2).rounded(sticky: !exact))
    }

    /// This number to the power of `exponent`; nil where there is no such real number or it is beyond the range.
    package func power(_ exponent: Decimal34) -> Decimal34? {
        if let whole = exponent.int { return wholePower(whole) }
        guard !isNegative else { return nil }
        if isZero { return exponent.isNegative ? nil : .zero }
        if exponent + exponent == .one { return squareRoot }
        guard let logarithm = naturalLogarithm, let product = logarithm * exponent, let result = product.exponential else { return nil }
        // The logarithm's last digits are uncertain; two of the result's are worth nothing.
        let scale = 31 - result.digits.magnitude
        return result.rounded(toScale: scale, .halfEven)
    }

    private func wholePower(_ exponent: Int) -> Decimal34? {
        guard !isZero else { return exponent > 0 ? .zero : exponent == 0 ? .one : nil }
        var base = digits
        var result = Digits(1)
        var left = exponent.magnitude
        while left > 0 {
            if left & 1 == 1 { result = result * base }
            left >>= 1
            guard abs(result.magnitude) < 20_000 else { return (result.magnitude > 0) == (exponent > 0) ? nil : .zero }
            if left > 0 { base = base * base }
            guard abs(base.magnitude) < 20_000 else { return (base.magnitude > 0) == (exponent > 0) ? nil : .zero }
        }
        return Decimal34(exponent < 0 ? Digits(1) / result : result)
    }

    /// e to the power of this number; nil beyond the range.
    package var exponential: Decimal34? {
        guard magnitude < 15_000 else { return isNegative ? .zero : nil }
        let value = digits
        // e^x = 10^n · e^r with |r| at most half of ln 10.
        let tens = (value / Decimal34.ln10).rounded(toScale: 0, .halfEven)
        let whole = Decimal34(tens)?.int ?? 0
        let rest = value - tens * Decimal34.ln10
        var (term, sum) = (Digits(1), Digits(1))
        for step in 1...60 {
            term = term * rest / Digits(step)
            if term.isZero || term.magnitude < -40 { break }
            sum = sum + term
        }
        sum.exponent += whole
        return Decimal34(sum)
    }

    /// The natural logarithm; nil of zero and of negative numbers.
    package var naturalLogarithm: Decimal34? {
        guard !isNegative, !isZero else { return nil }
        var value = digits
        let tens = value.magnitude
        value.exponent -= tens
        guard let mantissa = Decimal34(value), let start = Decimal34(String(log(mantissa.double))) else { return nil }
        // Halley's step triples the sixteen good digits.
        var estimate = start.digits
        for _ in 0..<2 {
            guard let power = Decimal34(estimate)?.exponential?.digits else { return nil }
            estimate = estimate + Digits(2) * (value - power) / (value + power)
        }
        return Decimal34(estimate + Digits(tens) * Decimal34.ln10)
    }

    private static let ln10 = Digits(2_302_585_092_994_045_684_017_991_454_684_364, exponent: -33)
}
