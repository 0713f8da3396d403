import Catalogue
import Cryptography
import DemoCity
import Foundation
import Identity
import Kernel
import Platform
import Store
import StorePostgres

/// A database with the people of the demo city in it, on one of the engines, for servers that are measured.
final class BenchCity {
    enum Kind: String {
        case sqlite, postgres

        var name: String { self == .sqlite ? "SQLite" : "PostgreSQL" }
    }

    let kind: Kind
    let settings: PlatformSettings
    /// SQLite's file.
    let file: URL
    /// The server's address and the schema of this run.
    let url: String
    static let schema = "yiwang_bench"
    private let home: Home
    /// Tokens of people who have signed in, by log-in: sign-ins are rationed.
    private var tokens: [String: String] = [:]

    init(_ kind: Kind, folder: URL, home: Home, url: String) {
        self.kind = kind
        self.home = home
        self.url = url
        let own = folder.appendingPathComponent(kind.rawValue)
        file = own.appendingPathComponent("yiwang.sqlite")
        var settings = PlatformSettings()
        settings.home = home.folder
        settings.database.url = kind == .sqlite ? "sqlite:\(file.path)" : url
        settings.database.schema = kind == .sqlite ? "" : BenchCity.schema
        settings.keys.file = own.appendingPathComponent("keys.json").path
        // Only the demo city makes its own keys, and only there a password costs little.
        settings.demo = true
        self.settings = settings
        try? FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
    }

    var serverArguments: [String] {
        ["--database", settings.database.url, "--keys", settings.keys.file]
            + (kind == .sqlite ? [] : ["--set", "database.schema=\(BenchCity.schema)"])
    }

    /// Makes the tables and moves the people in.
    func make() async throws {
        Terminal.tell(BenchText.preparing(kind.name))
        try await withPlatform { platform in
            let ground = platform.ground
            let city = DemoCity(catalogue: ground.catalogue.snapshot, regions: ground.regions, today: Instant.now().date)
            try await city.loadPeople(
                identity: platform.identity, licences: platform.licences, dataCentre: platform.dataCentre, database: ground.database,
                surroundings: .real)
        }
    }

    /// The platform on this database without a server, for as long as the body runs; `change` sets what differs from the usual.
    func withPlatform<T: Sendable>(
        _ change: (inout PlatformSettings) -> Void = { _ in }, _ body: (Platform) async throws -> T
    ) async throws -> T {
        var settings = settings
        change(&settings)
        let ground = try await Groundwork.open(settings, migrations: DemoCity.migrations)
        do {
            let result = try await body(try Platform(settings, on: ground))
            await ground.database.close()
            return result
        } catch {
            await ground.database.close()
            throw error
        }
    }

    /// Removes what PostgreSQL would keep; files go with the folder.
    func remove() {
        guard kind == .postgres else { return }
        do {
            try PostgresServer(url: url, schema: BenchCity.schema).dropSchema()
            try dropPlainSchema()
        } catch {
            Terminal.tell(BenchText.failed(Text(same: kind.name), Terminal.sentence(error)))
        }
    }

    /// The schema of the plain writer.
    func dropPlainSchema() throws { try PostgresServer(url: url, schema: BenchCity.schema + "_plain").dropSchema() }

    func token(of login: String, at server: RunningServer) throws -> String {
        if let token = tokens[login] { return token }
        let reply = try server.client().post(
            "/api/v1/sign-in", ["login": .string(login), "password": .string(Identity.demoPassword)]
        ).expecting(201)
        guard let token = try reply.json()["token"]?.string else { throw BenchFault.answer(reply.status, reply.text) }
        tokens[login] = token
        return token
    }
}
