/// A days and time duration, exact to the nanosecond.
package struct DaysDuration: Sendable, Hashable, Comparable {
    /// Whole seconds, rounded down.
    package let seconds: Int64
    /// 0..<1,000,000,000, added to the seconds whatever their sign.
    package let nanoseconds: Int32

    package init(seconds: Int64, nanoseconds: Int32 = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    package init(days: Int) { self.init(seconds: Int64(days) * 86_400) }

    /// nil beyond 292 thousand million years.
    init?(total: Int128) {
        var (seconds, rest) = total.quotientAndRemainder(dividingBy: 1_000_000_000)
        if rest < 0 { (seconds, rest) = (seconds - 1, rest + 1_000_000_000) }
        guard let fitting = Int64(exactly: seconds) else { return nil }
        self.init(seconds: fitting, nanoseconds: Int32(rest))
    }

    /// In nanoseconds.
    var total: Int128 { Int128(seconds) * 1_000_000_000 + Int128(nanoseconds) }

    /// In seconds, as a decimal number.
    var decimalSeconds: Decimal34 {
        Decimal34(Digits(negative: total < 0, UInt128(total.magnitude), exponent: -9)) ?? .zero
    }

    /// What is below a nanosecond falls away; nil beyond the range.
    init?(decimalSeconds: Decimal34) {
        let digits = decimalSeconds.digits
        let whole = digits.rounded(toScale: 9, .down)
        let shift = whole.exponent + 9
        guard whole.isZero || Digits.count(whole.coefficient) + shift <= 30 else { return nil }
        let magnitude = Int128(whole.isZero ? 0 : whole.coefficient * Digits.powers[shift])
        self.init(total: whole.negative ? -magnitude : magnitude)
    }

    package static func < (a: DaysDuration, b: DaysDuration) -> Bool { (a.seconds, a.nanoseconds) < (b.seconds, b.nanoseconds) }

    /// The duration in parts, each of them with the duration's sign (DMN 1.5 table 58).
    var parts: (negative: Bool, days: Int64, hours: Int, minutes: Int, seconds: Int, nanoseconds: Int) {
        let magnitude = total.magnitude
        let (whole, rest) = magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
        let second = Int(whole % 86_400)
        return (total < 0, Int64(whole / 86_400), second / 3600, second / 60 % 60, second % 60, Int(rest))
    }
}
