extension Digraph {
    /// Which nodes reach each other (Tarjan). A part's number is greater than those of the parts that it leads to.
    package func strongComponents() -> (labels: [Int32], count: Int) {
        var walk = StrongWalk(nodeCount: nodeCount)
        for node in 0..<nodeCount where walk.index[node] == 0 { walk.visit(Int32(node), in: self) }
        return (walk.labels, Int(walk.count))
    }

    /// Each circle as the nodes in it, smallest number first; a node with an arrow to itself is a circle of one.
    package func circles() -> [[Int32]] {
        let (labels, count) = strongComponents()
        var members = [[Int32]](repeating: [], count: count)
        for node in 0..<nodeCount { members[Int(labels[node])].append(Int32(node)) }
        return members.filter { $0.count > 1 || $0.contains { successors(of: $0).contains($0) } }.sorted { $0[0] < $1[0] }
    }

    /// The shortest way round through a node; nil where no way leads back.
    package func circle(through start: Int32) -> [Int32]? {
        var before: [Int32: Int32] = [:]
        var queue = [start]
        var head = 0
        while head < queue.count {
            let node = queue[head]
            head += 1
            for next in successors(of: node) {
                if next == start {
                    var path = [node]
                    while let last = path.last, last != start, let earlier = before[last] { path.append(earlier) }
                    return path.reversed()
                }
                if before[next] == nil {
                    before[next] = node
                    queue.append(next)
                }
            }
        }
        return nil
    }
}

/// Tarjan's walk with its stack on the heap, so that a long chain does not end the program.
private struct StrongWalk {
    var index: [Int32]
    var labels: [Int32]
    var count: Int32 = 0
    private var low: [Int32]
    private var next: Int32 = 1
    private var stack: [Int32] = []
    private var path: [(node: Int32, edge: Int)] = []

    init(nodeCount: Int) {
        index = [Int32](repeating: 0, count: nodeCount)
        low = index
        labels = [Int32](repeating: -1, count: nodeCount)
    }

    mutating func visit(_ start: Int32, in graph: Digraph) {
        open(start, in: graph)
        while let (node, edge) = path.last {
            if edge < Int(graph.offsets[Int(node) + 1]) {
                path[path.count - 1].edge += 1
                let target = graph.targets[edge]
                if index[Int(target)] == 0 {
                    open(target, in: graph)
                } else if labels[Int(target)] < 0 {
                    low[Int(node)] = min(low[Int(node)], index[Int(target)])
                }
            } else {
                path.removeLast()
                if let above = path.last?.node { low[Int(above)] = min(low[Int(above)], low[Int(node)]) }
                if low[Int(node)] == index[Int(node)] { close(node) }
            }
        }
    }

    private mutating func open(_ node: Int32, in graph: Digraph) {
        index[Int(node)] = next
        low[Int(node)] = next
        next += 1
        stack.append(node)
        path.append((node, Int(graph.offsets[Int(node)])))
    }

    private mutating func close(_ node: Int32) {
        while let member = stack.popLast() {
            labels[Int(member)] = count
            if member == node { break }
        }
        count += 1
    }
}
