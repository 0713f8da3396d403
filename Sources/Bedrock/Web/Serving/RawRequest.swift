package import Kernel
package import NIOCore

/// A request as it came, before anything is believed about it. `Site.answer` takes it from the socket or from a test alike.
package struct RawRequest: Sendable {
    package var method: String
    /// Path and query as sent.
    package var target: String
    package var headers: Headers
    package var remoteAddress: String
    /// Reads the body up to so many bytes; nil where it is longer.
    package var body: @Sendable (_ maxBytes: Int) async throws -> [UInt8]?

    package init(
        method: String, target: String, headers: Headers, remoteAddress: String,
        body: @escaping @Sendable (_ maxBytes: Int) async throws -> [UInt8]?
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.remoteAddress = remoteAddress
        self.body = body
    }

    package init(_ method: String, _ target: String, headers: Headers = [:], body: [UInt8] = [], remoteAddress: String = "127.0.0.1") {
        self.init(method: method, target: target, headers: headers, remoteAddress: remoteAddress) { $0 >= body.count ? body : nil }
    }

    package static func get(_ target: String, headers: Headers = [:]) -> RawRequest { RawRequest("GET", target, headers: headers) }

    /// A form as a browser sends it from one of our pages.
    package static func form(_ target: String, _ fields: [(String, String)]) -> RawRequest {
        let body = fields.map { Link.encoded($0.0) + "=" + Link.encoded($0.1) }.joined(separator: "&")
        return RawRequest(
            "POST", target, headers: ["content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin"],
            body: Array(body.utf8))
    }

    package static func json(_ target: String, _ json: JSON) -> RawRequest {
        RawRequest("POST", target, headers: ["content-type": "application/json"], body: json.bytes)
    }

    package func with(_ name: String, _ value: String) -> RawRequest {
        var copy = self
        copy.headers[name] = value
        return copy
    }

    var path: Substring { target[..<pathEnd] }
    var queryText: Substring { target[pathEnd...].dropFirst() }
    private var pathEnd: String.Index { target.utf8.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex }
}

/// What goes back: status, headers, bytes.
package struct RawAnswer: Sendable {
    package var status: Int
    package var headers: Headers
    package var body: ByteBuffer

    package init(status: Int, headers: Headers = [:], body: ByteBuffer = ByteBuffer()) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    package var bytes: [UInt8] { Array(body.readableBytesView) }
    package var text: String { String(decoding: body.readableBytesView, as: UTF8.self) }
    package var json: JSON? { try? JSON(parsing: body.readableBytesView) }

    /// The value that the answer sets for a cookie; empty where it takes it away.
    package func cookie(_ name: String) -> String? {
        headers.all("set-cookie").last { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.utf8.count + 1).prefix { $0 != ";" }) }
    }
}
