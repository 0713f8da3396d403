import Synchronization

/// Signed texts that were made here, or found good, lately, by their fingerprints: what is presented is usually verified a moment later, and the
/// same text again by the next door. Which key may sign is judged each time; only the arithmetic is not done twice.
final class KnownSignatures: Sendable {
    private struct Generations {
        var newer: Set<[UInt8]> = []
        var older: Set<[UInt8]> = []
    }

    /// Of each of the two generations: 32 bytes each, a megabyte in all.
    private static let limit = 8192

    private let kept = Mutex(Generations())

    func contains(_ fingerprint: [UInt8]) -> Bool {
        kept.withLock { $0.newer.contains(fingerprint) || $0.older.contains(fingerprint) }
    }

    func add(_ fingerprint: [UInt8]) {
        kept.withLock { kept in
            if kept.newer.count >= KnownSignatures.limit { (kept.older, kept.newer) = (kept.newer, []) }
            kept.newer.insert(fingerprint)
        }
    }
}
