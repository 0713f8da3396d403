/// Times that were taken, in seconds.
struct Samples {
    private(set) var seconds: [Double] = []

    var count: Int { seconds.count }
    var median: Double { percentile(50) }

    mutating func add(_ seconds: Double) { self.seconds.append(seconds) }

    /// Takes the time of one call.
    mutating func time<T>(_ body: () throws -> T) rethrows -> T {
        let began = ContinuousClock.now
        let result = try body()
        add(began.duration(to: .now).inSeconds)
        return result
    }

    /// The time within which so many of a hundred were done.
    func percentile(_ percent: Double) -> Double {
        guard !seconds.isEmpty else { return 0 }
        let sorted = seconds.sorted()
        let rank = Int((percent / 100 * Double(sorted.count)).rounded(.up))
        return sorted[min(max(rank, 1), sorted.count) - 1]
    }

    /// How long one call takes, called again and again for a while.
    static func mean(over limit: Double, _ body: () throws -> Void) rethrows -> Double {
        try body()
        let began = ContinuousClock.now
        var calls = 0
        var elapsed = 0.0
        repeat {
            try body()
            calls += 1
            elapsed = began.duration(to: .now).inSeconds
        } while elapsed < limit
        return elapsed / Double(calls)
    }
}

extension Duration {
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
