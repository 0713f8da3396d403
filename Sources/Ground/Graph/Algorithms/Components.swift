extension Digraph {
    /// Which nodes hang together, whatever way the arrows point: each node's part, numbered from 0 in the order of its first node.
    package func components() -> (labels: [Int32], count: Int) {
        var parent = [Int32](0..<Int32(nodeCount))
        parent.withUnsafeMutableBufferPointer { parent in
            func root(_ node: Int32) -> Int32 {
                var node = node
                while parent[Int(node)] != node {
                    // Path halving: the next walk is half as long.
                    parent[Int(node)] = parent[Int(parent[Int(node)])]
                    node = parent[Int(node)]
                }
                return node
            }
            offsets.withUnsafeBufferPointer { offsets in
                targets.withUnsafeBufferPointer { targets in
                    for node in 0..<nodeCount {
                        var own = root(Int32(node))
                        for edge in Int(offsets[node])..<Int(offsets[node + 1]) {
                            let other = root(targets[edge])
                            if own == other { continue }
                            // The smaller number is the root, so that numbering follows the first node.
                            parent[Int(max(own, other))] = min(own, other)
                            own = min(own, other)
                        }
                    }
                }
            }
        }
        return numbered(parent)
    }

    /// A root has itself as parent and comes before all others of its part.
    private func numbered(_ parent: [Int32]) -> (labels: [Int32], count: Int) {
        var labels = [Int32](repeating: 0, count: parent.count)
        var count: Int32 = 0
        for node in parent.indices {
            if parent[node] == Int32(node) {
                labels[node] = count
                count += 1
            } else {
                // The parent is smaller and so already numbered.
                labels[node] = labels[Int(parent[node])]
            }
        }
        return (labels, Int(count))
    }
}
