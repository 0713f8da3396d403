import Foundation
import Kernel
package import Logging

/// Writes a log as lines that people read: time, level, where from, what, and what belongs to it.
package struct LineLog: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    private let label: String
    private let write: @Sendable (String) -> Void

    /// `write` gets each line without its end; by default it goes to standard error.
    package init(label: String, level: Logger.Level, write: @escaping @Sendable (String) -> Void = LineLog.toStandardError) {
        self.label = label
        logLevel = level
        self.write = write
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var all = metadata.merging(event.metadata ?? [:]) { $1 }
        if let error = event.error { all["error"] = "\(error)" }
        let pairs = all.sorted { $0.key < $1.key }.map { " \($0.key)=\(LineLog.quoted("\($0.value)"))" }.joined()
        let level = event.level.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0)
        write("\(Instant.now().rfc3339) \(level) \(label): \(LineLog.oneLine("\(event.message)"))\(pairs)")
    }

    package static let toStandardError: @Sendable (String) -> Void = { line in
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    /// One entry is one line, whatever somebody managed to put into it.
    private static func oneLine(_ text: String) -> String {
        String(text.map { $0.isNewline || $0.unicodeScalars.contains { $0.value < 0x20 } ? " " : $0 })
    }

    private static func quoted(_ value: String) -> String {
        let line = oneLine(value)
        return line.contains(" ") || line.isEmpty ? "\"\(line.replacing("\"", with: "'"))\"" : line
    }
}
