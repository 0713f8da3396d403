import Foundation
import Kernel

/// Reads `multipart/form-data` (RFC 7578) out of a body that is already in memory and bounded.
///
/// Strict: each part begins and ends with the boundary on a line of its own, has a name, and at most 8 kB of headers; a body
/// whose last boundary is missing was cut off on its way and is refused whole.
struct MultipartReader {
    static let maxParts = 500
    static let maxHeaderBytes = 8192

    struct Part {
        var name: String
        var fileName: String?
        var type: String
        var content: ArraySlice<UInt8>
    }

    static func parts(_ body: [UInt8], boundary: String) throws(Problem) -> [Part] {
        guard (1...70).contains(boundary.utf8.count) else { throw WebProblem.malformed }
        let opening = Array("--\(boundary)".utf8)
        let delimiter = [0x0D, 0x0A] + opening
        // A preamble before the first boundary is allowed and ignored (RFC 2046 §5.1.1); browsers send none.
        guard let first = body.starts(with: opening) ? 0 : body.position(of: delimiter, from: 0).map({ $0 + 2 }) else {
            throw WebProblem.malformed
        }
        var at = first + opening.count
        var parts: [Part] = []
        while true {
            if body[at...].starts(with: [0x2D, 0x2D]) { return parts }
            while at < body.count, body[at] == 0x20 || body[at] == 0x09 { at += 1 }
            guard body[at...].starts(with: [0x0D, 0x0A]), parts.count < maxParts else { throw WebProblem.malformed }
            at += 2
            guard let end = body.position(of: delimiter, from: at - 2) else { throw WebProblem.malformed }
            parts.append(try part(body[at..<max(at, end)]))
            at = end + delimiter.count
        }
    }

    private static func part(_ bytes: ArraySlice<UInt8>) throws(Problem) -> Part {
        guard let blank = Array(bytes.prefix(maxHeaderBytes)).position(of: [0x0D, 0x0A, 0x0D, 0x0A], from: 0) else {
            throw WebProblem.malformed
        }
        let head = try PairsReader.text(bytes.prefix(blank))
        var disposition: HeaderValue?
        var type = "text/plain"
        for line in head.split(whereSeparator: { $0 == "\r\n" }) {
            guard let colon = line.firstIndex(of: ":") else { throw WebProblem.malformed }
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            switch line[..<colon].lowercased() {
            case "content-disposition": disposition = HeaderValue(String(value))
            case "content-type": type = HeaderValue(String(value)).value
            default: break
            }
        }
        guard let disposition, disposition.value == "form-data", let name = disposition.parameters["name"], !name.isEmpty else {
            throw WebProblem.malformed
        }
        let file = disposition.parameters["filename"].map { UploadedFile.name(of: unescaped($0)) }
        return Part(name: unescaped(name), fileName: file, type: type, content: bytes.dropFirst(blank + 4))
    }

    /// What browsers escape in a name (WHATWG HTML §4.10.21.8).
    private static func unescaped(_ name: String) -> String {
        name.replacing("%22", with: "\"").replacing("%0D%0A", with: " ").replacing("%0D", with: " ").replacing("%0A", with: " ")
    }
}

extension [UInt8] {
    /// Where `pattern` first begins at or after `from`.
    func position(of pattern: [UInt8], from: Int) -> Int? {
        guard let first = pattern.first, from + pattern.count <= count else { return nil }
        return withUnsafeBytes { whole in
            pattern.withUnsafeBytes { part in
                guard let base = whole.baseAddress, let wanted = part.baseAddress else { return nil }
                var at = from
                while at + part.count <= whole.count, let found = memchr(base + at, Int32(first), whole.count - part.count - at + 1) {
                    at = UnsafeRawPointer(found) - base
                    if memcmp(found, wanted, part.count) == 0 { return at }
                    at += 1
                }
                return nil
            }
        }
    }
}
