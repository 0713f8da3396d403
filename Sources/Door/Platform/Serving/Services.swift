import Hummingbird
import Kernel
import Logging
import ServiceLifecycle
import Store
import Synchronization
import Web

/// Work that ends when the platform is told to stop: the outbox, the jobs, the watch over the catalogue.
struct EndingService: Service, CustomStringConvertible {
    let description: String
    let body: @Sendable () async throws -> Void

    init(_ description: String, _ body: @escaping @Sendable () async throws -> Void) {
        self.description = description
        self.body = body
    }

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown(body)
        } catch is CancellationError {
            // It was asked to end, and has.
        }
    }
}

/// Whether this node should get requests. It says no as soon as it is told to stop, so that a proxy looks elsewhere.
final class Readiness: Sendable {
    private let stopping = Atomic(false)
    private let database: Database

    init(_ database: Database) { self.database = database }

    func stop() { stopping.store(true, ordering: .relaxed) }

    /// Throws while the node should get no requests.
    func check() async throws {
        if stopping.load(ordering: .relaxed) { throw WebProblem.unavailable }
        _ = try await database.read { try $0.row("SELECT 1 AS one") }
    }
}
