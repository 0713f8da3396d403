import Catalogue
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import DataCentre

/// Who speaks for a child under fourteen: the household, and parents whom a register states, wherever they live.
struct GuardianshipTests {
    /// A grandfather heads the household in which a mother and her child live; the father lives elsewhere, a stranger next door.
    private struct Family: Sendable {
        let fixture: DataCentreFixture
        let child: Person
        let grandfather: Person
        let stranger: Person
        var mother: Person { fixture.subject }
        var father: Person { fixture.other }

        init(_ database: Database, sources: [String: OutsideSource] = [:], born: String = "20200512") async throws {
            let fixture = try await DataCentreFixture(database, sources: sources)
            child = try Family.person("310104\(born)993", "顾小满", fixture)
            grandfather = try Family.person("31010419601105993", "顾长风", fixture)
            stranger = try Family.person("31010419880808991", "路人甲", fixture)
            self.fixture = fixture
            let persons = [child, grandfather, stranger]
            let household = Household(
                id: fixture.clock.newID(), number: "1", region: fixture.subject.region, address: "徐汇区示例路 18 号",
                members: [
                    Household.Member(person: grandfather.id, relation: "head"),
                    Household.Member(person: fixture.subject.id, relation: "child"),
                    Household.Member(person: child.id, relation: "other"),
                ])
            let identity = fixture.dataCentre.identity
            try await database.write { connection in
                try identity.insert(persons: persons, in: connection)
                try identity.insert(households: [household], in: connection)
            }
        }

        static func person(_ seventeen: String, _ name: String, _ fixture: DataCentreFixture) throws -> Person {
            let number = seventeen + String(try #require(ResidentIdentityNumber.checkDigit(seventeen)))
            return Person(
                id: fixture.clock.newID(), name: name, idNumber: try #require(ResidentIdentityNumber(stored: number)), mobile: nil,
                address: "徐汇区示例路 18 号", region: fixture.subject.region, createdAt: fixture.clock.now)
        }

        /// What the register of parents and children says of somebody.
        func state(_ told: JSON, of parent: Person) async throws {
            let record = RegisterRecord(
                resource: "ga-children", key: parent.idNumber.rawValue, content: ["child": told], updatedOn: fixture.clock.now.date)
            try await fixture.database.write { try fixture.dataCentre.load([record], in: $0) }
        }

        var told: JSON { ["person.idNumber": .string(child.idNumber.rawValue), "person.name": "顾小满"] }

        func wards(of person: Person) async throws -> [ID] {
            try await fixture.dataCentre.wards(of: fixture.visitor(person), at: fixture.clock.now).map(\.person)
        }

        func act(_ name: String, by person: Person) async throws {
            _ = try await fixture.json(name, by: fixture.visitor(person), ["id": child.id.rawValue])
        }
    }

    @Test(arguments: TestDatabases.each()) func `a parent who heads no household may agree and sees the log, and nobody else may`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let family = try await Family(database)
            let (fixture, child) = (family.fixture, family.child)
            for person in [family.mother, family.father, family.grandfather, family.stranger] {
                #expect(try await family.wards(of: person).isEmpty, "nothing is stated yet")
            }
            try await family.state(family.told, of: family.mother)
            try await family.state([family.told], of: family.father)
            for parent in [family.mother, family.father] {
                #expect(try await family.wards(of: parent) == [child.id])
                try await family.act("datacentre.consent", by: parent)
                #expect(try await fixture.ask(fixture.question(about: child)) == [.none])
                let seen = try await fixture.json("datacentre.uses", by: fixture.visitor(parent), query: ["of": child.id.rawValue])
                let lines = try #require(seen["items"]?.array)
                #expect(!lines.isEmpty && lines.allSatisfy { $0["resource"] == "ga-population" })
                let line = ID(try #require(lines.first?["id"]?.string))
                #expect(try await fixture.dataCentre.access(try #require(line), for: fixture.visitor(parent), at: fixture.clock.now) != nil)
                try await family.act("datacentre.consent-withdraw", by: parent)
                #expect(try await fixture.ask(fixture.question(about: child)) != [.none])
            }
            for other in [family.grandfather, family.stranger] {
                #expect(try await family.wards(of: other).isEmpty)
                for act in ["datacentre.consent", "datacentre.consent-withdraw"] {
                    await #expect(throws: DataCentreRefusal.notFound.problem) { try await family.act(act, by: other) }
                }
                await #expect(throws: DataCentreRefusal.notFound.problem) {
                    _ = try await fixture.json("datacentre.uses", by: fixture.visitor(other), query: ["of": child.id.rawValue])
                }
            }
            #expect(try await fixture.json("datacentre.wards", by: fixture.visitor(family.mother))["items"]?.array?.count == 1)
        }
    }

    @Test(arguments: TestDatabases.each()) func `finding out here who speaks leaves no line in anybody's log`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(DataCentreFixture.migrations) { database in
            let family = try await Family(database)
            try await family.state(family.told, of: family.mother)
            #expect(try await family.wards(of: family.mother) == [family.child.id])
            _ = try await family.fixture.page("datacentre.wards", by: family.fixture.visitor(family.mother))
            #expect(try await family.fixture.count("datacentre_access") == 0)
        }
    }

    /// Born so many days after the day on which somebody turns fourteen today.
    @Test(arguments: TestDatabases.each()) func `whoever is fourteen is nobody's ward, by household or by register`(_ engine: TestEngine)
        async throws
    {
        for (later, isWard) in [(-1, false), (0, false), (1, true)] {
            try await engine.with(DataCentreFixture.migrations) { database in
                let today = TestClock().now.date
                let born = today.adding(months: -14 * 12).adding(days: later)
                let family = try await Family(database, born: born.description.filter(\.isNumber))
                try await family.state(family.told, of: family.father)
                #expect(try await family.wards(of: family.father).isEmpty == !isWard, "\(later)")
                let household = Household(
                    id: family.fixture.clock.newID(), number: "2", region: family.stranger.region, address: "徐汇区示例路 20 号",
                    members: [
                        Household.Member(person: family.stranger.id, relation: "head"),
                        Household.Member(person: family.child.id, relation: "child"),
                    ])
                let identity = family.fixture.dataCentre.identity
                try await database.write { connection in
                    try connection.run("DELETE FROM identity_member WHERE person_id = \(family.child.id)")
                    try identity.insert(households: [household], in: connection)
                }
                #expect(try await family.wards(of: family.stranger).isEmpty == !isWard, "\(later)")
            }
        }
    }

    @Test(arguments: TestDatabases.each()) func `a child counts once, and a record that says something odd states nobody`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let family = try await Family(database)
            let sibling = try Family.person("31010420220301991", "顾小雪", family.fixture)
            let unknown = try Family.person("31010420230401991", "某", family.fixture)
            let minor = try Family.person("31010420081231991", "小妈妈", family.fixture)
            let identity = family.fixture.dataCentre.identity
            try await database.write { try identity.insert(persons: [sibling, minor], in: $0) }
            func stated(_ told: JSON) async throws -> Set<ID> {
                try await family.state(told, of: family.father)
                return Set(try await family.wards(of: family.father))
            }
            func object(_ person: Person) -> JSON { ["person.idNumber": .string(person.idNumber.rawValue)] }
            let all = try await stated([family.told, family.told, object(sibling), object(unknown), object(family.father)])
            #expect(all == [family.child.id, sibling.id])
            for odd: JSON in ["顾小满", .null, [], [.null], [["person.idNumber": 5]], ["person.idNumber": "123"], object(family.stranger)] {
                #expect(try await stated(odd).isEmpty, "\(odd)")
            }
            try await family.state(family.told, of: minor)
            #expect(try await family.wards(of: minor).isEmpty, "who is under age speaks for nobody")
        }
    }

    // MARK: A register elsewhere

    private struct Register: Connector {
        let answer: @Sendable (String) throws -> SourceReply
        func reply(to key: String, of resource: DataResource) async throws -> SourceReply { try answer(key) }
    }

    @Test(arguments: TestDatabases.each()) func `a register elsewhere states parents as well, and one that is down states nobody`(
        _ engine: TestEngine
    ) async throws {
        let seventeen = "31010420200512993"
        let number = seventeen + String(try #require(ResidentIdentityNumber.checkDigit(seventeen)))
        let answers: [(@Sendable (String) throws -> SourceReply, Bool)] = [
            ({ .record(["person.idNumber": .string($0), "child": ["person.idNumber": .string(number)]], asOf: nil) }, true),
            ({ .record(["person.idNumber": .string($0), "child": .string(number)], asOf: nil) }, false),
            ({ _ in .record(["person.idNumber": .string(number), "child": ["person.idNumber": .string(number)]], asOf: nil) }, false),
            ({ _ in .nothing }, false), ({ _ in throw StoreError.closed }, false),
        ]
        for (index, (answer, isWard)) in answers.enumerated() {
            try await engine.with(DataCentreFixture.migrations) { database in
                let source = OutsideSource(Register(answer: answer), kind: "rest", milliseconds: 1000)
                let family = try await Family(database, sources: ["ga-children": source])
                #expect(try await family.wards(of: family.father).isEmpty == !isWard, "\(index)")
                // A department elsewhere was asked, which the parent finds among their own lines.
                let lines = try await family.fixture.dataCentre.accesses(about: family.father.party)
                #expect(lines.map(\.resource) == ["ga-children"] && lines.first?.code == "guardianship", "\(index)")
                try await family.fixture.dataCentre.setOutage("ga-children", true, because: "系统升级", by: "舒文", at: family.fixture.clock.now)
                #expect(try await family.wards(of: family.father).isEmpty, "\(index): taken out of service")
            }
        }
    }
}
