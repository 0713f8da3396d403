import Kernel
import Store

/// The tables that the contract is tested on.
enum Shelf {
    static let migrations: [Migration] = [
        Migration(
            room: "shelf", number: 1, name: "books",
            statements: [
                """
                CREATE TABLE shelf_book (
                    id BIGINT NOT NULL PRIMARY KEY,
                    title TEXT NOT NULL CONSTRAINT shelf_book_titled CHECK (title <> ''),
                    version BIGINT NOT NULL DEFAULT 1,
                    UNIQUE (title, version)
                )
                """,
                """
                CREATE TABLE shelf_loan (
                    book BIGINT NOT NULL REFERENCES shelf_book (id),
                    reader TEXT NOT NULL,
                    PRIMARY KEY (book, reader)
                ) WITHOUT ROWID
                """,
                """
                CREATE TABLE shelf_value (
                    id BIGINT NOT NULL PRIMARY KEY, integer_value BIGINT, text_value TEXT, real_value REAL, blob_value BLOB
                )
                """,
            ])
    ]

    static func add(_ id: Int, _ title: String, _ connection: any Connection) throws {
        try connection.run("INSERT INTO shelf_book (id, title) VALUES (\(id), \(title))")
    }

    static func ids(_ connection: any Connection) throws -> [Int] {
        try connection.rows("SELECT id FROM shelf_book ORDER BY id").map { try $0.int("id") }
    }
}

extension Database {
    /// The ids of the books on the shelf.
    func books() async throws -> [Int] { try await read { try Shelf.ids($0) } }
}
