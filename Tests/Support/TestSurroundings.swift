package import Kernel
import Synchronization

/// A clock that stands still until it is told otherwise, ids that rise, and random bytes from a seed.
package final class TestClock: Sendable {
    private struct State {
        var now: Instant
        var ids: UInt64 = 0
        var random: SeededRandom
    }

    private let state: Mutex<State>

    /// 2026-11-23, a Monday, 09:00 in Shanghai, unless told otherwise.
    package init(at now: Instant? = nil, seed: UInt64 = 1) {
        state = Mutex(State(now: now ?? TestClock.mondayMorning, random: SeededRandom(seed: seed)))
    }

    package static let mondayMorning = Instant(LocalDate(dayNumber: 20_780), secondOfDay: 9 * 3600)

    package var now: Instant { state.withLock { $0.now } }

    package func advance(seconds: Int64) { state.withLock { $0.now = $0.now.adding(seconds: seconds) } }

    package func set(_ now: Instant) { state.withLock { $0.now = now } }

    /// The next id: it carries the clock's time and a count, so that ids of one test rise and a second run gives the same ones.
    package func newID() -> ID {
        state.withLock { state in
            state.ids += 1
            let count = state.ids
            return ID(at: state.now, random: (0..<10).map { UInt8(truncatingIfNeeded: count >> UInt64(8 * max(0, 7 - $0))) })
        }
    }

    package func randomBytes(_ count: Int) -> [UInt8] {
        state.withLock { state in (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &state.random) } }
    }

    /// What the program takes its impure values from in a test.
    package var surroundings: Surroundings {
        Surroundings(now: { self.now }, randomBytes: { self.randomBytes($0) }, newID: { self.newID() })
    }
}

/// SplitMix64: the same numbers for the same seed on every machine. Print the seed where a test fails.
package struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
