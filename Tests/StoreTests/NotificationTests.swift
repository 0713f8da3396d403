import Kernel
import Store
import TestSupport
import Testing

@Suite struct NotificationTests {
    @Test(.timeLimit(.minutes(30)), arguments: TestDatabases.each())
    func `a notice comes after the commit, and never from a transaction that failed`(_ engine: TestEngine) async throws {
        struct Refusal: Error {}
        try await engine.with(Shelf.migrations) { database in
            var notices = database.notifications("catalogue").makeAsyncIterator()
            try? await database.write { connection in
                try connection.notify(channel: "catalogue", payload: "ghost")
                throw Refusal()
            }
            try await database.write { connection in
                try Shelf.add(1, "one", connection)
                try connection.notify(channel: "elsewhere", payload: "not for us")
                try connection.notify(channel: "catalogue", payload: "version 1 上")
                try connection.notify(channel: "catalogue", payload: "version 1 上")
            }
            #expect(await notices.next() == "version 1 上")
            #expect(try await database.books() == [1])
            try await database.write { try $0.notify(channel: "catalogue", payload: "version 2") }
            #expect(await notices.next() == "version 2")
        }
    }

    @Test(arguments: TestDatabases.each())
    func `a notice that is too long is a mistake`(_ engine: TestEngine) async throws {
        try await engine.with { database in
            await #expect(throws: StoreError.malformed("a notification of more than 4,000 bytes")) {
                try await database.write { try $0.notify(channel: "x", payload: String(repeating: "a", count: 4001)) }
            }
        }
    }

    @Test(.timeLimit(.minutes(30)), .enabled(if: TestDatabases.each().contains(.postgres)))
    func `a notice reaches the other nodes`() async throws {
        try await TestEngine.postgres.place { place in
            let (here, there) = (try place.database(), try place.database())
            let notices = there.notifications("catalogue")
            // The other node's line may not be up yet: a notice is a hint, so it is given until it is heard.
            let heard = try await withThrowingTaskGroup(of: String?.self) { group in
                group.addTask {
                    for await notice in notices { return notice }; return nil
                }
                group.addTask {
                    while !Task.isCancelled {
                        try await here.write { try $0.notify(channel: "catalogue", payload: "version 3") }
                        await Task.yield()
                    }
                    return nil
                }
                let first = try await group.next() ?? nil
                group.cancelAll()
                return first
            }
            #expect(heard == "version 3")
            await here.close()
            await there.close()
        }
    }

    @Test(.timeLimit(.minutes(30)), arguments: TestDatabases.each())
    func `closing the database ends the stream`(_ engine: TestEngine) async throws {
        try await engine.place { place in
            let database = try place.database()
            let notices = database.notifications("catalogue")
            await database.close()
            for await _ in notices { Issue.record("nobody said anything") }
            for await _ in database.notifications("catalogue") { Issue.record("nor later") }
        }
    }
}
