import Foundation

/// `wrk` under a script of ours: a load generator that takes little of the machine that it shares with the server.
struct LoadGenerator {
    struct Outcome {
        var requests: Int
        var seconds: Double
        var failures: Int
        /// In seconds.
        var median: Double
        var percentile95: Double
        var percentile99: Double

        var perSecond: Double { Double(requests - failures) / seconds }
    }

    let program: String
    let folder: URL

    init(folder: URL) throws {
        program = try ChildProgram.find("wrk")
        self.folder = folder
    }

    /// Asks for the same page all the time.
    func pages(_ address: String, connections: Int, seconds: Int, headers: [(String, String)]) throws -> Outcome {
        let lines = headers.map { "wrk.headers[\(LoadGenerator.quoted($0.0))] = \(LoadGenerator.quoted($0.1))" }
        return try run(address, lines.joined(separator: "\n"), connections: connections, seconds: seconds)
    }

    /// Posts the same body under ever new keys, for several people in turn.
    func submissions(
        _ server: RunningServer, path: String, body: String, tokens: [String], series: String, connections: Int, seconds: Int
    ) throws -> Outcome {
        let script = """
            local tokens = { \(tokens.map(LoadGenerator.quoted).joined(separator: ", ")) }
            local body = \(LoadGenerator.quoted(body))
            local first = "POST \(path) HTTP/1.1\\r\\nHost: 127.0.0.1:\(server.port)\\r\\nContent-Type: application/json\\r\\nContent-Length: "
                .. #body .. "\\r\\nIdempotency-Key: \(series)-"
            local last = "\\r\\n\\r\\n" .. body
            local count = 0
            request = function()
                count = count + 1
                return first .. count .. "\\r\\nAuthorization: Bearer " .. tokens[count % #tokens + 1] .. last
            end
            """
        return try run(server.address, script, connections: connections, seconds: seconds)
    }

    private func run(_ address: String, _ script: String, connections: Int, seconds: Int) throws -> Outcome {
        let done = """
            done = function(summary, latency, requests)
                local errors = summary.errors
                io.write(string.format("OUTCOME %d %d %d %d %d %d\\n", summary.requests, summary.duration,
                    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
                    latency:percentile(50), latency:percentile(95), latency:percentile(99)))
            end
            """
        let file = folder.appendingPathComponent("load.lua")
        try Data((script + "\n" + done + "\n").utf8).write(to: file)
        let output = try ChildProgram.output(
            program, ["-t", "1", "-c", String(connections), "-d", "\(seconds)s", "--timeout", "10s", "-s", file.path, address])
        let line = output.split(separator: "\n").first { $0.hasPrefix("OUTCOME ") }
        let numbers = line?.split(separator: " ").dropFirst().compactMap { Int($0) } ?? []
        guard numbers.count == 6, numbers[0] > 0 else { throw BenchFault.load(output) }
        return Outcome(
            requests: numbers[0], seconds: Double(numbers[1]) / 1e6, failures: numbers[2], median: Double(numbers[3]) / 1e6,
            percentile95: Double(numbers[4]) / 1e6, percentile99: Double(numbers[5]) / 1e6)
    }

    /// As a literal of Lua; everything but plain letters by its number.
    private static func quoted(_ text: String) -> String {
        var out = "\""
        for byte in text.utf8 {
            let isPlain = byte >= 32 && byte < 127 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
            let digits = String(byte)
            out += isPlain ? String(UnicodeScalar(byte)) : "\\" + String(repeating: "0", count: 3 - digits.count) + digits
        }
        return out + "\""
    }
}
