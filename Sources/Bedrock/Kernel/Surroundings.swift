import Glibc

/// The few impure values that code depends on. Tests pass fixed ones; `Platform` passes the real ones.
package struct Surroundings: Sendable {
    package var now: @Sendable () -> Instant
    package var randomBytes: @Sendable (Int) -> [UInt8]
    package var newID: @Sendable () -> ID

    package init(
        now: @escaping @Sendable () -> Instant, randomBytes: @escaping @Sendable (Int) -> [UInt8], newID: (@Sendable () -> ID)? = nil
    ) {
        self.now = now
        self.randomBytes = randomBytes
        self.newID = newID ?? { ID(at: now(), random: randomBytes(10)) }
    }

    /// The machine's clock and its random numbers.
    package static let real = Surroundings(
        now: Instant.now,
        randomBytes: { count in
            [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
                if let start = bytes.baseAddress { arc4random_buf(start, count) }
                filled = count
            }
        })
}
