import Foundation
import Synchronization

/// Counts the commits of another process by reading along in SQLite's write-ahead log: each frame that ends a transaction says so in its
/// header (https://www.sqlite.org/fileformat2.html#walformat). The process under test is neither asked nor changed.
final class GroupWatch: Sendable {
    private let isOver = Atomic(false)
    private let finished = DispatchSemaphore(value: 0)
    private let commits = Atomic(0)

    init(log path: String) {
        Thread.detachNewThread { [self] in
            var reader = LogReader(path)
            reader?.skipToEnd()
            while !isOver.load(ordering: .relaxed) {
                commits.add(reader?.countNew() ?? 0, ordering: .relaxed)
                if reader == nil { reader = LogReader(path) }
                Thread.sleep(forTimeInterval: 0.003)
            }
            commits.add(reader?.countNew() ?? 0, ordering: .relaxed)
            finished.signal()
        }
    }

    /// Ends the watch; how many transactions were committed meanwhile.
    func end() -> Int {
        isOver.store(true, ordering: .relaxed)
        finished.wait()
        return commits.load(ordering: .relaxed)
    }
}

/// Where in the log one has read to. When the log begins anew, its salts change and reading begins anew, too.
private struct LogReader {
    private let file: FileHandle
    private let frameByteCount: Int
    private var salts: [UInt8] = []
    private var frame = 0

    private static let headerByteCount = 32
    private static let frameHeaderByteCount = 24

    init?(_ path: String) {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        self.file = file
        let header = LogReader.bytes(of: file, at: 0, count: LogReader.headerByteCount)
        guard header.count == LogReader.headerByteCount else { return nil }
        frameByteCount = LogReader.frameHeaderByteCount + Int(LogReader.number(header[8..<12]))
        salts = Array(header[16..<24])
    }

    mutating func skipToEnd() { _ = countNew() }

    /// The commits among the frames that were written since the last look.
    mutating func countNew() -> Int {
        let header = LogReader.bytes(of: file, at: 0, count: LogReader.headerByteCount)
        guard header.count == LogReader.headerByteCount else { return 0 }
        var found = 0
        if Array(header[16..<24]) != salts {
            salts = Array(header[16..<24])
            frame = 0
        }
        while true {
            let place = LogReader.headerByteCount + frame * frameByteCount
            let head = LogReader.bytes(of: file, at: place, count: LogReader.frameHeaderByteCount)
            guard head.count == LogReader.frameHeaderByteCount, Array(head[8..<16]) == salts else { return found }
            // The size of the database after the transaction; zero within one.
            if LogReader.number(head[4..<8]) != 0 { found += 1 }
            frame += 1
        }
    }

    private static func bytes(of file: FileHandle, at place: Int, count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, pread(file.fileDescriptor, buffer.baseAddress, count, off_t(place)))
        }
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 { bytes.reduce(0) { $0 << 8 | UInt32($1) } }
}
