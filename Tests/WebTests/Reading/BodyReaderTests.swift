import Kernel
import TestSupport
import Testing

@testable import Web

@Suite struct BodyReaderTests {
    let reader = BodyReader(maxTextBytes: 1000)

    private func multipart(_ text: String) throws -> Submitted {
        try reader.submitted(Array(text.utf8), contentType: "multipart/form-data; boundary=\"B\"")
    }

    @Test func `a form with texts and files is read`() throws {
        let submitted = try multipart(
            "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\none\r\ntwo\r\n--B\r\ncontent-disposition: form-data; name=f; "
                + "filename=\"C:\\x\\证明.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF\r\n--A-\r\n--B--\r\n")
        #expect(submitted["a"] == "one\ntwo")
        #expect(submitted.files == [UploadedFile(field: "f", name: "证明.pdf", type: "application/pdf", bytes: Array("%PDF\r\n--A-".utf8))])
    }

    @Test func `an empty file box is no file and an empty text is a text`() throws {
        let submitted = try multipart(
            "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n"
                + "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n--B--")
        #expect(submitted.files.isEmpty)
        #expect(submitted["a"] == "")
    }

    @Test(arguments: [
        "", "--B", "--B--x\r\nmore", "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ncut off",
        "--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--", "--B\r\n\r\nx\r\n--B--", "--B\r\nno header\r\n\r\nx\r\n--B--",
        "--C\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--C--",
        "--Bx\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--B--",
    ])
    func `a broken multipart body is refused whole`(text: String) {
        guard !text.isEmpty, text != "--B--x\r\nmore" else { return #expect((try? multipart(text))?.values == [:]) }
        #expect(throws: WebProblem.malformed) { try multipart(text) }
    }

    @Test(arguments: [
        ("../../etc/passwd", "passwd"), ("a\u{202E}cod.exe", "acod.exe"), ("..", ""), ("a%22b.pdf", "a\"b.pdf"), ("/", ""),
        (String(repeating: "x", count: 300) + ".pdf", String(repeating: "x", count: 196) + ".pdf"),
    ])
    func `a file's name is never a path nor a trick`(sent: String, kept: String) throws {
        let submitted = try multipart(
            "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\(sent)\"\r\n\r\nx\r\n--B--")
        #expect(submitted.files.map(\.name) == [kept])
        // By JSON alike, where nothing is escaped for a header.
        guard !sent.contains("%") else { return }
        let file: JSON = ["name": .string(sent + "\u{0}"), "type": "a\u{0}b", "content": "JVBERg=="]
        let json = try reader.submitted(JSON.object([.init("f", file)]).bytes, contentType: "application/json")
        #expect(json.files.map(\.name) == [kept] && json.files.map(\.type) == ["application/octet-stream"])
    }

    @Test func `random bytes never crash the reader`() {
        var random = SeededRandom(seed: 20_261_123)
        let pieces = [
            "--B", "\r\n", "--", "Content-Disposition: form-data; name=\"a\"", "; filename=\"", "\"", "\r\n\r\n", "\u{0}", "é", ":", ";",
        ]
        var readable = 0
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 0..<14, using: &random)).map { _ in pieces.randomElement(using: &random)! }.joined()
            if (try? multipart(text)) != nil { readable += 1 }
        }
        #expect(readable < 3000)
    }

    @Test func `JSON and form come to the same shape`() throws {
        let json = try reader.submitted(
            Array(#"{"name":"张三","age":41,"agree":true,"tags":["a","b"],"child":{"name":"李"},"none":null}"#.utf8),
            contentType: "application/json")
        let form = try reader.submitted(
            Array("name=%E5%BC%A0%E4%B8%89&age=41&agree=true&tags=a&tags=b&child.name=%E6%9D%8E".utf8),
            contentType: "application/x-www-form-urlencoded; charset=utf-8")
        #expect(json.values == form.values)
        #expect(json.json?["child"]?["name"] == "李")
    }

    @Test func `a file in JSON is a file`() throws {
        let submitted = try reader.submitted(
            Array(#"{"id":{"name":"a.pdf","type":"application/pdf","content":"JVBERg=="}}"#.utf8), contentType: "application/json")
        #expect(submitted.files == [UploadedFile(field: "id", name: "a.pdf", type: "application/pdf", bytes: Array("%PDF".utf8))])
        #expect(submitted["id.name"] == nil)
    }

    @Test func `an event is a JSON object, and its bytes stay as they came`() throws {
        // Spaces and order count for whoever signed it.
        let body = Array("{ \"type\":\"yiwang.act.note\",  \"data\": {\"b\": 1, \"a\": 2} }".utf8)
        let submitted = try reader.submitted(body, contentType: "application/cloudevents+json; charset=utf-8")
        #expect(submitted["type"] == "yiwang.act.note" && submitted["data.b"] == "1")
        #expect(submitted.bytes == body)
    }

    @Test(arguments: [("text/plain", 415), (nil, 415), ("application/json", 400), ("multipart/form-data", 400)])
    func `what cannot be read says so`(type: String?, status: Int) {
        #expect { try reader.submitted(Array("[1]".utf8), contentType: type) } throws: { ($0 as? Problem)?.status == status }
    }

    @Test func `one field's text has an end`() {
        let long = String(repeating: "x", count: 1001)
        #expect { try reader.submitted(Array("a=\(long)".utf8), contentType: "application/x-www-form-urlencoded") } throws: { error in
            (error as? Problem)?.status == 413 && (error as? Problem)?.faults.map(\.field) == ["a"]
        }
    }
}
