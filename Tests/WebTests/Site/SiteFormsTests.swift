import Kernel
import Store
import TestSupport
import Testing

@testable import Web

/// What goes wrong with forms, and that nothing typed is lost.
@Suite struct SiteFormsTests {
    @Test func `a mistake shows the form again, with what was typed, and JSON says the same`() async throws {
        try await TestSite.with { test async throws in
            let session = try await test.signedIn()
            let long = String(repeating: "长", count: 30)
            let page = await test.post("/notes", [("note", long)], session)
            #expect(page.status == 422 && page.text.contains(long) && page.text.contains("role=\"alert\""))
            let json = await test.site.answer(
                RawRequest.json("/api/v1/notes", ["note": .string(long)]).with("authorization", "Bearer \(session.token)").with(
                    "accept-language", "en"))
            #expect(json.status == 422 && json.headers["content-type"] == "application/problem+json")
            #expect(json.json?["errors"]?.array?.first?["pointer"] == "/note")
            #expect(json.json?["title"] == "Some answers need another look")
        }
    }

    @Test func `an outcome is a redirect on the page and a resource in JSON`() async throws {
        try await TestSite.with { test async throws in
            let session = try await test.signedIn()
            #expect(await test.post("/notes", [("note", "a")], session).status == 303)
            let json = await test.site.answer(
                RawRequest.json("/api/v1/notes", ["note": "a"]).with("authorization", "Bearer \(session.token)"))
            #expect(json.status == 201 && json.json == ["note": "a"])
        }
    }

    @Test func `a session that ended in mid-form loses nothing`() async throws {
        try await TestSite.with { test async throws in
            let session = try await test.signedIn()
            test.clock.advance(seconds: 3 * 3600)
            let typed = "三点 \"说明\" & <more>"
            // 1. The form is sent too late: the sign-in page comes with it.
            let late = await test.post("/notes", [("note", typed), ("_key", "k1")], session)
            #expect(late.status == 401 && late.text.contains("name=\"_resume\"") && late.text.contains("您填写的内容还在"))
            let csrf = try #require(late.cookie("csrf"))
            func resume(_ answer: RawAnswer) throws -> String {
                unescaped(String(try #require(answer.text.firstMatch(of: /name="_resume" value="([^"]*)"/)).output.1))
            }
            // 2. A mistyped password does not lose it either.
            let signIn = { (password: String, carried: String) in
                RawRequest.form("/sign-in", [("login", "a"), ("password", password), ("_csrf", csrf), ("_resume", carried)]).with(
                    "cookie", "csrf=\(csrf)")
            }
            let wrong = await test.site.answer(signIn("wrong", try resume(late)))
            #expect(wrong.status == 403)
            // 3. Signed in: one button sends what was typed, with the new session's token.
            let right = await test.site.answer(signIn("right", try resume(wrong)))
            #expect(right.status == 200 && right.text.contains("action=\"/notes\""))
            let token = try #require(right.cookie("session"))
            let boxes = hidden(right.text)
            #expect(boxes["note"] == typed && boxes["_key"] == "k1")
            let sent = await test.site.answer(.form("/notes", boxes.map { ($0.key, $0.value) }).with("cookie", "session=\(token)"))
            #expect(sent.status == 303)
        }
    }

    @Test func `what is carried never holds a password and never leaves the site`() throws {
        let clock = TestClock()
        let submitted = Submitted(
            values: ["a": ["1", "2"], "newPassword": ["x"], "code": ["123"], "_csrf": ["y"], "_resume": ["z"]],
            files: [UploadedFile(field: "f", name: "a", type: "", bytes: [1])])
        let call = Call(
            method: .post, path: "/x", face: .page, submitted: submitted, visitor: .anonymous(.zh), requestID: "r", now: clock.now,
            surroundings: clock.surroundings)
        let form = ResumedForm(call, takes: .object([.init("code", Schema.string.with("writeOnly", true))]))
        #expect(form.pairs.map(\.name) == ["a", "a"] && form.hadFiles)
        #expect(ResumedForm(form.text)?.pairs.map(\.value) == ["1", "2"])
        for text in [nil, "", "{}", #"{"path":"//evil.example","values":[]}"#, #"{"path":"https://evil.example/","values":[]}"#] {
            #expect(ResumedForm(text) == nil)
        }
    }

    @Test func `a database that is full keeps what was typed on the page`() async throws {
        try await TestSite.with { test async throws in
            let session = try await test.signedIn()
            let own = await test.post("/notes", [("note", "stuck")], session)
            #expect(own.status == 503 && own.headers["retry-after"] == "10" && own.text.contains("value=\"stuck\""))
            let bare = await test.post("/stuck", [("note", "很长的说明")], session)
            #expect(bare.status == 503 && bare.headers["retry-after"] == "10")
            #expect(hidden(bare.text)["note"] == "很长的说明" && bare.text.contains("action=\"/stuck\""))
        }
    }

    @Test func `a database that is gone keeps what was typed, even from whom nobody can recognise`() async throws {
        try await TestSite.with { test async throws in
            let session = try await test.signedIn()
            await test.database.close()
            let answer = await test.post("/notes", [("note", "很长的说明")], session)
            #expect(answer.status == 503 && answer.headers["retry-after"] == "10")
            let boxes = hidden(answer.text)
            #expect(boxes["note"] == "很长的说明" && boxes["_csrf"] == session.row.csrf)
            #expect(await test.get("/mine", session).status == 503)
            #expect(await test.get("/").status == 200, "public pages need no database")
        }
    }

    @Test func `a page from before signing in again can be sent again`() async throws {
        try await TestSite.with { test async throws in
            let session = try await test.signedIn()
            let old = await test.site.answer(
                RawRequest.form("/bare", [("note", "typed"), ("_csrf", "00112233445566778899aabbccddeeff")]).with(
                    "cookie", "session=\(session.token)"))
            #expect(old.status == 403)
            let boxes = hidden(old.text)
            #expect(boxes["note"] == "typed")
            #expect(
                await test.site.answer(.form("/bare", boxes.map { ($0.key, $0.value) }).with("cookie", "session=\(session.token)")).status
                    == 303)
        }
    }

    @Test func `ten megabytes in a text field are refused in the reader's language`() async throws {
        try await TestSite.with { test async throws in
            let session = try await test.signedIn()
            let huge = await test.post("/notes", [("note", String(repeating: "x", count: 10_000_000))], session)
            #expect(huge.status == 413 && huge.text.contains("内容太大"))
            let long = await test.post("/notes", [("note", String(repeating: "x", count: 100_000))], session)
            #expect(long.status == 413)
            let claimed = await test.site.answer(
                RawRequest.form("/notes", []).with("content-length", "99999999999").with("cookie", "session=\(session.token)"))
            #expect(claimed.status == 413)
            let zipped = await test.site.answer(
                RawRequest.form("/notes", [("note", "a")]).with("content-encoding", "gzip").with("cookie", "session=\(session.token)"))
            #expect(zipped.status == 415)
        }
    }

    @Test func `files come through where an endpoint takes them`() async throws {
        try await TestSite.with { test async throws in
            let session = try await test.signedIn()
            let body =
                "--B\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n\(session.row.csrf)\r\n--B\r\n"
                + "Content-Disposition: form-data; name=\"f\"; filename=\"a.pdf\"\r\n\r\n" + String(repeating: "x", count: 1_000_000)
                + "\r\n--B--"
            func post(_ target: String) async -> RawAnswer {
                await test.site.answer(
                    RawRequest(
                        "POST", target,
                        headers: [
                            "content-type": "multipart/form-data; boundary=B", "sec-fetch-site": "same-origin",
                            "cookie": "session=\(session.token)",
                        ], body: Array(body.utf8)))
            }
            #expect(await post("/upload").json == [["a.pdf", 1_000_000]])
            #expect(await post("/notes").status == 413)
        }
    }

    /// The hidden boxes of the form of `main`.
    private func hidden(_ page: String) -> [String: String] {
        let main = page.split(separator: "<main").last.map(String.init) ?? page
        let boxes = main.matches(of: /<input type="hidden" name="([^"]*)" value="([^"]*)">/)
        return Dictionary(boxes.map { (unescaped(String($0.output.1)), unescaped(String($0.output.2))) }) { first, _ in first }
    }

    private func unescaped(_ text: String) -> String {
        text.replacing("&quot;", with: "\"").replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&#39;", with: "'")
            .replacing("&amp;", with: "&")
    }
}
