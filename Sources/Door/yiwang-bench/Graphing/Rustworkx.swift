import Foundation
import Graph
import Kernel

/// rustworkx on the same arrows: installed from PyPI into the scratch folder, timed by its own clock without loading the graph.
struct Rustworkx {
    /// Best of five, in seconds.
    struct Times {
        var components: Double
        var order: Double
        var reach: Double
        var parts: Int
        var reached: Int
    }

    let folder: URL

    private static let version = "rustworkx==0.18.1"

    private static let script = """
        import json, sys, time
        import numpy, rustworkx as rx

        raw = numpy.fromfile(sys.argv[1], dtype=numpy.int32)
        count, edges, sources = int(raw[0]), int(raw[1]), int(raw[2])
        ends = raw[3:3 + 2 * edges].reshape(edges, 2).tolist()
        starts = raw[3 + 2 * edges:3 + 2 * edges + sources].tolist()
        graph = rx.PyDiGraph(multigraph=True)
        graph.add_nodes_from(range(count))
        graph.add_edges_from_no_data([tuple(pair) for pair in ends])

        def best(work, times=5):
            least = None
            for _ in range(times):
                began = time.perf_counter()
                result = work()
                took = time.perf_counter() - began
                least = took if least is None else min(least, took)
            return least, result

        # Either way of asking for components counts for it, whichever is faster.
        sets, parts = best(lambda: rx.weakly_connected_components(graph))
        number, _ = best(lambda: rx.number_weakly_connected_components(graph))
        order, _ = best(lambda: rx.topological_sort(graph))
        reach, found = best(lambda: [rx.ancestors(graph, start) for start in starts], 3)
        print(json.dumps({"components": min(sets, number), "order": order, "reach": reach, "parts": len(parts),
                          "reached": sum(len(each) + 1 for each in found)}))
        """

    func times(_ graph: Graph, sources: [Int32]) throws -> Times {
        let python = folder.appendingPathComponent("rustworkx/bin/python").path
        if !FileManager.default.fileExists(atPath: python) {
            _ = try ChildProgram.output(try ChildProgram.find("python3"), ["-m", "venv", folder.appendingPathComponent("rustworkx").path])
            _ = try ChildProgram.output(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", Rustworkx.version])
        }
        let (program, arrows) = (folder.appendingPathComponent("compare.py"), folder.appendingPathComponent("arrows.bin"))
        try Data(Rustworkx.script.utf8).write(to: program)
        try Rustworkx.bytes(graph, sources).write(to: arrows)
        let answer = try ChildProgram.output(python, [program.path, arrows.path])
        guard let json = answer.split(separator: "\n").last.flatMap({ try? JSON(parsing: String($0)) }),
            let components = Rustworkx.number(json["components"]), let order = Rustworkx.number(json["order"]),
            let reach = Rustworkx.number(json["reach"]), let parts = json["parts"]?.int, let reached = json["reached"]?.int
        else { throw BenchFault.other("rustworkx answered: \(answer.suffix(300))") }
        return Times(components: components, order: order, reach: reach, parts: parts, reached: reached)
    }

    private static func number(_ json: JSON?) -> Double? { if case .number(let text) = json { Double(text) } else { nil } }

    /// Count of nodes, of arrows, of sources; both ends of each arrow; the sources. Little-endian, as both sides are here.
    private static func bytes(_ graph: Graph, _ sources: [Int32]) -> Data {
        var numbers: [Int32] = [Int32(graph.nodeCount), Int32(graph.edgeCount), Int32(sources.count)]
        numbers.reserveCapacity(3 + graph.edgeCount * 2 + sources.count)
        for node in 0..<Int32(graph.nodeCount) {
            for target in graph.forward.successors(of: node) { numbers += [node, target] }
        }
        numbers += sources
        return numbers.withUnsafeBytes { Data($0) }
    }
}
