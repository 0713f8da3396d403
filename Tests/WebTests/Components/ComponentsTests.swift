import Kernel
import Testing

@testable import Web

@Suite struct ComponentsTests {
    typealias C = Components
    private let today = LocalDate("2026-11-23")!

    /// Each component once, in a language.
    private func all(_ language: Language) -> [HTML] {
        let problem = Problem(
            "x", status: 409, title: Text("不行", "No"), detail: Text("再试", "Again"), faults: [.init("a", Text("错", "Wrong"))])
        return [
            C.tag(Text("一件事", "One thing"), language), C.light(.red, Text("超期", "Overdue"), language),
            C.lit(.amber, Text("今天", "Today"), title: "x", below: C.code("SP-1"), language),
            C.moment(Instant(today, secondOfDay: 33120), language),
            C.dates(from: today, to: today.adding(days: 3), language), table(language), C.pager(next: "/n", first: "/", language),
            C.timeline([C.TimelineStep(.done, "a", when: "b", tag: "c", detail: "d"), C.TimelineStep(.failed, "e")], language),
            C.steps(current: 1, language),
            C.lifeLine(Text("人", "Life"), [C.Station(Text("出生", "Birth"), hint: Text("户口", "x"), link: "/b")], language),
            C.summaryList([C.Fact(Text("母亲", "Mother"), "顾", source: "公安")], language),
            C.checks([C.Check(.needsEyes, "a", detail: "b", evidence: "c"), C.Check(.confirmed, "d")], language),
            C.fourNumbers([C.Figure("0", before: "26", unit: Text("份", "x"), suffix: Text("万", "y"))], language),
            C.bars([C.Bar(Text("公安", "Police"), start: 0, length: 1, words: Text("1 天", "1 day"))], caption: Text("谁", "Who"), language),
            C.progressBar(4, of: 5, label: Text("4/5", "4/5"), language), C.card(Text("标题", "Title"), "<p>x</p>", language),
            C.cards([C.linkCard("a", to: "/a", tag: "b", "c", foot: "d")]), C.split("a", "b"), C.halves("a", "b"),
            C.heading("a", above: C.breadcrumbs([(Text("办事", "Services"), "/")], language), tag: "b", lede: "c"),
            C.documentHead("a", number: "1", addressee: "b"), C.details(Text("更多", "More"), "x", isOpen: true, language),
            C.why(Text("因", "Since"), language),
            C.emptyState(Text("没有", "None"), hint: Text("提示", "Hint"), action: (Text("去", "Go"), "/"), language),
            C.banner(.seal, "<p>x</p>"),
            C.problem(problem, language), C.errorSummary(problem, fields: [], language), C.button(Text("去", "Go"), to: "/", language),
            C.submit(Text("交", "Send"), .seal, name: "a", value: "b", language), C.actionBar(["a"]), C.printButton(language),
            C.postButton(Text("撤", "Undo"), to: "/x", seal: FormSeal(csrf: "c", key: "k"), values: [("a", "b")], language),
            C.searchBox(to: "/s", label: Text("搜", "Search"), examples: [(Text("例", "E"), "/e")], suggestions: "/suggest", language),
            C.filterChips([C.Chip(Text("全部", "All"), "/", isCurrent: true)], label: Text("筛选", "Filter"), language),
            C.qr("https://city.example/v/1", label: Text("码", "Code"), language) ?? HTML(), C.chinese("《户口登记条例》", language),
        ]
    }

    private func table(_ language: Language) -> HTML {
        C.table(
            [C.Column(Text("办件", "Case")), C.Column(Text("到期", "Due"), .number), C.Column(Text("操作", "Action"), hidesTitle: true)],
            rows: [C.Row(["a", "b", "c"], isCurrent: true), C.Row(["d", "e", "f"])], caption: Text("待办", "To do"), language)
    }

    @Test(arguments: Language.allCases) func `every component is well-formed and holds no inline style or script`(_ language: Language) {
        for html in all(language) {
            #expect(!html.isEmpty)
            #expect(Markup.faults(html.string) == [], "\(html.string)")
        }
    }

    @Test func `English pages say nothing in Chinese but what is marked so`() {
        for html in all(.en) {
            let spoken = html.string.replacing(/<span lang="zh-Hans">[^<]*<\/span>/, with: "").replacing("顾", with: "").replacing(
                "公安", with: "")
            #expect(!spoken.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(spoken)")
        }
    }

    @Test func `what an English sentence quotes in Chinese is marked, and only that`() {
        #expect(
            Components.quoted("“小孩出生” and 落户。 Then", .en).string
                == "“<span lang=\"zh-Hans\">小孩出生</span>” and <span lang=\"zh-Hans\">落户。</span> Then")
        #expect(Components.quoted("<b>", .en).string == "&lt;b&gt;")
        #expect(Components.quoted("小孩出生 A", .zh).string == "小孩出生 A")
    }

    @Test func `a table stays a table for whoever hears it`() {
        let html = table(.zh).string
        #expect(html.contains("<caption class=\"vh\">待办</caption>"))
        #expect(html.contains("<th scope=\"row\" role=\"rowheader\">a</th>"))
        #expect(html.contains("<td role=\"cell\" class=\"number\" data-label=\"到期\">b</td>"))
        #expect(html.contains("<tr role=\"row\" aria-current=\"true\">"))
        #expect(html.contains("<span class=\"vh\">操作</span>"))
    }

    @Test func `no colour says anything alone`() {
        #expect(C.light(.red, Text("已超期", "Overdue"), .zh).string.contains("<span class=\"vh\">已超期</span>"))
        #expect(C.timeline([C.TimelineStep(.failed, "x")], .zh).string.contains("未通过："))
        #expect(C.checks([C.Check(.needsEyes, "x")], .en).string.contains("Needs your eyes: "))
        for (state, words) in [(C.Check.State.uploaded, "已上传："), (.promised, "已承诺："), (.composed, "由系统代写："), (.sameApplication, "同办产生：")] {
            let html = C.checks([C.Check(state, "x")], .zh).string
            #expect(html.contains(words) && !html.contains("数据已核实"))
        }
        #expect(
            C.fourNumbers([C.Figure("0", before: "26", unit: Text("份", "x"))], .zh).string.contains(
                "<del><span class=\"vh\">原来是 </span>26</del>"))
    }

    @Test func `bars keep within their track`() {
        let html = C.bars(
            [
                C.Bar(Text("a", "a"), start: 0, length: 1, words: Text("1", "1")),
                C.Bar(Text("b", "b"), start: 1, length: 3, words: Text("3", "3")),
                C.Bar(Text("c", "c"), start: 4, length: 0, words: Text("当场", "0")),
            ], caption: Text("谁", "Who"), .zh
        ).string
        #expect(html.contains("x=\"0.0%\" width=\"25.0%\""))
        #expect(html.contains("x=\"25.0%\" width=\"75.0%\""))
        #expect(html.contains("x=\"98.0%\" width=\"2.0%\""))
    }

    @Test func `where one is within a form is told`() {
        let html = C.steps(current: 1, .zh).string
        #expect(html.contains("<li class=\"past\">情形<span class=\"vh\">（已完成）</span></li><li aria-current=\"step\">填写</li><li>核对</li>"))
    }

    @Test func `times are readable by machines and short for people`() {
        let instant = Instant(today, secondOfDay: 9 * 3600 + 720)
        #expect(C.moment(instant, near: today, .zh).string == "<time datetime=\"2026-11-23T09:12:00+08:00\">09:12</time>")
        #expect(C.moment(instant, near: today.adding(days: 1), .zh).string.hasSuffix(">11 月 23 日 09:12</time>"))
        #expect(C.moment(instant, near: today.adding(days: 90), .en).string.hasSuffix(">23 November 2026 09:12</time>"))
        #expect(C.date(today, near: today, .zh).string == "<time datetime=\"2026-11-23\">11 月 23 日</time>")
    }

    @Test func `a QR code has its three corners, its quiet border and its limit`() throws {
        let html = try #require(C.qr("https://city.example/v/1", label: Text("码", "Code"), .zh)).string
        // Version 2 has 25 modules; four more on each side stay white.
        #expect(html.contains("viewBox=\"0 0 33 33\""))
        #expect(html.matches(of: /M4 4h7v1h-7z/).count == 1)
        #expect(html.contains("M22 4h7v1h-7z"))
        #expect(html.contains("M4 28h7v1h-7z"))
        #expect(C.qr(String(repeating: "x", count: 3000), label: Text("码", "Code"), .zh) == nil)
        #expect(C.qr("", label: Text("码", "Code"), .zh) == nil)
    }
}
