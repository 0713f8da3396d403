import DataCentre
import Identity
import Kernel
import Platform
import TestSupport
import Testing
import Web

/// 谁用了孩子的数据: whoever speaks for a child sees who looked at the child's data, and can object; nobody else does.
struct ChildrenJourneyTests {
    @Test func `a guardian sees who looked at a child's data, and objects`() async throws {
        try await City.withDemo { city in
            let child = try await Planting.family(in: city)
            let (parent, stranger) = (try await city.program(Planting.parent), try await city.program("wang"))
            let number = try #require(try await city.platform.identity.person(child)).idNumber.rawValue
            let purpose = Purpose(
                reader: .staff, account: nil, code: "immunisation-check", reason: Text("核对接种", "Vaccinations"), reference: "case:1")
            try await city.platform.dataCentre.note(lookAt: number, for: purpose, at: city.clock.now)
            let uses = await parent.get("/data-uses?of=\(child)").json?["items"]?.array ?? []
            let use = try #require(uses.first?["id"]?.string)
            let own = await parent.get("/data-uses").json?["items"]?.array ?? []
            #expect(!own.contains { $0["id"]?.string == use })
            #expect(await stranger.get("/data-uses?of=\(child)").status == 404)
            let words: JSON = ["kind": "wrong", "words": "出生日期不对"]
            #expect(await stranger.post("/data-uses/\(use)/objections", words).status == 404)
            let sent = await parent.post("/data-uses/\(use)/objections", words)
            #expect(sent.status == 201 || sent.status == 200, Comment(rawValue: sent.text))
            let mine = await parent.get("/data-corrections").json?["items"]?.array ?? []
            #expect(mine.contains { $0["id"]?.string == sent.json?["id"]?.string })
        }
    }

    @Test func `the way to it stands on the page of one's account`() async throws {
        try await City.withDemo { city in
            let browser = city.browser()
            _ = await browser.signIn("gu", password: Identity.demoPassword)
            let account = await browser.get("/account").text
            #expect(account.contains("href=\"/data-uses\"") && account.contains("href=\"/data-consents\""))
        }
    }
}
