import Cases
import Identity
import Kernel
import Platform
import Testing
import Web

/// 系统代写: a resolution that the platform writes is read before it is signed, kept as it was signed, and gives way to one's own.
struct ComposingJourneyTests {
    private static let name = "示例新名称有限公司"

    /// The owner of a company that one person owns, with a form that is filled in.
    private func filled(_ city: City) async throws -> (owner: Program, draft: String) {
        let owner = try await city.program("he")
        try await owner.actForBusiness()
        let begun = await owner.post("/things/enterprise-change-registration/drafts", ["answers.changes": ["name"]])
        let draft = try #require(begun.json?["id"]?.string, Comment(rawValue: begun.text))
        let filled = await owner.post("/drafts/\(draft)/fields", ["enterprise.newName": .string(Self.name)])
        #expect(filled.json?["missing"]?.int == 0, Comment(rawValue: filled.text))
        return (owner, draft)
    }

    /// What was written, of the application that a draft became, by the code of the document.
    private func written(_ owner: Program, _ draft: String) async throws -> [String: [String]] {
        let answer = await owner.post("/drafts/\(draft)/submission", ["declared": true])
        let id = try #require(answer.json?["id"]?.string, Comment(rawValue: answer.text))
        let written = await owner.get("/applications/\(id)").json?["written"]?.array ?? []
        return Dictionary(
            written.map { ($0["code"]?.string ?? "", ($0["words"]?.array ?? []).compactMap { $0["zh"]?.string }) },
            uniquingKeysWith: { first, _ in first })
    }

    @Test func `a resolution is written from the form, and kept as it was signed`() async throws {
        try await City.withDemo { city in
            let (owner, draft) = try await filled(city)
            let written = try await written(owner, draft)
            #expect(written["resolution"]?.contains { $0.contains(Self.name) } == true)
            #expect(written["new-articles"]?.contains { $0.contains(Self.name) } == true)
        }
    }

    @Test func `a document of one's own takes the place of the one that was written`() async throws {
        try await City.withDemo { city in
            let browser = city.browser()
            #expect(await browser.signIn("he", password: Identity.demoPassword).status == 303)
            try await browser.actForBusiness()
            let (owner, draft) = try await filled(city)
            let check = await browser.get("/drafts/\(draft)/check").text
            #expect(check.contains("替您写好的文书") && check.contains(Self.name))
            let token = try #require(Browser.token(in: check))
            let parts = """
                --B\r\ncontent-disposition: form-data; name="_csrf"\r\n\r\n\(token)\r\n--B\r\n\
                content-disposition: form-data; name="material.resolution"; filename="决议.pdf"\r\ncontent-type: application/pdf\r\n\r\n\
                %PDF-1.7 resolution\r\n--B--\r\n
                """
            let sent = await browser.send(
                RawRequest(
                    "POST", "/drafts/\(draft)/documents",
                    headers: ["content-type": "multipart/form-data; boundary=B", "sec-fetch-site": "same-origin"], body: Array(parts.utf8)))
            #expect(sent.status == 303, Comment(rawValue: sent.text))
            #expect(await browser.get("/drafts/\(draft)/check").text.contains("决议.pdf"))
            let written = try await written(owner, draft)
            #expect(written["resolution"] == nil && written["new-articles"] != nil)
        }
    }

    @Test func `without a file nothing changes, and it is said which is missing`() async throws {
        try await City.withDemo { city in
            let (owner, draft) = try await filled(city)
            let answer = await owner.post("/drafts/\(draft)/documents", [:])
            #expect(answer.status == 422 || answer.status == 415, Comment(rawValue: answer.text))
            #expect(try await written(owner, draft)["resolution"] != nil)
        }
    }
}
