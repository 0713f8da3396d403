/// A decimal number of 34 significant digits, rounded half-even: the number of FEEL (DMN 1.5 §10.3.2.3.1, IEEE 754 decimal128).
///
/// One number has one form: a whole number that fits has exponent 0, any other number no trailing zeros. So equality and hash
/// are those of the bits.
package struct Decimal34: Sendable, Hashable {
    // Sign 1 bit, exponent 14 bits (biased), coefficient 113 bits.
    private let high: UInt64
    private let low: UInt64

    private static let bias = 6176
    private static let greatestMagnitude = 6144
    private static let signBit: UInt64 = 1 << 63
    /// The upper word of a whole number from 0 to 2^64 - 1.
    private static let small = UInt64(bias) << 49

    package static let zero = Decimal34(0)
    package static let one = Decimal34(1)

    package init(_ value: Int) {
        high = Decimal34.small | (value < 0 ? Decimal34.signBit : 0)
        low = UInt64(value.magnitude)
    }

    /// nil beyond ±9.99…E+6144.
    init?(_ digits: Digits) {
        var value = digits.rounded()
        guard value.coefficient != 0 else {
            self = Decimal34(0)
            return
        }
        guard value.magnitude <= Decimal34.greatestMagnitude else { return nil }
        if value.exponent < 0 {
            if value.exponent < -Decimal34.bias { value = value.rounded(toScale: Decimal34.bias, .halfEven) }
            value.dropZeros(upTo: 0)
        } else if value.exponent > 0 {
            let count = Digits.count(value.coefficient)
            if count + value.exponent <= Digits.precision {
                value = Digits(negative: value.negative, value.coefficient * Digits.powers[value.exponent])
            } else {
                value.dropZeros(upTo: .max)
            }
        }
        guard value.coefficient != 0 else {
            self = Decimal34(0)
            return
        }
        let biased = UInt64(value.exponent + Decimal34.bias)
        high = (value.negative ? Decimal34.signBit : 0) | biased << 49 | UInt64(truncatingIfNeeded: value.coefficient >> 64)
        low = UInt64(truncatingIfNeeded: value.coefficient)
    }

    var digits: Digits {
        Digits(
            negative: high & Decimal34.signBit != 0, UInt128(high & (1 << 49 - 1)) << 64 | UInt128(low),
            exponent: Int(high >> 49 & 0x3FFF) - Decimal34.bias)
    }

    package var isZero: Bool { low == 0 && high & (1 << 49 - 1) == 0 }
    package var isNegative: Bool { high & Decimal34.signBit != 0 }

    /// The number as `Int`; nil where it has a fraction or does not fit.
    package var int: Int? {
        if high == Decimal34.small { return Int(exactly: low) }
        let digits = self.digits
        guard digits.exponent == 0, digits.coefficient <= UInt128(UInt64.max) else { return nil }
        let value = Int128(digits.coefficient)
        return Int(exactly: digits.negative ? -value : value)
    }

    /// The nearest `Double`, for first approximations.
    var double: Double { Double(description) ?? 0 }
}

extension Decimal34: Comparable {
    package static func < (a: Decimal34, b: Decimal34) -> Bool {
        if a.high == small, b.high == small { return a.low < b.low }
        if a.isNegative != b.isNegative { return a.isNegative }
        let order = Digits.compareMagnitudes(a.digits, b.digits)
        return a.isNegative ? order > 0 : order < 0
    }
}

extension Decimal34 {
    /// nil beyond the range of the type.
    package static func + (a: Decimal34, b: Decimal34) -> Decimal34? { Decimal34(a.digits + b.digits) }

    /// nil beyond the range of the type.
    package static func - (a: Decimal34, b: Decimal34) -> Decimal34? { Decimal34(a.digits - b.digits) }

    /// nil beyond the range of the type.
    package static func * (a: Decimal34, b: Decimal34) -> Decimal34? { Decimal34(a.digits * b.digits) }

    /// nil for a division by zero or beyond the range of the type.
    package static func / (a: Decimal34, b: Decimal34) -> Decimal34? { b.isZero ? nil : Decimal34(a.digits / b.digits) }

    package static prefix func - (a: Decimal34) -> Decimal34 { a.isZero ? a : Decimal34(high: a.high ^ signBit, low: a.low) }

    package var magnitude: Decimal34 { Decimal34(high: high & ~Decimal34.signBit, low: low) }

    private init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The rest of a division that rounds down: it has the divisor's sign (DMN 1.5 table 77, `modulo`). nil for a divisor of zero.
    package func modulo(_ divisor: Decimal34) -> Decimal34? {
        guard let quotient = self / divisor, let product = quotient.rounded(toScale: 0, .floor) * divisor else { return nil }
        return self - product
    }
}
