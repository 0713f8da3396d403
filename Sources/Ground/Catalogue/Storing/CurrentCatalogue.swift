package import Kernel
import Synchronization

/// The catalogue in force on this node, with its search: swapped whole, read without waiting.
package final class CurrentCatalogue: Sendable {
    private struct State: Sendable {
        let catalogue: Catalogue
        let search: CatalogueSearch
    }

    private let state: Mutex<State>
    private let places: Regions?
    private let industries: Industries?
    private let pinyin: Pinyin

    /// Starts with that version in force; `places` and `industries` tell pages what their codes are called, `pinyin` lets search find by
    /// sound.
    package init(_ catalogue: Catalogue, places: Regions? = nil, industries: Industries? = nil, pinyin: Pinyin = .none) {
        self.places = places
        self.industries = industries
        self.pinyin = pinyin
        let catalogue = catalogue.placed(in: places, industries: industries)
        state = Mutex(State(catalogue: catalogue, search: CatalogueSearch(catalogue, pinyin: pinyin)))
    }

    package var snapshot: Catalogue { state.withLock(\.catalogue) }
    package var search: CatalogueSearch { state.withLock(\.search) }

    /// Takes a version into force. One that took effect earlier never replaces a later one, in whatever order notices come.
    package func replace(with catalogue: Catalogue) {
        let catalogue = catalogue.placed(in: places, industries: industries)
        let next = State(catalogue: catalogue, search: CatalogueSearch(catalogue, pinyin: pinyin))
        state.withLock { if catalogue.takesEffect >= $0.catalogue.takesEffect { $0 = next } }
    }

    /// Looks whether another version is in force by now, newly published or because its day has come, and takes it. A version that cannot
    /// be read leaves the good one in force.
    @discardableResult
    package func refresh(from store: CatalogueStore, on day: LocalDate = Instant.now().date) async throws -> Bool {
        guard let due = try await store.inForce(on: day), due.number != snapshot.version, let other = try await store.version(due.number),
            other.takesEffect > snapshot.takesEffect
        else { return false }
        replace(with: other)
        return true
    }
}

extension Catalogue {
    fileprivate var takesEffect: (Int, Int) { CatalogueStore.Version.takesEffect(on: effectiveOn, version) }
}

/// A few versions that were asked for lately.
final class VersionShelf: Sendable {
    private let places: Int
    /// The latest used last.
    private let catalogues = Mutex<[Catalogue]>([])

    init(places: Int) { self.places = places }

    subscript(number: Int) -> Catalogue? {
        get {
            catalogues.withLock { shelf in
                guard let index = shelf.firstIndex(where: { $0.version == number }) else { return nil }
                let found = shelf.remove(at: index)
                shelf.append(found)
                return found
            }
        }
        set {
            guard let newValue else { return }
            catalogues.withLock { shelf in
                shelf.removeAll { $0.version == number }
                shelf.append(newValue)
                if shelf.count > places { shelf.removeFirst() }
            }
        }
    }
}
