import Foundation
package import Kernel

extension Keyring {
    /// Makes new keys and their file. Refuses where there is a file already: what was sealed with its keys would be lost.
    package static func create(suite: Suite, at path: String, surroundings: Surroundings) throws(Problem) -> Keyring {
        try suite.requireAvailable()
        let keyring = made(suite: suite, now: surroundings.now())
        try KeyFile.put(Array(keyring.fileText.utf8), at: path, replacing: false)
        return keyring
    }

    /// Reads the key file. Each refusal says what to do.
    package static func load(_ path: String) throws(Problem) -> Keyring {
        let keyring = try KeyringReader(path: path).read(try KeyFile.contents(of: path))
        try keyring.suite.requireAvailable()
        return keyring
    }

    /// Replaces the key file as a whole, after a rotation.
    package func save(at path: String) throws(Problem) {
        try KeyFile.put(Array(fileText.utf8), at: path, replacing: true)
    }
}

/// A file that only its owner may read, and that is there whole or not at all.
enum KeyFile {
    static func contents(of path: String) throws(Problem) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw errno == ENOENT ? .keyFileMissing(path) : .keyFileUnreadable(path, reason: lastReason) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .keyFileUnreadable(path, reason: lastReason) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .keyFileMalformed(path, KeyFileFlaw.noFile) }
        guard status.st_mode & 0o077 == 0 else { throw .keyFileExposed(path, mode: String(status.st_mode & 0o777, radix: 8)) }
        guard status.st_size <= 1 << 20 else { throw .keyFileMalformed(path, KeyFileFlaw.tooLong) }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress?.advanced(by: filled), $0.count - filled) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .keyFileUnreadable(path, reason: lastReason) }
            filled += count
        }
        return bytes
    }

    /// Writes beside the path, makes it durable, then gives it its name.
    static func put(_ bytes: [UInt8], at path: String, replacing: Bool) throws(Problem) {
        let temporary = "\(path).\(Hex.encode(Randomness.bytes(6)))"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .keyFileUnwritable(path, reason: lastReason) }
        var isWritten = fchmod(descriptor, 0o600) == 0
        var sent = 0
        while isWritten, sent < bytes.count {
            let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress?.advanced(by: sent), $0.count - sent) }
            if count < 0, errno == EINTR { continue }
            isWritten = count > 0
            sent += max(0, count)
        }
        isWritten = isWritten && fsync(descriptor) == 0
        let writeReason = lastReason
        close(descriptor)
        defer { unlink(temporary) }
        guard isWritten else { throw .keyFileUnwritable(path, reason: writeReason) }
        // `link`, unlike `rename`, never takes the place of a file: of two first starts only one makes the keys.
        guard (replacing ? rename(temporary, path) : link(temporary, path)) == 0 else {
            throw errno == EEXIST ? .keyFileExists(path) : .keyFileUnwritable(path, reason: lastReason)
        }
        syncDirectory(of: path)
    }

    /// The name is durable only with its directory. Not every file system can do it, and the file is in place by then.
    private static func syncDirectory(of path: String) {
        let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    private static var lastReason: String { String(cString: strerror(errno)) }
}
