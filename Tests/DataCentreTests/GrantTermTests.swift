import Catalogue
import Identity
import Kernel
import Messages
import Store
import TestSupport
import Testing
import Web

@testable import DataCentre

/// Terms of grants: how they are extended, how they end, and who is told.
struct GrantTermTests {
    private static let key = Grant.Key(department: "jyj", resource: "mz-assistance", item: "student-aid")

    private func supervisor(_ fixture: DataCentreFixture, _ department: String?) -> Visitor {
        Visitor(
            kind: .staff, account: fixture.clock.newID(), name: "宋远",
            scope: Scope(grants: [Scope.Grant(role: .supervisor, department: department, region: .shanghai)]), language: .zh)
    }

    /// A grant until thirty days from now.
    private func granted(_ fixture: DataCentreFixture) async throws -> Grant {
        let (centre, now) = (fixture.dataCentre, fixture.clock.now)
        let asked = try await centre.request(Self.key, need: "核对", for: fixture.steward("jyj"), at: now)
        let move = GrantMove(action: .grant, until: now.date.adding(days: 30))
        return try await centre.take(move, on: asked.id, for: fixture.steward("mzj"), at: now)
    }

    @Test(arguments: TestDatabases.each()) func `a term is extended before it ends, and there is no day without it`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let (centre, question) = (fixture.dataCentre, fixture.question("mz-assistance"))
            let grant = try await granted(fixture)
            let place = ["id": grant.id.rawValue]
            #expect(try await fixture.page("datacentre.grant", by: fixture.steward("jyj"), place).contains("申请延期"))
            fixture.clock.advance(seconds: 20 * 86_400)
            let asked = try await centre.request(Self.key, need: "还要用一年", for: fixture.steward("jyj"), at: fixture.clock.now)
            #expect(asked.state == .granted && asked.extensionNeed == "还要用一年")
            #expect(try await fixture.ask(question, for: "student-aid") == [.none])
            let waiting = try await fixture.json("datacentre.grants", by: fixture.steward("mzj"))["items"]?.array ?? []
            #expect(waiting.map { $0["extensionNeed"] } == ["还要用一年"])
            #expect(try await fixture.page("datacentre.home", by: fixture.steward("mzj")).contains(grant.id.rawValue))
            #expect(try await fixture.page("datacentre.grant", by: fixture.steward("mzj"), place).contains("不同意延期"))
            let later = fixture.clock.now.date.adding(days: 365)
            _ = try await centre.take(
                GrantMove(action: .grant, until: later, expected: asked.revision), on: grant.id, for: fixture.steward("mzj"),
                at: fixture.clock.now)
            for _ in 0..<15 {
                fixture.clock.advance(seconds: 86_400)
                try await centre.followDemands(at: fixture.clock.now)
                #expect(try await fixture.ask(question, for: "student-aid") == [.none])
            }
            let events = try await database.read { try centre.grants.events(of: grant.id, in: $0) }
            #expect(events.map(\.action) == [.request, .grant, .request, .grant])
        }
    }

    @Test(arguments: TestDatabases.each()) func `an extension that nobody answered stays asked for when the term ends`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let (centre, grant) = (fixture.dataCentre, try await granted(fixture))
            fixture.clock.advance(seconds: 86_400)
            let asked = try await centre.request(Self.key, need: "还要用", for: fixture.steward("jyj"), at: fixture.clock.now)
            fixture.clock.advance(seconds: 31 * 86_400)
            try await centre.followDemands(at: fixture.clock.now)
            let after = try #require(try await database.read { try centre.grants.grant(grant.id, in: $0) })
            #expect(after.state == .requested && after.need == "还要用" && after.dueOn == asked.dueOn && after.extensionNeed == nil)
            #expect(
                try await database.read { try centre.grants.events(of: grant.id, in: $0) }.map(\.action).suffix(2) == [.lapse, .request])
            let answered = try await centre.take(
                GrantMove(action: .grant), on: grant.id, for: fixture.steward("mzj"), at: fixture.clock.now)
            #expect(answered.state == .granted)
        }
    }

    @Test(arguments: TestDatabases.each()) func `the department that uses the data is told of each answer once, and of the end in time`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database, settings: DataCentreSettings(lapseNoticeDays: 14))
            let centre = fixture.dataCentre
            _ = try await fixture.staff("jyj", fixture.subject)
            _ = try await fixture.staff("mzj", fixture.other)
            let (user, holder) = (fixture.steward("jyj"), fixture.steward("mzj"))
            let grant = try await centre.request(Self.key, need: "核对", for: user, at: fixture.clock.now)
            _ = try await centre.take(GrantMove(action: .refuse, reason: "依据不足"), on: grant.id, for: holder, at: fixture.clock.now)
            #expect(try await fixture.told(fixture.subject).first?.contains("没有同意共享") == true)
            #expect(try await centre.messages.list(of: fixture.subject.party).first?.body.zh.contains("依据不足") == true)
            fixture.clock.advance(seconds: 60)
            _ = try await granted(fixture)
            #expect(try await fixture.told(fixture.subject).count == 2)
            fixture.clock.advance(seconds: 15 * 86_400)
            try await centre.followDemands(at: fixture.clock.now)
            #expect(try await fixture.told(fixture.subject).count == 2, "too soon")
            fixture.clock.advance(seconds: 86_400)
            for _ in 0..<3 { try await centre.followDemands(at: fixture.clock.now) }
            #expect(try await fixture.told(fixture.subject).filter { $0.contains("快到期") }.count == 1)
            #expect(try await fixture.page("datacentre.home", by: user).contains("快到期的授权"))
            fixture.clock.advance(seconds: 60)
            _ = try await centre.take(GrantMove(action: .withdraw, reason: "整改"), on: grant.id, for: holder, at: fixture.clock.now)
            #expect(try await fixture.told(fixture.subject).first?.contains("撤回") == true)
            #expect(try await fixture.told(fixture.other).isEmpty)
        }
    }

    @Test(arguments: TestDatabases.each()) func `an answer is put off by whoever watches over sharing, and by nobody else`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let (centre, now) = (fixture.dataCentre, fixture.clock.now)
            let grant = try await centre.request(Self.key, need: "核对", for: fixture.steward("jyj"), at: now)
            let move = GrantMove(action: .postpone, reason: "涉及三个系统")
            for visitor in [fixture.steward("mzj"), supervisor(fixture, "gaj")] {
                await #expect(throws: Problem.self) { try await centre.take(move, on: grant.id, for: visitor, at: now) }
            }
            let watching = supervisor(fixture, "mzj")
            #expect(try await fixture.page("datacentre.grant", by: watching, ["id": grant.id.rawValue]).contains("/postponement"))
            let after = try await centre.take(move, on: grant.id, for: watching, at: now)
            #expect(after.dueOn > grant.dueOn && after.state == .requested)
            #expect(try await database.read { try centre.grants.events(of: grant.id, in: $0) }.map(\.action) == [.request, .postpone])
            #expect(try await !fixture.page("datacentre.grant", by: watching, ["id": grant.id.rawValue]).contains("/postponement"))
        }
    }

    @Test(arguments: TestDatabases.each()) func `what was granted and is not there yet says by when it is to be provided`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let grant = try await granted(fixture)
            func page() async throws -> String {
                try await fixture.page("datacentre.grant", by: fixture.steward("mzj"), ["id": grant.id.rawValue])
            }
            #expect(try await page().contains("最迟提供数据"))
            let record = RegisterRecord(
                resource: "mz-assistance", key: fixture.subject.idNumber.rawValue, content: [:], updatedOn: fixture.clock.now.date)
            let centre = fixture.dataCentre
            try await database.write { try centre.load([record], in: $0) }
            #expect(try await !page().contains("最迟提供数据"))
        }
    }

    @Test(arguments: TestDatabases.each()) func `whoever leads a one-thing can ask for it again`(_ engine: TestEngine) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let thing = try #require(fixture.dataCentre.catalogue.snapshot.allThings.first)
            let query = ["department": thing.lead, "resource": "ga-population", "item": thing.code]
            let page = try await fixture.page("datacentre.ask", by: fixture.steward(thing.lead), query: query)
            #expect(page.contains("value=\"\(thing.code)\" selected"), "it is offered, and chosen")
            let other = try #require(fixture.dataCentre.catalogue.snapshot.departments.keys.first { $0 != thing.lead })
            #expect(try await !fixture.page("datacentre.ask", by: fixture.steward(other), query: [:]).contains("value=\"\(thing.code)\""))
        }
    }
}
