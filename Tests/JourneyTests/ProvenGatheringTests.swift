import Cases
import Catalogue
import DemoCity
import Kernel
import Platform
import Proving
import TestSupport
import Testing

/// The proof runs in memory; here the platform itself gathers, with its tables, its seals and its log, and is judged by the same oracle.
struct ProvenGatheringTests {
    @Test(arguments: [
        ("newborn", "gu"), ("housing-fund-rent", "zhou"), ("driving-licence-renewal", "he"), ("residence-permit", "xu"),
        ("senior-allowance", "wang"), ("id-card-reissue", "shen"),
    ])
    func `what the platform gathers leaves nothing to ask that a row holds`(_ code: String, _ login: String) async throws {
        try await City.withDemo { city in
            let (platform, now) = (city.platform, city.clock.now)
            let catalogue = platform.ground.catalogue.snapshot
            let thing = try #require(catalogue.thing(code))
            let made = DemoCity(catalogue: catalogue, regions: platform.ground.regions, today: now.date)
            let rows = CityRows(made.rows())
            let subject = try #require(rows.subjects.first { $0.label == login })
            let party = try #require(try await platform.party(subject.number))
            let answers = Situation.covering(thing.questions)[0].answers
            let submission = Submission(
                thing: code, catalogueVersion: catalogue.version, party: party, account: party.id, actorName: subject.name,
                answers: answers, given: [:], holdings: Holdings(), idempotencyKey: "")
            let holdings = try await platform.cases.holdings(for: submission, thing, catalogue, at: now)
            let checklist = Checklist.resolve(
                thing, in: catalogue, answers: answers, given: [:], holdings: holdings, today: now.date)
            let judged = Oracle(thing, in: catalogue, for: subject, rows).judge(checklist)
            let asked = judged.violations.filter { if case .asked = $0 { true } else { false } }
            #expect(asked == [])
            #expect(judged.factsKnown > judged.factsAsked)
        }
    }
}
