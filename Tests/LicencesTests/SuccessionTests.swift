import Catalogue
import Identity
import Kernel
import Store
import TestSupport
import Testing

@testable import Licences

/// A renewal or a change takes the place of the licence that the holder has; nobody takes the place of another's.
struct SuccessionTests {
    private func order(
        _ fixture: LicencesFixture, _ type: String = "driving-licence", number: String? = nil, until: LocalDate? = nil,
        _ succeeds: ResultSpec.Succession? = nil
    ) -> IssueOrder {
        var order = fixture.order(type, number: number, until: until)
        order.succeeds = succeeds
        return order
    }

    @Test(arguments: TestDatabases.each()) func `a renewal is the next version of the holder's licence, with its number`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let today = fixture.clock.now.date
            let first = try await fixture.issue(order(fixture, until: today.adding(days: 30)))
            let second = try await fixture.issue(order(fixture, until: today.adding(months: 72), .renewal))
            #expect(second.number == first.number && second.version == 2 && second.validUntil == today.adding(months: 72))
            #expect(try second.identifier == first.identifier.next())
            #expect(try await fixture.licences.licence(first.id)?.status == .superseded)
            #expect(try await fixture.licences.licences(ofNumber: fixture.holder.idNumber.rawValue).map(\.id) == [second.id])
            let reasons = try await database.read {
                try $0.rows("SELECT cause FROM licences_event WHERE to_status = 'superseded'").map { try $0.text("cause") }
            }
            #expect(reasons == ["renewal 2"])
        }
    }

    @Test(arguments: TestDatabases.each()) func `a change ends on the day on which the licence ended before`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let today = fixture.clock.now.date
            let first = try await fixture.issue(order(fixture, number: "D-1", until: today.adding(days: 400)))
            let second = try await fixture.issue(order(fixture, number: "D-1", until: today.adding(months: 60), .change))
            #expect(second.validUntil == first.validUntil && second.version == 2)
            // Nothing to change: it is a licence like any other.
            let other = try await fixture.issue(order(fixture, "household-book", .change))
            #expect(other.version == 1 && other.validUntil == nil)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a licence that has run out is renewed, one that was revoked is not`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let old = try await fixture.issue(order(fixture, number: "D-1", until: fixture.clock.now.date.adding(days: -1)))
            try await fixture.change(old.id, to: .expired)
            fixture.clock.advance(seconds: 60)
            let renewed = try await fixture.issue(order(fixture, number: "D-1", .renewal))
            #expect(renewed.version == 2)
            #expect(try await fixture.licences.licence(old.id)?.status == .superseded)
            fixture.clock.advance(seconds: 60)
            try await fixture.change(renewed.id, to: .revoked)
            let refusal = await problem { _ = try await fixture.issue(order(fixture, number: "D-1", .renewal)) }
            #expect(refusal?.code == "licences.not-allowed")
            #expect(try await fixture.count("licences_licence") == 2)
        }
    }

    @Test(arguments: TestDatabases.each()) func `another's number is refused, and theirs stays`(_ engine: TestEngine) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let theirs = try await fixture.issue(order(fixture, number: "D-1"))
            var order = order(fixture, number: "D-1")
            order.holder = Licence.Holder(kind: .person, name: fixture.other.name, number: fixture.other.idNumber.rawValue)
            let mine = order
            #expect(await problem { _ = try await fixture.issue(mine) }?.code == "licences.other-holder")
            #expect(try await fixture.licences.licence(theirs.id)?.status == .active)
            let licences = fixture.licences
            #expect(try await !database.read { try licences.permits(mine, in: $0) })
        }
    }

    @Test(arguments: TestDatabases.each()) func `what the face tells apart stays apart`(_ engine: TestEngine) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            func permit(_ ethnicity: String) -> IssueOrder {
                var order = order(fixture, "household-book", .renewal)
                order.face["person.ethnicity"] = .string(ethnicity)
                order.telling = ["person.ethnicity"]
                return order
            }
            let (one, two) = (try await fixture.issue(permit("01")), try await fixture.issue(permit("11")))
            let again = try await fixture.issue(permit("01"))
            #expect(two.version == 1 && again.version == 2 && again.number == one.number)
            #expect(try await fixture.licences.licence(two.id)?.status == .active)
        }
    }

    @Test(arguments: TestDatabases.each()) func `no machine renews a licence that is not there`(_ engine: TestEngine) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let licences = fixture.licences
            let (unknown, first) = (order(fixture, number: "D-9", .renewal), order(fixture, number: "D-9"))
            #expect(try await !database.read { try licences.permits(unknown, in: $0) })
            #expect(try await database.read { try licences.permits(first, in: $0) })
            let issued = try await fixture.issue(first)
            #expect(try await database.read { try licences.permits(unknown, in: $0) })
            try await fixture.change(issued.id, to: .frozen)
            #expect(try await !database.read { try licences.permits(unknown, in: $0) })
        }
    }
}
