import Foundation
import Testing
import Workshop

@testable import Platform

/// The program that draws: what it may not do matters as much as what it does.
@Suite struct GraphvizTests {
    @Test func `a picture is drawn, with its classes and links`() async throws {
        let svg = try await Graphviz().svg("digraph p { a [label=\"甲\", class=\"box item\", URL=\"/x\"]; a -> b; }")
        #expect(svg.contains("class=\"node box item\"") && svg.contains("甲") && svg.contains("xlink:href=\"/x\""))
    }

    @Test func `a program that is not there is told apart from one that fails`() async throws {
        await #expect(throws: DrawingFailure.programMissing) { try await Graphviz(program: "no-such-program").svg("digraph p {}") }
        await #expect(throws: DrawingFailure.programMissing) { try await Graphviz(program: "/nowhere/dot").svg("digraph p {}") }
        await #expect(throws: DrawingFailure.failed("dot: 1")) { try await Graphviz().svg("digraph p { a -> ") }
    }

    @Test(arguments: ["exec sleep 60", "exec yes"]) func `one that takes too long or writes too much is ended`(_ what: String) async throws
    {
        let script = try program(what)
        defer { try? FileManager.default.removeItem(at: script) }
        let slow = Graphviz(program: script.path, seconds: 0.3, mostBytes: 100_000)
        await #expect(throws: DrawingFailure.tooMuch) { try await slow.svg("digraph p {}") }
    }

    @Test func `nothing of the server's environment reaches it`() async throws {
        let script = try program("exec env")
        defer { try? FileManager.default.removeItem(at: script) }
        let names = try await Graphviz(program: script.path).svg("").split(separator: "\n").compactMap { $0.split(separator: "=").first }
        #expect(Set(names).subtracting(["LC_ALL", "PATH", "HOME", "XDG_CACHE_HOME", "PWD", "SHLVL", "_", "OLDPWD"]).isEmpty)
    }

    @Test func `nothing that the server has open reaches it, however much that is`() async throws {
        let script = try program("exec ls /proc/self/fd")
        defer { try? FileManager.default.removeItem(at: script) }
        // As many as a busy server has connections, none of them marked to be closed.
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        // The tests beside this one open files, too.
        let open = (0..<min(1500, Int(limit.rlim_cur) / 4)).map { _ in dup(STDERR_FILENO) }.filter { $0 > STDERR_FILENO }
        defer { for descriptor in open { close(descriptor) } }
        let seen = try await Graphviz(program: script.path).svg("").split(separator: "\n").compactMap { Int32($0) }
        // 3 is the directory that is being listed.
        #expect(seen == [0, 1, 2, 3])
    }

    /// A program with one command. A process of its own writes it: what this one has open for writing is inherited, for a moment, by
    /// whatever a test beside this one starts, and a file that anybody may still write to cannot be run ("Text file busy").
    private func program(_ command: String) throws -> URL {
        let file = FileManager.default.temporaryDirectory.appending(path: "drawing-\(UUID().uuidString).sh")
        let writing = Process()
        writing.executableURL = URL(filePath: "/bin/sh")
        writing.arguments = ["-c", #"printf '#!/bin/sh\n%s\n' "$1" > "$0" && chmod 755 "$0""#, file.path, command]
        try writing.run()
        writing.waitUntilExit()
        try #require(writing.terminationStatus == 0)
        return file
    }
}
