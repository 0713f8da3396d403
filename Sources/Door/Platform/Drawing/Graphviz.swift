import Dispatch
import Foundation
import Synchronization
import Workshop

/// Graphviz' `dot` as a program beside the server: one at a time, on a thread of its own, for so long and so much and no more. It is told
/// nothing of the server: neither its environment nor its files.
struct Graphviz: Sendable {
    private let program: String
    private let seconds: Double
    private let mostBytes: Int
    private let queue = DispatchQueue(label: "yiwang.graphviz", qos: .utility)

    init(program: String = "dot", seconds: Double = 5, mostBytes: Int = 2_000_000) {
        (self.program, self.seconds, self.mostBytes) = (program, seconds, mostBytes)
    }

    /// The picture as SVG.
    func svg(_ dot: String) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in queue.async { continuation.resume(with: Result { try draw(dot) }) } }
    }

    private func draw(_ dot: String) throws -> String {
        guard let path = Graphviz.find(program) else { throw DrawingFailure.programMissing }
        // A file and no pipe: a program that ends early must not end the server that still writes to it.
        let input = try Graphviz.input(dot)
        let process = try ChildProcess(path.path, ["-Tsvg"], environment: Graphviz.environment, input: input)
        let limit = TimeLimit(process.id, seconds: seconds)
        var drawing = Data()
        var failure: (any Error)?
        do {
            while let part = try process.read(upTo: 65_536) {
                drawing.append(part)
                if drawing.count > mostBytes { limit.end() }
            }
        } catch {
            limit.end()
            failure = error
        }
        // Waited for in any case: what has ended and is waited for by nobody stays on the machine's list.
        let status = process.wait()
        if let failure { throw failure }
        if limit.isOver() || drawing.count > mostBytes { throw DrawingFailure.tooMuch }
        guard status == 0 else { throw DrawingFailure.failed("\(program): \(status)") }
        return String(decoding: drawing, as: UTF8.self)
    }

    private static func input(_ text: String) throws -> FileHandle {
        let file = FileManager.default.temporaryDirectory.appending(path: "yiwang-\(UUID().uuidString).dot")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try FileHandle(forReadingFrom: file)
    }

    private static func find(_ program: String) -> URL? {
        if program.contains("/") { return FileManager.default.isExecutableFile(atPath: program) ? URL(filePath: program) : nil }
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
        return folders.lazy.map { URL(filePath: "\($0)/\(program)") }.first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }

    /// What it needs to find its fonts.
    private static var environment: [String: String] {
        var environment = ["LC_ALL": "C.UTF-8"]
        for name in ["PATH", "HOME", "XDG_CACHE_HOME"] { environment[name] = ProcessInfo.processInfo.environment[name] }
        return environment
    }
}

/// Ends a process that goes on for too long.
private final class TimeLimit: Sendable {
    private enum State { case running, ended, over }

    private let process: Int32
    private let state = Mutex(State.running)

    init(_ process: Int32, seconds: Double) {
        self.process = process
        DispatchQueue.global(qos: .utility).asyncAfter(deadline: .now() + seconds) { [weak self] in self?.end() }
    }

    func end() {
        state.withLock { state in
            guard state == .running else { return }
            state = .over
            kill(process, SIGKILL)
        }
    }

    /// Whether it had to be ended; from now on nothing is.
    func isOver() -> Bool {
        state.withLock { state in
            if state == .running { state = .ended }
            return state == .over
        }
    }
}
