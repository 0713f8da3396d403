import Catalogue
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Licences

/// Issuing and changing licences.
struct RegisterTests {
    @Test(arguments: TestDatabases.each()) func `a licence gets an identifier that anybody can check`(_ engine: TestEngine) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let licence = try await fixture.issue(fixture.order())
            let parts = try LicenceIdentifier.parse(licence.identifier.rawValue).parts
            let type = try #require(fixture.catalogue.snapshot.licenceTypes["id-card"])
            #expect(parts.type == type.typeCode && parts.version == 1)
            #expect(parts.issuer.rawValue == fixture.catalogue.snapshot.departments["gaj"]?.uscc)
            #expect(licence.status == .active && licence.trust == .a && licence.validFrom == licence.issuedOn)
            #expect(try await fixture.licences.licence(licence.id) == licence)
            #expect(try await fixture.licences.licence(identifier: licence.identifier.rawValue) == licence)
        }
    }

    @Test(arguments: TestDatabases.each()) func `every type of the catalogue can be issued by its own department`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            var identifiers: Set<String> = []
            for type in fixture.catalogue.snapshot.licenceTypes.values {
                var order = fixture.order(type.code)
                order.issuer = type.issuer
                identifiers.insert(try await fixture.issue(order).identifier.rawValue)
            }
            #expect(identifiers.count == fixture.catalogue.snapshot.licenceTypes.count)
            #expect(identifiers.allSatisfy { LicenceIdentifier($0) != nil })
        }
    }

    @Test(arguments: TestDatabases.each()) func `the next version keeps the serial and takes the place of the one before`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let first = try await fixture.issue(fixture.order(number: "D-1"))
            let second = try await fixture.issue(fixture.order(number: "D-1"))
            let alone = try await fixture.issue(fixture.order(number: "D-2"))
            #expect(second.version == 2 && second.number == first.number)
            #expect(try second.identifier == first.identifier.next())
            #expect(second.identifier.parts.serial == first.identifier.parts.serial)
            #expect(alone.version == 1 && alone.identifier.parts.serial != first.identifier.parts.serial)
            #expect(try await fixture.licences.licence(first.id)?.status == .superseded)
            let listed = try await fixture.licences.licences(ofNumber: fixture.holder.idNumber.rawValue)
            #expect(listed.map(\.id) == [alone.id, second.id])
            let third = try await fixture.issue(fixture.order(number: "D-1"))
            #expect(try third.version == 3 && third.identifier == second.identifier.next())
        }
    }

    @Test(arguments: TestDatabases.each()) func `a freeze is not got round by a new version`(_ engine: TestEngine) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let first = try await fixture.issue(fixture.order(number: "D-1"))
            try await fixture.change(first.id, to: .frozen)
            #expect(await problem { _ = try await fixture.issue(fixture.order(number: "D-1")) }?.code == "licences.not-allowed")
            #expect(try await fixture.count("licences_licence") == 1)
        }
    }

    @Test(arguments: TestDatabases.each()) func `an unknown type is refused and leaves nothing`(_ engine: TestEngine) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let refusal = await problem { _ = try await fixture.issue(fixture.order("moon-permit")) }
            #expect(refusal?.code == "licences.unknown-type" && refusal?.detail.en.contains("moon-permit") == true)
            #expect(try await fixture.count("licences_licence") == 0)
        }
    }

    /// Written out a second time, so that a slip in the table shows.
    private static let allowed: [LicenceStatus: Set<LicenceStatus>] = [
        .active: [.superseded, .expired, .frozen, .revoked, .withdrawn, .forfeited, .cancelled],
        .frozen: [.active, .revoked, .withdrawn, .forfeited, .cancelled], .expired: [.superseded, .cancelled], .revoked: [.cancelled],
        .withdrawn: [.cancelled], .forfeited: [.cancelled],
    ]

    @Test(arguments: TestDatabases.each()) func `every change of the table is made with a ground that fits, and no other`(
        _ engine: TestEngine
    )
        async throws
    {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            var made = 0
            for from in LicenceStatus.allCases {
                for to in LicenceStatus.allCases {
                    let issued = try await fixture.issue(fixture.order()).id
                    try await database.write { connection in
                        try connection.run("UPDATE licences_licence SET status = \(from.rawValue) WHERE id = \(issued)")
                    }
                    let refusal = await problem { try await fixture.change(issued, to: to) }
                    let isAllowed = RegisterTests.allowed[from]?.contains(to) == true
                    #expect((refusal == nil) == isAllowed, "\(from) → \(to)")
                    #expect(refusal == nil || refusal?.code == "licences.not-allowed")
                    #expect(try await fixture.licences.licence(issued)?.status == (isAllowed ? to : from))
                    let events = try await database.read { try fixture.licences.table.events.events(of: issued, in: $0).dropFirst() }
                    #expect(events.count == (isAllowed ? 1 : 0), "\(from) → \(to)")
                    for event in events where LicenceTransition.of(from, to: to)?.isEnd == true {
                        let ground = try #require(event.ground.flatMap(LicenceGround.named))
                        // An identity card is no permit: nothing of its end rests on the law of permits.
                        #expect(ground.to == to && event.law?.contains("行政许可法") == false && event.law?.isEmpty == false)
                    }
                    made += isAllowed ? 1 : 0
                }
            }
            #expect(made == LicenceTransition.table.count)
            #expect(await problem { try await fixture.change(fixture.clock.newID(), to: .frozen) }?.status == 404)
        }
    }

    @Test(arguments: TestDatabases.each()) func `no licence ends without a ground of law`(_ engine: TestEngine) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let (card, licences, now) = (try await fixture.issue(fixture.order()), fixture.licences, fixture.clock.now)
            var permit = fixture.order("food-licence")
            permit.issuer = "scjg"
            let food = try await fixture.issue(permit)
            for (id, ground, law) in [(card.id, nil, nil), (card.id, "fraud", nil), (card.id, "lost", "《示例条例》"), (food.id, nil, "《示例条例》")] {
                await #expect(throws: StoreError.self) {
                    try await database.write {
                        try licences.change(id, to: .revoked, reason: "x", ground: ground, law: law, at: now, in: $0)
                    }
                }
            }
            for id in [card.id, food.id] { #expect(try await licences.licence(id)?.status == .active) }
            #expect(Set(LicenceTransition.table).count == LicenceTransition.table.count)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a licence reads expired on the day after its last`(_ engine: TestEngine) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let today = fixture.clock.now.date
            let licence = try await fixture.issue(fixture.order(until: today))
            #expect(licence.isValid(on: today) && licence.status(on: today) == .active)
            #expect(!licence.isValid(on: today.adding(days: 1)) && licence.status(on: today.adding(days: 1)) == .expired)
            #expect(!licence.isValid(on: today.adding(days: -1)))
            let visitor = fixture.visitor(fixture.holder)
            #expect(try await fixture.json("licences.read", by: visitor, ["id": licence.id.rawValue])["status"] == "active")
            fixture.clock.advance(seconds: 86_400)
            #expect(try await fixture.json("licences.read", by: visitor, ["id": licence.id.rawValue])["status"] == "expired")
            #expect(try await fixture.json("licences.list", by: visitor)["items"]?.array?.first?["status"] == "expired")
            #expect(try await fixture.page("licences.read", by: visitor, ["id": licence.id.rawValue]).contains("已过期"))
            let verified = try await fixture.json("licences.verify", by: .anonymous(.zh), ["identifier": licence.identifier.rawValue])
            #expect(verified["status"] == "expired" && verified["valid"] == false)
            let forever = try await fixture.issue(fixture.order())
            #expect(forever.isValid(on: today.adding(days: 50_000)))
        }
    }
}
