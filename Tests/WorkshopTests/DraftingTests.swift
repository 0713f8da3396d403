import Catalogue
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Workshop

@Suite struct DraftingTests {
    @Test(arguments: TestDatabases.each()) func `a draft is written, reviewed by another and published with no restart`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(WorkshopCity.migrations) { database in
            let city = try await WorkshopCity(database)
            let draft = try await city.draft()
            try await city.rename("食品经营许可证核发", in: draft)
            let handed = try await city.take(.submit, draft, by: city.editor)
            #expect(handed.state == .review)
            #expect(city.catalogue.snapshot.items["food-permit"]?.name.zh == "食品经营许可")
            let published = try await city.take(.approve, draft, by: city.publisher)
            #expect(published.state == .published && published.publishedVersion == 2)
            #expect(city.catalogue.snapshot.version == 2)
            #expect(city.catalogue.snapshot.items["food-permit"]?.name.zh == "食品经营许可证核发")
            #expect(city.catalogue.snapshot.items["residence-proof"] != nil)
            let events = try await database.read { try DraftTable.events(of: draft.id, in: $0) }
            #expect(events.map(\.action) == [.submit, .approve, .publish])
        }
    }

    @Test func `nobody reviews their own draft, nor one that they wrote in`() async throws {
        try await TestEngine.sqlite.with(WorkshopCity.migrations) { database in
            let city = try await WorkshopCity(database)
            let draft = try await city.draft()
            try await city.rename("甲", in: draft)
            try await city.change(in: draft, by: city.chief) { $0["trips"] = 1 }
            _ = try await city.take(.submit, draft, by: city.editor)
            #expect(await problem { _ = try await city.take(.approve, draft, by: city.chief) }?.code == "workshop.own")
            #expect(await problem { _ = try await city.take(.approve, draft, by: city.editor) }?.status == 403)
        }
    }

    @Test func `an editor changes their own department's definitions only, and gives none away`() async throws {
        try await TestEngine.sqlite.with(WorkshopCity.migrations) { database in
            let city = try await WorkshopCity(database)
            let draft = try await city.draft()
            let theirs = DefinitionKey(.item, "residence-proof")
            #expect(await problem { try await city.change(theirs, in: draft) { $0["trips"] = 1 } }?.code == "workshop.not-yours")
            #expect(await problem { try await city.change(in: draft) { $0["department"] = "gaj" } }?.code == "workshop.not-yours")
            #expect(await problem { try await city.change(DefinitionKey(.element, "premises.area"), in: draft) { $0["max"] = 9 } } != nil)
            try await city.change(theirs, in: draft, by: city.chief) { $0["trips"] = 1 }
        }
    }

    @Test func `a district writes the procedural part of its own region only`() async throws {
        try await TestEngine.sqlite.with(WorkshopCity.migrations) { database in
            let city = try await WorkshopCity(database)
            let xuhui = WorkshopCity.official("周明", [.editor], region: "310104", clock: city.clock)
            let draft = try await city.draft(by: xuhui)
            #expect(await problem { try await city.rename("乙", in: draft, by: xuhui) }?.code == "workshop.city-only")
            let rights = CatalogueRights(scope: xuhui.scope)
            func office(_ region: String) -> DefinitionOwner {
                DefinitionOwner(
                    DefinitionKey(.implementations, "scjg-\(region)"), ["department": "scjg", "region": .string(region)])
            }
            #expect(rights.may(.editor, office("310104")))
            #expect(!rights.may(.editor, office("310105")))
        }
    }

    @Test func `a district changes places, hours, telephones, windows and limits of its own offices, and cannot touch the rest`()
        async throws
    {
        try await TestEngine.sqlite.with(WorkshopCity.migrations) { database in
            let city = try await WorkshopCity(database)
            let xuhui = WorkshopCity.official("周明", [.editor], region: "310104", clock: city.clock)
            let draft = try await city.draft(by: xuhui)
            let own = DefinitionKey(.implementations, "scjg-310104")
            try await city.change(own, in: draft, by: xuhui) { $0["phone"] = "021-12345678" }
            try await city.change(own, in: draft, by: xuhui) { $0["rows"] = [["food-permit", "B02", 3]] }
            try await city.change(own, in: draft, by: xuhui) {
                $0["places"] = [
                    ["code": "hall", "name": ["zh": "新大厅", "en": "New hall"], "hours": ["zh": "周一至周六", "en": "Monday to Saturday"]]
                ]
            }
            let contents = try await city.workshop.contents(draft.id)
            #expect(contents.edits.map(\.key) == [own] && contents.findings(of: own).allSatisfy { $0.severity != .error })

            // Everything else that there is, one by one.
            for definition in city.catalogue.snapshot.definitions where definition.key != own {
                let told = await problem {
                    try await city.change(definition.key, in: draft, by: xuhui) { $0["note"] = ["zh": "甲", "en": "a"] }
                }
                #expect(told?.status == 403, "\(definition.kind) \(definition.code)")
            }
            let fixed: [(String, JSON)] = [
                ("code", "scjg-310105"), ("department", "gaj"), ("region", "310105"), ("level", "city"), ("uscc", "11310000MAGA00013E"),
                ("name", ["zh": "别的局", "en": "Another"]), ("illustrative", false),
            ]
            for (key, value) in fixed {
                #expect(await problem { try await city.change(own, in: draft, by: xuhui) { $0[key] = value } }?.status == 403, "\(key)")
            }
            // Nor a new office, nor one less.
            let office = DefinitionKey(.implementations, "gaj-310104")
            #expect(
                await problem { try await city.change(office, in: draft, by: xuhui) { $0["region"] = "310104" } }?.code
                    == "workshop.city-only")
            let removed = await problem {
                try await city.workshop.save(own, in: draft.id, for: xuhui, shown: .revision(nil), at: city.clock.now) { _ in nil }
            }
            #expect(removed?.code == "workshop.city-only")
            let still = try await city.workshop.contents(draft.id)
            #expect(still.edits.map(\.key) == [own] && still.content(own)?["phone"] == "021-12345678")
        }
    }

    @Test func `a district's limit that is longer than the city's promise stops its draft`() async throws {
        try await TestEngine.sqlite.with(WorkshopCity.migrations) { database in
            let city = try await WorkshopCity(database)
            let xuhui = WorkshopCity.official("周明", [.editor], region: "310104", clock: city.clock)
            let draft = try await city.draft(by: xuhui)
            let own = DefinitionKey(.implementations, "scjg-310104")
            try await city.change(own, in: draft, by: xuhui) { $0["rows"] = [["food-permit", "B02", 9]] }
            let findings = try await city.workshop.contents(draft.id).findings(of: own)
            #expect(findings.contains { $0.rule == "promise" && $0.severity == .error })
            #expect(await problem { _ = try await city.take(.submit, draft, by: xuhui) } != nil)
        }
    }

    @Test func `the later of two who wrote the same part is told, with nothing lost`() async throws {
        try await TestEngine.sqlite.with(WorkshopCity.migrations) { database in
            let city = try await WorkshopCity(database)
            let draft = try await city.draft()
            let keys: Set<String> = ["name"]
            let shown = try #require(city.catalogue.snapshot.definition(.item, "food-permit")?.content).fingerprint(of: keys)
            func save(_ name: String, by visitor: Visitor) async throws {
                try await city.workshop.save(
                    WorkshopCity.permit, in: draft.id, for: visitor, shown: .part(shown, keys: keys), at: city.clock.now
                ) { old in
                    var content = old ?? .object([])
                    content["name"] = ["zh": .string(name), "en": "Permit"]
                    return content
                }
            }
            try await save("甲", by: city.editor)
            let told = await problem { try await save("乙", by: city.chief) }
            #expect(told?.code == "workshop.edited-meanwhile")
            #expect(told?.detail.zh.contains("许清") == true)
            // The same words are no quarrel, and another part is nobody's business.
            #expect(await problem { try await save("甲", by: city.chief) } == nil)
            try await city.change(in: draft, by: city.chief) { $0["trips"] = 1 }
            let contents = try await city.workshop.contents(draft.id)
            #expect(contents.content(WorkshopCity.permit)?["name"]?["zh"] == "甲")
            #expect(contents.content(WorkshopCity.permit)?["trips"] == 1)
        }
    }

    @Test func `errors stop handing in, and say where`() async throws {
        try await TestEngine.sqlite.with(WorkshopCity.migrations) { database in
            let city = try await WorkshopCity(database)
            let draft = try await city.draft()
            let contents = try await city.change(in: draft) { content in
                content["department"] = "scjg"
                content["materials"] = [["code": "other", "name": ["zh": "其他材料", "en": "Other papers"]]]
            }
            #expect(contents.merged == nil)
            #expect(contents.findings(of: WorkshopCity.permit).contains { $0.path.hasPrefix("/materials/0") && $0.severity == .error })
            #expect(await problem { _ = try await city.take(.submit, draft, by: city.editor) }?.code == "workshop.broken")
            #expect(try await city.workshop.contents(draft.id).draft.state == .draft)
        }
    }

    @Test func `a dangling reference is told where it stands`() async throws {
        try await TestEngine.sqlite.with(WorkshopCity.migrations) { database in
            let city = try await WorkshopCity(database)
            let draft = try await city.draft(by: city.chief)
            try await city.workshop.save(
                DefinitionKey(.licenceType, "food-permit"), in: draft.id, for: city.chief, shown: .revision(nil), at: city.clock.now
            ) { _ in nil }
            let contents = try await city.workshop.contents(draft.id)
            #expect(contents.errors.contains { $0.file == "item/food-permit" && $0.rule == "unknown-reference" })
        }
    }

    @Test func `an edit that says what is published is no edit`() async throws {
        try await TestEngine.sqlite.with(WorkshopCity.migrations) { database in
            let city = try await WorkshopCity(database)
            let draft = try await city.draft()
            try await city.rename("甲", in: draft)
            try await city.change(in: draft) { $0["name"] = ["zh": "食品经营许可", "en": "Food business permit"] }
            #expect(try await city.workshop.contents(draft.id).edits.isEmpty)
            #expect(await problem { _ = try await city.take(.submit, draft, by: city.editor) }?.code == "workshop.nothing-changed")
        }
    }
}
