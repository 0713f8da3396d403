import Cryptography
import Foundation
import NIOCore

/// The files of `web/`, read once at the start, compressed, and named by their content.
struct Assets: Sendable {
    /// The short hash of each file's content, by address.
    let versions: AssetVersions
    /// By address with its version (kept for a year) and without (asked for again each time).
    private let ready: [String: ReadyAnswers]

    static let none = Assets(files: [])

    /// Throws what the file system says where the folder cannot be read.
    init(folder: String) throws {
        let root = URL(fileURLWithPath: folder, isDirectory: true)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted()
        self.init(
            files: try paths.compactMap { path in
                // A hidden file or folder is nobody's business.
                guard !path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) else { return nil }
                let file = root.appendingPathComponent(path)
                guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { return nil }
                return ("/" + path, [UInt8](try Data(contentsOf: file)))
            })
    }

    init(files: [(address: String, bytes: [UInt8])]) {
        var versions: [String: String] = [:]
        var ready: [String: ReadyAnswers] = [:]
        for (address, bytes) in files {
            let version = String(Hex.encode(Digest.sha256.hash(bytes)).prefix(12))
            versions[address] = version
            let type = Assets.type(of: address)
            ready[address] = ReadyAnswers(bytes, type: type, version: version, cacheControl: "public, max-age=0, must-revalidate")
            ready["\(address)?v=\(version)"] = ReadyAnswers(
                bytes, type: type, version: version, cacheControl: "public, max-age=31536000, immutable")
        }
        self.versions = AssetVersions(versions)
        self.ready = ready
    }

    /// `target` as in the request. A version that is not this one gets the file as it is now, to be asked for again.
    func answers(_ target: String) -> ReadyAnswers? {
        if let found = ready[target] { return found }
        guard let mark = target.firstIndex(of: "?") else { return nil }
        return ready[String(target[..<mark])]
    }

    static func type(of address: String) -> String {
        switch address.split(separator: ".").last.map({ $0.lowercased() }) ?? "" {
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "jpg", "jpeg": "image/jpeg"
        case "webp": "image/webp"
        case "ico": "image/x-icon"
        case "woff2": "font/woff2"
        case "webmanifest": "application/manifest+json"
        case "json": "application/json"
        case "txt": "text/plain; charset=utf-8"
        case "html": "text/html; charset=utf-8"
        case "pdf": "application/pdf"
        default: "application/octet-stream"
        }
    }
}
