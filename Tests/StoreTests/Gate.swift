import Foundation

/// Holds a thread of an engine up until the test lets it pass.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    /// Blocks; for closures on the engine's own threads only.
    func wait() {
        semaphore.wait()
        semaphore.signal()
    }

    func open() { semaphore.signal() }
}
