import Cryptography
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Cases

@Suite struct ClockworkTests {
    func run(_ name: String, _ city: City) async throws {
        let job = try #require(city.cases.jobs.first { $0.name == name })
        try await job.run(city.database, city.clock.now)
    }

    @Test(arguments: TestDatabases.each()) func `silence past five working days is acceptance from the day of receipt, for licences only`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let licence = try await city.submitFood()
            let card = try #require(try await city.submit("card").cases.first)
            let due = try #require(licence.due?.due?.date)
            #expect(due == LocalDate("2026-11-30"))
            city.clock.set(Instant(due, secondOfDay: 86_000))
            try await run("cases.deemed-acceptance", city)
            #expect(try await city.current(licence).status == .submitted)
            city.clock.set(Instant(due.adding(days: 1), secondOfDay: 60))
            try await run("cases.deemed-acceptance", city)
            let accepted = try await city.current(licence)
            #expect(accepted.status == .accepted && accepted.isDeemedAccepted)
            #expect(accepted.clock.acceptedOn == licence.receivedAt?.date)
            #expect(accepted.acceptedAt == licence.receivedAt)
            #expect(try await city.current(card).status == .submitted)
            try await run("cases.deemed-acceptance", city)
            #expect(try await city.current(licence).version == accepted.version)
        }
    }

    @Test(arguments: TestDatabases.each()) func `what was missing and did not come in fifteen working days is returned`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            var value = try await city.submitFood()
            value = try await city.perform(.requestSupplement, on: value, by: city.officer(.window)) {
                $0.points = [SupplementPoint(subject: "floor-plan", label: Text("平面图", "Floor plan"), ask: "看不清，请重新上传")]
            }
            let due = try #require(value.due?.due?.date)
            #expect(due == LocalDate("2026-12-14"))
            city.clock.set(Instant(due, secondOfDay: 80_000))
            try await run("cases.supplements", city)
            #expect(try await city.current(value).status == .supplement)
            city.clock.set(Instant(due.adding(days: 1)))
            try await run("cases.supplements", city)
            #expect(try await city.current(value).status == .returned)
            #expect(try await city.cases.applicationFile(value.application, for: city.visitor).application.outcome == .failed)
        }
    }

    @Test(arguments: TestDatabases.each()) func `dates past the last holiday notice are provisional until it is loaded`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            city.clock.set(Instant(LocalDate("2026-12-28")!, secondOfDay: 36_000))
            let value = try await city.submitFood()
            #expect(value.provisionalDates != 0)
            let before = try #require(value.due?.due)
            var rest = ["2027-01-01", "2027-05-01", "2027-10-01", "2027-10-02", "2027-10-03"].map { LocalDate($0)! }
            rest += ["2027-01-04", "2027-01-05"].map { LocalDate($0)! }
            let year = try CalendarYear(year: 2027, source: "test", rest: rest, work: [])
            let folder = CaseFixture.years
            city.calendars.current = WorkingCalendar(years: folder + [year])
            try await run("cases.provisional-dates", city)
            let settled = try await city.current(value)
            #expect(settled.provisionalDates == 0)
            #expect(settled.version == value.version)
            #expect(try #require(settled.due?.due?.date) > before.date)
            #expect(try await city.cases.audit().isEmpty)
        }
    }

    @Test(arguments: TestDatabases.each()) func `the hours are signed one after the other, and what is altered afterwards is found`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let first = try await city.submitFood()
            city.clock.advance(seconds: 3 * 3600)
            let second = try await city.submitFood(key: "food-2")
            city.clock.advance(seconds: 3700)
            try await run("cases.roots", city)
            #expect(try await city.count("cases_root") == 1)
            city.clock.advance(seconds: 3600)
            try await run("cases.roots", city)
            #expect(try await city.count("cases_root") == 2)
            #expect(try await city.cases.audit().isEmpty)

            let roots = try await database.read { try $0.rows("SELECT hour FROM cases_root ORDER BY hour").map { try $0.text("hour") } }
            // The row and its only event vanish together: nothing but the signed hour remembers them.
            try await database.write { connection in
                for table: Query in ["cases_document", "cases_event"] {
                    try connection.run("DELETE FROM \(table) WHERE case_id = \(second.id)")
                }
                try connection.run("DELETE FROM cases_case WHERE id = \(second.id)")
            }
            #expect(try await city.cases.audit() == [.root(hour: roots[1])])
            try await database.write { connection in
                _ = try connection.run("UPDATE cases_root SET heads = heads + 1 WHERE hour = \(roots[0])")
            }
            #expect(try await city.cases.audit() == [.root(hour: roots[0]), .root(hour: roots[1])])
            #expect(try await city.cases.audit(case: first.id).isEmpty)
        }
    }

    /// What somebody with the database but without the keys may try.
    enum Tampering: String, CaseIterable, Sendable {
        case payload, time, actor, removed, cut, swapped, status, rebuilt
    }

    @Test(arguments: TestDatabases.each(), Tampering.allCases) func `tampering with a history is found`(
        _ engine: TestEngine, _ tampering: Tampering
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let value = try #require(try await city.submit("residence-proof").cases.first)
            let id = value.id
            let events = try await city.events(value)
            try await database.write { connection in
                switch tampering {
                case .payload:
                    try connection.run(
                        "UPDATE cases_event SET payload = \([UInt8](repeating: 7, count: 60)) WHERE case_id = \(id) AND seq = 3")
                case .time: try connection.run("UPDATE cases_event SET at = at - 1 WHERE case_id = \(id) AND seq = 2")
                case .actor: try connection.run("UPDATE cases_event SET actor_kind = 'staff' WHERE case_id = \(id) AND seq = 3")
                case .removed: try connection.run("DELETE FROM cases_event WHERE case_id = \(id) AND seq = 2")
                case .cut: try connection.run("DELETE FROM cases_event WHERE case_id = \(id) AND seq = 5")
                case .swapped:
                    try connection.run("UPDATE cases_event SET seq = 99 WHERE case_id = \(id) AND seq = 2")
                    try connection.run("UPDATE cases_event SET seq = 2 WHERE case_id = \(id) AND seq = 3")
                    try connection.run("UPDATE cases_event SET seq = 3 WHERE case_id = \(id) AND seq = 99")
                case .status: try connection.run("UPDATE cases_case SET status = 'refused' WHERE id = \(id)")
                case .rebuilt: try connection.run("UPDATE cases_case SET head = \(events[1].hash) WHERE id = \(id)")
                }
            }
            let findings = try await city.cases.audit(case: id)
            let expected: [AuditFinding]
            switch tampering {
            case .payload, .actor: expected = [.altered(id, sequence: 3)]
            case .time: expected = [.altered(id, sequence: 2)]
            case .removed: expected = [.removed(id, sequence: 3)]
            case .cut: expected = [.cutOff(id, expected: 5, found: 4)]
            case .swapped: expected = [.altered(id, sequence: 2), .altered(id, sequence: 3)]
            case .status: expected = [.projection(id)]
            case .rebuilt: expected = [.altered(id, sequence: 5)]
            }
            #expect(findings.contains(where: expected.contains), "\(findings)")
            #expect(try await city.cases.audit() == findings)
        }
    }
}
