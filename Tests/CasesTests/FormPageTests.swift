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

    @Test(arguments: TestDatabases.each()) func `the page before handing in begins with what is missing, each at its box`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let open = try await city.open("food-permit")
            let page = try await city.draftPage("drafts.check", open)
            let form = "/drafts/\(open.draft.id)/form"
            let field = try #require(page.firstRange(of: "href=\"\(form)#f-premises.area\""))
            let document = try #require(page.firstRange(of: "href=\"\(form)#f-material.floor-plan\""))
            let facts = try #require(page.firstRange(of: "class=\"facts\""))
            #expect(field.lowerBound < document.lowerBound && document.lowerBound < facts.lowerBound)
            #expect(page.contains("“场所平面图”：还没有交") && !page.contains("按标出的提示") && !page.contains("name=\"declared\""))
            #expect(page.contains("<a class=\"button main\" href=\"\(form)\">"))
            // One department handles it: nothing is said of several.
            #expect(!page.contains(ApplicantText.checkLede.zh))
            // Refused documents are named, too, and their summary follows the boxes.
            let refusal = await fill(city, open, ["premises.area": ["60"]])
            #expect(refusal?.faults.map(\.message.zh) == ["“场所平面图”：请选择这份材料的文件。"])
            let plan = try #require(city.catalogue.snapshot.items["food-permit"]?.materials.first)
            _ = try await city.cases.attach(City.pdf(), as: plan, to: open.draft.id, at: city.clock.now)
            let whole = try await city.draftPage("drafts.check", open)
            #expect(whole.contains("name=\"declared\"") && whole.contains("已上传：") && !whole.contains("数据已核实："))
        }
    }

    @Test(arguments: TestDatabases.each()) func `a value that is wrong stands among what is missing`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let open = try await city.change(try await city.open()) { draft, _ in
                draft.answers["follow"] = "mother"
                draft.given = ["child.name": "沈123", "child.ethnicity": "11"]
            }
            let missing = open.missing(on: city.clock.now.date)
            let places = ["child.name", "mother.deliveryAddress"].map { "/drafts/\(open.draft.id)/form#f-\($0)" }
            #expect(Set(missing.map(\.place.text)) == Set(places))
            let page = try await city.draftPage("drafts.check", open)
            #expect(page.contains("不能有数字") && page.contains(ApplicantText.checkLede.zh))
        }
    }

    @Test(arguments: TestDatabases.each()) func `a source that may not be used is told once, for the whole form`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let why = Text("卫健撤回了这些数据的使用授权，请您自己填写。", "Health has withdrawn the use of these data. Please fill it in yourself.")
            let open = try await city.change(try await city.open()) { draft, _ in
                draft.answers["follow"] = "mother"
                draft.holdings = draft.holdings.without(["wj-births": why])
            }
            let silent = open.checklist.silent(with: open.draft.holdings, in: open.catalogue)
            #expect(silent.map(\.outcome) == [.unavailable(why)])
            for name in ["drafts.form", "drafts.check"] {
                let page = try await city.draftPage(name, open)
                #expect(page.ranges(of: ApplicantText.silentSources.zh).count == 1, "\(name)")
                #expect(page.contains(ApplicantText.goesOn.zh) && !page.contains("暂时查不到") && !page.contains("。）"), "\(name)")
            }
            let date = try #require(open.checklist.field("child.birthDate"))
            let said = open.checklist.whyAsked(date, open.draft.holdings, in: open.catalogue)
            #expect(said.zh.ranges(of: "撤回").count == 1 && said.en.ranges(of: "withdrawn").count == 1)
            // Where every source answered there is nothing to tell.
            let other = try await city.open("birth-certificate")
            #expect(try await !city.draftPage("drafts.form", other).contains(ApplicantText.silentSources.zh))
        }
    }

    @Test(arguments: TestDatabases.each()) func `of what sources say differently one is chosen, or another is written`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let (name, registered, other) = ("child.birthHospital", "示例妇幼保健院", "另一家医院")
            let day = city.clock.now.date
            let open = try await city.change(try await city.open("birth-certificate")) { draft, _ in
                draft.holdings.fields.append(Holding(field: name, value: .string(other), source: .account, asOf: day))
            }
            guard case .differs = open.checklist.field(name)?.state else {
                Issue.record("they do not differ")
                return
            }
            let page = try await city.draftPage("drafts.form", open)
            for value in [registered, other] { #expect(page.contains("name=\"\(name)\" value=\"\(value)\"")) }
            #expect(page.contains("都不对，我来写") && page.contains("id=\"f-\(name)-own\"") && !page.contains(ApplicantText.differs.zh))
            // The choice, the box that wins over it, and the box that only still holds what was written before.
            for (sent, kept) in [
                ([other, ""], other), (["", "第三家医院"], "第三家医院"), ([registered, "第四家医院"], "第四家医院"),
                ([registered, "第四家医院"], registered), ([""], ""),
            ] {
                _ = await fill(city, open, [name: sent])
                #expect(try await city.reopen(open).draft.given[name] == (kept.isEmpty ? nil : .string(kept)), "\(sent)")
            }
        }
    }
}
