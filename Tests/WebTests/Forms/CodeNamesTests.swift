import Kernel
import Testing

@testable import Web

/// A box in which a code is written by its name.
@Suite struct CodeNamesTests {
    static let names = CodeNames(
        "colours", help: Text("写名称即可", "Write its name"), suggestions: [Text("红色 <一>", "Red <1>"), Text("蓝色", "Blue")],
        read: { (written: String) throws(NameFault) in
            guard let code = ["红色": "1", "1": "1", "Blue": "2", "蓝色": "2"][written] else {
                throw .unknown(written, near: [Text("红色", "Red")], hint: Text("请写颜色。", "Please write a colour."))
            }
            return code
        },
        written: { ["1": Text("红色 <一>", "Red <1>"), "2": Text("蓝色", "Blue")][$0] })

    private let field = Field("colour", Text("颜色", "Colour"), .named(names))

    private func sent(_ value: String) -> Submitted { Submitted(values: ["colour": [value]]) }

    @Test(arguments: [("红色", "1"), (" 红色　", "1"), ("１", "1"), ("Blue", "2")])
    func `what was written is kept as its code`(_ written: String, _ code: String) throws {
        #expect(try field.parse(sent(written)) == .string(code))
    }

    @Test func `what names nothing is told with what may be meant, and stands in the box again`() throws {
        let problem = try #require(throws: Problem.self) { try field.parse(sent("绿色")) }
        let message = try #require(problem.faults.first?.message)
        #expect(problem.faults.map(\.field) == ["colour"])
        #expect(message.zh == "“颜色”填得不对。没有找到“绿色”。是不是“红色”？请写颜色。")
        #expect(message.en == "“Colour” is not right. “绿色” was not found. Is it “Red”? Please write a colour.")
        #expect(field.render(value: "绿色", faults: problem.faults, .zh).string.contains("value=\"绿色\""))
        #expect(throws: Problem.self) { try field.parse(sent(String(repeating: "红", count: 121))) }
        #expect(throws: Problem.self) { try field.parse(sent(" ")) }
    }

    @Test func `a code stands in its box by its name, in the language of the page`() {
        #expect(field.render(value: "2", .zh).string.contains("value=\"蓝色\""))
        #expect(field.render(value: "２", .en).string.contains("value=\"Blue\""))
        #expect(field.render(value: "1", .zh).string.contains("value=\"红色 &lt;一&gt;\""))
        #expect(field.render(value: "7", .zh).string.contains("value=\"7\""))
    }

    @Test func `a form offers the names once for all of its boxes`() {
        var other = field
        other.name = "second"
        var form = Form(action: "/x", fields: [field, other], submit: Text("下一步", "Next"), seal: FormSeal(csrf: "t"))
        form.scope = "a-"
        for language in Language.allCases {
            let html = form.html(language).string
            #expect(Markup.faults(html) == [])
            #expect(html.matches(of: /<datalist id="names-a-colours">/).count == 1)
            #expect(html.matches(of: /list="names-a-colours"/).count == 2)
            #expect(html.contains(language == .zh ? "<option value=\"红色 &lt;一&gt;\">" : "<option value=\"Red &lt;1&gt;\">"))
            #expect(html.contains("aria-describedby=\"f-a-colour-help\""))
        }
        let bare = CodeNames("bare", help: Text("写", "Write"), suggestions: [], read: { $0 }, written: { _ in nil })
        let plain = Form(
            action: "/x", fields: [Field("b", Text("乙", "B"), .named(bare))], submit: Text("好", "OK"), seal: FormSeal(csrf: "t"))
        #expect(!plain.html(.zh).string.contains("list"))
    }
}
