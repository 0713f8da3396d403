import Catalogue
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Cases

/// Places are written by name and kept by code, on the page and by programs; what names none is told and comes back.
struct PlaceWritingTests {
    private static let place = "applicant.regionCode"

    /// What stands in the box of a field.
    private func box(_ name: String, _ page: String) -> String? {
        page.firstMatch(of: try! Regex("<input id=\"f-\(name)\"[^>]*value=\"([^\"]*)\"", as: (Substring, Substring).self)).map {
            String($0.1)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a place is kept by its code and shown by its name`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let open = try await city.open("residence-proof")
            let id = ["id": open.draft.id.rawValue]
            for (written, code, shown) in [
                ("上海市徐汇区天平路街道", "310104003", "徐汇区天平路街道"), ("天平路街道", "310104003", "徐汇区天平路街道"), ("徐汇区", "310104", "徐汇区"),
                ("北京市东城区", "110101", "北京市东城区"), ("310104003", "310104003", "徐汇区天平路街道"), ("990000", "990000", "990000"),
            ] {
                try await city.draftAct("drafts.fill", id, as: .page, sending: [Self.place: [written]])
                #expect(try await city.reopen(open).draft.given[Self.place] == .string(code))
                let page = try await city.draftPage("drafts.form", open)
                #expect(box(Self.place, page) == shown, "\(written)")
            }
        }
    }

    @Test(arguments: TestDatabases.each()) func `what names no one place keeps what was there and comes back`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let open = try await city.open("residence-proof")
            let id = ["id": open.draft.id.rawValue]
            try await city.draftAct("drafts.fill", id, as: .page, sending: [Self.place: ["徐汇区"]])
            for (written, told) in [("鼓楼区", "“江苏省南京市鼓楼区”"), ("月球", "没有找到“月球”"), ("徐汇区衡山路1号", "“徐汇区”")] {
                let sent = [Self.place: [written]]
                let refusal = try #require(await problem { try await city.draftAct("drafts.fill", id, as: .page, sending: sent) })
                #expect(refusal.faults.map(\.field) == [Self.place])
                #expect(refusal.faults[0].message.zh.contains(told))
                let again = try await city.reopen(open)
                #expect(again.draft.given[Self.place] == "310104")
                let call = Call(
                    method: .post, path: "/drafts/{id}/fields", face: .page, parameters: id, submitted: Submitted(values: sent),
                    visitor: city.visitor, requestID: "r", now: city.clock.now, surroundings: city.clock.surroundings)
                #expect(box(Self.place, city.cases.formPage(again, call, problem: refusal).body.string) == written)
            }
        }
    }

    @Test(arguments: TestDatabases.each()) func `a program writes names or codes, in parts or at once`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let open = try await city.open("residence-proof")
            _ = try await city.send("drafts.fill", ["id": open.draft.id.rawValue], ["applicant": ["regionCode": "天平路街道"]])
            #expect(try await city.reopen(open).draft.given[Self.place] == "310104003")
            let code = ["code": "residence-proof"]
            let wrong: JSON = ["fields": [Self.place: "鼓楼区"], "declared": true]
            let refusal = try #require(await problem { _ = try await city.send("applications.submit", code, wrong) })
            #expect(refusal.status == 422 && refusal.faults.map(\.path) == [["fields", Self.place]])
            #expect(refusal.faults[0].message.zh.contains("福建省福州市鼓楼区"))
            #expect(try await city.count("cases_application") == 0)
            let right: JSON = ["fields": [Self.place: "徐汇区天平路街道"], "declared": true]
            let answer = try await city.send("applications.submit", code, right)
            #expect(answer["cases"]?.array?.first?["region"]?.string == "310104003")
        }
    }

    @Test(arguments: TestDatabases.each()) func `a correction begins from the name of the place`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let open = try await city.change(try await city.open()) { draft, _ in draft.answers["follow"] = "mother" }
            let (id, field) = (["id": open.draft.id.rawValue], "child.birthRegionCode")
            try await city.draftAct("drafts.correct", id, as: .page, sending: ["field": [field]])
            let page = try await city.draftPage("drafts.form", open)
            #expect(box(field, page) == "徐汇区天平路街道")
            // The city's places are offered, once, in few bytes; the country's are not.
            let lists = page.matches(of: #/<datalist.*?</datalist>/#).map { String($0.0) }
            #expect(lists.count == 1 && lists[0].matches(of: #/<option /#).count == City.regions.suggestions.count)
            #expect(lists[0].utf8.count < 16_000 && lists[0].contains("value=\"徐汇区天平路街道\""))
            try await city.draftAct("drafts.fill", id, sending: [field: ["徐汇区徐家汇街道"]])
            #expect(try await city.reopen(open).draft.given[field] == "310104014")
        }
    }

    @Test func `an industry is written by name, and shown by it`() throws {
        let catalogue = try #require(DraftFixture.loaded).placed(in: City.regions, industries: City.industries)
        let names = catalogue.names(of: .industry)
        #expect(try names.read("正餐服务 (6210)") == "H6210" && names.read("6210") == "H6210" && names.suggestions.isEmpty)
        #expect(throws: NameFault.self) { try names.read("快餐") }
        #expect(names.written("H6210") == Text("正餐服务（H6210）", "正餐服务 (H6210)") && names.written("X") == nil)
        let element = try #require(catalogue.elements["enterprise.industry"])
        #expect(catalogue.words(for: "H6210", of: element).zh == "正餐服务（H6210）")
        // Without the names at hand codes are what they were.
        let bare = try #require(DraftFixture.loaded)
        #expect(try bare.names(of: .industry).read("H6210") == "H6210" && bare.words(for: "H6210", of: element).zh == "H6210")
        #expect(try bare.names(of: .region).read("徐汇区") == "徐汇区")
    }
}
