import Cases
import Catalogue
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Exchange

struct RegistrationTests {
    private static let good: [String: [String]] = [
        "code": ["scjg-permits"], "department": ["scjg"], "name_zh": ["食品许可系统"], "items": ["food-permit"], "way": ["webhook"],
        "url": ["http://scjg.example:9000/cases"],
    ]

    private func faults(_ change: [String: [String]], hasTables: Bool = false) throws -> [String] {
        let reading = SystemReading(
            catalogue: try ExchangeCatalogue.catalogue(), hosts: ["scjg.example:9000"], hasTables: hasTables)
        do {
            _ = try reading.system(Self.good.merging(change) { _, new in new })
            return []
        } catch {
            return error.faults.map(\.field)
        }
    }

    @Test func `what is written is read, and every fault is told`() throws {
        #expect(try faults([:]) == [])
        #expect(try faults(["way": ["tables"], "url": []], hasTables: true) == [])
        #expect(try faults(["way": ["tables"]]) == ["way"], "there are no tables here")
        for code in ["", "S", "1a", "a_b", "a b", String(repeating: "a", count: 41), "../etc"] {
            #expect(try faults(["code": [code]]) == ["code"])
        }
        #expect(try faults(["items": ["card"]]) == ["items"], "another department's item")
        #expect(try faults(["items": []]) == ["items"])
        #expect(try faults(["items": [], "duties": ["licences"], "url": []]) == [], "it is sent nothing")
        #expect(try faults(["items": [], "duties": ["assistance"], "url": []]) == ["url"])
        #expect(try faults(["items": [], "duties": ["licences"], "url": ["http://evil/"]]) == ["url"])
        #expect(try faults(["duties": ["licences", "everything"]]) == ["duties"])
        #expect(try faults(["department": ["nobody"]]) == ["department", "items"])
        #expect(try faults(["duties": ["licences"], "licenceTypes": ["food-permit"]]) == [])
        #expect(try faults(["licenceTypes": ["food-permit"]]) == ["licenceTypes"], "it does not deliver any")
        #expect(try faults(["duties": ["licences"], "licenceTypes": ["resident-card"]]) == ["licenceTypes"], "another department's type")
        #expect(try faults(["duties": ["licences"], "licenceTypes": ["nothing", ""]]) == ["licenceTypes"])
        #expect(try faults(["name_zh": [" "]]) == ["name_zh"])
        for url in ["", "http://10.0.0.1/", "http://scjg.example/", "http://scjg.example:9000@evil/", "file:///etc/passwd"] {
            #expect(try faults(["url": [url]]) == ["url"], "\(url)")
        }
        #expect(try faults(["code": [""], "way": ["pigeon"], "name_zh": []]).sorted() == ["code", "name_zh", "way"])
    }

    @Test(arguments: TestDatabases.each()) func `a steward keeps the systems of their department and no other`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            let scope = { (department: String?, role: Role, region: String) in
                Scope(grants: [Scope.Grant(role: role, department: department, region: RegionCode(region) ?? .shanghai)])
            }
            let may: [(Scope, Bool)] = [
                (scope("scjg", .steward, "310000"), true), (scope(nil, .administrator, "310000"), true),
                (scope("gaj", .steward, "310000"), false), (scope("scjg", .supervisor, "310000"), false),
                (scope("scjg", .steward, "310104"), false), (scope("scjg", .approver, "310000"), false),
            ]
            for (index, (scope, isAllowed)) in may.enumerated() {
                let visitor = Visitor(kind: .staff, account: city.clock.newID(), name: "某", scope: scope, language: .zh)
                var system = ExchangeCity.webhook
                system.code = "s\(index)x"
                let code = try await refusal {
                    _ = try await city.exchange.register(system, expected: nil, for: visitor, at: city.clock.now)
                }
                #expect(code == (isAllowed ? nil : "exchange.not-yours"), "\(index)")
            }
        }
    }

    @Test(arguments: TestDatabases.each()) func `nobody overwrites what a colleague has just changed, nor takes another's code`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            let made = try await city.exchange.register(ExchangeCity.webhook, expected: nil, for: city.keeper, at: city.clock.now)
            var changed = ExchangeCity.webhook
            changed.name = Text("新名", "New")
            _ = try await city.exchange.register(changed, expected: made.system.revision, for: city.keeper, at: city.clock.now)
            let stale = try await refusal {
                _ = try await city.exchange.register(changed, expected: made.system.revision, for: city.keeper, at: city.clock.now)
            }
            #expect(stale == "exchange.stale")
            var theirs = changed
            (theirs.department, theirs.items) = ("gaj", ["card"])
            let taken = try await refusal {
                _ = try await city.exchange.register(theirs, expected: nil, for: city.keeper, at: city.clock.now)
            }
            #expect(taken == "invalid")
            let stands = try await city.system_().system
            #expect(stands.name.zh == "新名" && stands.department == "scjg")
        }
    }

    @Test(arguments: TestDatabases.each()) func `the types that it ends licences of are kept, and none by themselves`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            var system = ExchangeCity.webhook
            system.duties = [.licences]
            try await city.register(system)
            #expect(try await city.system_().system.licenceTypes == [])
            system.licenceTypes = ["food-permit", "food-record"]
            var revision = try await city.system_().system.revision
            _ = try await city.exchange.register(system, expected: revision, for: city.keeper, at: city.clock.now)
            #expect(try await city.system_().system.licenceTypes == ["food-permit", "food-record"])
            system.licenceTypes = []
            revision = try await city.system_().system.revision
            _ = try await city.exchange.register(system, expected: revision, for: city.keeper, at: city.clock.now)
            #expect(try await city.system_().system.licenceTypes == [])
        }
    }

    @Test(arguments: TestDatabases.each()) func `a system that is registered stands in the ledger as joined`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            #expect(try await database.read { try Exchange.departments(in: $0) }.isEmpty)
            try await city.register()
            #expect(try await database.read { try Exchange.departments(in: $0) } == ["scjg"])
            let row = try #require(
                try await database.read { connection in
                    try connection.row(
                        "SELECT department, name_zh, joining FROM datacentre_ledger WHERE kind = 'system' AND code = 'scjg-permits'")
                })
            #expect(try row.text("department") == "scjg" && row.text("name_zh") == "食品许可系统" && row.text("joining") == "exchange")
        }
    }

    @Test(arguments: TestDatabases.each()) func `a secret is sealed where it is kept`(_ engine: TestEngine) async throws {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            try await city.register()
            let stored = try await database.read { try $0.row("SELECT secrets FROM exchange_system")?.blob("secrets") }
            let text = String(decoding: try #require(stored), as: UTF8.self)
            #expect(!text.contains("the secret of the tests") && !text.contains("dGhlIHNlY3JldA"))
            #expect(try await city.system_().secrets?.current == Array("the secret of the tests".utf8))
        }
    }
}
