import Cases
import Catalogue
import Cryptography
import DataCentre
import Foundation
import Identity
import Kernel
import Licences
import Logging
import Messages
import Store
import Synchronization
import TestSupport
import Testing
import Web

// Store has a type of this name too.
import struct Cases.Submission

@testable import Exchange

/// What stands at the other end of the wire: it keeps what it is sent and answers as it is told.
final class Wire: Sendable {
    private struct State {
        var requests: [SourceRequest] = []
        var status: Int? = 204
    }

    private let state = Mutex(State())

    var requests: [SourceRequest] { state.withLock { $0.requests } }
    var types: [String] { requests.compactMap { $0.body.flatMap { try? JSON(parsing: $0) }?["type"]?.string } }

    /// nil: the connection breaks.
    func answers(_ status: Int?) { state.withLock { $0.status = status } }

    @Sendable func send(_ request: SourceRequest) async throws -> SourceResponse {
        let status = state.withLock { state in
            state.requests.append(request)
            return state.status
        }
        guard let status else { throw SourceFault.unreachable }
        return SourceResponse(status: status, body: [])
    }
}

/// A city with an applicant, two officials of the market administration, one of the police, and a system of each department.
struct ExchangeCity: Sendable {
    let exchange: Exchange
    let cases: Cases
    let database: Database
    let clock: TestClock
    let catalogue: CurrentCatalogue
    let dataCentre: DataCentre
    let licences: Licences
    let applicant: Person
    let account: ID
    let wire: Wire
    /// Takes in and reviews; decides; makes licences; of the other department.
    let qian: Visitor
    let chen: Visitor
    let keeper: Visitor
    private let keyring: Keyring
    private let settings: ExchangeSettings

    /// The rooms on one database, as one node has them.
    private struct Rooms {
        let identity: Identity
        let licences: Licences
        let dataCentre: DataCentre
        let cases: Cases
        let exchange: Exchange

        init(
            _ database: Database, _ clock: TestClock, _ keyring: Keyring, _ catalogue: CurrentCatalogue, _ wire: Wire,
            _ settings: ExchangeSettings, _ national: TestPlace?
        ) throws {
            let (sealer, index) = (Sealer(keyring), BlindIndex(keyring))
            identity = Identity(
                database: database, sealer: sealer, blindIndex: index, sessions: Sessions(), surroundings: clock.surroundings,
                settings: Identity.Settings(passwordCost: .light))
            let messages = Messages(database: database, sealer: sealer, surroundings: clock.surroundings)
            licences = Licences(
                database: database, catalogue: catalogue, identity: identity, sealer: sealer, blindIndex: index,
                surroundings: clock.surroundings, origin: "https://city.example")
            dataCentre = DataCentre(
                database: database, catalogue: catalogue, identity: identity, sealer: sealer, blindIndex: index,
                surroundings: clock.surroundings)
            let years = try JSON(parsing: Array(Data(contentsOf: ExchangeCity.file("data/calendar/2026.json"))))
            let calendar = WorkingCalendar(years: [try CalendarYear(json: years)])
            let regions = try Regions(csv: String(contentsOf: ExchangeCity.file("data/regions.csv"), encoding: .utf8))
            cases = Cases(
                database: database, catalogue: catalogue, versions: CatalogueStore(database), calendar: { calendar }, regions: regions,
                licences: licences, dataCentre: dataCentre, identity: identity, messages: messages, sealer: sealer, blindIndex: index,
                signer: Signer(keyring), digest: .sha256, surroundings: clock.surroundings)
            var open: (@Sendable (String) throws -> Database)?
            if let national { open = { _ in try national.database() } }
            exchange = Exchange(
                database: database, catalogue: catalogue, identity: identity, cases: cases, licences: licences, dataCentre: dataCentre,
                sealer: sealer, surroundings: clock.surroundings, settings: settings, origin: "https://city.example", sender: wire.send,
                open: open)
        }
    }

    /// The same city, seen by another node.
    func node(on database: Database) async throws -> Exchange {
        try Rooms(database, clock, keyring, catalogue, wire, settings, nil).exchange
    }

    static let migrations =
        WebMigrations.all + CatalogueMigrations.all + Identity.migrations + Messages.migrations + Licences.migrations
        + DataCentre.migrations + CasesMigrations.all + Exchange.migrations

    static let webhook = DepartmentSystem(
        code: "scjg-permits", department: "scjg", name: Text("食品许可系统", "Food permits"), items: ["food-permit"], way: .webhook,
        url: "http://scjg.example:9000/cases")
    static let tables = DepartmentSystem(
        code: "scjg-tables", department: "scjg", name: Text("库表系统", "By tables"), items: ["food-permit"], way: .tables, url: nil)

    init(_ database: Database, wire: Wire = Wire(), settings: ExchangeSettings? = nil, national: TestPlace? = nil) async throws {
        let clock = TestClock()
        let keyring = Keyring.made(suite: .international, now: clock.now)
        let versions = CatalogueStore(database)
        if try await versions.lastVersion() == nil {
            try await versions.publish(ExchangeCatalogue.catalogue(), note: "test", at: clock.now)
        }
        let catalogue = CurrentCatalogue(try #require(try await versions.current()))
        var chosen = settings ?? ExchangeSettings()
        if settings == nil { chosen.hosts = "scjg.example:9000" }
        let rooms = try Rooms(database, clock, keyring, catalogue, wire, chosen, national)
        let identity = rooms.identity
        let seventeen = "31010419930512992"
        let digit = try #require(ResidentIdentityNumber.checkDigit(seventeen))
        let person = Person(
            id: clock.newID(), name: "顾晓岚", idNumber: try #require(ResidentIdentityNumber(stored: seventeen + String(digit))),
            mobile: "13900000001", address: "徐汇区示例路 18 号", region: try #require(RegionCode("310104003")), createdAt: clock.now)
        let account = clock.newID()
        let now = clock.now
        let staff = try await ExchangeCity.staff(identity, clock, database)
        try await database.write { connection in
            try identity.insert(persons: [person], in: connection)
            try identity.insert(
                Account(id: account, login: "gu", owner: .person(person.id), level: 4), passwordHash: "-", at: now, in: connection)
        }
        (self.database, self.clock, self.catalogue, self.applicant, self.account, self.wire) = (
            database, clock, catalogue, person, account, wire
        )
        (self.keyring, self.settings, exchange, cases) = (keyring, chosen, rooms.exchange, rooms.cases)
        (dataCentre, licences) = (rooms.dataCentre, rooms.licences)
        (qian, chen) = (staff[0], staff[1])
        keeper = Visitor(
            kind: .staff, account: clock.newID(), name: "舒文",
            scope: Scope(grants: [Scope.Grant(role: .steward, department: nil, region: .shanghai)]), language: .zh)
    }

    /// 钱明 takes in, reviews and, as some do, may decide as well; 陈静 decides and makes licences; 韩立 is the police's.
    private static func staff(_ identity: Identity, _ clock: TestClock, _ database: Database) async throws -> [Visitor] {
        let people: [(number: String, name: String, roles: [Role], department: String)] = [
            ("S-qian", "钱明", [.window, .reviewer, .approver], "scjg"), ("S-chen", "陈静", [.approver, .licensor], "scjg"),
            ("S-han", "韩立", [.window, .approver], "gaj"),
        ]
        var visitors: [Visitor] = []
        for someone in people {
            let scope = Scope(grants: someone.roles.map { Scope.Grant(role: $0, department: someone.department, region: .shanghai) })
            let staff = Staff(id: clock.newID(), number: someone.number, name: someone.name, person: nil, scope: scope)
            let account = Account(id: clock.newID(), login: someone.number, owner: .staff(staff.id), level: 4)
            let now = clock.now
            try await database.write { connection in
                try identity.insert(staff: [staff], in: connection)
                try identity.insert(account, passwordHash: "-", at: now, in: connection)
            }
            visitors.append(Visitor(kind: .staff, account: account.id, name: staff.name, scope: scope, language: .zh))
        }
        return visitors
    }

    private static func file(_ path: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../\(path)").standardized
    }

    // MARK: Short ways

    /// Registers a system, with a secret.
    @discardableResult
    func register(_ system: DepartmentSystem = webhook) async throws -> DepartmentSystem {
        _ = try await exchange.register(system, expected: nil, for: keeper, at: clock.now)
        let (tables, now) = (exchange.tables, clock.now)
        try await database.write { connection in
            _ = try tables.systems.set(
                SystemSecrets(current: Array("the secret of the tests".utf8)), of: system.code, expected: 1, by: "test", at: now,
                in: connection)
        }
        return try await system_(system.code).system
    }

    func system_(_ code: String = webhook.code) async throws -> KnownSystem {
        let tables = exchange.tables
        return try #require(try await database.read { try tables.systems.known(code, in: $0) })
    }

    func set(_ state: DepartmentSystem.State, _ code: String = webhook.code) async throws {
        let (tables, now) = (exchange.tables, clock.now)
        let revision = try await system_(code).system.revision
        try await database.write { connection in
            _ = try tables.systems.set(state, of: code, expected: revision, by: "test", at: now, in: connection)
        }
    }

    @discardableResult
    func submit(_ thing: String = "food-permit", key: String = "key-1") async throws -> [Case] {
        let draft = clock.newID()
        let material = try #require(catalogue.snapshot.items["food-permit"]?.materials.first)
        let plan = UploadedFile(field: "file", name: "平面图.pdf", type: "application/pdf", bytes: Array("%PDF-1.7 plan".utf8))
        if thing != "card" { _ = try await cases.attach(plan, as: material, to: draft, at: clock.now) }
        var given: [String: JSON] = [:]
        if thing != "card" { given["premises.area"] = 60 }
        if thing != "food-permit" { given["applicant.bloodGroup"] = "AB" }
        let today = clock.now.date
        let fields = [
            ("applicant.name", applicant.name), ("applicant.idNumber", applicant.idNumber.rawValue), ("applicant.regionCode", "310104003"),
        ].map { Holding(field: $0.0, value: .string($0.1), source: .account, asOf: today) }
        return try await cases.submit(
            Submission(
                thing: thing, catalogueVersion: catalogue.snapshot.version, party: applicant.party, account: account,
                actorName: applicant.name, answers: [:], given: given, holdings: Holdings(fields: fields), draft: draft,
                idempotencyKey: key), at: clock.now
        ).cases
    }

    /// Delivers what the engine has told and what this room has posted.
    func deliver() async throws {
        let runner = OutboxRunner(
            database, exchange.subscriptions, surroundings: clock.surroundings,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await runner.drain(now: clock.now)
    }

    func current(_ value: Case) async throws -> CaseFile {
        var system = ExchangeCity.webhook
        system.department = value.department
        return try await cases.caseFile(value.id, for: system.reader, at: clock.now)
    }

    func count(_ table: Query) async throws -> Int {
        try await database.read { connection in try connection.row("SELECT COUNT(*) AS n FROM \(table)")?.int("n") ?? -1 }
    }

    func deliveries(_ code: String = webhook.code) async throws -> [SystemDelivery] {
        let tables = exchange.tables
        return try await database.read { connection in
            try SystemDelivery.State.allCases.flatMap { try tables.deliveries.deliveries(of: code, $0, limit: 100, in: connection) }
                .sorted { $0.id < $1.id }
        }
    }

    func lines(_ code: String = webhook.code) async throws -> [ExchangeLine] {
        let tables = exchange.tables
        return try await database.read { try tables.received.lines(of: code, before: nil, limit: 100, in: $0) }.reversed()
    }

    /// An act of the system about a case, signed by an official.
    func act(
        _ kind: OfficialAct.Kind, _ number: String, by official: (String, String) = ("S-qian", "钱明"), id: String = "e1",
        _ more: [(String, JSON)] = []
    ) -> IncomingAct {
        var data: JSON = [
            "project_no": .string(number), "handle_user_no": .string(official.0), "handle_user_name": .string(official.1),
        ]
        for (name, value) in more { data[name] = value }
        return IncomingAct(way: .webhook, eventID: id, kind: kind, data: data)
    }

    func perform(_ act: IncomingAct, from code: String = webhook.code) async throws -> ActOutcome {
        try await exchange.perform(act, from: try await system_(code).system, at: clock.now)
    }
}

/// The code of the problem that a body ends in; nil where it ends well.
func refusal(_ body: () async throws -> Void) async throws -> String? {
    do {
        try await body()
        return nil
    } catch let problem as Problem {
        return problem.code
    }
}
