import Graph
import Testing

/// Random graphs against the plainest algorithm that is surely right.
struct AlgorithmTests {
    /// A generator that gives the same every time (SplitMix64).
    struct Seeded: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    struct Arrows {
        let count: Int
        let list: [(Int32, Int32)]
        var graph: Digraph { Digraph(nodeCount: count, sources: list.map(\.0), targets: list.map(\.1)) }

        /// `reach[a][b]`: b can be reached from a (Warshall).
        var closure: [[Bool]] {
            var reach = Array(repeating: Array(repeating: false, count: count), count: count)
            for (from, to) in list { reach[Int(from)][Int(to)] = true }
            for middle in 0..<count {
                for from in 0..<count where reach[from][middle] {
                    for to in 0..<count where reach[middle][to] { reach[from][to] = true }
                }
            }
            return reach
        }
    }

    static func arrows(seed: UInt64, acyclic: Bool) -> Arrows {
        var random = Seeded(state: seed)
        let count = Int.random(in: 1...24, using: &random)
        let edges = Int.random(in: 0...(count * 2), using: &random)
        let names = Array(0..<Int32(count)).shuffled(using: &random)
        let list = (0..<edges).map { _ in
            let (a, b) = (Int.random(in: 0..<count, using: &random), Int.random(in: 0..<count, using: &random))
            return acyclic ? (names[min(a, b)], names[max(a, b)]) : (Int32(a), Int32(b))
        }
        return Arrows(count: count, list: acyclic ? list.filter { $0.0 != $0.1 } : list)
    }

    @Test(arguments: 0..<60) func `the arrows of a node are those that were given, in order`(seed: Int) {
        let arrows = Self.arrows(seed: UInt64(seed), acyclic: false)
        for node in 0..<Int32(arrows.count) {
            #expect(Array(arrows.graph.successors(of: node)) == arrows.list.filter { $0.0 == node }.map(\.1))
            #expect(arrows.graph.reversed().successors(of: node).sorted() == arrows.list.filter { $0.1 == node }.map(\.0).sorted())
        }
    }

    @Test(arguments: 0..<120) func `nodes have the same part if and only if they hang together`(seed: Int) {
        let arrows = Self.arrows(seed: UInt64(seed), acyclic: seed % 2 == 0)
        let both = Arrows(count: arrows.count, list: arrows.list + arrows.list.map { ($0.1, $0.0) }).closure
        let (labels, count) = arrows.graph.components()
        #expect(Set(labels) == Set(0..<Int32(count)))
        for a in 0..<arrows.count {
            for b in 0..<arrows.count { #expect((labels[a] == labels[b]) == (a == b || both[a][b]), "\(seed): \(a), \(b)") }
        }
    }

    @Test(arguments: 0..<120) func `a topological order puts every arrow forward, and there is none where arrows run in a circle`(seed: Int)
    {
        let arrows = Self.arrows(seed: UInt64(seed), acyclic: seed % 2 == 0)
        let closure = arrows.closure
        let isCircular = (0..<arrows.count).contains { closure[$0][$0] }
        guard let order = arrows.graph.topologicalOrder() else {
            #expect(isCircular, "\(seed)")
            return
        }
        #expect(!isCircular && order.sorted() == Array(0..<Int32(arrows.count)), "\(seed)")
        let place = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        #expect(arrows.list.allSatisfy { place[$0.0]! < place[$0.1]! }, "\(seed)")
    }

    @Test(arguments: 0..<120) func `circles are the nodes that reach each other`(seed: Int) {
        let arrows = Self.arrows(seed: UInt64(seed), acyclic: false)
        let closure = arrows.closure
        let (labels, _) = arrows.graph.strongComponents()
        for a in 0..<arrows.count {
            for b in 0..<arrows.count where a != b { #expect((labels[a] == labels[b]) == (closure[a][b] && closure[b][a])) }
        }
        for (from, to) in arrows.list { #expect(labels[Int(from)] >= labels[Int(to)]) }
        #expect(Set(arrows.graph.circles().joined()) == Set((0..<Int32(arrows.count)).filter { closure[Int($0)][Int($0)] }))
        for circle in arrows.graph.circles() {
            let way = arrows.graph.circle(through: circle[0]) ?? []
            #expect(way.first == circle[0])
            for (place, node) in way.enumerated() {
                #expect(arrows.graph.successors(of: node).contains(way[(place + 1) % way.count]), "\(seed): \(way)")
            }
        }
    }

    @Test(arguments: 0..<120) func `what is reached is what a walk reaches`(seed: Int) {
        let arrows = Self.arrows(seed: UInt64(seed), acyclic: seed % 3 == 0)
        let closure = arrows.closure
        let reachability = Reachability(arrows.graph)
        var found: [[Int32]] = []
        reachability.forEach(Array(0..<Int32(arrows.count))) { source, nodes in
            #expect(source == found.count)
            found.append(nodes)
        }
        for source in 0..<arrows.count {
            let expected = (0..<Int32(arrows.count)).filter { Int($0) == source || closure[source][Int($0)] }
            #expect(found[source] == expected, "\(seed)")
            #expect(arrows.graph.reached(from: Int32(source)).sorted() == expected, "\(seed)")
        }
    }

    @Test func `more than 64 sources are walked in rounds`() {
        let chain = Digraph(nodeCount: 200, sources: Array(0..<199), targets: Array(1..<200))
        var sizes: [Int] = []
        Reachability(chain).forEach(Array(0..<200)) { _, nodes in sizes.append(nodes.count) }
        #expect(sizes == Array((1...200).reversed()))
    }

    @Test func `a chain of a hundred thousand nodes does not end the program`() {
        let count: Int32 = 100_000
        let ring = Digraph(nodeCount: Int(count), sources: Array(0..<count), targets: (0..<count).map { ($0 + 1) % count })
        #expect(ring.strongComponents().count == 1)
        #expect(ring.components().count == 1)
        #expect(ring.topologicalOrder() == nil)
    }

    @Test(arguments: 0..<120) func `the critical path is the longest of all ways`(seed: Int) throws {
        let arrows = Self.arrows(seed: UInt64(seed), acyclic: true)
        var random = Seeded(state: UInt64(seed) &+ 1_000)
        let days = (0..<arrows.count).map { _ in Int.random(in: 0...20, using: &random) }
        let graph = arrows.graph
        func longest(from node: Int32) -> Int { days[Int(node)] + (graph.successors(of: node).map(longest).max() ?? 0) }
        let path = try #require(CriticalPath(graph, days: days))
        #expect(path.total == (0..<Int32(arrows.count)).map(longest).max())
        #expect(path.path.reduce(0) { $0 + days[Int($1)] } == path.total)
        for (from, to) in zip(path.path, path.path.dropFirst()) { #expect(graph.successors(of: from).contains(to)) }
        #expect(path.slacks.allSatisfy { $0 >= 0 })
        #expect(path.path.allSatisfy { path.slacks[Int($0)] == 0 })
        for (from, to) in arrows.list { #expect(path.starts[Int(from)] + days[Int(from)] <= path.starts[Int(to)]) }
    }

    @Test func `work in a circle has no critical path`() {
        #expect(CriticalPath(Digraph(nodeCount: 2, sources: [0, 1], targets: [1, 0]), days: [1, 1]) == nil)
    }
}
