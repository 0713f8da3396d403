import Catalogue
import Identity
import Kernel
import Licences
import Store
import TestSupport
import Testing
import Web

// Store has a type of this name too.
import struct Cases.Submission

@testable import Cases
@testable import Exchange

/// What was granted on a promise is checked afterwards by a department's system, by the same table as in the console.
struct SystemCheckingTests {
    private let chen = ("S-chen", "陈静")

    private func granted(_ city: ExchangeCity) async throws -> Case {
        var system = ExchangeCity.webhook
        system.items = ["stall"]
        try await city.register(system)
        let today = city.clock.now.date
        let fields = [
            ("applicant.name", city.applicant.name), ("applicant.idNumber", city.applicant.idNumber.rawValue),
            ("applicant.regionCode", "310104003"),
        ].map { Holding(field: $0.0, value: .string($0.1), source: .account, asOf: today) }
        var submission = Submission(
            thing: "stall", catalogueVersion: city.catalogue.snapshot.version, party: city.applicant.party, account: city.account,
            actorName: city.applicant.name, answers: [:], given: ["premises.area": 6], holdings: Holdings(fields: fields),
            draft: city.clock.newID(), idempotencyKey: "stall")
        submission.promises = Promises(approvals: ["stall"])
        let value = try #require(try await city.cases.submit(submission, at: city.clock.now).cases.first)
        #expect(value.afterCheck?.state == .due)
        return value
    }

    private func check(_ value: Case, _ city: ExchangeCity) async throws -> AfterCheck.State? {
        try await city.current(value).current.afterCheck?.state
    }

    @Test(arguments: TestDatabases.each()) func `it is ordered to be mended and found mended`(_ engine: TestEngine) async throws {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            let value = try await granted(city)
            let order: [(String, JSON)] = [("handle_explain", "操作台紧邻卫生间"), ("legal_basis", "某条例 第二十七条")]
            _ = try await city.perform(city.act(.mendingOrder, value.number, id: "1", order))
            #expect(try await check(value, city) == .mending)
            #expect(try await city.perform(city.act(.mendingOrder, value.number, id: "1", order)).isRepeated)
            _ = try await city.perform(city.act(.mendingConfirmation, value.number, id: "2", [("handle_explain", "已挪开")]))
            #expect(try await check(value, city) == .mended)
            let passed = city.act(.checkPassed, value.number, id: "3", [("handle_explain", "合格")])
            #expect(try await refusal { _ = try await city.perform(passed) } == "cases.not-in-check")
        }
    }

    @Test(arguments: TestDatabases.each()) func `it is not revoked while there is time to mend it, nor by whoever may not decide`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            let value = try await granted(city)
            let order: [(String, JSON)] = [("handle_explain", "不符"), ("legal_basis", "某条例 第二十七条")]
            _ = try await city.perform(city.act(.mendingOrder, value.number, id: "1", order))
            let revoke: [(String, JSON)] = order + [("ground", "promise-broken")]
            func attempt(_ id: String, _ ground: String? = nil) async throws -> String? {
                var more = revoke
                if let ground { more[2].1 = .string(ground) }
                return try await refusal { _ = try await city.perform(city.act(.revocation, value.number, by: chen, id: id, more)) }
            }
            let ground = try #require(Cases.revocationCodes.first)
            #expect(try await attempt("2", "whim") == "invalid")
            #expect(try await attempt("3", ground) == "cases.mending-runs")
            city.clock.advance(seconds: 40 * 86_400)
            #expect(try await attempt("4", ground) == nil)
            #expect(try await check(value, city) == .revoked)
            #expect(try await city.licences.licences(ofNumber: city.applicant.idNumber.rawValue).map(\.status) == [.revoked])
        }
    }
}
