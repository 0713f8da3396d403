import Cases
import Catalogue
import Cryptography
import DemoCity
import Exchange
import Foundation
import Identity
import Kernel
import Logging
import Platform
import Store
import Synchronization
import TestSupport
import Testing
import Web

/// The whole platform on a database of its own, with the catalogue as it is shipped, one citizen and one officer. Everything except sockets.
final class City: Sendable {
    let platform: Platform
    let clock: TestClock
    let log: LogRecord
    let citizen: Person
    let officer: Staff

    static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    static let password = "correct horse battery staple"
    static let citizenLogin = "citizen"
    static let officerLogin = "officer"
    /// Sequence 991, which no register gives out.
    static let citizenNumber = number("31010519900307991")

    static func settings(_ change: (inout PlatformSettings) -> Void = { _ in }) -> PlatformSettings {
        var settings = PlatformSettings()
        settings.home = root
        change(&settings)
        return settings
    }

    private init(_ place: TestPlace, _ keyring: Keyring, _ settings: PlatformSettings, citizen: Person, officer: Staff) async throws {
        (clock, log) = (TestClock(), LogRecord())
        // Ids are counted from the clock's time: a minute after those of the city itself.
        clock.advance(seconds: 60)
        let ground = try await Groundwork.open(
            settings, try place.database(), try Home.find(settings.home), keyring: keyring,
            migrations: Platform.migrations + DemoCity.migrations, surroundings: clock.surroundings)
        platform = try Platform(settings, on: ground, surroundings: clock.surroundings, log: log.logger)
        (self.citizen, self.officer) = (citizen, officer)
    }

    /// Gives the body a copy of the city that was made once (importing the catalogue takes longer than most tests), and clears it away.
    static func with(_ change: (inout PlatformSettings) -> Void = { _ in }, _ body: (City) async throws -> Void) async throws {
        try await with(template.value, change, body)
    }

    /// The same with the people, offices and registers of the demo city.
    static func withDemo(
        _ change: (inout PlatformSettings) -> Void = { _ in }, _ body: (City) async throws -> Void
    ) async throws {
        try await with(
            demoTemplate.value,
            {
                $0.demo = true
                change(&$0)
            }, body)
    }

    private static func with(
        _ made: Template, _ change: (inout PlatformSettings) -> Void, _ body: (City) async throws -> Void
    ) async throws {
        try await TestEngine.sqlite.place { place in
            guard let folder = place.folder else { throw CocoaError(.fileNoSuchFile) }
            try made.file.write(to: folder.appendingPathComponent("database.sqlite"))
            let city = try await City(place, made.keyring, settings(change), citizen: made.citizen, officer: made.officer)
            do {
                try await body(city)
            } catch {
                await city.platform.ground.database.close()
                throw error
            }
            await city.platform.ground.database.close()
        }
    }

    private struct Template: Sendable {
        /// SQLite's file.
        let file: Data
        let keyring: Keyring
        let citizen: Person
        let officer: Staff
    }

    private static let template = Task { try await make { _, _ in } }

    private static let demoTemplate = Task {
        try await make { platform, clock in
            let city = DemoCity(catalogue: platform.ground.catalogue.snapshot, regions: platform.ground.regions, today: clock.now.date)
            try await city.loadPeople(
                identity: platform.identity, licences: platform.licences, dataCentre: platform.dataCentre,
                database: platform.ground.database,
                surroundings: clock.surroundings)
        }
    }

    private static func make(_ fill: (Platform, TestClock) async throws -> Void) async throws -> Template {
        try await TestEngine.sqlite.place { place in
            let clock = TestClock()
            let keyring = Keyring.made(suite: .international, now: clock.now)
            let citizen = Person(
                id: clock.newID(), name: "朱晓禾", idNumber: try ResidentIdentityNumber.parse(citizenNumber, today: clock.now.date),
                mobile: "13800000000", address: "示例路 1 号", region: .shanghai, createdAt: clock.now)
            let grants = [Role.window, .approver].map { Scope.Grant(role: $0, department: nil, region: .shanghai) }
            let officer = Staff(id: clock.newID(), number: "S1", name: "岳明", person: nil, scope: Scope(grants: grants))
            let database = try place.database()
            let ground = try await Groundwork.open(
                settings(), database, try Home.find(root), keyring: keyring, migrations: Platform.migrations + DemoCity.migrations,
                surroundings: clock.surroundings)
            let platform = try Platform(settings(), on: ground, surroundings: clock.surroundings)
            let hash = Password.hash(password, cost: .light)
            try await database.write { connection in
                try platform.identity.insert(persons: [citizen], in: connection)
                try platform.identity.insert(staff: [officer], in: connection)
                for (login, owner) in [(citizenLogin, Account.Owner.person(citizen.id)), (officerLogin, .staff(officer.id))] {
                    let account = Account(id: clock.newID(), login: login, owner: owner, level: 4)
                    try platform.identity.insert(account, passwordHash: hash, at: clock.now, in: connection)
                }
            }
            try await fill(platform, clock)
            await database.close()
            guard let folder = place.folder else { throw CocoaError(.fileNoSuchFile) }
            let file = try Data(contentsOf: folder.appendingPathComponent("database.sqlite"))
            return Template(file: file, keyring: keyring, citizen: citizen, officer: officer)
        }
    }

    /// Delivers what the rooms have told each other.
    func deliver() async throws {
        let runner = OutboxRunner(
            platform.ground.database, platform.cases.subscriptions + platform.exchange.subscriptions, surroundings: clock.surroundings,
            logger: log.logger("outbox"))
        try await runner.drain(now: clock.now)
    }

    /// Signs in as a program does.
    func program(_ login: String, password: String = Identity.demoPassword) async throws -> Program {
        let answer = await platform.site.answer(.json("/api/v1/sign-in", ["login": .string(login), "password": .string(password)]))
        guard let token = answer.json?["token"]?.string else { throw StoreError.malformed("\(login) cannot sign in: \(answer.text)") }
        return Program(site: platform.site, token: token)
    }

    func browser(_ language: String = "zh-CN") -> Browser { Browser(site: platform.site, language: language) }

    static func number(_ seventeen: String) -> String {
        seventeen + (ResidentIdentityNumber.checkDigit(seventeen).map(String.init) ?? "")
    }
}

/// What the platform logged, line by line.
final class LogRecord: Sendable {
    private let kept = Mutex<[String]>([])

    var lines: [String] { kept.withLock { $0 } }

    var logger: @Sendable (String) -> Logger {
        { label in
            Logger(label: label) { LineLog(label: $0, level: .trace) { line in self.kept.withLock { $0.append(line) } } }
        }
    }
}

/// A program with a token.
struct Program: Sendable {
    let site: Site
    let token: String

    func get(_ path: String) async -> RawAnswer {
        await site.answer(.get("/api/v1" + path, headers: ["authorization": "Bearer \(token)"]))
    }

    func post(_ path: String, _ json: JSON, key: String? = nil) async -> RawAnswer {
        var request = RawRequest.json("/api/v1" + path, json).with("authorization", "Bearer \(token)")
        if let key { request = request.with("idempotency-key", key) }
        return await site.answer(request)
    }
}

extension Program {
    /// Acts for the first enterprise that it may act for.
    func actForBusiness() async throws {
        let party = try #require(await get("/acting-for").json?.array?.first?["party"])
        #expect(await post("/acting-for", .object([.init("party", party)])).status == 200)
    }
}

extension Browser {
    /// The same, on the page.
    func actForBusiness() async throws {
        let acting = await get("/acting-for").text
        let party = try #require(acting.firstMatch(of: #/name="party" value="(enterprise:[^"]+)"/#).map { String($0.output.1) })
        _ = await post("/acting-for", [("party", party)], from: "/acting-for")
    }
}

/// A browser without scripts: it keeps cookies, follows nothing by itself, and sends forms as pages of ours do.
final class Browser {
    private let site: Site
    private let language: String
    private var cookies: [String: String] = [:]

    init(site: Site, language: String) {
        self.site = site
        self.language = language
    }

    func get(_ target: String, accept: String = "text/html") async -> RawAnswer {
        await send(RawRequest.get(target, headers: ["accept": accept]))
    }

    /// Posts with the token of the page that the form stands on.
    func post(_ target: String, _ fields: [(String, String)], from page: String) async -> RawAnswer {
        let token = Browser.token(in: await get(page).text) ?? ""
        return await send(.form(target, fields + [("_csrf", token)]))
    }

    func send(_ request: RawRequest) async -> RawAnswer {
        var request = request.with("accept-language", language)
        if !cookies.isEmpty {
            request = request.with("cookie", cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; "))
        }
        let answer = await site.answer(request)
        for name in ["session", "csrf", "lang"] {
            guard let value = answer.cookie(name) else { continue }
            cookies[name] = value.isEmpty ? nil : value
        }
        return answer
    }

    func signIn(_ login: String, password: String = City.password) async -> RawAnswer {
        await post("/sign-in", [("login", login), ("password", password)], from: "/sign-in")
    }

    /// The token that the forms of a page carry.
    static func token(in page: String) -> String? {
        page.firstMatch(of: #/name="_csrf" value="([0-9a-f]+)"/#).map { String($0.output.1) }
    }
}
