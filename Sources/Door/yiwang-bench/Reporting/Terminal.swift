import Foundation
import Kernel

/// How this program speaks: figures on standard output, what is going on, on standard error.
enum Terminal {
    /// The reader's language, from the environment as every program reads it.
    static let language: Language = {
        let environment = ProcessInfo.processInfo.environment
        let name = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        return Language(tag: name.replacing("_", with: "-").prefix { $0 != "." }) ?? .en
    }()

    static func tell(_ text: Text) { FileHandle.standardError.write(Data((text.here + "\n").utf8)) }

    static func sentence(_ error: any Error) -> String {
        (error as? Problem).map { "\($0.title.here)\n\($0.detail.here)" } ?? String(describing: error)
    }
}

extension Text {
    /// In the language of the terminal.
    var here: String { self[Terminal.language] }
}

/// What the figures were taken on.
enum Machine {
    static var cores: Int { ProcessInfo.processInfo.activeProcessorCount }

    static var description: String {
        let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(separator: "\n") ?? []
        let model = lines.first { $0.hasPrefix("model name") }?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
        let memory = ProcessInfo.processInfo.physicalMemory / 1_073_741_824
        return "\(model ?? "?") × \(cores), \(memory) GB"
    }

    /// What the machine does beside this program: more than a little, and the figures are not worth much.
    static var load: Double {
        let text = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)) ?? ""
        return text.split(separator: " ").first.flatMap { Double($0) } ?? 0
    }
}
