import Kernel
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct SiteServingTests {
    @Test func `a public page is made once for each language and sent from the shelf`() async throws {
        try await TestSite.with { test async throws in
            let first = await test.get("/", headers: [("accept-language", "en")])
            let second = await test.get("/", headers: [("accept-language", "en-GB,zh;q=0.1"), ("cookie", "csrf=1; other=2")])
            #expect(first.status == 200 && first.text.contains("Home page") && second.bytes == first.bytes)
            #expect(test.loads.value == 1)
            #expect(await test.get("/", headers: [("cookie", "lang=zh")]).text.contains("首页"))
            #expect(test.loads.value == 2)
            #expect(first.headers["cache-control"] == "public, max-age=0, must-revalidate")
            #expect(first.headers["vary"] == "accept-encoding, accept-language, cookie")
            #expect(first.headers["set-cookie"] == nil)
            test.version.add()
            _ = await test.get("/", headers: [("accept-language", "en")])
            #expect(test.loads.value == 3)
        }
    }

    @Test func `a public page is compressed, and known again by its tag`() async throws {
        try await TestSite.with { test async throws in
            for _ in 0..<2 {
                let zipped = await test.get("/", headers: [("accept-encoding", "gzip, br")])
                #expect(zipped.headers["content-encoding"] == "gzip")
                #expect(inflated(zipped.bytes).map { String(decoding: $0, as: UTF8.self).contains("首页") } == true)
                let tag = try #require(zipped.headers["etag"])
                let known = await test.get("/", headers: [("if-none-match", tag)])
                #expect(known.status == 304 && known.bytes.isEmpty && known.headers["etag"] == tag)
            }
        }
    }

    @Test func `who is signed in gets a page of their own that nobody keeps`() async throws {
        try await TestSite.with { test async throws in
            _ = await test.get("/")
            let session = try await test.signedIn()
            let own = await test.get("/", session)
            #expect(own.text.contains("张三") && own.headers["cache-control"] == "private, no-store" && own.headers["etag"] == nil)
            #expect(await !test.get("/").text.contains("张三"))
        }
    }

    @Test func `a page that shows a visitor's token is never kept for others`() async throws {
        try await TestSite.with { test async throws in
            let (first, second) = (await test.get("/leaking"), await test.get("/leaking"))
            #expect(first.headers["etag"] == nil && first.bytes != second.bytes)
            #expect(first.cookie("csrf") != second.cookie("csrf"))
        }
    }

    @Test func `every answer carries the strict headers`() async throws {
        try await TestSite.with { test async throws in
            let session = try await test.signedIn()
            let targets = [
                "/", "/form", "/mine", "/fault", "/gone", "/nowhere", "/papers/a.pdf", "/healthz", "/openapi.json", "/api/v1/feed",
            ]
            for target in targets {
                for visitor in [nil, session] {
                    let answer = await test.get(target, visitor)
                    let policy = answer.headers["content-security-policy"] ?? ""
                    #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "\(target)")
                    #expect(answer.headers["x-content-type-options"] == "nosniff", "\(target)")
                    #expect(answer.headers.all("content-length").count == 1, "\(target)")
                }
            }
        }
    }

    @Test func `a choice of language is remembered`() async throws {
        try await TestSite.with { test async throws in
            let chosen = await test.get("/?lang=en")
            #expect(chosen.text.contains("Home page") && chosen.cookie("lang") == "en")
            #expect(await test.get("/form", headers: [("cookie", "lang=en")]).text.contains("<html lang=\"en\">"))
            #expect(await test.get("/?lang=tlh").cookie("lang") == nil)
        }
    }

    @Test func `a choice of place is remembered, and its pages are kept apart`() async throws {
        try await TestSite.with { test async throws in
            #expect(await test.get("/placed").text.contains("nowhere"))
            let chosen = await test.get("/placed?place=310104")
            #expect(chosen.text.contains("310104") && chosen.headers["set-cookie"]?.hasPrefix("place=310104;") == true)
            func from(_ place: String) async -> String { await test.get("/placed", headers: [("cookie", "place=\(place)")]).text }
            #expect(await from("310104").contains("310104"))
            #expect(await from("310105").contains("310105"))
            let loads = test.loads.value
            #expect(await from("310104").contains("310104"))
            #expect(await test.get("/placed").text.contains("nowhere"))
            #expect(test.loads.value == loads, "from the shelf")
            // What is no place of the city is nobody's.
            #expect(await from("999999").contains("nowhere"))
            #expect(await test.get("/placed?place=999999").headers["set-cookie"]?.contains("place=") != true)
            let forgotten = await test.get("/placed?place=", headers: [("cookie", "place=310104")])
            #expect(forgotten.text.contains("nowhere") && forgotten.headers["set-cookie"]?.contains("Max-Age=0") == true)
        }
    }

    @Test func `HEAD is GET without the body`() async throws {
        try await TestSite.with { test async throws in
            for target in ["/", "/", "/form", "/nowhere"] {
                let get = await test.get(target)
                let head = await test.site.answer(RawRequest("HEAD", target))
                #expect(head.status == get.status && head.bytes.isEmpty && get.headers["content-length"] == "\(get.bytes.count)")
                #expect(head.headers["content-length"] == get.headers["content-length"], "\(target)")
            }
        }
    }

    @Test func `what is not there says so in the reader's way`() async throws {
        try await TestSite.with { test async throws in
            let page = await test.get("/nowhere", headers: [("accept-language", "en")])
            #expect(
                page.status == 404 && page.text.contains("There is no such page")
                    && page.headers["content-type"] == "text/html; charset=utf-8")
            for answer in [await test.get("/api/v1/nowhere"), await test.get("/nowhere", headers: [("accept", "application/json")])] {
                #expect(answer.status == 404 && answer.headers["content-type"] == "application/problem+json")
                #expect(answer.json?["type"] == "/problems/web.not-found" && answer.json?["instance"]?.string?.count == 26)
            }
            let wrong = await test.get("/notes")
            #expect(wrong.status == 405 && wrong.headers["allow"] == "POST")
            #expect(await test.site.answer(RawRequest("DELETE", "/")).headers["allow"] == "GET, HEAD")
            #expect(await test.site.answer(RawRequest("BREW", "/")).status == 405)
            #expect(await test.get("/form?a=%ff").status == 400)
        }
    }

    @Test func `a fault is logged once with its request, and shown without its text`() async throws {
        try await TestSite.with { test async throws in
            let answer = await test.get("/fault")
            let id = try #require(answer.headers["x-request-id"])
            #expect(answer.status == 500 && !answer.text.contains("nobody shall read") && answer.text.contains(id))
            #expect(test.log.all.filter { $0.contains(id) && $0.contains("nobody shall read") }.count == 1)
            #expect(test.log.all.count == 1)
        }
    }

    @Test func `a database that is away is a 503 that says when to come again`() async throws {
        try await TestSite.with { test async throws in
            let page = await test.get("/gone")
            #expect(page.status == 503 && page.headers["retry-after"] == "10" && !page.text.contains("the server is gone"))
        }
    }

    @Test func `a file has its name in every script`() async throws {
        try await TestSite.with { test async throws in
            let file = await test.get("/papers/%E8%AF%81%22.pdf")
            #expect(file.headers["content-disposition"] == "attachment; filename=\"__.pdf\"; filename*=UTF-8''%E8%AF%81%22.pdf")
            #expect(file.headers["content-type"] == "application/pdf" && file.text == "%PDF")
        }
    }

    @Test func `operators see life, readiness and numbers`() async throws {
        try await TestSite.with { test async throws in
            #expect(await test.get("/healthz").text == "ok\n")
            #expect(await test.get("/readyz").status == 200)
            _ = await test.get("/fault")
            let metrics = await test.get("/metrics")
            #expect(metrics.text.contains("http_requests_total{endpoint=\"fault\",face=\"page\",status=\"5xx\"} 1"))
        }
    }
}
