import Catalogue
import Foundation
import Graph
import Kernel
import Platform

/// What the graph of a large city costs: building it, every analysis over it, and its walks against rustworkx on the same arrows.
struct GraphMeasure {
    let bench: Bench

    func run() async throws {
        let loaded = CatalogueLoading.load(folder: bench.home.catalogue)
        guard let shipped = loaded.catalogue else { throw BenchFault.other("the catalogue has errors: `yiwang catalogue lint`") }
        guard let regions = try bench.home.regions() else { throw BenchFault.other("no data/regions.csv") }
        let isWhole = bench.scale.fillsEveryEngine
        let (items, implementations) = isWhole ? (3_700, 100_000) : (740, 20_000)
        let quarter = try GraphingCity(from: shipped, regions: regions, items: items / 4, implementations: implementations / 4)
        let small = take(quarter)
        let city = try GraphingCity(from: shipped, regions: regions, items: items, implementations: implementations)
        let large = take(city)
        tell(large, city, isWhole)
        let growth = (large.seconds / small.seconds) / (Double(large.graph.edgeCount) / Double(small.graph.edgeCount))
        bench.report.add(
            Figure(
                code: "graph.growth", name: GraphBenchText.growth, value: growth, unit: GraphBenchText.times, goal: .below(1.5),
                note: GraphBenchText.grew(from: small.graph.edgeCount, to: large.graph.edgeCount)))
        try compare(large.graph)
    }

    private struct Taken {
        let graph: Graph
        let building: Double
        let advising: Double
        let count: Int
        var seconds: Double { building + advising }
    }

    /// The better of two: the first also warms the memory.
    private func take(_ city: GraphingCity) -> Taken {
        let (first, second) = (measured(city), measured(city))
        return first.seconds < second.seconds ? first : second
    }

    private func measured(_ city: GraphingCity) -> Taken {
        let began = ContinuousClock.now
        let graph = Graph.build(city.catalogue, statistics: city.statistics)
        let building = began.duration(to: .now).inSeconds
        let middle = ContinuousClock.now
        let advice = graph.advice()
        return Taken(graph: graph, building: building, advising: middle.duration(to: .now).inSeconds, count: advice.count)
    }

    private func tell(_ taken: Taken, _ city: GraphingCity, _ isWhole: Bool) {
        let note = GraphBenchText.size(
            implementations: city.catalogue.implementations.count, nodes: taken.graph.nodeCount, edges: taken.graph.edgeCount,
            advice: taken.count)
        bench.report.add(
            Figure(code: "graph.build", name: GraphBenchText.building, value: taken.building, unit: BenchText.seconds, note: note))
        bench.report.add(
            Figure(
                code: "graph.analyses", name: GraphBenchText.analyses, value: taken.advising, unit: BenchText.seconds, goal: .below(10),
                note: note,
                isUnjudged: !isWhole))
    }

    /// The walks that the analyses use: what hangs together, an order, and who would feel it if a register or a licence type were gone.
    private func compare(_ graph: Graph) throws {
        let sources = graph.nodes(of: .resource) + graph.nodes(of: .licenceType)
        let parts = best { graph.forward.components().count }
        let order = best { graph.forward.topologicalOrder()?.count ?? 0 }
        guard order.result == graph.nodeCount else { throw BenchFault.other("the city's graph runs in a circle") }
        let reach = best {
            var reached = 0
            Reachability(graph.backward).forEach(sources) { _, nodes in reached += nodes.count }
            return reached
        }
        let theirs = try Rustworkx(folder: bench.folder).times(graph, sources: sources)
        guard theirs.parts == parts.result, theirs.reached == reach.result else {
            throw BenchFault.other(
                "rustworkx finds \(theirs.parts) parts and \(theirs.reached) nodes reached, we \(parts.result) and \(reach.result)")
        }
        for (code, name, ours, other) in [
            ("graph.components", GraphBenchText.components, parts.seconds, theirs.components),
            ("graph.order", GraphBenchText.order, order.seconds, theirs.order),
            ("graph.reach", GraphBenchText.reach(sources.count), reach.seconds, theirs.reach),
        ] {
            bench.report.add(
                Figure(
                    code: code, name: name, value: other / ours, unit: GraphBenchText.times, goal: .atLeast(1),
                    note: GraphBenchText.took(ours: ours * 1e3, theirs: other * 1e3)))
        }
    }

    private func best(_ body: () -> Int) -> (seconds: Double, result: Int) {
        var least = (seconds: Double.infinity, result: 0)
        for _ in 0..<5 {
            let began = ContinuousClock.now
            let result = body()
            least = (min(least.seconds, began.duration(to: .now).inSeconds), result)
        }
        return least
    }
}
