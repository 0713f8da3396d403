import Kernel
import Store
import TestSupport
import Testing

@Suite struct ValueContractTests {
    @Test(arguments: TestDatabases.each())
    func `values come back as they went in`(_ engine: TestEngine) async throws {
        let bytes = (0...255).map { UInt8($0) }
        let texts = ["", "上海市徐汇区", "it's \"quoted\" \\ %_?", "👩‍👩‍👧", String(repeating: "长", count: 20_000)]
        let rows: [[SQLValue]] =
            [
                [.null, .null, .null, .null], [.integer(.max), .text("a"), .real(0.1), .blob([])],
                [.integer(.min), .text(""), .real(-1e300), .blob(bytes)],
            ] + texts.map { [.integer(0), .text($0), .real(0), .blob(Array($0.utf8))] }
        try await engine.with(Shelf.migrations) { database in
            try await database.write { connection in
                for (id, row) in rows.enumerated() {
                    try connection.run("INSERT INTO shelf_value VALUES (\(id), \(row[0]), \(row[1]), \(row[2]), \(row[3]))")
                }
            }
            let found = try await database.read { try $0.rows("SELECT * FROM shelf_value ORDER BY id") }
            #expect(found.map { Array($0.values.dropFirst()) } == rows)
            #expect(found.first?.columns.names == ["id", "integer_value", "text_value", "real_value", "blob_value"])
        }
    }

    @Test(arguments: TestDatabases.each())
    func `typed values are read with the type's own getter`(_ engine: TestEngine) async throws {
        let id = TestClock().newID()
        let date = try #require(LocalDate("2024-02-29"))
        let json: JSON = ["b": [1, .null, "上"], "a": true]
        try await engine.with(Shelf.migrations) { database in
            try await database.write { connection in
                try connection.run("INSERT INTO shelf_value (id, integer_value, text_value) VALUES (1, \(TestClock.mondayMorning), \(id))")
                try connection.run("INSERT INTO shelf_value (id, integer_value, text_value) VALUES (2, \(true), \(date))")
                try connection.run("INSERT INTO shelf_value (id, integer_value, text_value) VALUES (3, \(Money(fen: 99)), \(json))")
            }
            let rows = try await database.read { try $0.rows("SELECT * FROM shelf_value ORDER BY id") }
            #expect(try rows[0].instant("integer_value") == TestClock.mondayMorning)
            #expect(try rows[0].id("text_value") == id)
            #expect(try rows[1].bool("integer_value"))
            #expect(try rows[1].date("text_value") == date)
            #expect(try rows[2].money("integer_value") == Money(fen: 99))
            #expect(try rows[2].json("text_value") == json)
            #expect(try rows[2].blobOrNil("blob_value") == nil)
        }
    }

    @Test(arguments: TestDatabases.each())
    func `a getter refuses what is not there or of another type`(_ engine: TestEngine) async throws {
        try await engine.with { database in
            let row = try #require(try await database.read { try $0.row("SELECT 'x' AS t, 7 AS n, CAST(NULL AS BIGINT) AS absent") })
            #expect(throws: StoreError.malformed("the result has no column other")) { try row.text("other") }
            #expect(throws: StoreError.malformed("column absent is NULL")) { try row.int("absent") }
            #expect(throws: StoreError.malformed("column n does not hold text")) { try row.text("n") }
            #expect(throws: StoreError.malformed("column n does not hold 0 or 1")) { try row.bool("n") }
            #expect(throws: StoreError.malformed("column t does not hold an id")) { try row.id("t") }
            #expect(throws: StoreError.malformed("column t does not hold a date")) { try row.date("t") }
            #expect(try row.intOrNil("absent") == nil)
            #expect(try row.int("n") == 7)
        }
    }

    @Test(arguments: TestDatabases.each())
    func `what the engine computes has the same type on both`(_ engine: TestEngine) async throws {
        try await engine.with(Shelf.migrations) { database in
            try await database.write { connection in
                for id in 1...3 { try connection.run("INSERT INTO shelf_value (id, integer_value) VALUES (\(id), \(id * 10))") }
            }
            let row = try #require(
                try await database.read { connection in
                    try connection.row(
                        """
                        SELECT COUNT(*) AS n, SUM(integer_value) AS total, MAX(id) AS top, AVG(integer_value * 1.0) AS mean,
                        MIN(integer_value) = 10 AS flag, 'a' || 'b' AS joined FROM shelf_value
                        """)
                })
            #expect(try row.int("n") == 3)
            #expect(try row.int("total") == 60)
            #expect(try row.int("top") == 3)
            #expect(try row.real("mean") == 20)
            #expect(try row.bool("flag"))
            #expect(try row.text("joined") == "ab")
        }
    }

    @Test(arguments: TestDatabases.each())
    func `a megabyte of bytes passes`(_ engine: TestEngine) async throws {
        var random = SeededRandom(seed: 7)
        let bytes = (0..<1 << 20).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        try await engine.with(Shelf.migrations) { database in
            try await database.write { try $0.run("INSERT INTO shelf_value (id, blob_value) VALUES (1, \(bytes))") }
            let row = try await database.read { try $0.row("SELECT blob_value FROM shelf_value WHERE blob_value = \(bytes)") }
            #expect(try row?.blob("blob_value") == bytes)
        }
    }

    @Test(arguments: TestDatabases.each())
    func `text is ordered by its bytes and LIKE minds case`(_ engine: TestEngine) async throws {
        let titles = ["a", "B", "Z", "_", "é", "上", "a b", "ab"]
        try await engine.with(Shelf.migrations) { database in
            try await database.write { connection in
                for (id, title) in titles.enumerated() { try Shelf.add(id, title, connection) }
            }
            let ordered = try await database.read { connection in
                try connection.rows("SELECT title FROM shelf_book ORDER BY title").map { try $0.text("title") }
            }
            #expect(ordered == titles.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
            let liked = try await database.read { try $0.rows("SELECT title FROM shelf_book WHERE title LIKE \("A%")") }
            #expect(liked.isEmpty)
        }
    }

    @Test(arguments: TestDatabases.each())
    func `a text with NUL, and a text for a number, are mistakes on both`(_ engine: TestEngine) async throws {
        try await engine.with(Shelf.migrations) { database in
            for query: Query in [
                "INSERT INTO shelf_value (id, text_value) VALUES (1, \("a\0b"))",
                "INSERT INTO shelf_value (id, integer_value) VALUES (1, \("abc"))",
                "SELEC 1",
                "INSERT INTO nowhere VALUES (1)",
            ] {
                let error = await #expect(throws: StoreError.self) { try await database.write { try $0.run(query) } }
                guard case .malformed = error else {
                    Issue.record("\(query.sql) gave \(String(describing: error))")
                    continue
                }
            }
        }
    }

    @Test(arguments: TestDatabases.each())
    func `a nullable value may be NULL first and something later, in one statement's text`(_ engine: TestEngine) async throws {
        try await engine.with(Shelf.migrations) { database in
            let values: [(Int?, String?, [UInt8]?)] = [(nil, nil, nil), (5, "five", [5]), (nil, "six", nil), (7, nil, [7])]
            try await database.write { connection in
                for (id, value) in values.enumerated() {
                    try connection.run(
                        """
                        INSERT INTO shelf_value (id, integer_value, text_value, blob_value)
                        VALUES (\(id), \(value.0), \(value.1), \(value.2))
                        """)
                }
            }
            let rows = try await database.read { try $0.rows("SELECT * FROM shelf_value ORDER BY id") }
            #expect(try rows.map { try $0.intOrNil("integer_value") } == values.map(\.0))
            #expect(try rows.map { try $0.textOrNil("text_value") } == values.map(\.1))
            #expect(try rows.map { try $0.blobOrNil("blob_value") } == values.map(\.2))
        }
    }

    @Test(arguments: TestDatabases.each())
    func `a statement tells how many rows it changed`(_ engine: TestEngine) async throws {
        try await engine.with(Shelf.migrations) { database in
            let counts = try await database.write { connection in
                [
                    try connection.run("INSERT INTO shelf_book (id, title) VALUES (1, 'a'), (2, 'b'), (3, 'c')"),
                    try connection.run("UPDATE shelf_book SET version = 2 WHERE id > 1"),
                    try connection.run("UPDATE shelf_book SET version = 3 WHERE id > 9"),
                    try connection.run("CREATE INDEX shelf_title ON shelf_book (title)"),
                    try connection.run("SELECT * FROM shelf_book"),
                    try connection.run("INSERT INTO shelf_book (id, title) VALUES (1, 'again') ON CONFLICT (id) DO NOTHING"),
                    try connection.run("DELETE FROM shelf_book WHERE id = 1"),
                ]
            }
            #expect(counts == [3, 2, 0, 0, 0, 0, 1])
            let returned = try await database.write { try $0.rows("UPDATE shelf_book SET version = version + 1 RETURNING id, version") }
            #expect(try returned.map { try $0.int("version") } == [3, 3])
        }
    }
}
