import Foundation
import Platform

/// A server under test.
final class RunningServer {
    let port: Int
    /// From the start of the process to the first `200` of `/readyz`.
    private(set) var secondsToReady: Double = 0
    private let child: ChildProgram

    init(_ program: String, _ arguments: [String], home: Home, log: URL, patienceSeconds: Double = 120) throws {
        port = try LoopbackPort.free()
        let began = ContinuousClock.now
        child = try ChildProgram(
            program,
            ["serve", "--home", home.folder, "--host", "127.0.0.1", "--port", String(port), "--set", "log.level=warning"] + arguments,
            log: log)
        while !isReady {
            guard child.isRunning, began.duration(to: .now).inSeconds < patienceSeconds else {
                child.end()
                throw BenchFault.notStarted((try? String(contentsOf: log, encoding: .utf8)) ?? "")
            }
            Thread.sleep(forTimeInterval: 0.002)
        }
        secondsToReady = began.duration(to: .now).inSeconds
    }

    var address: String { "http://127.0.0.1:\(port)" }

    func client() throws -> WebClient { try WebClient(port: port) }

    private var isReady: Bool { (try? client().get("/readyz").status) == 200 }

    /// Resident memory in megabytes (10⁶ bytes), as the kernel tells it.
    var residentMegabytes: Double { megabytes("VmRSS:") }

    /// The most that it has taken so far.
    var highestMegabytes: Double { megabytes("VmHWM:") }

    private func megabytes(_ name: String) -> Double {
        let status = (try? String(contentsOfFile: "/proc/\(child.number)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix(name) } ?? ""
        return (line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) } ?? 0) * 1024 / 1e6
    }

    /// Seconds of processor time that it has used so far.
    var processorSeconds: Double {
        let line = (try? String(contentsOfFile: "/proc/\(child.number)/stat", encoding: .utf8)) ?? ""
        // After the name in brackets: state is the first, user and system time are the twelfth and thirteenth.
        let fields = line.split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
        return (user + system) / 100
    }

    func end() { child.end() }
}

/// Ports of this machine that nobody listens on.
enum LoopbackPort {
    static func free() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in(loopbackPort: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound else { throw BenchFault.other("no port is free") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}

extension sockaddr_in {
    init(loopbackPort port: Int) {
        self.init()
        sin_family = sa_family_t(AF_INET)
        sin_port = UInt16(port).bigEndian
        sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    }
}
