import Kernel
import Testing

@testable import Rules

struct ParseErrorTests {
    private func failure(_ source: String) throws -> ParseError {
        try #require(throws: ParseError.self) { try Expression(source) }
    }

    @Test(
        arguments: rows(
            #"""
            1 + => 1:4
            1 +  => 1:5
            (1 + 2 => 1:7
            1 2 => 1:3
            a b => 1:3
            [1, 2 => 1:6
            {a 1} => 1:5
            {a: 1 => 1:6
            if a then b => 1:12
            if a else b => 1:6
            for x [1] return x => 1:7
            for x in [1] x => 1:14
            some x in y => 1:12
            x between 1 => 1:12
            x between 1 or 2 => 1:13
            x in => 1:5
            x in () => 1:7
            f(1, => 1:5
            f(a: 1, 2) => 1:9
            a. => 1:3
            a.1 => 1:2
            x instance number => 1:12
            x instance of => 1:14
            function(1) x => 1:10
            and => 1:1
            a and => 1:6
            "abc => 1:1
            a\n+\n  ) => 3:3
            /* x => 1:1
            1 = \n\n@5 => 3:2
            [1.. => 1:5
            [1..2 => 1:6
            a == b => 1:4
            a && b => 1:3
            a > 5，b => 1:6
            “a” => 1:1
            a ≤ 5 => 1:3
            # => 1:1
            not(a => 1:6
            1e99999 => 1:1
            a[ => 1:3
            ]1 => 1:3
            """#)) func `line and column say where`(_ row: Row) throws
    {
        let error = try failure(row.expression.replacing("\\n", with: "\n"))
        #expect("\(error.line):\(error.column)" == row.expected, "\(row.expression): \(error.message.en)")
        #expect(error.message.zh.hasPrefix("第 \(error.line) 行第 \(error.column) 列："))
        #expect(error.message.en.hasPrefix("Line \(error.line), column \(error.column): "))
        #expect(error.snippet.hasSuffix("^"))
    }

    @Test func `an empty text is no expression`() throws {
        #expect(try failure("").column == 1)
        #expect(try failure("  ").column == 3)
    }

    @Test func `the error says what was expected and what was found`() throws {
        let error = try failure("enterprise.employees <= 300 and (a or b")
        #expect(error.expected == [Text(same: ")")])
        #expect(error.message.en == "Line 1, column 40: Expected ), found the end of the text.")
        #expect(error.message.zh == "第 1 行第 40 列：这里应为 )，实际是 末尾。")
        let word = try failure("if a than b else c")
        #expect(word.message.en == "Line 1, column 6: Expected then, found “than”.")
        #expect(word.snippet == "if a than b else c\n     ^")
    }

    @Test func `a sign of another language is named with the one to write`() throws {
        #expect(try failure("a && b").message.en.contains("Write and instead"))
        #expect(try failure("年龄 ≥ 18").message.zh.contains("请改用半角的 >= "))
        #expect(try failure("a，b").expected == [Text(same: ",")])
        #expect(try failure("a == b").message.en.contains("single ="))
        #expect(try failure("'a'").expected == [Text(same: "\"")])
    }

    @Test func `nesting and length have limits`() throws {
        let nested = String(repeating: "(", count: 100) + "1" + String(repeating: ")", count: 100)
        #expect(try evaluated(nested) == 1)
        for (open, close) in [
            ("(", ")"), ("[", "]"), ("{a:", "}"), ("-", ""), ("if ", ""), ("not(", ")"), ("x[", "]"), ("[1..", "]"), ("1 in (", ")"),
            ("function() ", ""),
        ] {
            let hostile = String(repeating: open, count: 30_000) + "1" + String(repeating: close, count: 3)
            #expect(throws: ParseError.self) { try Expression(hostile) }
        }
        #expect(throws: ParseError.self) { try Expression("1" + String(repeating: " + 1", count: 20_000)) }
        #expect(throws: ParseError.self) { try Expression("a" + String(repeating: ".a", count: 20_000)) }
        #expect(throws: ParseError.self) { try Expression("f" + String(repeating: "()", count: 20_000)) }
        #expect(throws: ParseError.self) { try Expression("x instance of " + String(repeating: "list<", count: 10_000)) }
        #expect(throws: ParseError.self) { try Expression(String(repeating: " ", count: 200_000) + "1") }
        #expect(try evaluated("1" + String(repeating: " + 1", count: 300)) == 301)
        #expect(try evaluated("true" + String(repeating: " and true", count: 5000)) == true)
    }

    @Test(
        arguments: rows(
            """
            1 + // one\\n 2 => 3
            /* a */ 1 /* b */ + /* c */ 2 => 3
            \\t1\\n+\\u00A02 => 3
            1, 2 => [1, 2]
            a.b.c => null
            """.replacing("\\n", with: "\u{2028}").replacing("\\t", with: "\t").replacing("\\u00A0", with: "\u{A0}")))
    func `space, comments and lists without brackets`(_ row: Row) throws {
        try check(Row(expression: row.expression.replacing("\u{2028}", with: "\n"), expected: row.expected))
    }
}
