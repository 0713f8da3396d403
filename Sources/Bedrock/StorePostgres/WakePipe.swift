import Foundation

/// Wakes a thread that sleeps in `poll`.
final class WakePipe: Sendable {
    private let reading: CInt
    private let writing: CInt

    init() {
        var ends: [CInt] = [-1, -1]
        precondition(pipe(&ends) == 0, "no file descriptors are left")
        (reading, writing) = (ends[0], ends[1])
        // A pipe that is full holds a signal already; a pipe that is empty must not hold the reader up.
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
    }

    deinit {
        close(reading)
        close(writing)
    }

    func signal() {
        var byte: UInt8 = 1
        _ = write(writing, &byte, 1)
    }

    /// Returns at a signal, after the time, or when the socket has something to read.
    func wait(seconds: Int32, orReadable socket: CInt? = nil) {
        var waits = [pollfd(fd: reading, events: Int16(POLLIN), revents: 0)]
        if let socket { waits.append(pollfd(fd: socket, events: Int16(POLLIN), revents: 0)) }
        _ = poll(&waits, nfds_t(waits.count), seconds * 1000)
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(reading, &bytes, bytes.count) > 0 {}
    }
}
