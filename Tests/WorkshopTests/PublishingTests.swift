import Catalogue
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Workshop

@Suite struct PublishingTests {
    @Test func `what is approved for a later day is published on that day by the clock`() async throws {
        try await TestEngine.sqlite.with(WorkshopCity.migrations) { database in
            let city = try await WorkshopCity(database)
            let draft = try await city.draft()
            try await city.rename("甲", in: draft)
            _ = try await city.take(.submit, draft, by: city.editor)
            let day = city.clock.now.date.adding(days: 3)
            let approved = try await city.take(.approve, draft, by: city.publisher, on: day)
            #expect(approved.state == .approved && approved.effectiveOn == day)
            #expect(try await city.workshop.publishDue(at: city.clock.now) == [])
            city.clock.advance(seconds: 3 * 86_400)
            #expect(try await city.workshop.publishDue(at: city.clock.now) == [draft.id])
            #expect(city.catalogue.snapshot.items["food-permit"]?.name.zh == "甲")
            #expect(try await city.workshop.publishDue(at: city.clock.now) == [])
        }
    }

    @Test func `a publication in the past is refused`() async throws {
        try await TestEngine.sqlite.with(WorkshopCity.migrations) { database in
            let city = try await WorkshopCity(database)
            let draft = try await city.draft()
            try await city.rename("甲", in: draft)
            _ = try await city.take(.submit, draft, by: city.editor)
            let told = await problem {
                _ = try await city.take(.approve, draft, by: city.publisher, on: city.clock.now.date.adding(days: -1))
            }
            #expect(told?.faults.map(\.field) == ["effectiveOn"])
            #expect(try await city.workshop.contents(draft.id).draft.state == .review)
        }
    }

    @Test(arguments: TestDatabases.each()) func `drafts of different definitions are laid over each other`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(WorkshopCity.migrations) { database in
            let city = try await WorkshopCity(database)
            let (first, second) = (try await city.draft("一"), try await city.draft("二", by: city.chief))
            try await city.rename("甲", in: first)
            try await city.change(DefinitionKey(.item, "residence-proof"), in: second, by: city.chief) { $0["trips"] = 1 }
            for (draft, author) in [(first, city.editor), (second, city.chief)] {
                _ = try await city.take(.submit, draft, by: author)
                _ = try await city.take(.approve, draft, by: city.publisher)
            }
            let now = city.catalogue.snapshot
            #expect(now.version == 3)
            #expect(now.items["food-permit"]?.name.zh == "甲" && now.items["residence-proof"]?.trips == 1)
        }
    }

    @Test func `two drafts of one definition meet: the later is told both texts and merges them`() async throws {
        try await TestEngine.sqlite.with(WorkshopCity.migrations) { database in
            let city = try await WorkshopCity(database)
            let (first, second) = (try await city.draft("一"), try await city.draft("二"))
            try await city.rename("甲", in: first)
            try await city.change(in: second) { content in
                content["name"] = ["zh": "乙", "en": "Permit"]
                content["trips"] = 1
            }
            _ = try await city.take(.submit, first, by: city.editor)
            _ = try await city.take(.approve, first, by: city.publisher)
            let told = await problem { _ = try await city.take(.submit, second, by: city.editor) }
            #expect(told?.code == "workshop.conflict")
            let compared = try await city.workshop.compared(second.id, WorkshopCity.permit)
            let merged = try #require(compared.merged(preferringMine: false))
            #expect(merged.conflicts == ["/name/zh"])
            #expect(merged.content["name"]?["zh"] == "甲" && merged.content["trips"] == 1)
            try await city.workshop.resolve(WorkshopCity.permit, in: second.id, preferringMine: true, for: city.editor, at: city.clock.now)
            _ = try await city.take(.submit, second, by: city.editor)
            let done = try await city.take(.approve, second, by: city.publisher)
            #expect(done.publishedVersion == 3)
            #expect(city.catalogue.snapshot.items["food-permit"]?.name.zh == "乙")
            #expect(city.catalogue.snapshot.items["food-permit"]?.trips == 1)
        }
    }

    @Test func `a conflict that came up while it waited sends the draft back with the reason`() async throws {
        try await TestEngine.sqlite.with(WorkshopCity.migrations) { database in
            let city = try await WorkshopCity(database)
            let (first, second) = (try await city.draft("一"), try await city.draft("二"))
            try await city.rename("甲", in: first)
            try await city.rename("乙", in: second)
            let tomorrow = city.clock.now.date.adding(days: 1)
            for draft in [first, second] {
                _ = try await city.take(.submit, draft, by: city.editor)
                _ = try await city.take(.approve, draft, by: city.publisher, on: tomorrow)
            }
            city.clock.advance(seconds: 86_400)
            #expect(try await city.workshop.publishDue(at: city.clock.now) == [first.id])
            let back = try await city.workshop.contents(second.id)
            #expect(back.draft.state == .returned && back.draft.reason?.isEmpty == false)
            #expect(back.content(WorkshopCity.permit)?["name"]?["zh"] == "乙")
        }
    }

    @Test func `a publication that was cut short is carried on`() async throws {
        try await TestEngine.sqlite.with(WorkshopCity.migrations) { database in
            let city = try await WorkshopCity(database)
            let draft = try await city.draft()
            try await city.rename("甲", in: draft)
            _ = try await city.take(.submit, draft, by: city.editor)
            _ = try await city.take(.approve, draft, by: city.publisher, on: city.clock.now.date.adding(days: 1))
            // The version is there, the draft does not know of it yet.
            let merged = try #require(try await city.workshop.contents(draft.id).merged)
            try await city.versions.publish(merged, note: "", at: city.clock.now)
            city.clock.advance(seconds: 86_400)
            #expect(try await city.workshop.publishDue(at: city.clock.now) == [draft.id])
            #expect(try await city.workshop.contents(draft.id).draft.publishedVersion == 2)
        }
    }

    @Test func `an import becomes a draft of what differs`() async throws {
        try await TestEngine.sqlite.with(WorkshopCity.migrations) { database in
            let city = try await WorkshopCity(database)
            let same = CatalogueLoading.definitions(files: SmallCatalogue.files)
            #expect(same.findings.isEmpty)
            let unchanged = try await city.workshop.importDraft(
                definitions: same.definitions, title: "导入", author: "yiwang", at: city.clock.now)
            if case .draft = unchanged { Issue.record("nothing differs") }
            let files = SmallCatalogue.files.filter { $0.name != "items/residence-proof.yaml" }.map {
                CatalogueLoading.File($0.name, $0.text.replacing("Food business permit", with: "Permit"))
            }
            let read = CatalogueLoading.definitions(files: files)
            let imported = try await city.workshop.importDraft(
                definitions: read.definitions, title: "导入", author: "yiwang", at: city.clock.now)
            guard case .draft(let draft, let changes) = imported else {
                Issue.record("it differs")
                return
            }
            #expect(changes == 2 && city.catalogue.snapshot.version == 1)
            let contents = try await city.workshop.contents(draft.id)
            #expect(Set(contents.changes.map(\.what)) == [.changed, .removed])
        }
    }

    @Test func `a broken file is told with its place and changes nothing`() {
        let read = CatalogueLoading.definitions(files: [.init("items/a.yaml", "code: a\nname: {zh: 甲")])
        #expect(read.definitions.isEmpty)
        #expect(read.findings.first?.rule == "yaml")
    }
}
