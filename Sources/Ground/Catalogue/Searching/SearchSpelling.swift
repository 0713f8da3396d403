/// How far two spellings are apart.
enum SearchSpelling {
    /// Letters to change, add, drop or swap with their neighbour, at most `limit`; nil where it takes more.
    static func distance(_ a: [UInt8], _ b: [UInt8], limit: Int) -> Int? {
        guard abs(a.count - b.count) <= limit else { return nil }
        var (before, last) = ([Int](), Array(0...b.count))
        for i in a.indices {
            var row = [i + 1] + [Int](repeating: 0, count: b.count)
            var least = i + 1
            for j in b.indices {
                var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
                row[j + 1] = cost
                least = min(least, cost)
            }
            if least > limit { return nil }
            (before, last) = (last, row)
        }
        return last[b.count] <= limit ? last[b.count] : nil
    }

    /// Looks for something like one pattern in many texts (Myers 1999: a column of the table is two words of 64 bits).
    struct Approximate {
        private var masks = [UInt64](repeating: 0, count: 256)
        private let count: Int

        /// Nil for a pattern of more than 63 letters.
        init?(_ pattern: [UInt8]) {
            guard !pattern.isEmpty, pattern.count < 64 else { return nil }
            count = pattern.count
            for (index, byte) in pattern.enumerated() { masks[Int(byte)] |= 1 << UInt64(index) }
        }

        /// The fewest letters by which the pattern differs from a stretch of the text.
        func distance(in text: some Collection<UInt8>) -> Int {
            var (positive, negative) = (~UInt64(0), UInt64(0))
            var (score, best) = (count, count)
            let top = UInt64(1) << UInt64(count - 1)
            for byte in text {
                let equal = masks[Int(byte)]
                let vertical = equal | negative
                let horizontal = (((equal & positive) &+ positive) ^ positive) | equal
                var up = negative | ~(horizontal | positive)
                var down = positive & horizontal
                if up & top != 0 { score += 1 }
                if down & top != 0 { score -= 1 }
                up <<= 1
                down <<= 1
                positive = down | ~(vertical | up)
                negative = up & vertical
                best = min(best, score)
            }
            return best
        }
    }
}
