import Foundation

/// The tree of sources as text: what the guards read.
struct SourceFile: Sendable, Hashable {
    /// From the root: `Sources/Beam/Cases/Case.swift`.
    let path: String
    let text: String

    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// The floor (`Beam`) and the target's folder (`Cases`) of a file below `Sources/`.
    var floor: String { part(1) }
    var room: String { part(2) }

    private func part(_ index: Int) -> String {
        let parts = path.split(separator: "/")
        return parts.indices.contains(index) ? String(parts[index]) : ""
    }

    /// The text without what stands behind `//`, line by line; strings with `//` in them (addresses) are kept.
    var code: String {
        lines.map { line in
            guard let mark = line.firstRange(of: "//"), !line[..<mark.lowerBound].contains("\"") else { return String(line) }
            return String(line[..<mark.lowerBound])
        }.joined(separator: "\n")
    }
}

enum SourceTree {
    static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let sources = swiftFiles(below: "Sources")
    static let tests = swiftFiles(below: "Tests")
    static let package = text("Package.swift")

    static func text(_ path: String) -> String { (try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)) ?? "" }

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path) }

    /// The files below a folder, hidden ones and those of the build left out.
    static func files(below folder: String) -> [String] {
        guard let walk = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path) else { return [] }
        var found: [String] = []
        for case let name as String in walk {
            if name.split(separator: "/").contains(where: { $0.hasPrefix(".") || $0 == "__pycache__" }) { continue }
            found.append("\(folder)/\(name)")
        }
        return found.sorted()
    }

    private static func swiftFiles(below folder: String) -> [SourceFile] {
        files(below: folder).filter { $0.hasSuffix(".swift") }.map { SourceFile(path: $0, text: text($0)) }
    }
}
