import Foundation

/// A program beside the server, begun by `posix_spawn`. Foundation's `Process` copies more of a directory entry than there is while it looks
/// for open files, and ends the whole server where some thirteen hundred are open.
struct ChildProcess {
    let id: pid_t
    private let output: Int32

    /// - Parameter input: what it reads; everything else that is open stays behind.
    init(_ path: String, _ arguments: [String], environment: [String: String], input: FileHandle) throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw ChildProcess.failure(errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, input.fileDescriptor, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        _ = ChildProcess.closeFrom?(&actions, STDERR_FILENO + 1)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        // The server ignores a pipe that nobody reads; a program is to end by it.
        var (none, usual) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigemptyset(&usual)
        sigaddset(&usual, SIGPIPE)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &usual)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var words = ([path] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        var child: pid_t = 0
        let result = posix_spawn(&child, path, &actions, &attributes, &words, &variables)
        for copy in words + variables { free(copy) }
        posix_spawnattr_destroy(&attributes)
        posix_spawn_file_actions_destroy(&actions)
        close(ends[1])
        guard result == 0 else {
            close(ends[0])
            throw ChildProcess.failure(result)
        }
        (id, output) = (child, ends[0])
    }

    private typealias CloseFrom = @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32

    /// An extension of glibc (2.34) that its header shows to C with `_GNU_SOURCE` only. Where there is none, what is open is closed as it
    /// begins by the mark that the server's own libraries put on their files.
    private static let closeFrom: CloseFrom? = dlsym(nil, "posix_spawn_file_actions_addclosefrom_np").map {
        unsafeBitCast($0, to: CloseFrom.self)
    }

    /// The next that it writes; nil once it has closed its output.
    func read(upTo count: Int) throws -> Data? {
        var bytes = [UInt8](repeating: 0, count: count)
        while true {
            let got = Glibc.read(output, &bytes, count)
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw ChildProcess.failure(errno) }
            return got == 0 ? nil : Data(bytes.prefix(got))
        }
    }

    /// Waits for its end: what it returned, or the number of the signal that ended it.
    func wait() -> Int32 {
        close(output)
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : signal
    }

    private static func failure(_ code: Int32) -> POSIXError { POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
}
