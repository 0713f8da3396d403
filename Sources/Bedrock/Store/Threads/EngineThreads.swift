import Foundation
import Synchronization

/// The threads of an engine. Blocking calls stay on them and off the pool that serves requests.
package final class EngineThreads: Sendable {
    private struct State {
        var running: Int
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    /// Starts `count` threads, each of which runs `body` once, to its end.
    package init(_ name: String, count: Int, body: @escaping @Sendable () -> Void) {
        state = Mutex(State(running: count))
        for number in 0..<count {
            let thread = Thread { [self] in
                body()
                threadEnded()
            }
            thread.name = "\(name) \(number)"
            // FEEL expressions and JSON nest; the default of a secondary thread on some systems is 512 kB.
            thread.stackSize = 4 << 20
            thread.start()
        }
    }

    /// Waits until every thread has ended.
    package func join() async {
        await withCheckedContinuation { continuation in
            let done = state.withLock { state in
                if state.running > 0 { state.waiters.append(continuation) }
                return state.running == 0
            }
            if done { continuation.resume() }
        }
    }

    private func threadEnded() {
        let waiters = state.withLock { state in
            state.running -= 1
            return state.running == 0 ? state.waiters : []
        }
        for waiter in waiters { waiter.resume() }
    }
}
