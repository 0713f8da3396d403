import Cases
import Identity
import Kernel
import Platform
import Store
import TestSupport
import Testing
import Web

/// What is promised, from the guide to its end: a paper that follows, and a licence granted on a promise and checked afterwards.
struct PromiseJourneyTests {
    private static let pdf = JSON.object([.init("name", "图.pdf"), .init("content", "JVBERi0xLjcgcGxhbg==")])

    /// What only the owner knows of the shop.
    private static let boxes: [(String, JSON)] = [
        ("enterprise.kitchenArea", 20), ("enterprise.seats", 24), ("enterprise.coldRoomArea", 8), ("enterprise.foodSafetyOfficer", "林福根"),
    ]

    /// The owner of the eating place, acting for it.
    private func owner(_ city: City) async throws -> Program {
        let owner = try await city.program("lin")
        try await owner.actForBusiness()
        return owner
    }

    private func begun(_ owner: Program, dishes: String = "hot") async throws -> (id: String, json: JSON) {
        let begun = await owner.post("/things/food-licence/drafts", .object([.init("answers.dishes", .array([.string(dishes)]))]))
        let json = try #require(begun.json, "\(begun.text)")
        return (try #require(json["id"]?.string), json)
    }

    private func fill(_ owner: Program, _ draft: String, _ more: [(String, JSON)] = []) async throws -> RawAnswer {
        let asked = Set(
            (await owner.get("/drafts/\(draft)").json?["checklist"]?["fields"]?.array ?? []).filter { $0["state"] == "asked" }
                .compactMap { $0["field"]?.string })
        let boxes = Self.boxes.filter { asked.contains($0.0) } + more
        return await owner.post("/drafts/\(draft)/fields", .object(boxes.map { .init($0.0, $0.1) }))
    }

    private func submitted(_ owner: Program, _ draft: String) async throws -> JSON {
        let answer = await owner.post("/drafts/\(draft)/submission", ["declared": true])
        #expect(answer.status == 201, "\(answer.text)")
        return try #require(answer.json)
    }

    private func act(_ officer: Program, _ id: String, _ noun: String, _ more: [JSON.Member] = []) async throws -> RawAnswer {
        let version = try #require(await officer.get("/console/cases/\(id)").json?["version"])
        return await officer.post("/console/cases/\(id)/\(noun)", .object([.init("version", version)] + more))
    }

    private static let officers: [JSON.Member] = [.init("officer1", "钱明"), .init("officer2", "方正")]

    @Test func `a paper follows the acceptance, and the licence follows the paper`() async throws {
        try await City.withDemo { city in
            let owner = try await owner(city)
            // Whoever serves raw dishes writes the rules themselves.
            let (draft, json) = try await begun(owner, dishes: "raw")
            let rules = try #require(json["checklist"]?["materials"]?.array?.first { $0["code"] == "food-safety-rules" })
            #expect(rules["state"] == "asked" && rules["deferral"]?["version"] == "2026-1")
            let promised = await owner.post("/drafts/\(draft)/deferrals", ["material": "food-safety-rules", "agreed": true])
            #expect(promised.json?["checklist"]?["reductions"]?["deferred"]?.int == 1)
            let filled = try await fill(owner, draft, [("material.floor-plan", Self.pdf)])
            #expect(filled.json?["missing"]?.int == 0, "\(filled.text)")
            let application = try #require(try await submitted(owner, draft)["id"]?.string)
            let id = try #require(await owner.get("/applications/\(application)").json?["cases"]?.array?.first?["id"]?.string)
            let (window, reviewer, approver) = (
                try await city.program("wu"), try await city.program("qian"), try await city.program("chen")
            )
            #expect(try await act(window, id, "acceptance").status == 200)
            #expect(try await act(reviewer, id, "opinion", [.init("opinion", "pass"), .init("reason", "布局合理，制度待补。")]).status == 200)
            let early = try await act(approver, id, "grant", Self.officers)
            #expect(early.status == 409 && early.text.contains("cases.papers-open"), "\(early.text)")
            let owed = try #require(await owner.get("/applications/\(application)").json?["papers"]?.array?.first)
            #expect(owed["material"] == "food-safety-rules" && owed["due"]?.string != nil && owed["suppliedOn"]?.isNull == true)
            let version = try #require(await owner.get("/applications/\(application)").json?["cases"]?.array?.first?["version"])
            let body: JSON = .object([.init("version", version), .init("material.food-safety-rules", Self.pdf)])
            let handedIn = await owner.post("/cases/\(id)/papers", body)
            #expect(handedIn.status == 200, "\(handedIn.text)")
            #expect(try await act(approver, id, "grant", Self.officers).status == 200)
            try await city.deliver()
            let news = await owner.get("/messages").json?["items"]?.array?.compactMap { $0["subject"]?["zh"]?.string } ?? []
            #expect(news.contains { $0.contains("已收到补交的材料") }, "\(news)")
            #expect(try await city.platform.cases.audit() == [])
        }
    }

    @Test func `on a promise the licence is there at once, is checked, and is lost when nothing is mended`() async throws {
        try await City.withDemo { city in
            let owner = try await owner(city)
            let (draft, json) = try await begun(owner)
            let item = try #require(json["checklist"]?["items"]?.array?.first)
            #expect(item["onPromise"] == false && item["approvalPromise"]?["conditions"]?.array?.count == 2)
            let promised = await owner.post("/drafts/\(draft)/approval-promises", ["item": "food-licence", "agreed": true])
            #expect(promised.json?["checklist"]?["workingDays"]?.int == 0, "\(promised.text)")
            #expect(try await fill(owner, draft).json?["missing"]?.int == 0)
            let result = try await submitted(owner, draft)
            let value = try #require(result["cases"]?.array?.first)
            #expect(value["status"] == "done", "\(result.text)")
            let (id, application) = (try #require(value["id"]?.string), try #require(result["id"]?.string))
            let reviewer = try await city.program("qian")
            let duty = try #require(await reviewer.get("/console/after-checks").json?["items"]?.array?.first)
            #expect(duty["case"]?.string == id && duty["light"] == "green")
            let findings: [JSON.Member] = [.init("reason", "生熟未分开"), .init("legalBasis", "食品安全法 第三十三条")]
            let order = try await act(reviewer, id, "mending-order", findings + Self.officers)
            #expect(order.status == 200, "\(order.text)")
            let papers = await owner.get("/applications/\(application)").json?["documents"]?.array?.compactMap { $0["kind"]?.string } ?? []
            #expect(papers.contains("mendingOrder"))
            let approver = try await city.program("chen")
            let revocation: [JSON.Member] = [
                .init("ground", "unqualified"), .init("reason", "逾期未整改"), .init("legalBasis", "行政许可法 第六十九条"),
            ]
            let early = try await act(approver, id, "revocation", revocation)
            #expect(early.text.contains("cases.mending-runs"), "\(early.text)")
            city.clock.advance(seconds: 30 * 86_400)
            let later = try await city.program("chen")
            let revoked = try await act(later, id, "revocation", revocation)
            #expect(revoked.status == 200, "\(revoked.text)")
            let back = try await self.owner(city)
            let licences = await back.get("/licences").json?["items"]?.array ?? []
            #expect(licences.contains { $0["status"] == "revoked" }, "\(licences)")
            #expect(await back.get("/promises").json?["items"]?.array?.first?["kind"] == "approval")
            let next = try await begun(back)
            let barred = await back.post("/drafts/\(next.id)/approval-promises", ["item": "food-licence", "agreed": true])
            #expect(barred.text.contains("cases.promise-barred"), "\(barred.text)")
            #expect(try await city.platform.cases.audit() == [])
        }
    }

    @Test func `raw dishes take the usual way, and the page says what each way asks for`() async throws {
        try await City.withDemo { city in
            let owner = try await owner(city)
            let raw = try await begun(owner, dishes: "raw")
            let refused = await owner.post("/drafts/\(raw.id)/approval-promises", ["item": "food-licence", "agreed": true])
            #expect(refused.status == 422)
            let browser = city.browser()
            #expect(await browser.signIn("lin", password: Identity.demoPassword).status == 303)
            try await browser.actForBusiness()
            _ = await browser.post("/drafts/\(raw.id)/answers", [("answers.dishes", "hot")], from: "/drafts/\(raw.id)")
            let page = await browser.get("/drafts/\(raw.id)/form").text
            for words in ["两种办法", "一般方式", "当场决定", "三十个工作日内现场核查", "经营场所平面图"] {
                #expect(page.contains(words), "\(words)")
            }
        }
    }
}
