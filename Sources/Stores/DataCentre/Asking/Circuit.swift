import Kernel

/// Keeps a source that fails from making everybody wait: after so many failures in a row it is left alone for a while, then one question
/// tries it (half open), and its answer closes the circuit or opens it anew. Kept in the database, so that all nodes know.
struct Circuit: Sendable, Hashable {
    var failures = 0
    /// Until when it is left alone; nil while it is closed.
    var openUntil: Instant?

    struct Limits: Sendable, Hashable {
        /// Failures in a row that open it.
        var failures: Int
        /// How long it stays open, in seconds.
        var seconds: Int
    }

    enum Passage: Sendable, Hashable {
        case open
        /// The time is over: whoever claims the trial asks, the others still do not.
        case trial
        case closed
    }

    func passage(at now: Instant) -> Passage {
        guard let openUntil else { return .closed }
        return now < openUntil ? .open : .trial
    }

    func failed(at now: Instant, _ limits: Limits) -> Circuit {
        let count = failures + 1
        // A failed trial opens it again at once.
        let opens = count >= limits.failures || openUntil != nil
        return Circuit(failures: count, openUntil: opens ? now.adding(seconds: Int64(limits.seconds)) : nil)
    }

    /// Claimed by one question: the others wait for as long again.
    func claimed(at now: Instant, _ limits: Limits) -> Circuit {
        Circuit(failures: failures, openUntil: now.adding(seconds: Int64(limits.seconds)))
    }
}
