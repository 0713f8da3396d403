import Catalogue
import DataCentre
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Cases

/// What is known is asked for once a day; a new version of the catalogue keeps what was typed.
struct DraftFreshnessTests {
    @Test(arguments: TestDatabases.each()) func `within a day no register is asked again, after it all are`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let open = try await city.change(try await city.open()) { draft, _ in
                draft.answers["follow"] = "mother"
                draft.given["child.name"] = "沈念安"
            }
            let asked = try await city.askedCount()
            #expect(asked > 0)
            city.clock.advance(seconds: 24 * 3600)
            #expect(try await city.reopen(open).draft == open.draft)
            #expect(try await city.open().draft.id == open.draft.id)
            #expect(try await city.askedCount() == asked)
            try await city.load([("ga-population", city.applicant, DraftFixture.population(city.applicant, ethnicity: "11"))])
            city.clock.advance(seconds: 1)
            let later = try await city.reopen(open)
            #expect(try await city.askedCount() == asked * 2)
            #expect(later.draft.gatheredAt == city.clock.now && later.draft.revision == open.draft.revision + 1)
            #expect(later.draft.answers == open.draft.answers && later.draft.given == open.draft.given)
            #expect(later.checklist.field("mother.ethnicity")?.value == "11")
            // Both parents are of one group now: there is nothing left to choose.
            #expect(later.asked == ["child.name", "mother.deliveryAddress"])
            _ = try await city.reopen(open)
            #expect(try await city.askedCount() == asked * 2)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a source that is down makes its boxes asked, with the reason`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            try await city.cases.dataCentre.setOutage("ga-population", true, because: "系统升级", by: "舒文", at: city.clock.now)
            let open = try await city.change(try await city.open()) { draft, _ in draft.answers["follow"] = "mother" }
            for field in ["mother.mobile", "mother.ethnicity", "mother.householdAddress"] {
                guard case .asked(let reason, _) = open.checklist.field(field)?.state else {
                    Issue.record("\(field) is not asked")
                    continue
                }
                #expect(reason.zh.contains("没有回应") && reason.en.contains("does not answer"), "\(field): \(reason.zh)")
            }
            #expect(open.checklist.field("mother.name")?.isAsked == false)
            let lines = try await city.asked(about: city.applicant).filter { $0.resource == "ga-population" }
            #expect(lines.map(\.outcome) == ["unavailable"])
            city.clock.advance(seconds: 61)
            let still = try await city.reopen(open)
            #expect(still.draft == open.draft)
            #expect(try await city.asked(about: city.applicant).filter { $0.resource == "ga-population" }.count == 2)
            try await city.cases.dataCentre.setOutage("ga-population", false, because: nil, by: "舒文", at: city.clock.now)
            let later = try await city.reopen(open)
            #expect(later.asked == ["child.ethnicity", "child.name", "mother.deliveryAddress"])
            #expect(later.draft.answers == open.draft.answers && later.draft.gatheredAt == open.draft.gatheredAt)
        }
    }

    private static let useLine = "  - {field: premises.use, required: false}\n"
    private static let addition = """
        questions:
          - {code: alcohol, ask: {zh: 卖酒吗？, en: "Do you sell alcohol?"}, kind: yesNo}
        materials:
          - code: alcohol-paper
            name: {zh: 酒类经营说明, en: Statement on alcohol}
            basis: {law: {zh: 食品安全法, en: Food Safety Law}, article: 第三十五条}
            accept: [pdf]
            need: conditional
            when: answers.alcohol

        """

    @Test(arguments: TestDatabases.each()) func `a new version keeps the answers and names what is newly asked`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let versions = CatalogueStore(database)
            let before = try CityCatalogue.catalogue(replacing: DraftFreshnessTests.useLine, with: "")
            try await versions.publish(before, note: "first", at: TestClock.mondayMorning)
            let city = try await City(database)
            let looked = try await city.open("residence-proof")
            let open = try await city.change(try await city.open("food-permit")) { draft, _ in draft.given["premises.area"] = 60 }
            #expect(open.draft.catalogueVersion == 1 && open.checklist.field("premises.use") == nil)
            let after = try CityCatalogue.catalogue(replacing: "materials:\n", with: DraftFreshnessTests.addition)
            try await versions.publish(after, note: "second", at: city.clock.now)
            try await city.catalogue.refresh(from: versions)
            let renewed = try await city.reopen(open)
            #expect(renewed.draft.catalogueVersion == 2 && renewed.catalogue.version == 2)
            #expect(renewed.draft.given == ["premises.area": 60] && renewed.checklist.field("premises.area")?.value == 60)
            #expect(renewed.newlyAsked.map(\.zh) == ["卖酒吗？", "用途", "酒类经营说明"])
            #expect(renewed.json["newlyAsked"]?.array?.count == 3)
            // Told once on a page; who has only looked at the guide is told nothing.
            let page = try await city.draftPage("drafts.form", open)
            #expect(page.contains("酒类经营说明") && page.contains("办理要求有更新"))
            #expect(try await city.reopen(open).newlyAsked.isEmpty)
            #expect(try await !city.draftPage("drafts.form", open).contains("办理要求有更新"))
            #expect(try await city.reopen(looked).newlyAsked.isEmpty)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a change that meets the new version first names what is newly asked too`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let versions = CatalogueStore(database)
            let before = try CityCatalogue.catalogue(replacing: DraftFreshnessTests.useLine, with: "")
            try await versions.publish(before, note: "first", at: TestClock.mondayMorning)
            let city = try await City(database)
            let open = try await city.change(try await city.open("food-permit")) { draft, _ in draft.given["premises.area"] = 60 }
            try await versions.publish(try CityCatalogue.catalogue(), note: "second", at: city.clock.now)
            try await city.catalogue.refresh(from: versions)
            let changed = try await city.change(open) { draft, _ in draft.given["premises.area"] = 70 }
            #expect(changed.newlyAsked.map(\.zh) == ["用途"] && changed.draft.catalogueVersion == 2)
            #expect(changed.checklist.field("premises.area")?.value == 70)
        }
    }

    @Test(arguments: TestDatabases.each()) func `what is newly asked outlives the redirect after a plain post`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let versions = CatalogueStore(database)
            let before = try CityCatalogue.catalogue(replacing: DraftFreshnessTests.useLine, with: "")
            try await versions.publish(before, note: "first", at: TestClock.mondayMorning)
            let city = try await City(database)
            let open = try await city.change(try await city.open("food-permit")) { draft, _ in draft.given["premises.area"] = 60 }
            let old = try await city.cases.attach(
                City.pdf(), as: try #require(before.items["food-permit"]?.materials.first), to: open.draft.id, at: city.clock.now)
            #expect(old.owner == open.draft.id)
            try await versions.publish(try CityCatalogue.catalogue(), note: "second", at: city.clock.now)
            try await city.catalogue.refresh(from: versions)
            let posted = try await city.draftAct(
                "drafts.fill", ["id": open.draft.id.rawValue], as: .page, sending: ["premises.area": ["70"]])
            #expect(posted.status == 303)
            let name = posted.headers["location"]?.hasSuffix("/check") == true ? "drafts.check" : "drafts.form"
            #expect(try await city.draftPage(name, open).contains("用途"))
            #expect(try await !city.draftPage(name, open).contains("办理要求有更新"))
        }
    }
}
