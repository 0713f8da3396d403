import Catalogue
import DataCentre
import DemoCity
import Kernel
import Testing

@testable import Proving

/// The oracle is worth what it finds: an enquiry that is left out, a face that is not read, a value out of the air.
struct OracleTests {
    private static let things = [
        "newborn", "restaurant", "hukou-birth", "housing-fund-rent", "driving-licence-renewal", "food-licence-renewal",
    ]

    @Test(arguments: things)
    func `an honest checklist asks nothing that a source holds`(_ thing: String) async throws {
        let proof = try await ProvingCity.prove([thing])
        #expect(proof.checklists > 0)
        #expect(ProvingCity.found(proof) == [])
    }

    @Test func `an enquiry that is skipped is found`() async throws {
        let proof = try await ProvingCity.prove(["newborn"]) { lookup, rows in
            lookup.register == .resource("wj-births") ? .none : CityRows.honest(lookup, rows)
        }
        #expect(ProvingCity.found(proof).contains(.asked(.field("child.birthDate"), heldBy: "wj-births")))
        #expect(!proof.isProven)
    }

    @Test func `a value that stands in no row is found`() async throws {
        let proof = try await ProvingCity.prove(["newborn"], most: 2) { lookup, rows in
            guard case .record(var record, let asOf) = CityRows.honest(lookup, rows), lookup.register == .resource("ga-population") else {
                return CityRows.honest(lookup, rows)
            }
            record["person.mobile"] = "13900000000"
            return .record(record, asOf: asOf)
        }
        #expect(ProvingCity.found(proof).contains { if case .invented(field: "mother.mobile", _) = $0 { true } else { false } })
    }

    @Test func `a source that is down is excused, and listed`() async throws {
        let (catalogue, rows) = (try ProvingCity.catalogue(), try ProvingCity.rows())
        let thing = try #require(catalogue.thing("newborn"))
        let subject = try #require(rows.subjects.first { $0.label == "gu" })
        let walk = Walk(thing, in: catalogue, for: subject, rows) { lookup, rows in
            lookup.register == .resource("wj-births") ? .unavailable(Text("停机", "down")) : CityRows.honest(lookup, rows)
        }
        let oracle = Oracle(thing, in: catalogue, for: subject, rows)
        let checklist = walk.checklist(in: Situation.covering(thing.questions)[0])
        let judged = oracle.judge(checklist, unavailable: ["wj-births"])
        #expect(judged.violations == [])
        #expect(judged.excused[.field("child.birthDate")] == .unavailable)
        #expect(oracle.judge(checklist).violations.contains(.asked(.field("child.birthDate"), heldBy: "wj-births")))
    }

    @Test func `consents are excused by name and counted apart`() async throws {
        let proof = try await ProvingCity.prove(["housing-fund-rent"])
        #expect(proof.ownWords > 0)
        #expect(proof.prefilledOfOthers.percent > proof.prefilled.percent)
        #expect(proof.things[0].excused[.never]?.isEmpty == false)
    }

    @Test func `patterns tell apart those whose holdings differ and nobody else`() async throws {
        let (catalogue, rows) = (try ProvingCity.catalogue(), try ProvingCity.rows())
        let thing = try #require(catalogue.thing("senior-allowance"))
        let patterns = rows.subjects.filter { !$0.isEnterprise }.map { Oracle(thing, in: catalogue, for: $0, rows).pattern }
        #expect((3...200).contains(Set(patterns).count))
    }
}
