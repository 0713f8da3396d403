import Foundation
import Kernel
import Testing
import Web

/// Walks the site link by link, as a visitor, as a citizen and as an officer.
struct WalkingTests {
    /// Every local link of a page, fragments and page numbers aside.
    private static func links(in page: String) -> [String] {
        page.matches(of: #/(?:href|src)="(/[^"#]*)/#).map { String($0.output.1).replacing("&amp;", with: "&") }
    }

    private func walk(_ browser: Browser, from start: String, limit: Int = 400) async -> (seen: Set<String>, broken: [String]) {
        var seen: Set<String> = [start]
        var queue = [(start, "the beginning")]
        var broken: [String] = []
        while let (path, origin) = queue.popLast(), seen.count < limit {
            let answer = await browser.get(path)
            if answer.status >= 400 { broken.append("\(path) is \(answer.status), linked from \(origin)") }
            guard answer.headers["content-type"]?.hasPrefix("text/html") == true else { continue }
            for link in Self.links(in: answer.text) where !link.contains("lang=") && seen.insert(link).inserted {
                queue.append((link, path))
            }
        }
        return (seen, broken)
    }

    @Test func `no link that a visitor finds is broken`() async throws {
        try await City.with { city in
            let (seen, broken) = await walk(city.browser(), from: "/")
            #expect(broken == [])
            #expect(seen.count > 30)
        }
    }

    @Test func `no link that a citizen finds is broken`() async throws {
        try await City.with { city in
            let browser = city.browser("en")
            #expect(await browser.signIn(City.citizenLogin).status == 303)
            let (seen, broken) = await walk(browser, from: "/applications")
            #expect(broken == [])
            #expect(seen.contains("/messages"))
        }
    }

    @Test func `no link that an officer finds is broken`() async throws {
        try await City.with { city in
            let browser = city.browser()
            #expect(await browser.signIn(City.officerLogin).headers["location"] == "/console")
            let (_, broken) = await walk(browser, from: "/console")
            // The API reference names the pages of applicants too; an officer is rightly kept out of those.
            #expect(broken.filter { !$0.contains(" is 403, ") } == [])
        }
    }

    @Test func `a citizen sees no console and an officer no wallet`() async throws {
        try await City.with { city in
            let citizen = city.browser()
            _ = await citizen.signIn(City.citizenLogin)
            #expect(await citizen.get("/console").status == 403)
            let officer = city.browser()
            _ = await officer.signIn(City.officerLogin)
            #expect(await officer.get("/licences").status == 403)
        }
    }

    @Test func `every page has one title and one main heading in its own language`() async throws {
        try await City.with { city in
            for language in ["zh-CN", "en"] {
                for path in ["/", "/sign-in", "/api", "/things", "/accessibility"] {
                    let page = await city.browser(language).get(path)
                    guard page.status == 200 else { continue }
                    #expect(page.text.matches(of: #/<h1[ >]/#).count == 1, "\(path) in \(language)")
                    #expect(page.text.matches(of: #/<title>[^<]+<\/title>/#).count == 1, "\(path) in \(language)")
                }
            }
        }
    }
}
