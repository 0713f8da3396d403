package import Cryptography
package import Kernel
package import Store
import Web

/// Messages to people and enterprises: one place where everything that happened can be read again.
package struct Messages: Sendable {
    package static let topic = "messages.send"

    let database: Database
    let surroundings: Surroundings
    let table: MessageTable

    package init(database: Database, sealer: Sealer, surroundings: Surroundings) {
        self.database = database
        self.surroundings = surroundings
        table = MessageTable(sealer: sealer)
    }

    /// Sends one, in somebody's transaction; the same reference is sent once.
    package func send(_ message: Message, in connection: any Connection) throws {
        _ = try table.insert(message, in: connection)
    }

    package func unread(of party: Party) async throws -> Int { try await database.read { try table.unread(of: party, in: $0) } }

    /// The newest first; `before` is the last one of the page above.
    package func list(of party: Party, before: ID? = nil, limit: Int = 20) async throws -> [Message] {
        try await database.read { try table.list(of: party, before: before, limit: limit, in: $0) }
    }

    /// Opens one, and notes that it was read.
    package func open(_ id: ID, of party: Party, at instant: Instant) async throws -> Message? {
        try await database.write { connection in
            try table.markRead(id, of: party, at: instant, in: connection)
            return try table.message(id, of: party, in: connection)
        }
    }
}
