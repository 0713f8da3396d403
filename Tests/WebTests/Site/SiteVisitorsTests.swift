import Kernel
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct SiteVisitorsTests {
    @Test func `whoever may not come in is told in the way of the face`() async throws {
        try await TestSite.with { test async throws in
            let page = await test.get("/mine?x=1")
            #expect(page.status == 303 && page.headers["location"] == "/sign-in?next=%2Fmine%3Fx%3D1")
            let program = await test.get("/api/v1/feed")
            #expect(program.status == 401 && program.headers["www-authenticate"]?.hasPrefix("Bearer") == true)
            let person = try await test.signedIn()
            #expect(await test.get("/mine", person).status == 200)
            #expect(await test.get("/desk", person).status == 403)
            #expect(await test.get("/api/v1/feed", person).status == 403)
            let officer = try await test.signedIn(.staff)
            #expect(await test.get("/desk", officer).status == 200)
            #expect(await test.get("/editing", officer).status == 403)
            #expect(await test.get("/mine", officer).status == 403)
        }
    }

    @Test func `a program comes in by its token`() async throws {
        try await TestSite.with { test async throws in
            let machine = try await test.signedIn(.machine)
            let answer = await test.get("/api/v1/feed", headers: [("authorization", "Bearer \(machine.token)")])
            #expect(answer.json == ["ok": true])
            #expect(await test.get("/api/v1/feed", headers: [("authorization", "Bearer x")]).status == 401)
            #expect(await test.get("/api/v1/feed", headers: [("authorization", "Basic \(machine.token)")]).status == 401)
        }
    }

    @Test func `every endpoint lets in whom its access names and nobody else`() async throws {
        try await TestSite.with { test async throws in
            var visitors: [(Visitor, NewSession?)] = [(.anonymous(.zh), nil)]
            for kind in [Visitor.Kind.person, .staff, .machine] {
                let session = try await test.signedIn(kind)
                let identify = test.site.identify
                let visitor = try await test.database.read { try identify(session.row, .zh, $0) }
                visitors.append((try #require(visitor), session))
            }
            for endpoint in test.site.endpoints where endpoint.method == .get {
                for (visitor, session) in visitors {
                    let answer = await test.get(endpoint.servedPath.replacing("{name}", with: "x"), session)
                    let isRefused = [303, 401, 403].contains(answer.status)
                    #expect(isRefused == !visitor.may(endpoint.access), "\(endpoint.name) \(visitor.kind) \(answer.status)")
                }
            }
        }
    }

    @Test func `a dead session's cookie is taken away`() async throws {
        try await TestSite.with { test async throws in
            let answer = await test.get("/form", headers: [("cookie", "session=\(String(repeating: "x", count: 43))")])
            #expect(answer.status == 200 && answer.cookie("session") == "")
        }
    }

    @Test func `a session in use is prolonged, at most every five minutes`() async throws {
        try await TestSite.with { test async throws in
            let session = try await test.signedIn()
            for _ in 0..<30 {
                test.clock.advance(seconds: 600)
                #expect(await test.get("/mine", session).status == 200)
            }
        }
    }

    @Test func `a form without its token is not acted on`() async throws {
        try await TestSite.with { test async throws in
            let session = try await test.signedIn()
            let cookie = ("cookie", "session=\(session.token)")
            let good = await test.post("/notes", [("note", "a")], session)
            #expect(good.status == 303 && good.headers["location"] == "/mine")
            let other = try await test.signedIn()
            for token in ["", other.row.csrf, String(session.row.csrf.dropLast())] {
                let request = RawRequest.form("/notes", [("note", "一 <b>"), ("_csrf", token)]).with(cookie.0, cookie.1)
                let answer = await test.site.answer(request)
                #expect(answer.status == 403 && answer.text.contains("一 &lt;b&gt;"), "what was typed is kept")
            }
            for origin in [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site")] {
                let request = RawRequest.form("/notes", [("note", "a"), ("_csrf", session.row.csrf)]).with(cookie.0, cookie.1).with(
                    origin.0, origin.1)
                let answer = await test.site.answer(request)
                #expect(answer.status == 403 && !answer.text.contains("name=\"_csrf\""))
            }
        }
    }

    @Test func `a visitor's form is bound to their cookie`() async throws {
        try await TestSite.with { test async throws in
            let page = await test.get("/form")
            let secret = try #require(page.cookie("csrf"))
            let token = try #require(page.text.firstMatch(of: /name="_csrf" value="([0-9a-f]{64})"/)).output.1
            let fields = [("login", "a"), ("password", "right"), ("_csrf", String(token))]
            #expect(await test.site.answer(.form("/sign-in", fields).with("cookie", "csrf=\(secret)")).status == 303)
            #expect(await test.site.answer(.form("/sign-in", fields)).status == 403)
            #expect(await test.site.answer(.form("/sign-in", fields).with("cookie", "csrf=\(String(secret.reversed()))")).status == 403)
        }
    }

    @Test func `a program that rides on a cookie has to come from here`() async throws {
        try await TestSite.with { test async throws in
            let session = try await test.signedIn()
            let request = RawRequest.json("/api/v1/notes", ["note": "a"]).with("cookie", "session=\(session.token)")
            #expect(await test.site.answer(request).status == 403)
            #expect(await test.site.answer(request.with("origin", "https://evil.example").with("host", "city.example")).status == 403)
            #expect(await test.site.answer(request.with("sec-fetch-site", "same-origin")).status == 201)
            let token = RawRequest.json("/api/v1/notes", ["note": "a"]).with("authorization", "Bearer \(session.token)")
            #expect(await test.site.answer(token).status == 201)
        }
    }

    @Test func `signing in and out sets and takes the cookie, with its safe attributes`() async throws {
        try await TestSite.with(settings: WebSettings(secureCookies: true)) { test async throws in
            let secret = "00112233445566778899aabbccddeeff"
            let answer = await test.site.answer(
                .form("/sign-in", [("password", "right"), ("_csrf", secret)]).with("cookie", "__Host-csrf=\(secret)"))
            let set = try #require(answer.headers["set-cookie"])
            #expect(set.hasPrefix("__Host-session=") && set.hasSuffix("; Path=/; HttpOnly; SameSite=Lax; Secure"))
            #expect(answer.headers["strict-transport-security"] != nil)
        }
    }
}
