/// A directed graph as two arrays (compressed sparse rows): the arrows of node `n` are `targets[offsets[n]..<offsets[n + 1]]`.
/// A million arrows take 4 MB and are walked without a pointer.
package struct Digraph: Sendable {
    package let offsets: [Int32]
    package let targets: [Int32]

    package var nodeCount: Int { offsets.count - 1 }
    package var edgeCount: Int { targets.count }

    /// Arrows `sources[i]` → `targets[i]`; those of one node keep the order in which they are given.
    package init(nodeCount: Int, sources: [Int32], targets: [Int32]) {
        self.init(nodeCount: nodeCount, sources: sources, targets: targets, places: nil)
    }

    /// The same, telling where each arrow went.
    static func sorted(nodeCount: Int, sources: [Int32], targets: [Int32]) -> (graph: Digraph, places: [Int32]) {
        var places = [Int32](repeating: 0, count: sources.count)
        let graph = places.withUnsafeMutableBufferPointer {
            Digraph(nodeCount: nodeCount, sources: sources, targets: targets, places: $0)
        }
        return (graph, places)
    }

    private init(nodeCount: Int, sources: [Int32], targets: [Int32], places: UnsafeMutableBufferPointer<Int32>?) {
        precondition(sources.count == targets.count, "each arrow has two ends")
        var offsets = [Int32](repeating: 0, count: nodeCount + 1)
        var placed = [Int32](repeating: 0, count: targets.count)
        offsets.withUnsafeMutableBufferPointer { offsets in
            for source in sources { offsets[Int(source) + 1] += 1 }
            if nodeCount > 1 { for node in 1...nodeCount { offsets[node] += offsets[node - 1] } }
            var next = Array(offsets.dropLast())
            next.withUnsafeMutableBufferPointer { next in
                placed.withUnsafeMutableBufferPointer { placed in
                    for edge in sources.indices {
                        let place = next[Int(sources[edge])]
                        next[Int(sources[edge])] = place + 1
                        placed[Int(place)] = targets[edge]
                        places?[edge] = place
                    }
                }
            }
        }
        self.offsets = offsets
        self.targets = placed
    }

    /// The places of a node's arrows in `targets`.
    package func edges(of node: Int32) -> Range<Int> { Int(offsets[Int(node)])..<Int(offsets[Int(node) + 1]) }

    /// Where a node's arrows lead.
    package func successors(of node: Int32) -> ArraySlice<Int32> { targets[edges(of: node)] }

    /// The node from which each arrow comes.
    var sources: [Int32] {
        var sources = [Int32](repeating: 0, count: edgeCount)
        for node in 0..<nodeCount { for edge in edges(of: Int32(node)) { sources[edge] = Int32(node) } }
        return sources
    }

    /// All arrows turned round.
    package func reversed() -> Digraph { Digraph(nodeCount: nodeCount, sources: targets, targets: sources) }
}
