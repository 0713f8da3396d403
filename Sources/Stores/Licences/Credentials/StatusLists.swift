import Kernel
import Synchronization

/// Lists that were just signed, each for its minute: whoever asks again within it gets the same bytes and no new signature.
final class StatusLists: Sendable {
    struct Signed: Sendable {
        let token: String
        let madeAt: Instant
    }

    private let kept = Mutex<[Int64: Signed]>([:])
    /// Past this many lists the memory is given up; a list is some kilobytes.
    private static let limit = 2_000

    /// What is still fresh.
    func fresh(_ list: Int64, at now: Instant) -> Signed? {
        kept.withLock { $0[list] }.flatMap { signed in
            let age = now.seconds - signed.madeAt.seconds
            return (0..<StatusList.ttlSeconds).contains(age) ? signed : nil
        }
    }

    func keep(_ signed: Signed, of list: Int64) {
        kept.withLock { lists in
            if lists.count >= StatusLists.limit { lists = [:] }
            lists[list] = signed
        }
    }
}
