import Kernel
import Testing

@testable import Web

@Suite struct PageShellTests {
    private let menu = [Nav("services", Text("办事", "Services"), "/"), Nav("licences", Text("我的证照", "Licences"), "/licences")]

    private func shell(
        _ layout: Page.Layout, _ language: Language = .zh, name: String? = "顾晓岚", acting: String? = nil,
        here: Link = "/things/newborn?step=2"
    )
        -> String
    {
        let page = Page(Text("小孩出生", "A child is born"), layout: layout, body: "<h1>x</h1>")
        let frame = PageFrame(
            language: language, here: here, portalMenu: menu, consoleMenu: [Nav("worklist", Text("待办", "To do"), "/console")], name: name,
            actingFor: acting, csrf: "secret", assets: AssetVersions(["/css/site.css": "abc", "/js/site.js": "def"]))
        return PageShell.html(page, in: frame).string
    }

    private var layouts: [Page.Layout] {
        let foot = DocumentFoot(
            issuer: Text("示例局", "Example Bureau"), date: LocalDate("2026-11-23"), verifyAt: "https://city.example/verify/1", number: "SP-1")
        return [.portal(current: menu[0]), .console(current: nil), .plain, .document(foot)]
    }

    @Test(arguments: Language.allCases) func `every layout is well-formed, says its language and allows no inline code`(
        _ language: Language
    ) {
        for layout in layouts {
            let html = shell(layout, language)
            #expect(Markup.faults(html) == [])
            #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\">"))
            #expect(html.contains("name=\"viewport\" content=\"width=device-width, initial-scale=1\""))
            #expect(html.contains("<a class=\"skip\" href=\"#main\">"))
            #expect(html.contains("<main id=\"main\""))
            #expect(html.contains(language == .zh ? "<title>小孩出生 · 一网</title>" : "<title>A child is born · Yiwang</title>"))
        }
    }

    @Test func `files are named with their version`() {
        let html = shell(.plain)
        #expect(html.contains("href=\"/css/site.css?v=abc\""))
        #expect(html.contains("src=\"/js/site.js?v=def\" defer"))
        #expect(html.contains("href=\"/icons/icon.svg\""))
    }

    @Test func `changing the language keeps the page`() {
        #expect(shell(.plain).contains("href=\"/things/newborn?step=2&amp;lang=en\" hreflang=\"en\" lang=\"en\">English</a>"))
        #expect(
            shell(.plain, .en, here: "/x?lang=en&a=1").contains("href=\"/x?a=1&amp;lang=zh\" hreflang=\"zh-Hans\" lang=\"zh-Hans\">中文</a>"))
    }

    @Test func `a visitor may sign in and comes back to this page`() {
        let html = shell(.portal(current: nil), name: nil)
        #expect(html.contains("href=\"/sign-in?next=%2Fthings%2Fnewborn%3Fstep%3D2\">登录</a>"))
        #expect(!html.contains("/sign-out"))
    }

    @Test func `who is signed in sees their name and signs out by a form`() {
        let html = shell(.portal(current: menu[1]), name: "A<b>")
        #expect(html.contains("A&lt;b&gt;"))
        #expect(
            html.contains("<form method=\"post\" action=\"/sign-out\" data-once><input type=\"hidden\" name=\"_csrf\" value=\"secret\">"))
        #expect(html.contains("<a href=\"/licences\" aria-current=\"page\">我的证照</a>"))
        #expect(html.matches(of: /aria-current/).count == 1)
    }

    @Test func `acting for somebody else is said on every page of the portal`() {
        #expect(shell(.portal(current: nil), acting: "小满餐饮店").contains("正在以 小满餐饮店 的名义办理"))
        #expect(!shell(.portal(current: nil)).contains("的名义办理"))
    }

    @Test func `the console has its own menu`() {
        let html = shell(.console(current: nil))
        #expect(html.contains("<body class=\"console\">") && html.contains("总操作台") && html.contains("href=\"/console\">待办</a>"))
        #expect(!html.contains("我的证照"))
    }

    @Test func `a document has its issuer, its date and its code at the foot`() throws {
        let html = shell(layouts[3])
        #expect(html.contains("<strong>示例局</strong>") && html.contains("datetime=\"2026-11-23\"") && html.contains("class=\"qr\""))
        #expect(html.contains("编号 SP-1") && !html.contains("class=\"menu\""))
    }

    @Test func `a problem is a page that says what to do next`() {
        let problem = Problem("gone", status: 410, title: Text("这件事已停办", "No longer done"), detail: Text("请看新的。", "See the new one."))
        let page = Page.problem(problem, .zh)
        #expect(page.status == 410)
        #expect(
            page.body.string.contains("<h1>这件事已停办</h1>") && page.body.string.contains("href=\"/\"") && page.body.string.contains("12345"))
        #expect(Markup.faults(page.body.string) == [])
    }
}
