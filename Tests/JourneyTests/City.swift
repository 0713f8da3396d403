import Cryptography
import Foundation
import Identity
import Kernel
import Logging
import Platform
import Store
import Synchronization
import TestSupport
import Web

/// The whole platform on a fresh database, with the catalogue as it is shipped, one citizen and one officer. Everything except sockets.
struct City: Sendable {
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

    static func open(_ change: (inout PlatformSettings) -> Void = { _ in }) async throws -> City {
        let database = try await TestEngine.sqlite.open()
        let (clock, log) = (TestClock(), LogRecord())
        let settings = settings(change)
        let ground = try await Groundwork.open(
            settings, database, try Home.find(settings.home), keyring: .made(suite: .international, now: clock.now),
            surroundings: clock.surroundings)
        let platform = try Platform(settings, on: ground, surroundings: clock.surroundings, log: log.logger)
        let citizen = Person(
            id: clock.newID(), name: "顾晓岚", idNumber: try ResidentIdentityNumber.parse(citizenNumber, today: clock.now.date), mobile: "13800000000",
            address: "示例路 1 号", region: .shanghai, createdAt: clock.now)
        let officer = Staff(
            id: clock.newID(), number: "S1", name: "钱警官", person: nil,
            scope: Scope(grants: [.init(role: .window, department: nil, region: .shanghai), .init(role: .approver, department: nil, region: .shanghai)]))
        let hash = Password.hash(password, cost: .light)
        try await database.write { connection in
            try platform.identity.insert(persons: [citizen], in: connection)
            try platform.identity.insert(staff: [officer], in: connection)
            for (login, owner) in [(citizenLogin, Account.Owner.person(citizen.id)), (officerLogin, .staff(officer.id))] {
                let account = Account(id: clock.newID(), login: login, owner: owner, level: 4)
                try platform.identity.insert(account, passwordHash: hash, at: clock.now, in: connection)
            }
        }
        return City(platform: platform, clock: clock, log: log, citizen: citizen, officer: officer)
    }

    func browser(_ language: String = "zh-CN") -> Browser { Browser(site: platform.site, language: language) }

    private static func number(_ seventeen: String) -> String { seventeen + (ResidentIdentityNumber.checkDigit(seventeen).map(String.init) ?? "") }
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
        if !cookies.isEmpty { request = request.with("cookie", cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")) }
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
