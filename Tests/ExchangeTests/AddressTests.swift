import Kernel
import Testing

@testable import Exchange

struct AddressTests {
    @Test(arguments: [
        ("http://sys.example.gov.cn/yiwang", "sys.example.gov.cn", "/yiwang"),
        ("https://SYS.example.gov.cn:8443", "sys.example.gov.cn:8443", "/"),
        ("http://127.0.0.1:9000/a?b=c", "127.0.0.1:9000", "/a?b=c"),
    ])
    func `an address is host, port and path`(_ text: String, _ authority: String, _ path: String) {
        let address = WebhookAddress(text)
        #expect(address?.authority == authority && address?.path == path)
    }

    @Test(arguments: [
        "", "sys.example", "ftp://sys.example/", "http://", "http:///x", "http://user:password@sys.example/", "http://sys.example@evil/",
        "http://sys.example\\@evil/", "http://sys.example/a b", "http://sys.example/#a", "http://sys.example?x", "http://[::1]/",
        "HTTP://sys.example/\r\nHost: evil",
    ])
    func `nothing else is an address`(_ text: String) {
        #expect(WebhookAddress(text) == nil)
    }

    @Test func `TLS is spoken by the gateway, under the host's own name, or straight to the host`() throws {
        let secure = try #require(WebhookAddress("https://sys.example:8443/in"))
        #expect(secure.request(through: "").address == "https://sys.example:8443/in", "never in clear")
        let through = secure.request(through: "http://127.0.0.1:9443")
        #expect(through.address == "http://127.0.0.1:9443/in" && through.host == "sys.example:8443")
        let plain = try #require(WebhookAddress("http://sys.example/in")).request(through: "")
        #expect(plain.address == "http://sys.example/in" && plain.host == "sys.example")
    }
}
