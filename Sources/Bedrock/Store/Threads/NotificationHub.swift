import Synchronization

/// Who in this process listens to which channel.
package final class NotificationHub: Sendable {
    private struct State {
        var listeners: [String: [Int: AsyncStream<String>.Continuation]] = [:]
        var next = 0
        var finished = false
    }

    private let state = Mutex(State())

    package init() {}

    /// The payloads sent from now on. A slow listener loses the oldest, which is why it also looks from time to time.
    package func stream(_ channel: String) -> AsyncStream<String> {
        let (stream, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(256))
        let number: Int? = state.withLock { state in
            guard !state.finished else { return nil }
            state.next += 1
            state.listeners[channel, default: [:]][state.next] = continuation
            return state.next
        }
        guard let number else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in
            _ = self?.state.withLock { $0.listeners[channel]?.removeValue(forKey: number) }
        }
        return stream
    }

    package func publish(_ notices: [TransactionScope.Notice]) {
        guard !notices.isEmpty else { return }
        let listeners = state.withLock { $0.listeners }
        for notice in notices {
            for continuation in listeners[notice.channel, default: [:]].values { continuation.yield(notice.payload) }
        }
    }

    /// Ends every stream.
    package func finish() {
        let listeners = state.withLock { state in
            state.finished = true
            defer { state.listeners = [:] }
            return state.listeners
        }
        for continuation in listeners.values.flatMap(\.values) { continuation.finish() }
    }
}
