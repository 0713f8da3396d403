import CZlib
import Kernel
import TestSupport
import Testing

@testable import Web

@Suite struct GzipTests {
    @Test func `what was compressed is the same again`() {
        var random = SeededRandom(seed: 7)
        for count in [0, 1, 1023, 20_000] {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(inflated(Gzip.compressed(bytes, level: 6)) == bytes)
        }
        #expect(Gzip.compressed(Array(repeating: 0x61, count: 10_000), level: 9).count < 100)
    }

    @Test(arguments: [
        ("gzip", true), ("deflate, gzip;q=1.0, *;q=0.5", true), ("gzip;q=0", false), ("gzip;q=0.0", false), ("gzip;q=0.001", true),
        ("br", false),
        ("x-gzip", false), ("", false), (nil, false), ("br;q=1, gzip ;q=0.8", true),
    ])
    func `gzip is sent to who takes it`(header: String?, expected: Bool) {
        #expect(Gzip.isAccepted(header) == expected)
    }
}

/// The bytes of a gzip stream; nil where it is none.
func inflated(_ bytes: [UInt8]) -> [UInt8]? {
    var input = bytes
    var stream = z_stream()
    guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var output = [UInt8](repeating: 0, count: 4_000_000)
    return input.withUnsafeMutableBufferPointer { source in
        output.withUnsafeMutableBufferPointer { target in
            stream.next_in = source.baseAddress
            stream.avail_in = uInt(source.count)
            stream.next_out = target.baseAddress
            stream.avail_out = uInt(target.count)
            return inflate(&stream, Z_FINISH) == Z_STREAM_END ? Array(target[..<(target.count - Int(stream.avail_out))]) : nil
        }
    }
}

@Suite struct ForgeryCheckTests {
    let secret = "00112233445566778899aabbccddeeff"

    @Test func `a token belongs to its secret and looks new each time`() {
        var random = SeededRandom(seed: 3)
        func token() -> String {
            ForgeryCheck.token(secret: secret, random: (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) })
        }
        let (first, second) = (token(), token())
        #expect(first != second)
        #expect(
            ForgeryCheck.isToken(first, of: secret) && ForgeryCheck.isToken(second, of: secret) && ForgeryCheck.isToken(secret, of: secret))
        #expect(!ForgeryCheck.isToken(first, of: "ff112233445566778899aabbccddeeff"))
        for wrong in [nil, "", "zz", String(first.dropLast(2)), first + "00", String(first.reversed())] {
            #expect(!ForgeryCheck.isToken(wrong, of: secret))
        }
        #expect(!ForgeryCheck.isToken("", of: ""))
    }

    @Test(arguments: [
        (["sec-fetch-site": "same-origin"], "", "same"), (["sec-fetch-site": "cross-site"], "", "other"),
        (["sec-fetch-site": "same-site"], "", "other"),
        (["origin": "https://a.example", "host": "a.example"], "", "same"),
        (["origin": "https://b.example", "host": "a.example"], "", "other"),
        (["origin": "null", "host": "a.example"], "", "other"), (["origin": "https://A.example"], "https://a.example", "same"),
        (["origin": "http://a.example", "host": "a.example"], "https://a.example", "other"), ([:], "", "unknown"),
    ])
    func `the browser's word for where a request comes from`(headers: [String: String], site: String, expected: String) {
        #expect("\(ForgeryCheck.origin(Headers(headers.map { Headers.Field($0.key, $0.value) }), site: site))" == expected)
    }
}

@Suite struct AssetsTests {
    let assets = Assets(files: [("/css/a.css", Array("a{}".utf8)), ("/js/a.js", Array(repeating: 0x20, count: 5000))])

    @Test func `a file with its version is kept for a year, without one it is asked for again`() throws {
        let link = assets.versions.link("/css/a.css")
        #expect(link.text.hasPrefix("/css/a.css?v="))
        let kept = try #require(assets.answers(link.text)).answer(acceptEncoding: nil, ifNoneMatch: nil).raw
        let asked = try #require(assets.answers("/css/a.css")).answer(acceptEncoding: nil, ifNoneMatch: nil).raw
        #expect(kept.headers["cache-control"] == "public, max-age=31536000, immutable")
        #expect(asked.headers["cache-control"] == "public, max-age=0, must-revalidate")
        #expect(kept.text == "a{}" && kept.headers["content-type"] == "text/css; charset=utf-8")
        let old = try #require(assets.answers("/css/a.css?v=000000000000")).answer(acceptEncoding: nil, ifNoneMatch: nil).raw
        #expect(old.headers["cache-control"] == asked.headers["cache-control"])
        #expect(assets.answers("/css/b.css") == nil)
    }

    @Test func `a file is compressed and known again by its tag`() throws {
        let file = try #require(assets.answers("/js/a.js"))
        let zipped = file.answer(acceptEncoding: "gzip", ifNoneMatch: nil).raw
        #expect(zipped.headers["content-encoding"] == "gzip" && inflated(zipped.bytes)?.count == 5000)
        let tag = try #require(zipped.headers["etag"])
        let again = file.answer(acceptEncoding: "gzip", ifNoneMatch: "\"other\", W/\(tag)").raw
        #expect(again.status == 304 && again.bytes.isEmpty && again.headers["etag"] == tag)
    }
}

@Suite struct MetricsTests {
    @Test func `metrics are told as Prometheus reads them`() async {
        let registry = MetricsRegistry()
        let meters = EndpointMeters(
            [Endpoint("a.b", .get, "/", access: .everyone, summary: Text(same: ""), face: .page) { _ in .nothing }], factory: registry)
        meters.record(endpoint: 0, status: 200, nanoseconds: 3_000_000)
        meters.record(endpoint: 0, status: 503, nanoseconds: 30_000_000_000)
        meters.record(endpoint: nil, status: 404, nanoseconds: 10)
        registry.observe("outbox.waiting", help: "Rows that wait") { 12 }
        registry.observe("broken", help: "") { throw WebProblem.fault }
        let text = await registry.text()
        #expect(text.contains("# TYPE http_requests_total counter\n"))
        #expect(text.contains("http_requests_total{endpoint=\"a.b\",face=\"page\",status=\"2xx\"} 1\n"))
        #expect(text.contains("http_requests_total{endpoint=\"none\",face=\"none\",status=\"4xx\"} 1\n"))
        #expect(text.contains("http_request_seconds_bucket{endpoint=\"a.b\",face=\"page\",le=\"0.005\"} 1\n"))
        #expect(text.contains("http_request_seconds_bucket{endpoint=\"a.b\",face=\"page\",le=\"+Inf\"} 2\n"))
        #expect(text.contains("http_request_seconds_count{endpoint=\"a.b\",face=\"page\"} 2\n"))
        #expect(text.contains("# HELP outbox_waiting Rows that wait\n# TYPE outbox_waiting gauge\noutbox_waiting 12\n"))
        #expect(!text.contains("broken"))
    }

    @Test(arguments: [
        (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (1_795_395_600, "Mon, 23 Nov 2026 01:00:00 GMT"),
    ])
    func `the date of RFC 9110`(second: Int64, text: String) {
        #expect(HTTPDate.text(second) == text)
    }
}

@Suite struct ProblemJSONTests {
    @Test func `a problem is RFC 9457 in the reader's language`() {
        let json = Problem.invalid([Problem.Fault("child.name", Text("请填写姓名", "Give the name"))]).json(.en, instance: "r1")
        #expect(json["type"] == "/problems/invalid" && json["status"] == 422 && json["instance"] == "r1")
        #expect(json["title"] == "Some answers need another look")
        #expect(json["errors"] == [["pointer": "/child.name", "field": "child.name", "detail": "Give the name"]])
    }

    @Test func `a problem leads to what it is about, and to nowhere else`() {
        var problem = WebProblem.notFound
        problem.related = [
            .init(Text("那次申请", "That application"), "/applications/1"), .init(Text("别处", "Elsewhere"), "//elsewhere.example"),
        ]
        let first: JSON = ["title": "That application", "href": "/applications/1"]
        #expect(problem.json(.en, instance: "r")["related"]?.array?.first == first)
        for html in [Components.problem(problem, .en), Components.errorSummary(problem, fields: [], .en), Page.problem(problem, .en).body] {
            #expect(html.string.contains("<a href=\"/applications/1\">That application</a>") && !html.string.contains("elsewhere"))
        }
    }
}
