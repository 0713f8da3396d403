import Cryptography
import DataCentre
import Foundation
import Kernel
import Testing

@testable import Platform

/// Departments' interfaces under TLS: an independent implementation (`openssl s_server`) answers, under certificates made here.
struct SecureSourceTests {
    /// What the department's side has in a folder of its own: two authorities, and certificates for this machine and for others.
    private struct Department {
        let folder: URL

        init() throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "yiwang-tls-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder.appending(path: "persons"), withIntermediateDirectories: true)
            try write("persons/1", #"{"id": "1", "employed": true}"#)
            for authority in ["city", "other"] {
                try openssl("req -x509 \(newKey) -keyout \(authority).key -out \(authority).pem -subj /CN=\(authority) -days 30")
            }
            try certify("right", "DNS:localhost,IP:127.0.0.1", days: 30)
            try certify("elsewhere", "DNS:elsewhere.example,IP:127.0.0.9", days: 30)
            try certify("expired", "DNS:localhost,IP:127.0.0.1", days: -1)
        }

        private let newKey = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"

        private func certify(_ name: String, _ subjects: String, days: Int) throws {
            try write("\(name).ext", "subjectAltName=\(subjects)\n")
            try openssl("req -new \(newKey) -keyout \(name).key -out \(name).csr -subj /CN=\(name)")
            try openssl("x509 -req -in \(name).csr -CA city.pem -CAkey city.key -extfile \(name).ext -days \(days) -out \(name).pem")
        }

        private func write(_ name: String, _ text: String) throws {
            try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
        }

        private func process(_ arguments: String) -> Process {
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = ["openssl"] + arguments.split(separator: " ").map(String.init)
            process.currentDirectoryURL = folder
            (process.standardInput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
            return process
        }

        private func openssl(_ arguments: String) throws {
            let process = process(arguments)
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            try #require(process.terminationStatus == 0, "openssl \(arguments)")
        }

        /// Serves under a certificate while the body runs, which is told the port.
        func serving(_ certificate: String, _ body: (Int) async throws -> Void) async throws {
            let server = process("s_server -accept 127.0.0.1:0 -cert \(certificate).pem -key \(certificate).key -WWW")
            let output = Pipe()
            server.standardOutput = output
            try server.run()
            defer {
                // Not asked to end: a child of a worker thread inherits its blocked signals.
                kill(server.processIdentifier, SIGKILL)
                server.waitUntilExit()
            }
            var said = ""
            while true {
                let piece = output.fileHandleForReading.availableData
                try #require(!piece.isEmpty, "the server ended: \(said)")
                said += String(decoding: piece, as: UTF8.self)
                // It says which port it was given.
                if let port = said.firstMatch(of: #/ACCEPT 127\.0\.0\.1:(\d+)\n/#).flatMap({ Int($0.1) }) { return try await body(port) }
            }
        }

        func authority(_ name: String) -> String { folder.appending(path: "\(name).pem").path }

        func remove() { try? FileManager.default.removeItem(at: folder) }
    }

    private func fault(_ source: HTTPSource, _ address: String) async -> SourceFault? {
        do {
            _ = try await source.send(SourceRequest(address: address, headers: [:]))
            return nil
        } catch { return error as? SourceFault ?? .unreachable }
    }

    @Test func `a source under TLS is believed by its authority and its name, and by nothing less`() async throws {
        let department = try Department()
        defer { department.remove() }
        let (city, other) = (
            try HTTPSource(authorities: department.authority("city")), try HTTPSource(authorities: department.authority("other"))
        )
        try await department.serving("right") { port in
            for host in ["localhost", "127.0.0.1"] {
                let answer = try await city.send(SourceRequest(address: "https://\(host):\(port)/persons/1", headers: [:]))
                #expect(answer.status == 200 && String(decoding: answer.body, as: UTF8.self).contains(#""employed": true"#), "\(host)")
            }
            #expect(await fault(other, "https://localhost:\(port)/persons/1") == .untrusted, "an authority that nobody here knows")
            #expect(await fault(try HTTPSource(), "https://localhost:\(port)/persons/1") == .untrusted, "nor does the system")
        }
        for certificate in ["elsewhere", "expired"] {
            try await department.serving(certificate) { port in
                for host in ["localhost", "127.0.0.1"] {
                    #expect(await fault(city, "https://\(host):\(port)/persons/1") == .untrusted, "\(certificate) \(host)")
                }
            }
        }
    }

    @Test func `a file of authorities that cannot be read is told before anything is asked`() throws {
        #expect(throws: (any Error).self) { try HTTPSource(authorities: "/nowhere/ca.pem") }
        let file = FileManager.default.temporaryDirectory.appending(path: "yiwang-\(UUID().uuidString).pem")
        try "no certificate".write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(throws: (any Error).self) { try HTTPSource(authorities: file.path) }
    }

    @Test func `what is not TLS is no answer`() throws {
        let client = try TLSClient(to: "localhost", trusting: try TLSTrust())
        try client.begin()
        #expect(!client.outgoing().isEmpty && !client.isReady)
        #expect(throws: TLSFault.broken) { try client.receive(Array("HTTP/1.1 200 OK\r\n\r\n{}".utf8)) }
        #expect(!client.isReady)
    }
}
