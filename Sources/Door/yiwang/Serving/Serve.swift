import ArgumentParser
import DemoCity
import Kernel
import Logging
import Platform
import Store

/// Runs the site. In the demo city everything that it needs is made on the first start.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: CommandText.serve.here, discussion: CommandText.example("yiwang serve --demo --port 8080").here)

    @OptionGroup var options: SettingsOptions
    @Flag(help: CommandText.help(CommandText.demo)) var demo = false
    @Option(help: CommandText.help(CommandText.host)) var host: String?
    @Option(help: CommandText.help(CommandText.port)) var port: String?
    @Option(help: CommandText.help(CommandText.rooms, value: "names")) var rooms: String?

    func run() async throws {
        let settings = try options.read([
            ("demo", demo ? "true" : nil), ("web.host", host), ("web.port", port), ("rooms", rooms),
        ])
        let level = Logger.Level(rawValue: settings.logLevel) ?? .info
        LoggingSystem.bootstrap { LineLog(label: $0, level: level) }
        let ground = try await Groundwork.open(settings, migrations: DemoCity.migrations, report: Terminal.say)
        let platform: Platform
        let city: DemoStart?
        do {
            platform = try Platform(settings, on: ground, demoLogins: DemoCity.logins)
            city = settings.demo ? DemoStart(platform) : nil
            try await city?.loadPeople()
        } catch {
            await ground.database.close()
            throw error
        }
        var history: (@Sendable () async throws -> Void)?
        if let city { history = { try await city.loadHistory() } }
        try await platform.run(background: history, report: Terminal.say) { port in
            Terminal.say(CommandText.ready("http://\(settings.web.host):\(port)"))
            if settings.demo { DemoStart.tellLogins() }
        }
    }
}
