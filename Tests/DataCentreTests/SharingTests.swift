import Catalogue
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import DataCentre

/// Who may use what for which item, and how it stops.
struct SharingTests {
    private static let key = Grant.Key(department: "jyj", resource: "mz-assistance", item: "student-aid")

    private func reason(_ answers: [RecordAnswer]) throws -> Text {
        guard case .unavailable(let reason) = try #require(answers.first) else {
            Issue.record("answered \(answers)")
            return Text(same: "")
        }
        return reason
    }

    @Test(arguments: TestDatabases.each()) func `what is shared under conditions is not asked before it is granted`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let question = fixture.question("mz-assistance")
            #expect(try reason(try await fixture.ask(question, for: "student-aid")).zh.contains("还没有授权"))
            #expect(try await fixture.lastLine().detail == "ungranted")
            let asked = try await fixture.dataCentre.request(Self.key, need: "核对困难家庭", for: fixture.steward("jyj"), at: fixture.clock.now)
            #expect(try reason(try await fixture.ask(question, for: "student-aid")).zh.contains("等"))
            let granted = try await fixture.dataCentre.take(
                GrantMove(action: .grant, reason: "同意"), on: asked.id, for: fixture.steward("mzj"), at: fixture.clock.now)
            #expect(granted.state == .granted)
            #expect(try await fixture.ask(question, for: "student-aid") == [.none])
            let line = try await fixture.lastLine()
            #expect(line.grant == asked.id && line.department == "jyj" && line.item == "student-aid" && line.detail == nil)
        }
    }

    @Test(arguments: TestDatabases.each()) func `refused, lapsed or withdrawn, it stops at once and the person reads which`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let (centre, question) = (fixture.dataCentre, fixture.question("mz-assistance"))
            let (user, holder) = (fixture.steward("jyj"), fixture.steward("mzj"))
            func ask(_ word: String, _ english: String) async throws {
                let told = try reason(try await fixture.ask(question, for: "student-aid"))
                #expect(told.zh.contains(word) && told.en.contains(english), "\(told)")
            }
            let grant = try await centre.request(Self.key, need: "核对", for: user, at: fixture.clock.now)
            _ = try await centre.take(GrantMove(action: .refuse, reason: "依据不足"), on: grant.id, for: holder, at: fixture.clock.now)
            try await ask("没有同意", "did not allow")
            _ = try await centre.request(Self.key, need: "补充依据", for: user, at: fixture.clock.now)
            let day = fixture.clock.now.date
            _ = try await centre.take(GrantMove(action: .grant, until: day), on: grant.id, for: holder, at: fixture.clock.now)
            #expect(try await fixture.ask(question, for: "student-aid") == [.none])
            fixture.clock.advance(seconds: 24 * 3600)
            try await ask("期限已到", "is over")
            try await centre.followDemands(at: fixture.clock.now)
            let lapsed = try await database.read { try centre.grants.grant(grant.id, in: $0) }
            #expect(lapsed?.state == .lapsed)
            _ = try await centre.request(Self.key, need: "再用一年", for: user, at: fixture.clock.now)
            _ = try await centre.take(GrantMove(action: .grant), on: grant.id, for: holder, at: fixture.clock.now)
            _ = try await centre.take(GrantMove(action: .withdraw, reason: "改为面询"), on: grant.id, for: holder, at: fixture.clock.now)
            try await ask("撤回", "withdrawn")
            let events = try await database.read { try centre.grants.events(of: grant.id, in: $0) }
            #expect(events.map(\.action) == [.request, .refuse, .request, .grant, .lapse, .request, .grant, .withdraw])
        }
    }

    @Test(arguments: TestDatabases.each()) func `nobody answers for another department, and a stale page changes nothing`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let (centre, now) = (fixture.dataCentre, fixture.clock.now)
            func code(_ body: () async throws -> some Any) async -> String? {
                do { _ = try await body() } catch { return (error as? Problem)?.code }
                return nil
            }
            #expect(
                await code { try await centre.request(Self.key, need: "x", for: fixture.steward("mzj"), at: now) } == "datacentre.not-yours"
            )
            #expect(await code { try await centre.request(Self.key, need: "", for: fixture.steward("jyj"), at: now) } == "invalid")
            let grant = try await centre.request(Self.key, need: "x", for: fixture.steward("jyj"), at: now)
            let move = GrantMove(action: .grant)
            #expect(
                await code { try await centre.take(move, on: grant.id, for: fixture.steward("jyj"), at: now) } == "datacentre.not-yours")
            let stale = GrantMove(action: .grant, expected: 9)
            #expect(await code { try await centre.take(stale, on: grant.id, for: fixture.steward("mzj"), at: now) } == "datacentre.stale")
            let district = Visitor(
                kind: .staff, scope: Scope(grants: [.init(role: .steward, department: "mzj", region: try #require(RegionCode("310104")))]),
                language: .zh)
            #expect(await code { try await centre.take(move, on: grant.id, for: district, at: now) } == "datacentre.not-yours")
            #expect(try await database.read { try centre.grants.grant(grant.id, in: $0) }?.state == .requested)
        }
    }

    @Test(arguments: TestDatabases.each()) func `one withdrawn grant stops a one-thing's look, another thing's goes on`(
        _ engine: TestEngine
    )
        async throws
    {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let (centre, now, snapshot) = (fixture.dataCentre, fixture.clock.now, fixture.dataCentre.catalogue.snapshot)
            try await database.write { try centre.openSharing(snapshot, at: now, in: $0) }
            let users = centre.shelf.users(of: "newborn", in: snapshot).keys(of: "ga-population")
            #expect(users.count > 1)
            let other = try #require(
                snapshot.demands.first { demand in demand.resource == "ga-population" && !users.contains { $0.item == demand.item } })
            let grant = try #require(try await database.read { try centre.grants.grant(users[0], in: $0) })
            #expect(try await fixture.ask(fixture.question()) != [.none])
            _ = try await centre.take(
                GrantMove(action: .withdraw, reason: "整改"), on: grant.id, for: fixture.steward("gaj"), at: fixture.clock.now)
            #expect(try reason(try await fixture.ask(fixture.question())).zh.contains("撤回"))
            guard case .record = try #require(try await fixture.ask(fixture.question(), for: other.item).first) else {
                Issue.record("\(other.item) was stopped, too")
                return
            }
            let stops = try await centre.stops(of: ["ga-population", "mz-marriage"], for: "newborn", at: fixture.clock.now)
            #expect(Array(stops.keys) == ["ga-population"])
        }
    }

    @Test(arguments: TestDatabases.each()) func `what the catalogue needs is asked for by itself, and granted where it is for all`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let (centre, snapshot) = (fixture.dataCentre, fixture.dataCentre.catalogue.snapshot)
            try await centre.followDemands(at: fixture.clock.now)
            let all = try await database.read { try centre.grants.all(in: $0) }
            #expect(all.count == Set(snapshot.demands.map { [$0.department, $0.resource, $0.item] }).count && all.count > 100)
            for grant in all {
                let sharing = try #require(snapshot.resources[grant.key.resource]?.sharing)
                #expect(grant.state == (sharing == .unconditional ? .granted : .requested), "\(grant.key)")
                #expect(grant.dueOn > fixture.clock.now.date)
            }
            try await centre.followDemands(at: fixture.clock.now)
            #expect(try await database.read { try centre.grants.all(in: $0) }.count == all.count)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a steward sees their own departments' grants and no others`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let (centre, snapshot) = (fixture.dataCentre, fixture.dataCentre.catalogue.snapshot)
            try await centre.followDemands(at: fixture.clock.now)
            let endpoint = try #require(centre.endpoints.first { $0.name == "datacentre.grants" && $0.face == .api })
            func listed(_ visitor: Visitor) async throws -> [JSON] {
                var (all, before) = ([JSON](), String?.none)
                repeat {
                    let answer = try await endpoint.answer(
                        Call(
                            method: .get, path: "/console/data/grants", face: .api,
                            query: ["state": "all"].merging(before.map { ["after": $0] } ?? [:]) { a, _ in a }, visitor: visitor,
                            requestID: "r", now: fixture.clock.now, surroundings: fixture.clock.surroundings))
                    guard case .json(let json) = answer.content else { return all }
                    all += json["items"]?.array ?? []
                    before = json["next"]?.string
                } while before != nil
                return all
            }
            let everything = try await listed(fixture.steward(nil))
            #expect(everything.count == (try await fixture.count("datacentre_grant")))
            let own = try await listed(fixture.steward("jyj"))
            #expect(!own.isEmpty && own.count < everything.count)
            for grant in own {
                let owner = snapshot.resources[grant["resource"]?.string ?? ""]?.owner
                #expect(grant["department"] == "jyj" || owner == "jyj")
            }
            let file = try #require(centre.endpoints.first { $0.name == "datacentre.grant" && $0.face == .api })
            let foreign = try #require(everything.first { grant in !own.contains { $0["id"] == grant["id"] } }?["id"]?.string)
            await #expect(throws: Problem.self) {
                _ = try await file.answer(
                    Call(
                        method: .get, path: "/", face: .api, parameters: ["id": foreign], visitor: fixture.steward("jyj"), requestID: "r",
                        now: fixture.clock.now, surroundings: fixture.clock.surroundings))
            }
        }
    }
}
