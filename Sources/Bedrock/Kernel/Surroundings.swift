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
            var generator = SystemRandomNumberGenerator()
            var bytes: [UInt8] = []
            bytes.reserveCapacity(count + 7)
            // Eight at a time: each is a call to the kernel.
            while bytes.count < count { withUnsafeBytes(of: generator.next() as UInt64) { bytes += $0 } }
            return Array(bytes.prefix(count))
        })
}
