import Cryptography
import Kernel
package import Store

/// Whether a key file and a database belong together: a sealed word that only the right keys open.
package enum KeyCheck {
    package static let migrations: [Migration] = [
        Migration(
            room: "platform", number: 1, name: "the word that only the right keys open",
            statements: ["CREATE TABLE platform_word (id TEXT NOT NULL PRIMARY KEY, word BLOB NOT NULL)"]),
        RunningNodes.migration,
    ]

    private static let row = "keys"
    private static let word = Array("一网".utf8)
    private static var context: String { Sealer.context(table: "platform_word", column: "word", row: row) }

    /// Whether the database has been used with any keys yet.
    static func isUsed(_ database: Database) async throws -> Bool {
        try await database.read { try $0.exists("SELECT 1 FROM platform_word WHERE id = \(row)") }
    }

    /// Seals the word at first, and opens it ever after. Refuses keys that do not open it.
    static func check(_ sealer: Sealer, _ database: Database) async throws {
        let stored = try await database.write { connection in
            try connection.run(
                """
                INSERT INTO platform_word (id, word) VALUES (\(row), \(sealer.sealBinary(word, for: context))) ON CONFLICT (id) DO NOTHING
                """)
            return try connection.row("SELECT word FROM platform_word WHERE id = \(row)")?.blob("word")
        }
        guard let stored, let opened = try? sealer.openBinary(stored, for: context), opened == word else {
            throw PlatformProblem.keysWithoutData
        }
    }
}
