/// What can be reached from where. The order of walking is found once; then 64 sources at a time need one pass over the arrows.
package struct Reachability: Sendable {
    private let graph: Digraph
    /// Nodes, each circle together, and each before what it leads to.
    private let order: [Int32]
    /// Where a circle, or a single node, ends in `order`; nil where every node stands alone.
    private let groupEnds: [Int]?

    package init(_ graph: Digraph) {
        self.graph = graph
        if let order = graph.topologicalOrder() {
            self.order = order
            groupEnds = nil
            return
        }
        let (labels, count) = graph.strongComponents()
        var ends = [Int](repeating: 0, count: count)
        for label in labels { ends[count - 1 - Int(label)] += 1 }
        for group in ends.indices.dropFirst() { ends[group] += ends[group - 1] }
        var next = [0] + ends.dropLast()
        var order = [Int32](repeating: 0, count: labels.count)
        for node in labels.indices {
            let group = count - 1 - Int(labels[node])
            order[next[group]] = Int32(node)
            next[group] += 1
        }
        self.order = order
        groupEnds = ends
    }

    /// For each node the sources that reach it, as bits in the order of `sources` (at most 64). A source reaches itself.
    package func marks(from sources: some Collection<Int32>) -> [UInt64] {
        self.marks(fromGroups: sources.map { [$0] })
    }

    /// The same for sources that are several nodes each.
    package func marks(fromGroups sources: [[Int32]]) -> [UInt64] {
        precondition(sources.count <= 64, "one word holds 64 sources")
        var marks = [UInt64](repeating: 0, count: graph.nodeCount)
        for (bit, source) in sources.enumerated() { for node in source { marks[Int(node)] |= 1 << UInt64(bit) } }
        marks.withUnsafeMutableBufferPointer { marks in
            order.withUnsafeBufferPointer { order in
                if let groupEnds { pass(groups: groupEnds, order, marks) } else { pass(order, marks) }
            }
        }
        return marks
    }

    private func pass(_ order: UnsafeBufferPointer<Int32>, _ marks: UnsafeMutableBufferPointer<UInt64>) {
        graph.offsets.withUnsafeBufferPointer { offsets in
            graph.targets.withUnsafeBufferPointer { targets in
                for node in order {
                    let mark = marks[Int(node)]
                    if mark == 0 { continue }
                    for edge in Int(offsets[Int(node)])..<Int(offsets[Int(node) + 1]) { marks[Int(targets[edge])] |= mark }
                }
            }
        }
    }

    private func pass(groups ends: [Int], _ order: UnsafeBufferPointer<Int32>, _ marks: UnsafeMutableBufferPointer<UInt64>) {
        var start = 0
        for end in ends {
            var mark: UInt64 = 0
            for place in start..<end { mark |= marks[Int(order[place])] }
            if mark != 0 {
                for place in start..<end {
                    marks[Int(order[place])] = mark
                    for target in graph.successors(of: order[place]) { marks[Int(target)] |= mark }
                }
            }
            start = end
        }
    }

    /// Calls the body with each source's place and the nodes that it reaches, itself among them.
    package func forEach(_ sources: [Int32], _ body: (_ source: Int, _ reached: [Int32]) -> Void) {
        var first = 0
        while first < sources.count {
            let batch = sources[first..<min(first + 64, sources.count)]
            let marks = marks(from: batch)
            var reached = [[Int32]](repeating: [], count: batch.count)
            for node in marks.indices {
                var mark = marks[node]
                while mark != 0 {
                    reached[mark.trailingZeroBitCount].append(Int32(node))
                    mark &= mark - 1
                }
            }
            for (offset, nodes) in reached.enumerated() { body(first + offset, nodes) }
            first += 64
        }
    }
}

extension Digraph {
    /// The nodes that one node reaches, itself first, nearest first.
    package func reached(from start: Int32) -> [Int32] {
        var seen = [Bool](repeating: false, count: nodeCount)
        seen[Int(start)] = true
        var queue = [start]
        var head = 0
        while head < queue.count {
            for next in successors(of: queue[head]) where !seen[Int(next)] {
                seen[Int(next)] = true
                queue.append(next)
            }
            head += 1
        }
        return queue
    }
}
