import Catalogue
import Identity
import Kernel
import Messages
import Store
import TestSupport
import Testing
import Web

@testable import DataCentre

/// The end of an agreement with a body that is no authority: both sides are told in time, once.
struct AgreementTermTests {
    private struct Scene {
        let fixture: DataCentreFixture
        let resource: DataResource
        let user: String
    }

    private func scene(_ database: Database) async throws -> Scene {
        let fixture = try await DataCentreFixture(database, settings: DataCentreSettings(lapseNoticeDays: 14))
        let (centre, snapshot, now) = (fixture.dataCentre, fixture.dataCentre.catalogue.snapshot, fixture.clock.now)
        let resource = try #require(
            snapshot.resources.values.sorted { $0.code < $1.code }.first { resource in
                Agreement.isNeeded(for: resource, in: snapshot)
                    && snapshot.demands.contains { $0.resource == resource.code && $0.department != resource.owner }
            })
        try await database.write { try centre.openSharing(snapshot, at: now, in: $0) }
        let user = try #require(snapshot.demands.first { $0.resource == resource.code && $0.department != resource.owner }?.department)
        _ = try await fixture.staff(resource.owner, fixture.subject)
        _ = try await fixture.staff(user, fixture.other)
        return Scene(fixture: fixture, resource: resource, user: user)
    }

    private func agree(_ scene: Scene, from: Int = 0, until days: Int) async throws -> Agreement {
        let (centre, now) = (scene.fixture.dataCentre, scene.fixture.clock.now)
        let agreement = Agreement(
            id: scene.fixture.clock.newID(), resource: scene.resource.code, purpose: "办理政务服务", from: now.date.adding(days: from),
            until: now.date.adding(days: days))
        try await scene.fixture.database.write { try centre.ledger.insert(agreement, by: "舒文", at: now, in: $0) }
        return agreement
    }

    /// How many notices the holder's steward and the user's have got.
    private func notices(_ scene: Scene) async throws -> [Int] {
        var counts: [Int] = []
        for person in [scene.fixture.subject, scene.fixture.other] {
            counts.append(try await scene.fixture.told(person).filter { $0.contains("共享协议快到期") }.count)
        }
        return counts
    }

    @Test(arguments: TestDatabases.each()) func `both sides are told once, and not too soon`(_ engine: TestEngine) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let scene = try await scene(database)
            let (fixture, centre) = (scene.fixture, scene.fixture.dataCentre)
            let agreement = try await agree(scene, until: 20)
            try await centre.followDemands(at: fixture.clock.now)
            #expect(try await notices(scene) == [0, 0], "too soon")
            fixture.clock.advance(seconds: 7 * 86_400)
            for _ in 0..<3 { try await centre.followDemands(at: fixture.clock.now) }
            #expect(try await notices(scene) == [1, 1])
            let holder = try #require(try await centre.messages.list(of: fixture.subject.party).first)
            let user = try #require(try await centre.messages.list(of: fixture.other.party).first)
            #expect(holder.body.zh.contains(agreement.until.description) && holder.body.zh.contains("登记新的协议"))
            #expect(user.body.zh.contains("续签") && user.body.en.contains("stops at once"))
            #expect(try await fixture.page("datacentre.agreements", by: fixture.steward(scene.resource.owner)).contains("快到期"))
        }
    }

    @Test(arguments: TestDatabases.each()) func `one that another takes up, and one that was withdrawn, is no news`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(DataCentreFixture.migrations) { database in
            let scene = try await scene(database)
            let (fixture, centre) = (scene.fixture, scene.fixture.dataCentre)
            _ = try await agree(scene, until: 5)
            let next = try await agree(scene, from: 6, until: 400)
            try await centre.followDemands(at: fixture.clock.now)
            #expect(try await notices(scene) == [0, 0], "the next goes on from there")
            let now = fixture.clock.now
            _ = try await database.write { try centre.ledger.withdraw(next.id, because: "改用其他方式", at: now, in: $0) }
            try await centre.followDemands(at: fixture.clock.now)
            #expect(try await notices(scene) == [1, 1])
        }
    }

    @Test func `what leaves a gap is no continuation`() {
        let today = LocalDate("2026-11-23")!
        func agreement(_ from: Int, _ until: Int, _ last: Character) -> Agreement {
            Agreement(
                id: ID("0000000000000000000000000\(last)")!, resource: "r", purpose: "p", from: today.adding(days: from),
                until: today.adding(days: until))
        }
        let ending = agreement(-100, 10, "1")
        #expect(ending.endsSoon([ending], on: today, within: 14) && !ending.endsSoon([ending], on: today, within: 9))
        #expect(!ending.endsSoon([ending, agreement(11, 300, "2")], on: today, within: 14))
        #expect(ending.endsSoon([ending, agreement(12, 300, "2")], on: today, within: 14), "a day without")
        #expect(ending.endsSoon([ending, agreement(-5, 10, "2")], on: today, within: 14), "it ends on the same day")
        #expect(!agreement(1, 10, "1").endsSoon([], on: today, within: 14), "it has not begun")
    }
}
