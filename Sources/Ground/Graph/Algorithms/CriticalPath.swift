/// The longest way through work that must be done in an order (critical path method): where the days go, and what may wait.
package struct CriticalPath: Sendable, Hashable {
    /// Days until all is done.
    package let total: Int
    /// The nodes that set the total, in order.
    package let path: [Int32]
    /// Day on which each may begin.
    package let starts: [Int]
    /// By how many days each may be late without moving the end.
    package let slacks: [Int]

    /// Each arrow leads from what comes first to what comes after; nil where arrows run in a circle.
    package init?(_ graph: Digraph, days: [Int]) {
        precondition(days.count == graph.nodeCount, "each node takes its time")
        guard let order = graph.topologicalOrder() else { return nil }
        var starts = [Int](repeating: 0, count: days.count)
        var before = [Int32](repeating: -1, count: days.count)
        for node in order {
            let end = starts[Int(node)] + days[Int(node)]
            for next in graph.successors(of: node) where before[Int(next)] < 0 || end > starts[Int(next)] {
                starts[Int(next)] = end
                before[Int(next)] = node
            }
        }
        let total = days.indices.map { starts[$0] + days[$0] }.max() ?? 0
        var latest = [Int](repeating: total, count: days.count)
        for node in order.reversed() {
            for next in graph.successors(of: node) { latest[Int(node)] = min(latest[Int(node)], latest[Int(next)] - days[Int(next)]) }
        }
        var path: [Int32] = []
        var last = days.indices.first { starts[$0] + days[$0] == total }.map(Int32.init)
        while let node = last {
            path.append(node)
            last = before[Int(node)] < 0 ? nil : before[Int(node)]
        }
        self.total = total
        self.path = path.reversed()
        self.starts = starts
        slacks = days.indices.map { latest[$0] - starts[$0] - days[$0] }
    }
}
