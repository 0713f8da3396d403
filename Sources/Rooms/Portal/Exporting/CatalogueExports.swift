import Catalogue
import Synchronization

/// What is made of a whole catalogue, once for each version: a city's is many megabytes.
final class CatalogueExports: Sendable {
    private struct Kept {
        var hash = ""
        var version = -1
        var bytes: [String: [UInt8]] = [:]
    }

    private let kept = Mutex(Kept())

    /// Made by whoever asks first; those who ask meanwhile wait for it rather than make it again.
    func bytes(_ name: String, of catalogue: Catalogue, _ make: () -> [UInt8]) -> [UInt8] {
        kept.withLock { kept in
            if kept.hash != catalogue.hash || kept.version != catalogue.version {
                kept = Kept(hash: catalogue.hash, version: catalogue.version)
            }
            if let known = kept.bytes[name] { return known }
            let made = make()
            kept.bytes[name] = made
            return made
        }
    }
}
