import Cryptography
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Messages

@Suite struct MessagesTests {
    let clock = TestClock()

    func messages(_ database: Database) -> Messages {
        Messages(database: database, sealer: Sealer(Keyring.made(suite: .international, now: clock.now)), surroundings: clock.surroundings)
    }

    func message(to party: Party, _ reference: String) -> Message {
        Message(
            id: clock.newID(), to: party, subject: Text("已受理", "Accepted"), body: Text("您的申请已受理。", "Your application was accepted."),
            link: "/applications", reference: reference, sentAt: clock.now)
    }

    @Test(arguments: TestDatabases.each()) func `what is sent twice arrives once`(_ engine: TestEngine) async throws {
        try await engine.with(Messages.migrations) { database in
            let messages = messages(database)
            let party = Party(.person, clock.newID())
            for _ in 0..<2 {
                let message = message(to: party, "case/1/accepted")
                try await database.write { try messages.send(message, in: $0) }
            }
            #expect(try await messages.list(of: party).count == 1)
            #expect(try await messages.unread(of: party) == 1)
        }
    }

    @Test(arguments: TestDatabases.each()) func `opening one marks it read, and nobody else can open it`(_ engine: TestEngine) async throws
    {
        try await engine.with(Messages.migrations) { database in
            let messages = messages(database)
            let (mine, other) = (Party(.person, clock.newID()), Party(.person, clock.newID()))
            let sent = message(to: mine, "case/1/accepted")
            try await database.write { try messages.send(sent, in: $0) }
            #expect(try await messages.open(sent.id, of: other, at: clock.now) == nil)
            #expect(try await messages.unread(of: mine) == 1)
            let opened = try #require(try await messages.open(sent.id, of: mine, at: clock.now))
            #expect(opened.readAt == clock.now)
            #expect(opened.body == sent.body)
            _ = try await messages.open(sent.id, of: mine, at: clock.now)
            #expect(try await messages.unread(of: mine) == 0)
        }
    }

    @Test(arguments: TestDatabases.each()) func `pages follow each other without gap or overlap`(_ engine: TestEngine) async throws {
        try await engine.with(Messages.migrations) { database in
            let messages = messages(database)
            let party = Party(.enterprise, clock.newID())
            for number in 0..<7 {
                clock.advance(seconds: 1)
                let message = message(to: party, "case/\(number)")
                try await database.write { try messages.send(message, in: $0) }
            }
            var seen: [String] = []
            var before: ID?
            while true {
                let page = try await messages.list(of: party, before: before, limit: 3)
                if page.isEmpty { break }
                seen += page.map(\.reference)
                before = page.last?.id
            }
            #expect(seen == (0..<7).reversed().map { "case/\($0)" })
        }
    }

    @Test(arguments: TestDatabases.each()) func `what a message says is sealed`(_ engine: TestEngine) async throws {
        try await engine.with(Messages.migrations) { database in
            let messages = messages(database)
            let sent = message(to: Party(.person, clock.newID()), "case/1")
            try await database.write { try messages.send(sent, in: $0) }
            let stored = try #require(try await database.read { try $0.row("SELECT content FROM messages_message") }).blob("content")
            #expect(!String(decoding: stored, as: UTF8.self).contains("受理"))
        }
    }
}
