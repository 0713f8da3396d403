import Catalogue
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Cases

/// People of an enterprise, from the registers and from its earlier applications.
struct MemberChoiceTests {
    private func frozen(_ given: [String: JSON]) -> FrozenApplication {
        FrozenApplication(
            applicant: ApplicantSnapshot(name: "上海小满餐饮店有限公司", number: "91310104MA1FR00000", mobile: nil), answers: [:], given: given,
            facts: [:], holdings: Holdings(), materials: [])
    }

    private func application(_ number: String) -> Application {
        Application(
            id: CaseFixture.id(1), number: number, thing: "freight-operation-permit", catalogueVersion: 1, party: CaseFixture.applicant,
            account: CaseFixture.id(2), submittedAt: CaseFixture.monday, outcome: .done,
            counts: Application.Counts(fieldsAsked: 0, fieldsTotal: 0, materialsAsked: 0, materialsTotal: 0, trips: 0, saving: Saving()))
    }

    @Test func `whoever was named by number is found once, as the newest application names them`() throws {
        let newest = NamedPerson.all(
            in: frozen(["driver.idNumber": "310104199001019919", "driver.name": "沈一舟", "driver.phone": "1"]), of: application("A2"))
        let older = NamedPerson.all(in: frozen(["worker.idNumber": "310104199001019919", "worker.name": "沈一"]), of: application("A1"))
        let nobody = NamedPerson.all(in: frozen(["enterprise.idNumber": "91310104MA1FR00000", "driver.name": "无号"]), of: application("A0"))
        let people = NamedPerson.latest(newest + older + nobody)
        #expect(people.map(\.name) == ["沈一舟"] && people.first?.application == "A2")
        let role = try #require(DraftFixture.loaded?.thing("freight-operation-permit")?.participant("driver"))
        let related = try #require(people.first?.related(as: role))
        #expect(related.facts.map(\.field) == ["driver.idNumber", "driver.name"])
        #expect(related.facts.allSatisfy { $0.source == .earlier(application: "A2") })
        #expect(!related.tag.contains("310104199001019919"))
    }

    @Test(arguments: TestDatabases.each()) func `a person's own applications offer nobody`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let thing = try #require(city.catalogue.snapshot.thing("freight-operation-permit"))
            let party = city.applicant.party
            #expect(try await city.cases.database.read { try city.cases.earlierPeople(of: party, for: thing, in: $0) } == [])
        }
    }
}
