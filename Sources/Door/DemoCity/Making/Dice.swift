import Kernel

/// Numbers that look like chance and are the same for the same seed (SplitMix64). Each stream of a seed has its own.
struct Dice: Sendable {
    private var state: UInt64

    init(seed: UInt64, stream: String) {
        // FNV-1a of the stream's name keeps streams apart.
        state = stream.utf8.reduce(seed ^ 0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    mutating func int(_ range: ClosedRange<Int>) -> Int { range.lowerBound + Int(next() % UInt64(range.count)) }

    /// True so many times in a thousand.
    mutating func chance(_ perMille: Int) -> Bool { int(0...999) < perMille }

    mutating func pick<T>(_ list: [T]) -> T { list[int(0...list.count - 1)] }

    /// One of the values, by weight.
    mutating func weighted<T>(_ list: [(T, Int)]) -> T {
        var left = int(0...list.reduce(0) { $0 + $1.1 } - 1)
        for (value, weight) in list {
            if left < weight { return value }
            left -= weight
        }
        return list[list.count - 1].0
    }

    mutating func digits(_ count: Int) -> String { String((0..<count).map { _ in Character(String(int(0...9))) }) }

    mutating func id(at instant: Instant) -> ID { ID(at: instant, random: (0..<10).map { _ in UInt8(truncatingIfNeeded: next() >> 24) }) }

    /// A day of that month-long stretch or any other, both ends included.
    mutating func day(from: LocalDate, through: LocalDate) -> LocalDate {
        from.adding(days: int(0...max(0, through.days(since: from))))
    }
}
