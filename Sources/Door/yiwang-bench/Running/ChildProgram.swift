import Foundation

/// Another program, started by this one and ended by it.
final class ChildProgram {
    private let process = Process()

    /// Finds a program by name, also where only administrators look.
    static func find(_ name: String) throws -> String {
        let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        let places = (path + ["/usr/local/sbin", "/usr/sbin", "/sbin"]).map { "\($0)/\(name)" }
        guard let found = places.first(where: FileManager.default.isExecutableFile) else { throw BenchFault.noProgram(name) }
        return found
    }

    /// Runs a program to its end and gives back what it wrote.
    static func output(_ program: String, _ arguments: [String]) throws -> String {
        let child = ChildProgram()
        let pipe = Pipe()
        child.process.standardError = pipe
        child.process.standardOutput = pipe
        try child.start(program, arguments)
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        child.process.waitUntilExit()
        guard child.process.terminationStatus == 0 else { throw BenchFault.load(text) }
        return text
    }

    /// Starts a program whose words go to a file.
    init(_ program: String, _ arguments: [String], log: URL) throws {
        try Data().write(to: log)
        let handle = try FileHandle(forWritingTo: log)
        process.standardOutput = handle
        process.standardError = handle
        try start(program, arguments)
    }

    private init() {}

    private func start(_ program: String, _ arguments: [String]) throws {
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        try process.run()
    }

    var isRunning: Bool { process.isRunning }
    var number: Int32 { process.processIdentifier }

    /// Asks it to end, and insists after a while.
    func end(patienceSeconds: Double = 25) {
        guard process.isRunning else { return }
        process.terminate()
        let deadline = ContinuousClock.now.advanced(by: .seconds(patienceSeconds))
        while process.isRunning, ContinuousClock.now < deadline { Thread.sleep(forTimeInterval: 0.02) }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
    }

    deinit { end() }
}
