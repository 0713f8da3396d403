extension Digraph {
    /// An order in which every arrow points forward; nil where arrows run in a circle.
    package func topologicalOrder() -> [Int32]? {
        var open = [Int32](repeating: 0, count: nodeCount)
        var order = [Int32](repeating: 0, count: nodeCount)
        var (head, tail) = (0, 0)
        open.withUnsafeMutableBufferPointer { open in
            order.withUnsafeMutableBufferPointer { order in
                targets.withUnsafeBufferPointer { targets in
                    for target in targets { open[Int(target)] += 1 }
                    for node in 0..<nodeCount where open[node] == 0 {
                        order[tail] = Int32(node)
                        tail += 1
                    }
                    offsets.withUnsafeBufferPointer { offsets in
                        while head < tail {
                            let node = Int(order[head])
                            head += 1
                            for edge in Int(offsets[node])..<Int(offsets[node + 1]) {
                                let target = Int(targets[edge])
                                open[target] -= 1
                                if open[target] == 0 {
                                    order[tail] = Int32(target)
                                    tail += 1
                                }
                            }
                        }
                    }
                }
            }
        }
        return tail == nodeCount ? order : nil
    }
}
