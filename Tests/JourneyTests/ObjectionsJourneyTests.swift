import Kernel
import Platform
import Testing
import Web

/// What somebody said of a licence and what they said of a datum stand on one page.
struct ObjectionsJourneyTests {
    @Test func `objections to licences and to data stand on one page, with state, date and the way there`() async throws {
        try await City.withDemo { city in
            let owner = try await city.program("gu")
            let wallet = await owner.get("/licences").json?["items"]?.array ?? []
            let licence = try #require(wallet.first?["id"]?.string)
            let sent = await owner.post("/licences/\(licence)/corrections", ["wrong": "珊瑚紫藤"])
            let id = try #require(sent.json?["id"], "\(sent.text)")
            let list = try #require(await owner.get("/data-corrections").json)
            let found = try #require(list["others"]?.array?.first { $0["id"] == id })
            #expect(found["kind"] == "licence" && found["state"] == "raised" && found["open"] == true && found["words"] == "珊瑚紫藤")
            #expect(found["link"]?.string == "/licences/\(licence)" && found["dueOn"] == sent.json?["due"])
            #expect(found["what"]?["zh"] == wallet.first?["name"]?["zh"])
            let page = await city.platform.site.answer(
                RawRequest.get("/data-corrections", headers: ["accept": "text/html", "cookie": "session=\(owner.token)"]))
            #expect(page.status == 200 && page.text.contains("珊瑚紫藤") && page.text.contains("href=\"/licences/\(licence)\""))
            let back = await owner.post("/licences/\(licence)/corrections/\(id.string ?? "")/withdrawal", .object([]))
            #expect(back.status == 200)
            #expect(await owner.get("/data-corrections").json?["others"]?.array?.first?["state"] == "withdrawn")
            let other = try await city.program("wang")
            #expect(await other.get("/data-corrections").json?["others"] == [])
        }
    }
}
