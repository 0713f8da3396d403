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
            guard case .record(var record, let asOf, _) = CityRows.honest(lookup, rows), lookup.register == .resource("ga-population")
            else {
                return CityRows.honest(lookup, rows)
            }
            record["person.mobile"] = "13900000000"
            return .record(record, asOf: asOf)
        }
        #expect(ProvingCity.found(proof).contains { if case .invented(field: "mother.mobile", _) = $0 { true } else { false } })
    }

    @Test func `a paper that is waived on a record that nobody has is found`() async throws {
        let proof = try await ProvingCity.prove(["medical-reimbursement"]) { lookup, rows in
            // As if everybody had been in hospital.
            guard lookup.register == .resource("hospital-stays") else { return CityRows.honest(lookup, rows) }
            return .record(["person.treatmentHospital": "示例医院"], asOf: rows.today)
        }
        #expect(ProvingCity.found(proof).contains { if case .unproven = $0 { true } else { false } })
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

    @Test(arguments: ["ga-population", "mz-marriage", "wj-births", "ga-household", "yb-insured"])
    func `with a source down nothing is asked that another holds, and its own facts are excused by its silence`(_ source: String)
        async throws
    {
        let (catalogue, rows) = (try ProvingCity.catalogue(), try ProvingCity.rows())
        let proving = Proving(catalogue, rows, most: 6).silencing([source])
        let proof = await proving.run(["newborn"])
        #expect(proof.checklists > 0 && ProvingCity.found(proof) == [])
        // Others know who is married to whom and who lives in which household as well.
        let isReplaced = ["mz-marriage", "ga-household"].contains(source)
        #expect((proof.things[0].excused[.unavailable] ?? [:]).isEmpty == isReplaced)
        #expect(Proving.things(of: catalogue, asking: [source]).contains("newborn"))
        #expect(!Proving.things(of: catalogue, asking: [source]).contains("credit-repair"))
        // An enquiry that is left out besides is found all the same.
        let skipping = Proving(catalogue, rows, most: 6) { lookup, rows in
            lookup.register == .resource("rs-insurance") || lookup.register == .resource("zr-homes") ? .none : CityRows.honest(lookup, rows)
        }
        let faulty = await skipping.silencing([source]).run(["hukou-move", "school-enrolment", "housing-fund-rent"])
        #expect(!faulty.isProven)
    }

    @Test(arguments: ["ga-population", "mz-marriage", "ga-household", "yb-insured"])
    func `with a source late its own facts are shown for a look, others are asked of whoever knows better`(_ source: String) async throws {
        let (catalogue, rows) = (try ProvingCity.catalogue(), try ProvingCity.rows())
        let proof = await Proving(catalogue, rows, most: 3).delaying([source]).run(["newborn"])
        #expect(proof.checklists > 0 && ProvingCity.found(proof) == [])
        // Nothing is asked that was not asked before.
        let usual = await Proving(catalogue, rows, most: 3).run(["newborn"])
        #expect(proof.prefilled == usual.prefilled)
    }

    @Test func `what is taken from a late source in silence is found`() async throws {
        let (catalogue, rows) = (try ProvingCity.catalogue(), try ProvingCity.rows())
        let thing = try #require(catalogue.thing("newborn"))
        let subject = try #require(rows.subjects.first { $0.label == "gu" })
        let checklist = Walk(thing, in: catalogue, for: subject, rows, answering: CityRows.honest)
            .checklist(in: Situation.covering(thing.questions)[0])
        let found = Oracle(thing, in: catalogue, for: subject, rows).judge(checklist, late: ["wj-births"])
        #expect(found.violations.contains(.taken(field: "child.birthDate", source: "wj-births")))
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
