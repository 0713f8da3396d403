import Kernel
import Testing

@testable import Web

@Suite struct PairsReaderTests {
    @Test(arguments: [
        ("a=1&b=2", [["a", "1"], ["b", "2"]]), ("a=1&a=2", [["a", "1"], ["a", "2"]]), ("a", [["a", ""]]), ("&&a=", [["a", ""]]),
        ("name=%E5%BC%A0+%e4%b8%89", [["name", "张 三"]]), ("a=b=c", [["a", "b=c"]]), ("a=100%&b=%zz", [["a", "100%"], ["b", "%zz"]]),
        ("", []),
    ])
    func `pairs are read as browsers write them`(text: String, expected: [[String]]) throws {
        #expect(try PairsReader.pairs(text.utf8).map { [$0.name, $0.value] } == expected)
    }

    @Test(arguments: ["a=%ff", "a=%C3", "%80=1", "a=x%00y"])
    func `what is no UTF-8 or holds a NUL is refused`(text: String) {
        #expect(throws: WebProblem.malformed) { try PairsReader.pairs(text.utf8) }
    }

    @Test func `a body of a hundred thousand names is refused`() {
        let text = Array(repeating: "a=1", count: 100_000).joined(separator: "&")
        #expect(throws: WebProblem.malformed) { try PairsReader.pairs(text.utf8) }
    }
}

@Suite struct HeaderValueTests {
    @Test func `parameters may be quoted, escaped and spaced`() {
        let value = HeaderValue(#"Form-Data; name="a;b" ; FileName="x \"y\".pdf"; other=plain"#)
        #expect(value.value == "form-data")
        #expect(value.parameters == ["name": "a;b", "filename": "x \"y\".pdf", "other": "plain"])
    }

    @Test func `the first of two equal parameters counts`() {
        #expect(HeaderValue("a; name=one; name=two").parameters["name"] == "one")
    }

    @Test(arguments: ["", ";", ";;", "a;b;c=", "a; x=\"open", "=;=\"\\"])
    func `broken values are read without harm`(text: String) {
        #expect(HeaderValue(text).parameters.count <= 2)
    }
}

@Suite struct CookiesTests {
    @Test(arguments: [
        ("session=abc", "abc"), ("a=1; session=abc; b=2", "abc"), ("xsession=1;session=2", "2"), ("session=a=b", "a=b"), ("session=", ""),
        ("a=session", nil), ("", nil), ("sessions=1", nil), ("session", nil),
    ])
    func `a cookie is found by its whole name`(header: String, expected: String?) {
        #expect(Cookies.value("session", in: header) == expected)
    }

    @Test func `a cookie is never for scripts nor for other sites' posts`() {
        #expect(Cookies.set("a", "b", isSecure: true, maxAgeSeconds: 5) == "a=b; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=5")
    }
}

@Suite struct LanguageChoiceTests {
    @Test(arguments: [
        ("zh-CN,zh;q=0.9,en;q=0.8", Language.zh), ("en-GB,en;q=0.9,zh;q=0.8", .en), ("en;q=0.2, zh;q=0.7", .zh), ("fr, de;q=0.9", nil),
        ("fr;q=1.0, en;q=0.5", .en), ("", nil), ("EN", .en), ("zh;q=0, en;q=0.1", .en), ("*", nil), ("english", nil), ("en;q=x", nil),
    ])
    func `the best-liked language that we speak wins`(header: String, expected: Language?) {
        #expect(LanguageChoice.preferred(header) == expected)
    }

    @Test func `address before choice before session before browser before Chinese`() {
        func choose(_ query: String?, _ cookie: String?, _ session: Language?, _ header: String?) -> Language {
            LanguageChoice.language(query: query, cookie: cookie, session: session, acceptLanguage: header)
        }
        #expect(choose("en", "zh", .zh, "zh") == .en)
        #expect(choose("tlh", "en", .zh, "zh") == .en)
        #expect(choose(nil, nil, .en, "zh") == .en)
        #expect(choose(nil, nil, nil, "en") == .en)
        #expect(choose(nil, nil, nil, nil) == .zh)
    }
}
