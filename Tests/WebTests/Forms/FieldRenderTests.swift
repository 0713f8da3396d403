import Kernel
import Testing

@testable import Web

@Suite struct FieldRenderTests {
    static let options = [Option("a", Text("甲", "A"), help: Text("第一", "First")), Option("b", Text("乙", "B"))]
    static let kinds: [Field.Kind] = [
        .text(max: 20), .longText(max: 500), .integer(min: 1, max: 9), .decimal(places: 2), .money,
        .date(min: LocalDate("2026-01-01"), max: nil), .month,
        .choice(options, style: .select), .choice(options, style: .radios), .choices(options), .yesNo, .consent, .idNumber, .uscc,
        .mobile, .email,
        .postcode, .bankCard, .file(types: [.pdf, .jpg], maxBytes: 10_000_000), .password, .named(CodeNamesTests.names),
    ]

    private func field(_ kind: Field.Kind, required: Bool = true) -> Field {
        Field(
            "child.name", Text("孩子的 <姓名>", "The child’s <name>"), kind, help: Text("帮助", "Help"),
            why: Text("因为", "Because"), required: required)
    }

    @Test(arguments: kinds) func `every field is well-formed, named and never carries markup that was typed`(_ kind: Field.Kind) {
        for language in Language.allCases {
            for faults in [[], [Problem.Fault("child.name", Text("不对", "Wrong"))]] {
                let html = field(kind).render(values: ["\"><script>x</script>"], faults: faults, language).string
                #expect(Markup.faults(html) == [])
                #expect(!html.contains("<script"))
                #expect(html.contains("id=\"f-child.name\""))
                #expect(html.contains(language == .zh ? "为什么要问" : "Why is this asked"))
            }
        }
    }

    @Test(arguments: kinds) func `what others state is chosen, or written below`(_ kind: Field.Kind) {
        // Nobody else's word is offered as a file or as one's own consent.
        switch kind {
        case .file, .consent: return
        default: break
        }
        var field = field(kind)
        field.offers = [Option("一<", Text("一", "One")), Option("二", Text("二", "Two"))]
        for (values, checked) in [([], nil), (["一<"], "一&lt;"), (["二", ""], "二"), (["二", "三"], "")] as [([String], String?)] {
            let html = field.render(values: values, faults: [Problem.Fault("child.name", Text("不对", "Wrong"))], .zh).string
            #expect(Markup.faults(html) == [])
            #expect(html.contains("id=\"f-child.name\"") && html.contains("都不对，我来写"))
            let chosen = html.matches(of: /type="radio"[^>]*value="([^"]*)" checked/).map { String($0.1) }
            #expect(chosen == (checked.map { [$0] } ?? []), "\(values)")
        }
    }

    @Test(arguments: kinds) func `a message is tied to its field`(_ kind: Field.Kind) {
        let html = field(kind).render(value: nil, faults: [Problem.Fault("child.name", Text("不对", "Wrong"))], .zh).string
        #expect(html.contains("id=\"f-child.name-error\""))
        #expect(html.contains("aria-invalid=\"true\""))
        #expect(html.contains(/aria-describedby="[^"]*f-child\.name-error"/))
        #expect(!field(kind).render(value: nil, faults: [Problem.Fault("other", Text("不对", "Wrong"))], .zh).string.contains("aria-invalid"))
    }

    @Test func `a label leads to its control`() {
        let html = field(.text(max: 20)).render(value: "沈知夏", .zh).string
        #expect(html.contains("<label for=\"f-child.name\">孩子的 &lt;姓名&gt;</label>"))
        #expect(html.contains("value=\"沈知夏\""))
        #expect(html.contains("aria-describedby=\"f-child.name-help\""))
        #expect(field(.text(max: 20), required: false).render(value: nil, .zh).string.contains("（选填）"))
    }

    @Test func `what was chosen stays chosen`() {
        #expect(field(.choice(Self.options, style: .select)).render(value: "b", .zh).string.contains("<option value=\"b\" selected>"))
        #expect(field(.choices(Self.options)).render(values: ["a", "b"], .zh).string.matches(of: /\schecked/).count == 2)
        #expect(field(.yesNo).render(value: "false", .zh).string.contains("value=\"no\" checked"))
    }

    @Test func `neither a password nor a consent is ever filled in`() {
        #expect(!field(.password).render(value: "geheim", .zh).string.contains("geheim"))
        #expect(!field(.consent).render(value: "yes", .zh).string.contains("checked"))
    }

    @Test func `a phone shows the right keys`() {
        #expect(field(.integer(min: nil, max: nil)).render(value: nil, .zh).string.contains("inputmode=\"numeric\""))
        #expect(field(.mobile).render(value: nil, .zh).string.contains("type=\"tel\""))
        #expect(field(.mobile).render(value: nil, .zh).string.contains("autocomplete=\"tel-national\""))
        #expect(field(.idNumber).render(value: nil, .zh).string.contains("autocomplete=\"off\""))
        let plan = field(.file(types: [.pdf, .jpg], maxBytes: 10_000_000)).render(value: nil, .zh).string
        #expect(plan.contains("accept=\".pdf,application/pdf,.jpg,.jpeg,image/jpeg\""))
        #expect(plan.contains("PDF、JPG，不超过 10 MB"))
    }

    @Test func `what is no date is not lost in a date box`() {
        #expect(field(.date(min: nil, max: nil)).render(value: "2026-11-23", .zh).string.contains("type=\"date\""))
        let html = field(.date(min: nil, max: nil)).render(value: "2026-11-31", .zh).string
        #expect(html.contains("type=\"text\"") && html.contains("value=\"2026-11-31\""))
    }
}
