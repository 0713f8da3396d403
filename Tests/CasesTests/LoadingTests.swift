import Catalogue
import Identity
import Kernel
import Store
import TestSupport
import Testing

@testable import Cases

@Suite struct LoadingTests {
    @Test(arguments: TestDatabases.each()) func `a made-up past is like a lived one`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let list = try history(city, count: 40)
            let cases = city.cases
            let loaded = try await database.write { try cases.load(cases.prepared(list), in: $0) }
            #expect(loaded.count == 40)
            #expect(Set(loaded.map(\.number)).count == 40)
            #expect(loaded.allSatisfy { $0.outcome == .done })
            #expect(try await city.count("store_outbox") == 0)
            #expect(try await city.count("licences_licence") == 40)
            #expect(try await city.cases.audit().isEmpty)
            let mine = try await city.cases.applications(of: city.applicant.party, limit: 50)
            #expect(mine.count == 40)
            #expect(mine.flatMap(\.cases).allSatisfy { $0.status == .done && $0.acceptedAt != nil })
            // Numbers go on where the past ended.
            let days = Set(mine.flatMap(\.cases).map(\.number))
            #expect(days.count == 40)
            city.clock.set(list[39].at)
            let now = try #require(try await city.submit("card", key: "now").cases.first)
            #expect(!days.contains(now.number))
            for _ in 0..<3 {
                let job = try #require(city.cases.jobs.first { $0.name == "cases.roots" })
                try await job.run(database, TestClock.mondayMorning)
            }
            #expect(try await city.count("cases_root") > 20)
            #expect(try await city.cases.audit().isEmpty)
        }
    }

    /// Applications of the days before, each accepted and granted on the next.
    func history(_ city: City, count: Int) throws -> [SimulatedApplication] {
        let profile = PartyProfile(
            party: city.applicant.party, name: city.applicant.name, number: city.applicant.idNumber.rawValue, maskedNumber: "",
            region: city.applicant.region, mobile: nil, address: "")
        return (0..<count).map { number in
            let at = Instant(LocalDate("2026-09-01")!.adding(days: number), secondOfDay: 36_000)
            let window = CaseActor(kind: .staff, account: CaseFixture.id(900), name: "钱科员", hands: [.window])
            let approver = CaseActor(kind: .staff, account: CaseFixture.id(901), name: "孙科长", hands: [.approver])
            var grant = CaseMove(.grant)
            grant.decided = ["applicant.cardNumber": .string("SH-\(number)")]
            return SimulatedApplication(
                submission: city.submission("card", key: "past-\(number)"), profile: profile, at: at,
                moves: [
                    SimulatedMove(item: "card", move: CaseMove(.accept), actor: window, at: at.adding(seconds: 7200)),
                    SimulatedMove(item: "card", move: grant, actor: approver, at: at.adding(seconds: 86_400)),
                ])
        }
    }
}
