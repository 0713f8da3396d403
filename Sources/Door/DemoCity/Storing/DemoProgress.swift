import Kernel
import Store

/// How far the city has been made: what was done is not done again, what was interrupted goes on.
struct DemoProgress: Sendable, Hashable {
    enum Part: String, Sendable, Hashable, CaseIterable {
        case people, history, work
    }

    /// The day and the seed that the city began with. Everything is made from them, also days later.
    var seed: UInt64
    var today: LocalDate
    /// Batches that are written.
    var done: Int

    static let migrations = [
        Migration(
            room: "demo", number: 1, name: "how far the demo city has been made",
            statements: [
                """
                CREATE TABLE demo_progress (
                    part TEXT NOT NULL PRIMARY KEY,
                    seed TEXT NOT NULL,
                    today TEXT NOT NULL,
                    done BIGINT NOT NULL CHECK (done >= 0)
                )
                """
            ])
    ]

    static func read(_ part: Part, in connection: any Connection) throws -> DemoProgress? {
        try connection.row("SELECT seed, today, done FROM demo_progress WHERE part = \(part.rawValue)").map {
            guard let seed = UInt64(try $0.text("seed")) else { throw StoreError.malformed("demo_progress has no seed") }
            return DemoProgress(seed: seed, today: try $0.date("today"), done: try $0.int("done"))
        }
    }

    func write(_ part: Part, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO demo_progress (part, seed, today, done) VALUES (\(part.rawValue), \(String(seed)), \(today), \(done))
            ON CONFLICT (part) DO UPDATE SET done = excluded.done
            """)
    }
}
