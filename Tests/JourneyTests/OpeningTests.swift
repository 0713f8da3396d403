import Catalogue
import Cryptography
import Foundation
import Identity
import Kernel
import Platform
import Store
import TestSupport
import Testing
import Web

/// The first start, the second start, and the starts that must not be.
struct OpeningTests {
    private func open(_ database: Database, _ settings: PlatformSettings, report: @escaping Report = { _ in }) async throws -> Groundwork {
        try await Groundwork.open(settings, database, try Home.find(settings.home), report: report)
    }

    @Test(arguments: TestDatabases.each())
    func `an empty database takes the shipped catalogue and calendar, and a second start reads them`(_ engine: TestEngine) async throws {
        try await engine.with { database in
            let keyring = Keyring.made(suite: .international, now: .now())
            let home = try Home.find(City.root)
            let first = try await Groundwork.open(City.settings(), database, home, keyring: keyring)
            #expect(first.catalogue.snapshot.version == 1)
            #expect(first.catalogue.snapshot.items.count > 10)
            #expect(first.calendar.value.loadedYears.contains(2026))
            let second = try await Groundwork.open(City.settings(), database, home, keyring: keyring)
            #expect(second.catalogue.snapshot.version == 1)
            #expect(second.catalogue.snapshot.hash == first.catalogue.snapshot.hash)
        }
    }

    @Test func `without its key file the platform does not open`() async throws {
        try await TestEngine.sqlite.place { place in
            let database = try place.database()
            let folder = try #require(place.folder)
            let settings = City.settings { $0.keys.file = folder.appendingPathComponent("keys.json").path }
            let none = await #expect(throws: Problem.self) { _ = try await open(database, settings) }
            #expect(none?.code == "keys.none")
            _ = try Keyring.create(suite: .international, at: settings.keys.file, surroundings: .real)
            _ = try await open(database, settings)
            try FileManager.default.removeItem(atPath: settings.keys.file)
            let lost = await #expect(throws: Problem.self) { _ = try await open(database, settings) }
            #expect(lost?.code == "keys.missing")
            var demo = settings
            demo.demo = true
            let stillLost = await #expect(throws: Problem.self) { _ = try await open(database, demo) }
            #expect(stillLost?.code == "keys.missing", "new keys must not be made for a database that has been used")
            _ = try Keyring.create(suite: .international, at: settings.keys.file, surroundings: .real)
            let other = await #expect(throws: Problem.self) { _ = try await open(database, settings) }
            #expect(other?.code == "keys.other")
            await database.close()
        }
    }

    @Test func `the demo city makes its own keys on the first start`() async throws {
        try await TestEngine.sqlite.place { place in
            let database = try place.database()
            let folder = try #require(place.folder)
            let settings = City.settings {
                $0.keys.file = folder.appendingPathComponent("keys.json").path
                $0.demo = true
            }
            let first = try await open(database, settings)
            let second = try await open(database, settings)
            #expect(first.keyring.entries.map(\.id) == second.keyring.entries.map(\.id))
            await database.close()
        }
    }

    @Test func `a home that lacks something says what`() throws {
        let empty = FileManager.default.temporaryDirectory.appendingPathComponent("yiwang_home_\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: empty.appendingPathComponent("web"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: empty) }
        let problem = #expect(throws: Problem.self) { try Home.find(empty.path) }
        #expect(problem?.code == "home.missing")
        #expect(problem?.detail.en.hasPrefix("catalogue, data cannot be found") == true)
    }

    @Test func `a node serves only the rooms that it was told to`() async throws {
        try await City.with({ $0.rooms = ["licences"] }) { city in
            #expect(await city.browser().get("/").status == 404)
            #expect(await city.browser().get("/sign-in").status == 200)
            let browser = city.browser()
            _ = await browser.signIn(City.citizenLogin)
            let page = await browser.get("/licences")
            #expect(page.status == 200)
            #expect(!page.text.contains("href=\"/messages\""))
        }
    }

    @Test func `an administrator made on the command line signs in`() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("yiwang_admin_\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let settings = City.settings {
            $0.database.url = "sqlite:\(folder)/city.sqlite"
            $0.keys.file = "\(folder)/keys.json"
        }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        _ = try Keyring.create(suite: .national, at: settings.keys.file, surroundings: .real)
        let workbench = Workbench(settings)
        let order = StaffAccount(login: "Admin", name: "王敏", number: nil, roles: ["administrator"], department: nil, region: "310000")
        let short = await #expect(throws: Problem.self) { try await order.create(password: "short", on: workbench) }
        #expect(short?.code == "identity.weak-password")
        try await order.create(password: City.password, on: workbench)
        let again = await #expect(throws: Problem.self) { try await order.create(password: City.password, on: workbench) }
        #expect(again?.status == 409 || again?.code == "account.number")
        try await workbench.withPlatform { platform in
            let answer = await platform.site.answer(.json("/api/v1/sign-in", ["login": "admin", "password": .string(City.password)]))
            #expect(answer.status == 201)
        }
    }

    @Test(arguments: [
        StaffAccount(login: "a", name: "a", number: nil, roles: ["aprover"], department: nil, region: "310000"),
        StaffAccount(login: "a", name: "a", number: nil, roles: ["approver"], department: nil, region: "Shanghai"),
    ])
    func `a role or region that does not exist is refused before a password is asked for`(_ order: StaffAccount) {
        #expect(throws: Problem.self) { try order.check() }
    }
}
