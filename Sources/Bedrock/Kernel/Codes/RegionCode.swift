/// A place in the tree of administrative divisions (GB/T 2260 and the statistical code built on it): 2, 4, 6, 9 or 12 digits.
///
/// Zeros at the end mean "all of it": `31`, `310000` and `310000000` are the same place, the whole city. `000000` is the country.
package struct RegionCode: WrittenCode {
    package let rawValue: String

    package static func parse(_ text: String) throws(CodeFault) -> RegionCode {
        let letters = CodeLetters(text)
        try letters.require(length: 2, 4, 6, 9, 12)
        try letters.values(0..<letters.count, in: .digits)
        return RegionCode(trusted: letters.text)
    }

    package init?(_ text: String) {
        guard let code = try? RegionCode.parse(text) else { return nil }
        self = code
    }

    init(trusted rawValue: String) { self.rawValue = rawValue }

    /// The whole of Shanghai.
    package static let shanghai = RegionCode(trusted: "310000")

    package enum Level: Int, Sendable, Hashable, CaseIterable, Comparable {
        case country, province, city, district, street, community

        package static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }

        package var text: Text {
            switch self {
            case .country: Text("国家", "Country")
            case .province: Text("省、直辖市", "Province or municipality")
            case .city: Text("地市", "Prefecture")
            case .district: Text("区县", "District")
            case .street: Text("街道、镇、乡", "Street or town")
            case .community: Text("居委、村", "Community or village")
            }
        }
    }

    /// Where each level ends in the digits.
    static let bounds = [0, 2, 4, 6, 9, 12]

    /// The digits that every place inside shares: `310104` for Xuhui, `31` for the city, nothing for the country.
    package var prefix: String {
        var end = rawValue.utf8.count
        for (lower, upper) in zip(RegionCode.bounds, RegionCode.bounds.dropFirst()).reversed() where upper <= end {
            guard rawValue.slice(lower..<upper).utf8.allSatisfy({ $0 == 0x30 }) else { break }
            end = lower
        }
        return rawValue.slice(0..<end)
    }

    package var level: Level { RegionCode.bounds.firstIndex(of: prefix.utf8.count).flatMap(Level.init(rawValue:)) ?? .country }

    /// Whether the other place is this one or lies inside it.
    package func contains(_ other: RegionCode) -> Bool { other.rawValue.hasPrefix(prefix) }

    /// Every stored code inside lies in `from ..< below`: what a SQL range on the column asks, in any collation that puts digits in order
    /// before letters.
    package var range: (from: String, below: String) {
        let prefix = prefix
        var digits = Array(prefix.utf8)
        while let last = digits.last {
            guard last == 0x39 else {
                digits[digits.count - 1] = last + 1
                return (prefix, String(decoding: digits, as: UTF8.self))
            }
            digits.removeLast()
        }
        return (prefix, "a")
    }

    /// Six digits, as licences and exchange tables want them: a street becomes its district.
    package var sixDigits: String {
        let head = rawValue.slice(0..<min(6, rawValue.utf8.count))
        return head + String(repeating: "0", count: 6 - head.utf8.count)
    }

    /// The place one level up in the digits; nil for the country.
    package var parent: RegionCode? {
        let prefix = prefix
        guard let bound = RegionCode.bounds.last(where: { $0 < prefix.utf8.count }) else { return nil }
        let head = prefix.slice(0..<bound)
        return RegionCode(trusted: head + String(repeating: "0", count: max(0, 6 - bound)))
    }
}
