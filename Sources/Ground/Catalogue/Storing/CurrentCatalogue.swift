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

    /// Starts with that version in force; `places` tells pages what regions are called.
    package init(_ catalogue: Catalogue, places: Regions? = nil) {
        self.places = places
        var catalogue = catalogue
        catalogue.places = places
        state = Mutex(State(catalogue: catalogue, search: CatalogueSearch(catalogue)))
    }

    package var snapshot: Catalogue { state.withLock(\.catalogue) }
    package var search: CatalogueSearch { state.withLock(\.search) }

    /// Takes a version into force. An older one never replaces a newer one, in whatever order notices come.
    package func replace(with catalogue: Catalogue) {
        var catalogue = catalogue
        catalogue.places = places
        let next = State(catalogue: catalogue, search: CatalogueSearch(catalogue))
        state.withLock { if catalogue.version >= $0.catalogue.version { $0 = next } }
    }

    /// Looks whether a newer version has been published, and takes it. A version that cannot be read leaves the good one in force.
    @discardableResult
    package func refresh(from store: CatalogueStore) async throws -> Bool {
        guard let last = try await store.lastVersion(), last.number > snapshot.version, let newer = try await store.version(last.number)
        else { return false }
        replace(with: newer)
        return true
    }
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
