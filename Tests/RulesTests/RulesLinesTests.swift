import Kernel
import Testing

@testable import Rules

struct RulesLinesTests {
    @Test(arguments: [
        (#"{"expression": "a + 1", "facts": {"a": 1}}"#, #"{"value":2}"#),
        (#"{"expression":"1/3"}"#, #"{"value":0.3333333333333333333333333333333333}"#),
        (#"{"expression":"first name + \"!\"","facts":{"first name":"王"}}"#, #"{"value":"王!"}"#),
        (#"{"expression":"a.b","facts":{"a":{"b":null}}}"#, #"{"value":null}"#),
        (#"{"expression":"1 + \"x\"","facts":{}}"#, #"{"value":null}"#),
        (#"{"expression":"date(d) + @\"P1D\"","facts":{"d":"2020-02-28"}}"#, #"{"value":"2020-02-29"}"#),
        (#"{"expression":"d + @\"P1D\"","facts":{"d":"@\"2020-02-28\""}}"#, #"{"value":"2020-02-29"}"#),
        (#"{"expression":"a.b[1] < time(\"10:00:00\")","facts":{"a":{"b":["@\"09:30:00\""]}}}"#, #"{"value":true}"#),
        (#"{"expression":"[a, b, c]","facts":{"a":"@\"no\"","b":"@\"","c":"@\"P14M\""}}"#, #"{"value":["@\"no\"","@\"","P1Y2M"]}"#),
        (#"{"expression":"e.n > 300","facts":{"e.n":412}}"#, #"{"value":true}"#),
        (#"{"expression":"x","facts":null}"#, #"{"value":null}"#),
        (#"{"expression":"today()"}"#, #"{"value":"2026-11-23"}"#),
    ]) func `a line gives its value`(_ line: String, _ answer: String) {
        #expect(RulesLines.evaluate(line: line, at: morning) == answer)
    }

    @Test(arguments: [
        "", "x", "[]", "{}", "1", #"{"expression":1}"#, #"{"expression":"1","facts":[]}"#, #"{"expression":"1 +"}"#, #"{"expression":"1","#,
        "\u{0}",
    ])
    func `a malformed line gives an error`(_ line: String) throws {
        let answer = try JSON(parsing: RulesLines.evaluate(line: line))
        let message = try #require(answer["error"]?["message"])
        #expect(message["zh"]?.string?.isEmpty == false && message["en"]?.string?.isEmpty == false)
        #expect(answer["value"] == nil)
    }

    @Test func `a parse error says line, column and what was expected`() throws {
        let answer = try JSON(parsing: RulesLines.evaluate(line: #"{"expression":"(1"}"#))
        #expect(answer["error"]?["line"]?.int == 1)
        #expect(answer["error"]?["column"]?.int == 3)
        #expect(answer["error"]?["expected"]?.array?.first?["en"]?.string == ")")
    }
}
