import Kernel
import Testing

@testable import Web

@Suite struct LinkTests {
    @Test func `a part of a path stays one part`() {
        let name = "a/b?c#d 中"
        #expect(("/things/\(name)/x" as Link).text == "/things/a%2Fb%3Fc%23d%20%E4%B8%AD/x")
        #expect(("/cases/\(7)/\(LocalDate(dayNumber: 0))" as Link).text == "/cases/7/1970-01-01")
    }

    @Test func `a query is added, changed and taken away`() {
        let link: Link = "/list#top"
        let asked = link.with("q", "a b").with("lang", "en")
        #expect(asked.text == "/list?q=a%20b&lang=en#top")
        #expect(asked.replacing("lang", "zh").text == "/list?q=a%20b&lang=zh#top")
        #expect(asked.without("q").without("lang").text == "/list#top")
        #expect(link.with("after", nil) == link)
        #expect(asked.path == "/list")
    }

    @Test(arguments: [
        "//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "", "x", "/a\nb", "/a\\b", "/\u{0}",
    ])
    func `an address from outside that may leave the site is refused`(_ address: String) {
        #expect(Link(local: address) == nil)
    }

    @Test(arguments: [
        ("/", "/"), ("/things/newborn?a=1&b=%E4%B8%AD", "/things/newborn?a=1&b=%E4%B8%AD"), ("/me\"><b>", "/me%22%3E%3Cb%3E"),
        ("/中", "/%E4%B8%AD"),
    ])
    func `an address of this site is taken as it is`(_ address: String, _ expected: String) {
        #expect(Link(local: address)?.text == expected)
    }

    @Test func `constants and numbers outside the site`() {
        #expect(Link.external("tel:12345").text == "tel:12345")
        #expect(Link.telephone("021-1234 5678<x>").text == "tel:021-12345678")
        #expect(Link.mail("a b@example.cn").text == "mailto:a%20b@example.cn")
        #expect(("/x" as Link).absolute(from: "https://city.example") == "https://city.example/x")
    }
}
