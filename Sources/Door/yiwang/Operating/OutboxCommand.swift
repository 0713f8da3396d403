import ArgumentParser
import Kernel
import Platform
import Store

struct OutboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox", abstract: CommandText.outbox.here, discussion: CommandText.example("yiwang outbox dead-letters").here,
        subcommands: [DeadLetters.self, Retry.self])

    /// The messages that were given up.
    struct DeadLetters: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "dead-letters", abstract: CommandText.deadLetters.here,
            discussion: CommandText.example("yiwang outbox dead-letters --json").here)

        @OptionGroup var options: SettingsOptions
        @Flag(help: CommandText.help(CommandText.json)) var json = false

        func run() async throws {
            let letters = try await options.workbench().withDatabase { database in
                try await database.read { connection in
                    var all: [DeadLetter] = []
                    while true {
                        let page = try Outbox.deadLetters(after: all.last, limit: 200, in: connection)
                        all += page
                        if page.count < 200 { return all }
                    }
                }
            }
            if letters.isEmpty, !json { return Terminal.say(CommandText.noDeadLetters) }
            for letter in letters {
                // The payload may tell of a person; the list is for finding out which message, and why.
                if json {
                    Terminal.print([
                        "id": .string(letter.id.rawValue), "subscriber": .string(letter.subscriber), "topic": .string(letter.topic),
                        "posted": .string(letter.postedAt.rfc3339), "given_up": .string(letter.diedAt.rfc3339),
                        "attempts": .int(letter.attempts),
                        "reason": .string(letter.reason),
                    ])
                } else {
                    print("\(letter.id)  \(letter.subscriber)  \(letter.topic)  \(letter.diedAt.rfc3339)  \(letter.reason)")
                }
            }
        }
    }

    /// Puts messages back on their way.
    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "retry", abstract: CommandText.retry.here, discussion: CommandText.example("yiwang outbox retry --all").here)

        @OptionGroup var options: SettingsOptions
        @Argument(help: CommandText.help(CommandText.deadLetter, value: "id")) var id: String?
        @Option(help: CommandText.help(CommandText.subscriber)) var subscriber: String?
        @Flag(help: CommandText.help(CommandText.allLetters)) var all = false

        func validate() throws {
            guard all != (id != nil) else { throw ValidationError(CommandText.idOrAll.here) }
        }

        func run() async throws {
            let (wanted, subscriber, now) = (id, subscriber, Instant.now())
            let count = try await options.workbench().withDatabase { database in
                try await database.write { connection in
                    var count = 0
                    var last: DeadLetter?
                    while true {
                        let page = try Outbox.deadLetters(after: last, limit: 200, in: connection)
                        last = page.last
                        for letter in page
                        where (wanted ?? letter.id.rawValue) == letter.id.rawValue && (subscriber ?? letter.subscriber) == letter.subscriber
                        {
                            if try Outbox.retry(deadLetter: letter.id, of: letter.subscriber, at: now, in: connection) { count += 1 }
                        }
                        if page.count < 200 { return count }
                    }
                }
            }
            if let wanted, count == 0 { throw CommandProblem.noDeadLetter(wanted) }
            Terminal.say(CommandText.retried(count))
        }
    }
}
