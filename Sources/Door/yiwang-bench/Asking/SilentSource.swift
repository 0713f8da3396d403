import Foundation
import Kernel

/// A department's system that takes a connection and never says a word.
final class SilentSource {
    private let descriptor: Int32
    private let port: Int

    init() throws {
        port = try LoopbackPort.free()
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in(loopbackPort: port)
        let isListening = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0 && listen(descriptor, 512) == 0
            }
        }
        guard isListening else { throw BenchFault.other("port \(port) cannot be listened on") }
    }

    func close() { Foundation.close(descriptor) }

    /// Settings by which this source answers for a resource; the path of their file.
    func settings(for resource: String, milliseconds: Int, in folder: URL) throws -> String {
        let host = "127.0.0.1:\(port)"
        let document: JSON = [
            "openapi": "3.0.3", "servers": [["url": .string("http://\(host)")]],
            "paths": ["/records/{id}": ["get": ["parameters": [["name": "id", "in": "path", "required": true]]]]],
        ]
        let settings: JSON = [
            "hosts": [.string(host)],
            "sources": .object([
                JSON.Member(
                    resource,
                    [
                        "kind": "rest", "openapi": "silent.json", "path": "/records/{id}", "milliseconds": .int(milliseconds),
                        "fields": ["person.idNumber": "/id"],
                    ])
            ]),
        ]
        let file = folder.appendingPathComponent("sources.json")
        try Data(document.bytes).write(to: folder.appendingPathComponent("silent.json"))
        try Data(settings.bytes).write(to: file)
        return file.path
    }
}
