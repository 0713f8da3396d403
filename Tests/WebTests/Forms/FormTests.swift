import Kernel
import Testing

@testable import Web

@Suite struct FormTests {
    private let fields = [
        Field("child.name", Text("孩子的姓名", "The child’s name"), .text(max: 20)), Field("agree", Text("我同意。", "I agree."), .consent),
        Field("kind", Text("种类", "Kind"), .choices(FieldRenderTests.options)), Field("step", Text("步骤", "Step"), .hidden),
    ]

    private func form(_ values: [String: [String]] = [:], _ problem: Problem? = nil) -> Form {
        Form(
            action: "/drafts/1", fields: fields, values: values, problem: problem, submit: Text("提交", "Submit"),
            seal: FormSeal(csrf: "c&1", key: "k1"))
    }

    @Test func `a form carries its token, its key and the guard against a second click`() {
        let html = form(["step": ["2"]]).html(.zh).string
        #expect(html.contains("name=\"_csrf\" value=\"c&amp;1\""))
        #expect(html.contains("name=\"_key\" value=\"k1\""))
        #expect(html.contains("name=\"step\" value=\"2\""))
        #expect(html.contains("method=\"post\" action=\"/drafts/1\" novalidate data-once"))
        #expect(Markup.faults(html) == [])
        #expect(!FormSeal(csrf: "c").html.string.contains("_key"))
    }

    @Test func `what is wrong stands first and leads to its field`() {
        let sent = Submitted(values: ["child.name": [""], "kind": []])
        var problem: Problem?
        do throws(Problem) { _ = try fields.parse(sent) } catch { problem = error }
        let html = form(sent.values, problem).html(.zh).string
        #expect(Markup.faults(html) == [])
        #expect(html.hasPrefix("<div class=\"problem\" role=\"alert\" tabindex=\"-1\" data-focus"))
        for name in ["child.name", "agree", "kind"] {
            #expect(html.contains("href=\"#f-\(name)\""))
            #expect(html.contains("id=\"f-\(name)\""))
        }
        #expect(html.contains("请阅读后勾选“我同意”，才能继续。"))
    }

    @Test func `a fault that belongs to no field is still told`() {
        let problem = Problem.invalid([Problem.Fault("nowhere", Text("两项不一致。", "The two differ."))])
        let html = form([:], problem).html(.en).string
        #expect(html.contains("<li>The two differ.</li>"))
    }

    @Test func `two forms on one page keep their ids apart`() {
        var second = form([:], .invalid([Problem.Fault("child.name", Text("错", "Wrong"))]))
        second.scope = "refusal-"
        let html = form().html(.zh).string + second.html(.zh).string
        #expect(Markup.faults(html) == [])
        #expect(html.contains("href=\"#f-refusal-child.name\"") && html.contains("id=\"f-refusal-child.name\""))
    }

    @Test func `a form with a file is sent in parts`() {
        var form = form()
        #expect(!form.html(.zh).string.contains("enctype"))
        form.sections.append(
            FormSection(Text("材料", "Documents"), fields: [Field("plan", Text("图", "Plan"), .file(types: [.pdf], maxBytes: 1000))]))
        #expect(form.html(.zh).string.contains("enctype=\"multipart/form-data\""))
        #expect(form.html(.zh).string.contains("<h2>材料</h2>"))
    }
}
