import Kernel
import Testing

/// Texts with names to fill, texts in parts, and JSON as it is read.
struct WordsTests {
    @Test func `a text is filled in both languages, and nothing else of it changes`() {
        let text = Text("{who}申请{what}，{who}签署。", "{who} applies for {what}; signed {who}.")
        let filled = text.filled(["who": Text("林小满", "Lin Xiaoman"), "what": Text("许可", "a licence")])
        #expect(filled == Text("林小满申请许可，林小满签署。", "Lin Xiaoman applies for a licence; signed Lin Xiaoman."))
        #expect(text.filled(["what": "x"]).en == "{who} applies for x; signed {who}.", "a name without a value stays")
        #expect(Text(same: "{a}{b").filled(["a": "{b}", "b": "c"]).zh == "{b}{b", "what is in a value is no name")
        #expect(Text(same: "}{ {a} {").filled(["a": "1"]).zh == "}{ 1 {", "braces without a name stay")
        #expect(Text(same: "").filled(["a": "1"]).zh.isEmpty)
    }

    @Test func `the parts of a text and the marks between them are the text again`() {
        for text in ["", "~", "a", "a~b", "~~a~", "证~照~", String(repeating: "证照~", count: 500)] {
            let parts = text.parts(between: "~")
            #expect(parts.joined(separator: "~") == text)
            #expect(parts.count == text.count { $0 == "~" } + 1 && !parts.contains { $0.contains("~") })
            #expect(String("x\(text)".dropFirst()).parts(between: "~") == parts, "of a text that is a piece of another")
        }
    }

    @Test func `a member that comes twice is refused, however many stand before it`() throws {
        for count in [1, 5, 11, 12, 13, 14, 40] {
            let members = (0..<count).map { "\"m\($0)\":\($0)" }
            #expect(try JSON(parsing: "{\(members.joined(separator: ","))}").members?.count == count)
            for again in [0, count / 2, count - 1] {
                let text = "{\((members + ["\"m\(again)\":0"]).joined(separator: ","))}"
                #expect(throws: JSON.ParseError.self, "\(again) of \(count)") { try JSON(parsing: text) }
            }
            // An escape names the same member.
            #expect(throws: JSON.ParseError.self) { try JSON(parsing: "{\(members.joined(separator: ",")),\"\\u006d0\":1}") }
        }
    }

    @Test func `a string is read with and without escapes, and refused where it is none`() throws {
        for (text, value) in [
            ("\"\"", ""), (#""abc""#, "abc"), (#""证照""#, "证照"), (#""a\"b""#, #"a"b"#), (#""\\""#, #"\"#), (#""证\n照""#, "证\n照"),
            (#""\ud83d\ude00x""#, "😀x"),
        ] {
            #expect(try JSON(parsing: text) == .string(value))
        }
        for text in ["\"", #""abc"#, #""a\"#, #""a\"#, "\"a\u{1}b\"", "\"a\nb\"", #""\ud83d""#, #""\x""#] {
            #expect(throws: JSON.ParseError.self, "\(text)") { try JSON(parsing: text) }
        }
        #expect(throws: JSON.ParseError.self) { try JSON(parsing: [0x22, 0xFF, 0x22]) }
        #expect(throws: JSON.ParseError.self) { try JSON(parsing: [0x22, 0x5C, 0x6E, 0xFF, 0x22]) }
    }
}
