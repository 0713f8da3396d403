/// One step of a room's schema, written once for both engines and never changed after it was released.
package struct Migration: Sendable {
    /// The room that owns the tables; they bear its name as a prefix.
    package let room: String
    /// Rises within the room. Gaps are allowed: two people may add to one room at the same time.
    package let number: Int
    package let name: String
    package let statements: [Query]

    package init(room: String, number: Int, name: String, statements: [Query]) {
        self.room = room
        self.number = number
        self.name = name
        self.statements = statements
    }

    /// What the database keeps to notice that a past migration was edited. White space does not count. This guards against mistakes, not
    /// against forgery, so two FNV-1a sums are enough.
    var checksum: String {
        let text = statements.map { statement in
            statement.sql.split(whereSeparator: \.isWhitespace).joined(separator: " ") + statement.arguments.map { "\u{1F}\($0)" }.joined()
        }.joined(separator: "\u{1E}")
        return [0xcbf2_9ce4_8422_2325, 0x6c62_272e_07bb_0142].map { (basis: UInt64) in
            let sum = text.utf8.reduce(basis) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
            let digits = String(sum, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}

/// Why a database and a program do not fit together.
package enum MigrationError: Error, Sendable, Hashable {
    /// A migration that the database has run reads differently now.
    case changed(room: String, number: Int, name: String)
    /// The database has run a migration that this program does not know.
    case newer(room: String, number: Int, name: String)
    /// The numbers of a room do not rise.
    case misnumbered(room: String, number: Int)
}

extension MigrationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .changed(let room, let number, let name):
            "migration \(room) \(number) (\(name)) was changed after this database had run it: restore its text and add a new migration"
        case .newer(let room, let number, let name):
            "this database has run migration \(room) \(number) (\(name)), which this program does not know: start a newer program"
        case .misnumbered(let room, let number):
            "the migrations of \(room) must have rising numbers, but \(number) stands after one that is not lower"
        }
    }
}
