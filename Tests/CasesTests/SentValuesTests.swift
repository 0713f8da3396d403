import Catalogue
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Cases

/// What programs send: every name that nobody knows is told, and a part is as good as the whole.
struct SentValuesTests {
    private func pointers(_ problem: Problem?) -> [[String]] { problem?.faults.map { $0.path ?? [$0.field] } ?? [] }

    @Test(arguments: TestDatabases.each()) func `an unknown question, an unknown option and a wrong shape are named`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let code = ["code": "newborn"]
            for (body, path) in [
                (["answers": ["nonsense": "x"]], ["answers", "nonsense"]), (["answers": ["follow": "grandmother"]], ["answers", "follow"]),
                (["answers.follow": "grandmother"], ["answers.follow"]), (["follow": "mother"], ["follow"]),
                (["answers": ["follow": ["mother"]]], ["answers", "follow"]), (["answers": "mother"], ["answers"]),
            ] as [(JSON, [String])] {
                let refusal = await problem { _ = try await city.send("drafts.begin", code, body) }
                #expect(refusal?.status == 422 && pointers(refusal) == [path], "\(body.text)")
            }
            let plain = await problem { try await city.draftAct("drafts.begin", code, as: .page, sending: ["answers.nonsense": ["x"]]) }
            #expect(plain?.faults.map(\.field) == ["answers.nonsense"])
            #expect(try await city.open().draft.answers.isEmpty)
            // A good answer beside a bad one is kept.
            let mixed: JSON = ["answers": ["follow": "mother", "nonsense": 1]]
            #expect(await problem { _ = try await city.send("drafts.begin", code, mixed) }?.status == 422)
            #expect(try await city.open().draft.answers == ["follow": "mother"])
        }
    }

    @Test(arguments: TestDatabases.each()) func `a part of the boxes leaves the others as they were typed`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let open = try await city.change(try await city.open()) { draft, _ in draft.answers["follow"] = "mother" }
            let id = ["id": open.draft.id.rawValue]
            #expect(try await city.send("drafts.fill", id, ["child.name": "沈念安"])["missing"]?.int == 2)
            #expect(try await city.send("drafts.fill", id, ["child": ["ethnicity": "11"]])["missing"]?.int == 1)
            #expect(try await city.reopen(open).draft.given == ["child.name": "沈念安", "child.ethnicity": "11"])
            // A slip does not take away what was there; null does.
            let slip = await problem { _ = try await city.send("drafts.fill", id, ["child.ethnicity": "99"]) }
            #expect(slip?.faults.map(\.field) == ["child.ethnicity"])
            #expect(try await city.reopen(open).draft.given["child.ethnicity"] == "11")
            _ = await problem { _ = try await city.send("drafts.fill", id, ["child.ethnicity": JSON.null]) }
            #expect(try await city.reopen(open).draft.given == ["child.name": "沈念安"])
        }
    }

    @Test(arguments: TestDatabases.each()) func `a box that nobody has is named with where it stood`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let open = try await city.change(try await city.open()) { draft, _ in draft.answers["follow"] = "mother" }
            let id = ["id": open.draft.id.rawValue]
            let body: JSON = ["child": ["nmae": "沈念安"], "mother.mobile": "13800000002", "child.name": ["a"]]
            let refusal = await problem { _ = try await city.send("drafts.fill", id, body) }
            #expect(Set(pointers(refusal)) == [["child", "nmae"], ["mother.mobile"], ["child.name"]])
            #expect(refusal?.faults.first { $0.field == "mother.mobile" }?.message == ApplicantText.knownAlready)
            #expect(try await city.reopen(open).draft.given.isEmpty)
        }
    }

    @Test(arguments: TestDatabases.each()) func `an application in one request names what nobody knows`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let code = ["code": "newborn"]
            func faults(_ body: JSON) async -> [[String]] {
                pointers(await problem { _ = try await city.send("applications.submit", code, body) })
            }
            #expect(await faults(["answers": [], "fields": "x", "declared": true, "more": 1]) == [["answers"], ["fields"], ["more"]])
            let body: JSON = [
                "answers": ["follow": "mother", "nonsense": 1, "maternity": "perhaps"],
                "fields": ["child.name": "沈念安", "child.nmae": "x", "child": ["name": "y"], "child.ethnicity": "99"], "declared": true,
            ]
            let told = await faults(body)
            for path in [
                ["answers", "nonsense"], ["answers", "maternity"], ["fields", "child.nmae"], ["fields", "child"],
                ["fields", "child.ethnicity"], ["fields", "mother.deliveryAddress"],
            ] {
                #expect(told.contains(path), "\(path) in \(told)")
            }
            #expect(Set(told).count == told.count)
            #expect(try await city.count("cases_application") == 0)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a box that was unticked is no longer ticked`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let points = "reviewPoints:\n  - {code: city"
            let consent = "  - {field: applicant.consent, required: false, reuse: never}\n" + points
            try await CatalogueStore(database).publish(
                try CityCatalogue.catalogue(replacing: points, with: consent), note: "", at: TestClock.mondayMorning)
            let city = try await City(database)
            let open = try await city.open("residence-proof")
            let id = ["id": open.draft.id.rawValue]
            try await city.draftAct("drafts.fill", id, as: .page, sending: ["applicant.consent": ["true"]])
            #expect(try await city.reopen(open).draft.given["applicant.consent"] == true)
            try await city.draftAct("drafts.fill", id, as: .page, sending: [:])
            #expect(try await city.reopen(open).draft.given["applicant.consent"] == nil)
        }
    }
}
