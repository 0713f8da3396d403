import Kernel
import Synchronization

/// Public pages, ready to be sent, by language, address and, where they differ by it, the visitor's place. They hold for one version of what they show (the catalogue's) and are asked
/// before anything else is done for a request.
final class PageCache: Sendable {
    private struct Entry: Sendable {
        var version: Int
        var answers: ReadyAnswers
        /// The page is another for a visitor who has chosen a place.
        var isPlaced = false
    }

    private struct Shelves: Sendable {
        var zh: [String: Entry] = [:]
        var en: [String: Entry] = [:]
        var byteCount = 0

        subscript(_ language: Language) -> [String: Entry] {
            _read { if language == .zh { yield zh } else { yield en } }
            _modify { if language == .zh { yield &zh } else { yield &en } }
        }

        mutating func clear(except version: Int?) {
            zh = zh.filter { $0.value.version == version }
            en = en.filter { $0.value.version == version }
            byteCount = zh.values.reduce(0) { $0 + $1.answers.byteCount } + en.values.reduce(0) { $0 + $1.answers.byteCount }
        }
    }

    private let shelves = Mutex(Shelves())
    private let maxBytes: Int

    init(maxBytes: Int) { self.maxBytes = maxBytes }

    func answers(_ path: String, _ language: Language, place: String? = nil, version: Int) -> ReadyAnswers? {
        shelves.withLock { shelves in
            if let place, let entry = shelves[language][PageCache.name(path, place)], entry.version == version { return entry.answers }
            guard let entry = shelves[language][path], entry.version == version, place == nil || !entry.isPlaced else { return nil }
            return entry.answers
        }
    }

    /// No address holds a blank.
    private static func name(_ path: String, _ place: String?) -> String { place.map { "\(path) \($0)" } ?? path }

    /// Where room is short, pages of old versions go first; if all are of this one, all go: a full shelf is a sign of made-up addresses.
    ///
    /// - Parameter isPlaced: the page is another for each `place`; one that is not serves all of them.
    func keep(
        _ answers: ReadyAnswers, _ path: String, _ language: Language, place: String? = nil, isPlaced: Bool = false, version: Int
    ) {
        shelves.withLock { shelves in
            if shelves.byteCount + answers.byteCount > maxBytes { shelves.clear(except: version) }
            if shelves.byteCount + answers.byteCount > maxBytes { shelves.clear(except: nil) }
            let before = shelves[language].updateValue(
                Entry(version: version, answers: answers, isPlaced: isPlaced), forKey: PageCache.name(path, isPlaced ? place : nil))
            shelves.byteCount += answers.byteCount - (before?.answers.byteCount ?? 0)
        }
    }
}
