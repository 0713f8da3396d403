import Foundation
import Kernel

/// A client that asks one thing after the other over one kept connection: simple enough to add next to nothing to what it measures.
final class WebClient {
    struct Reply {
        var status: Int
        /// As they came, names in lower case.
        var headers: [(name: String, value: String)]
        var body: [UInt8]
        /// Head and body together.
        var wireByteCount: Int

        var text: String { String(decoding: body, as: UTF8.self) }
        func json() throws -> JSON { try JSON(parsing: body) }
        subscript(_ name: String) -> String? { headers.first { $0.name == name }?.value }

        /// The reply, if it has that status.
        func expecting(_ status: Int) throws -> Reply {
            guard self.status == status else { throw BenchFault.answer(self.status, text) }
            return self
        }
    }

    private let descriptor: Int32
    private let port: Int

    init(port: Int) throws {
        self.port = port
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in(loopbackPort: port)
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else {
            close(descriptor)
            throw BenchFault.other("nobody listens on port \(port)")
        }
        var isOn: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    func get(_ path: String, token: String? = nil, _ headers: [(String, String)] = []) throws -> Reply {
        try ask("GET", path, authorized(headers, token), body: [])
    }

    func post(_ path: String, _ json: JSON, token: String? = nil, _ headers: [(String, String)] = []) throws -> Reply {
        try ask("POST", path, authorized(headers, token) + [("content-type", "application/json")], body: json.bytes)
    }

    private func authorized(_ headers: [(String, String)], _ token: String?) -> [(String, String)] {
        headers + (token.map { [("authorization", "Bearer \($0)")] } ?? [])
    }

    private func ask(_ method: String, _ path: String, _ headers: [(String, String)], body: [UInt8]) throws -> Reply {
        var head = "\(method) \(path) HTTP/1.1\r\nhost: 127.0.0.1:\(port)\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        if method != "GET" { head += "content-length: \(body.count)\r\n" }
        try send(Array((head + "\r\n").utf8) + body)
        return try receive()
    }

    private func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress?.advanced(by: sent), $0.count - sent) }
            guard count > 0 else { throw BenchFault.other("the connection broke") }
            sent += count
        }
    }

    private func receive() throws -> Reply {
        var bytes: [UInt8] = []
        var bodyStart: Int?
        while bodyStart == nil {
            let searched = max(0, bytes.count - 3)
            try receive(into: &bytes)
            bodyStart = WebClient.end(ofHead: bytes, from: searched)
        }
        let start = bodyStart ?? bytes.count
        let lines = String(decoding: bytes[..<start], as: UTF8.self).split(separator: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
            throw BenchFault.other("no HTTP came back")
        }
        let headers = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return (line[..<colon].lowercased(), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces))
        }
        let length = headers.first { $0.name == "content-length" }.flatMap { Int($0.value) }
        guard let length = length ?? (status == 204 || status == 304 ? 0 : nil) else {
            throw BenchFault.other("an answer without a length")
        }
        while bytes.count < start + length { try receive(into: &bytes) }
        return Reply(status: status, headers: headers, body: Array(bytes[start..<start + length]), wireByteCount: start + length)
    }

    private func receive(into bytes: inout [UInt8]) throws {
        let piece = try [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
            let received = read(descriptor, buffer.baseAddress, buffer.count)
            guard received > 0 else { throw BenchFault.other("the connection broke") }
            count = received
        }
        bytes += piece
    }

    private static func end(ofHead bytes: [UInt8], from start: Int) -> Int? {
        guard bytes.count >= 4 else { return nil }
        for at in start...(bytes.count - 4) where bytes[at] == 13 && bytes[at + 1] == 10 && bytes[at + 2] == 13 && bytes[at + 3] == 10 {
            return at + 4
        }
        return nil
    }
}
