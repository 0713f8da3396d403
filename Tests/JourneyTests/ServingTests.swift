import Identity
import Kernel
import Platform
import Store
import Testing
import Web

/// The site as a whole, through `Site.answer`.
struct ServingTests {
    @Test func `the home page stands in both languages`() async throws {
        try await City.with { city in
            let zh = await city.browser("zh-CN").get("/")
            #expect(zh.status == 200)
            #expect(zh.text.contains("<html lang=\"zh-Hans\">"))
            let en = await city.browser("en-GB").get("/")
            #expect(en.status == 200)
            #expect(en.text.contains("<html lang=\"en\">"))
            #expect(zh.text != en.text)
        }
    }

    @Test func `a browser chooses its language and keeps it`() async throws {
        try await City.with { city in
            let browser = city.browser("zh-CN")
            #expect(await browser.get("/?lang=en").text.contains("lang=\"en\""))
            #expect(await browser.get("/sign-in").text.contains("<html lang=\"en\">"))
        }
    }

    @Test func `whoever signs in is known until they sign out`() async throws {
        try await City.with { city in
            let browser = city.browser()
            #expect(await browser.get("/licences").status == 303)
            let signedIn = await browser.signIn(City.citizenLogin)
            #expect(signedIn.status == 303)
            let page = await browser.get("/licences")
            #expect(page.status == 200)
            #expect(page.text.contains(city.citizen.name))
            #expect(await browser.post("/sign-out", [], from: "/licences").status == 303)
            #expect(await browser.get("/licences").status == 303)
        }
    }

    @Test func `a wrong password lets nobody in and tells nobody which names exist`() async throws {
        try await City.with { city in
            let known = await city.browser().signIn(City.citizenLogin, password: "not this one either")
            let unknown = await city.browser().signIn("nobody", password: "not this one either")
            #expect(known.status == 422)
            #expect(unknown.status == 422)
        }
    }

    @Test func `a form without its token changes nothing`() async throws {
        try await City.with { city in
            let browser = city.browser()
            let answer = await browser.send(.form("/sign-in", [("login", City.citizenLogin), ("password", City.password)]))
            #expect(answer.status == 403)
            #expect(await browser.get("/licences").status == 303)
        }
    }

    @Test func `a form from another site is refused`() async throws {
        try await City.with { city in
            let browser = city.browser()
            let token = Browser.token(in: await browser.get("/sign-in").text) ?? ""
            #expect(!token.isEmpty)
            let answer = await browser.send(
                RawRequest.form("/sign-in", [("login", City.citizenLogin), ("password", City.password), ("_csrf", token)])
                    .with("sec-fetch-site", "cross-site"))
            #expect(answer.status == 403)
        }
    }

    @Test func `what does not exist is a page for people and a problem for programs`() async throws {
        try await City.with { city in
            let page = await city.browser("en").get("/no/such/page")
            #expect(page.status == 404)
            #expect(page.headers["content-type"]?.hasPrefix("text/html") == true)
            let problem = await city.browser("en").get("/api/v1/no/such/thing", accept: "application/json")
            #expect(problem.status == 404)
            #expect(problem.headers["content-type"]?.hasPrefix("application/problem+json") == true)
            #expect(problem.json?["type"]?.string == "/problems/web.not-found")
            #expect(problem.json?["status"]?.int == 404)
        }
    }

    @Test func `a program without a token is told to bring one`() async throws {
        try await City.with { city in
            let answer = await city.browser().get("/api/v1/licences", accept: "application/json")
            #expect(answer.status == 401)
            #expect(answer.headers["www-authenticate"]?.hasPrefix("Bearer") == true)
            #expect(answer.json?["type"]?.string == "/problems/web.sign-in")
        }
    }

    @Test(arguments: ["/api/v1/account/code-removal", "/api/v1/acting-for"])
    func `what is for whoever is signed in is for nobody else`(_ path: String) async throws {
        try await City.with { city in
            let answer = await city.platform.site.answer(.json(path, ["code": "000000"]))
            #expect(answer.status == 401)
        }
    }

    @Test func `a program signs in and uses its token`() async throws {
        try await City.with { city in
            let signedIn = await city.platform.site.answer(
                .json("/api/v1/sign-in", ["login": .string(City.citizenLogin), "password": .string(City.password)]))
            #expect(signedIn.status == 201)
            let token = try #require(signedIn.json?["token"]?.string)
            let answer = await city.platform.site.answer(.get("/api/v1/licences", headers: ["authorization": "Bearer \(token)"]))
            #expect(answer.status == 200)
            #expect(answer.json?["items"]?.array != nil)
        }
    }

    @Test func `the OpenAPI description lists every endpoint for programs`() async throws {
        try await City.with { city in
            let answer = await city.browser().get("/openapi.json")
            let paths = try #require(answer.json?["paths"])
            #expect(answer.json?["openapi"]?.string?.hasPrefix("3.1") == true)
            let endpoints = city.platform.site.endpoints.filter { $0.face == .api }
            #expect(endpoints.count > 10)
            for endpoint in endpoints {
                #expect(
                    paths[endpoint.servedPath]?[endpoint.method.rawValue.lowercased()] != nil,
                    "\(endpoint.method.rawValue) \(endpoint.servedPath)")
            }
        }
    }

    @Test func `ten megabytes in a field of text are refused as too large`() async throws {
        try await City.with { city in
            let browser = city.browser()
            let long = String(repeating: "a", count: 10_000_000)
            let page = await browser.post("/sign-in", [("login", long), ("password", "x")], from: "/sign-in")
            #expect(page.status == 413)
            let json = await city.platform.site.answer(.json("/api/v1/sign-in", ["login": .string(long), "password": "x"]))
            #expect(json.status == 413)
            #expect(json.json?["type"]?.string == "/problems/web.too-large")
        }
    }

    @Test func `a database that is gone is 503 with a time to come back, and the log knows the request`() async throws {
        try await City.with { city in
            await city.platform.ground.database.close()
            let answer = await city.browser("en").signIn(City.citizenLogin)
            #expect(answer.status == 503)
            #expect(answer.headers["retry-after"] != nil)
            #expect(await city.browser().get("/readyz").status == 503)
            #expect(await city.browser().get("/healthz").status == 200)
            #expect(city.log.lines.contains { $0.contains("request=") })
        }
    }

    @Test func `nothing secret is logged`() async throws {
        try await City.with { city in
            let browser = city.browser()
            _ = await browser.signIn(City.citizenLogin, password: "a wrong password that nobody may read")
            _ = await browser.signIn(City.citizenLogin)
            for path in [
                "/", "/licences", "/messages", "/data-uses", "/applications", "/search?q=\(City.citizenNumber)",
                "/no?number=\(City.citizenNumber)",
            ] {
                _ = await browser.get(path)
            }
            await city.platform.ground.database.close()
            _ = await browser.signIn(City.citizenLogin)
            _ = await browser.get("/licences?number=\(City.citizenNumber)")
            let log = city.log.lines.joined(separator: "\n")
            #expect(!log.isEmpty)
            for secret in [City.password, "nobody may read", City.citizenNumber, city.citizen.name, "13800000000"] {
                #expect(!log.contains(secret), "the log tells \(secret.prefix(4))…")
            }
        }
    }
}
