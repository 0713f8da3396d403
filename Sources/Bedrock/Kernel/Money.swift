/// An amount of renminbi, in fen.
package struct Money: Sendable, Hashable, Comparable {
    package var fen: Int64

    package init(fen: Int64) { self.fen = fen }

    /// Reads `12840`, `12840.5` or `12840.50` yuan; nil for more than two decimals or anything else.
    package init?(yuan text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = parts.first, (1...14).contains(whole.utf8.count),
            whole.utf8.allSatisfy({ (48...57).contains($0) }),
            let yuan = Int64(whole)
        else { return nil }
        var fen: Int64 = 0
        if parts.count == 2 {
            guard (1...2).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy({ (48...57).contains($0) }), let value = Int64(parts[1])
            else { return nil }
            fen = parts[1].utf8.count == 1 ? value * 10 : value
        }
        self.fen = yuan * 100 + fen
    }

    package static let zero = Money(fen: 0)
    package static func < (a: Money, b: Money) -> Bool { a.fen < b.fen }
    package static func + (a: Money, b: Money) -> Money { Money(fen: a.fen + b.fen) }

    /// `12,840.00`, without a unit.
    package var amount: String {
        let whole = String(abs(fen) / 100)
        var grouped = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { grouped.append(",") }
            grouped.append(digit)
        }
        return (fen < 0 ? "-" : "") + grouped + "." + twoDigits(Int(abs(fen) % 100))
    }

    package var text: Text { Text("\(amount) 元", "¥\(amount)") }
}
