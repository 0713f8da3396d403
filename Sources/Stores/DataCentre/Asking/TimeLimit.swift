import Synchronization

/// A race between work and the clock.
package enum TimeLimit {
    /// What the work yields, or nil once so many milliseconds are over. Work that does not heed its cancellation goes on unheard: whoever
    /// waits is answered in time whatever a source does.
    package static func run<T: Sendable>(milliseconds: Int, _ work: @escaping @Sendable () async throws -> T) async throws -> T? {
        let race = Race<T>()
        return try await withCheckedThrowingContinuation { continuation in
            race.begin(continuation)
            let worker = Task {
                do { race.finish(.success(try await work())) } catch { race.finish(.failure(error)) }
            }
            let timer = Task {
                try? await Task.sleep(for: .milliseconds(milliseconds))
                if race.finish(.success(nil)) { worker.cancel() }
            }
            race.stopsWhenFinished(timer)
        }
    }

    private final class Race<T: Sendable>: Sendable {
        private struct State {
            var continuation: CheckedContinuation<T?, any Error>?
            var timer: Task<Void, Never>?
            var isOver = false
        }

        private let state = Mutex(State())

        func begin(_ continuation: CheckedContinuation<T?, any Error>) { state.withLock { $0.continuation = continuation } }

        /// True for the first to finish.
        @discardableResult
        func finish(_ result: Result<T?, any Error>) -> Bool {
            let (waiting, timer) = state.withLock { state in
                defer { (state.continuation, state.isOver) = (nil, true) }
                return (state.continuation, state.timer)
            }
            waiting?.resume(with: result)
            timer?.cancel()
            return waiting != nil
        }

        func stopsWhenFinished(_ timer: Task<Void, Never>) {
            let isOver = state.withLock { state in
                state.timer = timer
                return state.isOver
            }
            if isOver { timer.cancel() }
        }
    }
}
