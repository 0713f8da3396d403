import Catalogue
import DataCentre
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Cases

/// What the form says of what was typed, and of what is not there.
struct FormPageTests {
    private func fill(_ city: City, _ open: OpenDraft, _ values: [String: [String]]) async -> Problem? {
        await problem { try await city.draftAct("drafts.fill", ["id": open.draft.id.rawValue], as: .page, sending: values) }
    }

    @Test(arguments: TestDatabases.each()) func `what an element refuses is kept, and told at its box`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let open = try await city.change(try await city.open()) { draft, _ in draft.answers["follow"] = "mother" }
            let refusal = await fill(city, open, ["child.name": ["沈123"], "child.ethnicity": [""], "mother.deliveryAddress": [""]])
            #expect(refusal?.status == 422)
            let message = try #require(refusal?.faults.first { $0.field == "child.name" }?.message)
            #expect(message.zh.contains("不能有数字") && message.en.contains("digits"))
            #expect(try await city.reopen(open).draft.given == ["child.name": "沈123"])
            // Whoever comes back finds it marked at the box, with no summary in the way.
            let page = try await city.draftPage("drafts.form", open)
            #expect(page.contains("id=\"f-child.name-error\"") && page.contains("value=\"沈123\"") && !page.contains("data-focus"))
            // A program that sends another box hears nothing of this one.
            let other = try await city.send("drafts.fill", ["id": open.draft.id.rawValue], ["child.ethnicity": "11"])
            #expect(other["missing"]?.int == 2)
            let mended = await fill(city, open, ["child.name": ["沈念安"], "child.ethnicity": ["11"]])
            #expect(mended?.faults.contains { $0.field == "child.name" } == false)
            #expect(try await city.draftPage("drafts.form", open).contains("id=\"f-child.name-error\"") == false)
        }
    }
}
