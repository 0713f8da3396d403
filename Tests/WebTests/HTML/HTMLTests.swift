import Kernel
import TestSupport
import Testing

@testable import Web

@Suite struct HTMLTests {
    @Test func `an interpolated string is escaped and a literal is not`() {
        let typed = "<script>alert('1 & \"2\"')</script>"
        let html: HTML = "<p title=\"\(typed)\">\(typed)</p>"
        let safe = "&lt;script&gt;alert(&#39;1 &amp; &quot;2&quot;&#39;)&lt;/script&gt;"
        #expect(html.string == "<p title=\"\(safe)\">\(safe)</p>")
    }

    @Test func `whatever is typed, no sign of markup comes through`() {
        var generator = SeededRandom(seed: 20_261_123)
        let signs = Array("<>\"'&abc 中文&lt;;😀")
        for _ in 0..<500 {
            let typed = String(
                (0..<Int.random(in: 0...40, using: &generator)).map { _ in signs[Int.random(in: 0..<signs.count, using: &generator)] })
            let html: HTML = "\(typed)"
            #expect(!html.string.contains { "<>\"'".contains($0) })
            #expect(unescaped(html.string) == typed)
        }
    }

    @Test func `markup within markup is not escaped again`() {
        let inner: HTML = "<b>\("a & b")</b>"
        #expect(("<p>\(inner)\([inner, inner])</p>" as HTML).string == "<p><b>a &amp; b</b><b>a &amp; b</b><b>a &amp; b</b></p>")
        #expect((inner + "!").string == "<b>a &amp; b</b>!")
        #expect([inner, "c"].joined(separator: ", ").string == "<b>a &amp; b</b>, c")
        #expect((1...3).html { "<i>\($0)</i>" }.string == "<i>1</i><i>2</i><i>3</i>")
    }

    @Test func `a text speaks the reader's language`() {
        let text = Text("甲 & 乙", "A & B")
        #expect(("\(text, .zh)" as HTML).string == "甲 &amp; 乙")
        #expect(("\(text, .en)" as HTML).string == "A &amp; B")
    }

    @Test func `what is absent leaves nothing behind`() {
        let nothing: HTML? = nil
        let noText: String? = nil
        let html: HTML = "[\(nothing)\(noText)\(if: false, "<b>x</b>")\(attribute: "id", nil)\(flag: "required", false)]"
        #expect(html.string == "[]")
    }

    @Test func `attributes and flags stand with a space before them`() {
        let html: HTML = "<input\(attribute: "id", "a\"b")\(flag: "required", true)\(if: true, " data-x")>"
        #expect(html.string == "<input id=\"a&quot;b\" required data-x>")
    }

    @Test func `a link in an attribute is escaped`() {
        let link = ("/search" as Link).with(query: [("q", "a&b"), ("in", "x y")])
        #expect(("<a href=\"\(link)\">" as HTML).string == "<a href=\"/search?q=a%26b&amp;in=x%20y\">")
    }

    private func unescaped(_ text: String) -> String {
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
            .replacing("&amp;", with: "&")
    }
}

@Suite struct MarkupTests {
    @Test(arguments: [
        ("<p>", "<p> stays open"), ("<p></b>", "</b> closes nothing"), ("<p style=\"x\"></p>", "style in <p>"),
        ("<a onclick=\"x\"></a>", "onclick in <a>"),
        ("<i id=\"a\"></i><i id=\"a\"></i>", "id a twice"), ("<script>x</script>", "inline <script>"), ("1 < 2", "1 stray angle brackets"),
    ])
    func `the reader of these tests sees what is wrong`(_ html: String, _ fault: String) {
        #expect(Markup.faults(html).contains(fault))
    }

    @Test func `and is content with what is right`() {
        #expect(
            Markup.faults("<!DOCTYPE html>\n<p class=\"a\" hidden>x<br><svg><rect x=\"1\"/></svg><input name=\"a\" required></p>") == [])
    }
}
