import Catalogue
import Cryptography
import Graph
import Kernel
import Synchronization
import Web

/// The graph of the version in force: built once, not for each request.
final class GraphShelf: Sendable {
    private let kept = Mutex<Graph?>(nil)

    func keep(_ graph: Graph) { kept.withLock { $0 = graph } }

    /// Built where no request waits for the thread; two that come at once may both build it.
    func graph(of catalogue: Catalogue) async -> Graph {
        if let graph = kept.withLock({ $0 }), graph.catalogue.version == catalogue.version { return graph }
        let graph = await Workshop.apart { Graph.build(catalogue) }
        keep(graph)
        return graph
    }
}

/// Pictures that were drawn lately, by what they are described by: version, language and picture are all in it.
final class PictureShelf: Sendable {
    private struct Shelf {
        var drawings: [String: String] = [:]
        var order: [String] = []
    }

    private static let places = 200
    private let shelf = Mutex(Shelf())

    func drawing(_ dot: String, draw: (String) async throws -> String) async throws -> String {
        let key = Hex.encode(Digest.sha256.hash(text: dot)).description
        if let found = shelf.withLock({ $0.drawings[key] }) { return found }
        let drawing = try await draw(dot)
        shelf.withLock { shelf in
            guard shelf.drawings.updateValue(drawing, forKey: key) == nil else { return }
            shelf.order.append(key)
            if shelf.order.count > PictureShelf.places { shelf.drawings[shelf.order.removeFirst()] = nil }
        }
        return drawing
    }
}
