import ArgumentParser
import Cryptography
import Kernel
import Platform
import Store

struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: CommandText.keys.here, discussion: CommandText.example("yiwang keys list --keys var/keys.json").here,
        subcommands: [Create.self, List.self, Rotate.self, Reseal.self])

    /// Makes the key file of a new installation.
    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "create", abstract: CommandText.keysCreate.here,
            discussion: CommandText.example("yiwang keys create --keys var/keys.json").here)

        @OptionGroup var options: SettingsOptions

        func run() throws {
            let settings = try options.read()
            _ = try Keyring.create(suite: Keyring.suite(settings), at: settings.keys.file, surroundings: .real)
            Terminal.say(CommandText.keysCreated(settings.keys.file))
        }
    }

    /// What keys there are; never what they are made of.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: CommandText.keysList.here, discussion: CommandText.example("yiwang keys list --json").here)

        @OptionGroup var options: SettingsOptions
        @Flag(help: CommandText.help(CommandText.json)) var json = false

        func run() throws {
            for entry in try Keyring.load(options.read().keys.file).entries {
                if json {
                    Terminal.print([
                        "id": .string(entry.id), "use": .string(entry.use.rawValue), "algorithm": .string(entry.algorithm),
                        "created": .string(entry.created.rfc3339), "current": .bool(entry.isCurrent),
                    ])
                } else {
                    let state = entry.isCurrent ? CommandText.current : CommandText.old
                    print("\(entry.id)  \(entry.use.rawValue)  \(entry.algorithm)  \(entry.created.rfc3339)  \(state.here)")
                }
            }
        }
    }

    enum Use: String, ExpressibleByArgument, CaseIterable {
        case seal, index, sign, credential
    }

    /// New keys, and everything sealed anew with them.
    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rotate", abstract: CommandText.keysRotate.here,
            discussion: CommandText.example("yiwang keys rotate --keys var/keys.json --database sqlite:var/yiwang.sqlite").here)

        @OptionGroup var options: SettingsOptions
        @Option(help: CommandText.help(CommandText.keysUse)) var use: [Use] = [.seal, .sign, .credential]
        @Flag(help: CommandText.help(CommandText.keysLater)) var later = false

        func run() async throws {
            let workbench = try options.workbench()
            let settings = workbench.settings
            var keyring = try Keyring.load(settings.keys.file)
            try keyring.checkSuite(settings)
            var isLater = later
            if !isLater {
                // Running servers do not know the new keys: what is sealed has to wait for them.
                isLater = try await workbench.withKeys { database, _ in try await RunningNodes(database).count(at: .now()) > 0 }
            }
            for use in Set(use) {
                guard let use = Keyring.Use(rawValue: use.rawValue) else { continue }
                keyring = keyring.rotated(use: use, now: .now())
            }
            try keyring.save(at: settings.keys.file)
            Terminal.say(CommandText.keysRotated(settings.keys.file))
            if isLater { Terminal.say(CommandText.keysResealLater) } else { try await KeysCommand.reseal(workbench) }
        }
    }

    /// Goes on with sealing anew, where a rotation was interrupted or put off.
    struct Reseal: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reseal", abstract: CommandText.keysReseal.here, discussion: CommandText.example("yiwang keys reseal").here)

        @OptionGroup var options: SettingsOptions

        func run() async throws { try await KeysCommand.reseal(options.workbench()) }
    }

    private static func reseal(_ workbench: Workbench) async throws {
        let total = try await workbench.withKeys { database, keyring in
            try await Resealing.checkServers(keyring, database, at: .now())
            return try await Resealing(keyring, database).run { step in
                if step.isDone || step.seen % 10_000 == 0 {
                    Terminal.tell(CommandText.resealed(step.column, seen: step.seen, resealed: step.resealed))
                }
            }
        }
        Terminal.say(CommandText.resealedAll(total))
    }
}
