import Foundation
import Hummingbird
import Kernel
import Synchronization
import TestSupport
import Testing

@testable import Web

/// Over real sockets: what the in-memory tests cannot see.
@Suite(.serialized, .timeLimit(.minutes(30))) struct SiteServerTests {
    @Test func `answers come in the order of the requests, ready ones and others`() async throws {
        try await serving { port in
            let paths = ["/", "/form", "/", "/healthz", "/", "/", "/nowhere", "/"]
            let text = try exchange(
                port,
                paths.map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined() + "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            let codes = text.matches(of: /HTTP\/1\.1 (\d{3})/).map { String($0.output.1) }
            #expect(codes == ["200", "200", "200", "200", "200", "200", "404", "200", "200"])
            #expect(text.lowercased().components(separatedBy: "\r\ndate: ").count == 10)
        }
    }

    @Test func `one connection carries ready answers, forms and their bodies`() async throws {
        try await serving { port in
            let form = "a=1"
            let text = try exchange(
                port,
                "GET / HTTP/1.1\r\nHost: a\r\n\r\nHEAD / HTTP/1.1\r\nHost: a\r\n\r\n"
                    + "POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    + "Content-Length: \(form.utf8.count)\r\n\r\n\(form)"
                    + "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            let codes = text.matches(of: /HTTP\/1\.1 (\d{3})/).map { String($0.output.1) }
            #expect(codes == ["200", "200", "403", "200"])
            #expect(text.components(separatedBy: "</html>").count == 4)
        }
    }

    @Test func `a ready answer on the wire is the one from memory`() async throws {
        try await serving { port in
            let text = try exchange(
                port,
                "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nhost: a\r\nACCEPT-LANGUAGE: en\r\n\r\n"
                    + "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            )
            let answers = text.components(separatedBy: "HTTP/1.1 200 OK\r\n").dropFirst().map { $0.components(separatedBy: "\r\n\r\n") }
            #expect(answers.count == 3 && answers.allSatisfy { $0.count == 2 })
            guard answers.count == 3 else { return }
            #expect(answers[0][1] == answers[2][1] && answers[1][1].contains("Home page"))
            let heads = answers.map { Set($0[0].lowercased().split(separator: "\r\n").filter { !$0.hasPrefix("date: ") }) }
            #expect(heads[0] == heads[2] && heads[0].contains("content-length: \(answers[0][1].utf8.count)"))
        }
    }

    @Test func `a body beyond the limit is answered, not cut off`() async throws {
        try await serving { port in
            let body = String(repeating: "x", count: 600_000)
            let text = try exchange(
                port,
                "POST /notes HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
            #expect(text.hasPrefix("HTTP/1.1 413"))
        }
    }

    /// Runs the site's server on a free port.
    private func serving(_ body: @escaping @Sendable (Int) throws -> Void) async throws {
        try await TestSite.with(settings: WebSettings(port: 0)) { test in
            _ = await test.get("/")
            let (ports, announce) = AsyncStream<Int>.makeStream()
            let application = test.site.application { announce.yield($0) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await application.run() }
                var iterator = ports.makeAsyncIterator()
                let port = try #require(await iterator.next())
                // The sockets below block, so they have a thread of their own.
                let result: Result<Void, any Error> = await withCheckedContinuation { done in
                    Thread { done.resume(returning: Result { try body(port) }) }.start()
                }
                group.cancelAll()
                try result.get()
            }
        }
    }

    struct NoConnection: Error {}

    /// Sends everything, then reads until the server closes.
    private func exchange(_ port: Int, _ text: String) throws -> String {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        guard connected == 0 else { throw NoConnection() }
        var timeout = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard sent > 0 else { break }
            rest = rest.dropFirst(sent)
        }
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = recv(socket, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            received += buffer[..<count]
        }
        return String(decoding: received, as: UTF8.self)
    }
}
