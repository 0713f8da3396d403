import Kernel
import NIOCore
import Synchronization

/// An answer whose bytes are prepared: its head is written out once a second, for the date, and its body never.
final class ReadyAnswer: Sendable {
    let raw: RawAnswer
    private let head: Mutex<(second: Int64, bytes: ByteBuffer)>

    init(_ raw: RawAnswer) {
        self.raw = raw
        head = Mutex((-1, ByteBuffer()))
    }

    /// The status line and the headers as they go on the wire.
    func head(at now: Instant) -> ByteBuffer {
        let second = now.microseconds / 1_000_000
        return head.withLock { head in
            if head.second != second { head = (second, written(HTTPDate.text(second))) }
            return head.bytes
        }
    }

    private func written(_ date: String) -> ByteBuffer {
        var bytes = ByteBuffer()
        bytes.writeString("HTTP/1.1 \(raw.status) \(raw.status == 304 ? "Not Modified" : "OK")\r\ndate: \(date)\r\n")
        for field in raw.headers.fields { bytes.writeString("\(field.name): \(field.value)\r\n") }
        bytes.writeString("\r\n")
        return bytes
    }
}

/// The forms of one unchanging answer: plain, compressed, and “you have it”.
struct ReadyAnswers: Sendable {
    private let plain: ReadyAnswer
    private let gzip: ReadyAnswer?
    private let notModified: ReadyAnswer
    private let entityTag: String
    /// What it takes in memory.
    let byteCount: Int

    init(
        _ bytes: [UInt8], type: String, version: String, cacheControl: String, language: String? = nil, varies: String = "accept-encoding",
        isSecure: Bool = false
    ) {
        entityTag = "\"\(version)\""
        var headers = Headers(SecurityHeaders.fields)
        if isSecure { headers.append(SecurityHeaders.strictTransport.name, SecurityHeaders.strictTransport.value) }
        headers.append("etag", entityTag)
        headers.append("cache-control", cacheControl)
        headers.append("vary", varies)
        notModified = ReadyAnswer(RawAnswer(status: 304, headers: headers))
        headers.append("content-type", type)
        if let language { headers.append("content-language", language) }
        plain = ReadyAnswers.answer(headers, bytes)
        if bytes.count >= Gzip.leastBytes, Gzip.isWorthwhile(type) {
            headers.append("content-encoding", "gzip")
            gzip = ReadyAnswers.answer(headers, Gzip.compressed(bytes, level: 9))
        } else {
            gzip = nil
        }
        byteCount = bytes.count + (gzip?.raw.body.readableBytes ?? 0) + 4096
    }

    private static func answer(_ headers: Headers, _ bytes: [UInt8]) -> ReadyAnswer {
        var headers = headers
        headers.append("content-length", String(bytes.count))
        return ReadyAnswer(RawAnswer(status: 200, headers: headers, body: ByteBuffer(bytes: bytes)))
    }

    /// One tag serves both encodings: tags are compared weakly here (RFC 9110 §13.1.2).
    func answer(acceptEncoding: String?, ifNoneMatch: String?) -> ReadyAnswer {
        if let ifNoneMatch, ifNoneMatch == "*" || ifNoneMatch.contains(entityTag) { return notModified }
        if let gzip, Gzip.isAccepted(acceptEncoding) { return gzip }
        return plain
    }
}
