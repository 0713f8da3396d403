import Kernel

/// What the measure of the graph says.
enum GraphBenchText {
    static let graph = Text("图谱", "The graph")
    static let times = Text("倍", "×")
    static let building = Text("图谱：建图", "Graph: building it")
    static let analyses = Text("图谱：全部分析", "Graph: every analysis")
    static let growth = Text("图谱：用时增长与边数增长之比", "Graph: growth of time against growth of edges")
    static let components = Text("图谱：连通分量，相对 rustworkx 的速度", "Graph: components, speed against rustworkx")
    static let order = Text("图谱：拓扑排序，相对 rustworkx 的速度", "Graph: topological order, speed against rustworkx")
    static func reach(_ sources: Int) -> Text {
        Text("图谱：{n} 个来源的可达性，相对 rustworkx 的速度", "Graph: reachability from {n} sources, speed against rustworkx").filled([
            "n": String(sources)
        ])
    }
    static func took(ours: Double, theirs: Double) -> Text {
        Text("本程序 {ours} 毫秒，rustworkx {theirs} 毫秒，同一张图，各取五次最快。", "{ours} ms here, {theirs} ms there; the same graph, best of five.")
            .filled(["ours": Figure.written(ours), "theirs": Figure.written(theirs)])
    }
    static func grew(from: Int, to: Int) -> Text {
        Text("从 {from} 条边到 {to} 条边；1 为正比。", "From {from} edges to {to}; 1 is in line.").filled([
            "from": Figure.written(Double(from)), "to": Figure.written(Double(to)),
        ])
    }
    static func size(implementations: Int, nodes: Int, edges: Int, advice: Int) -> Text {
        Text(
            "{implementations} 个实施清单，{nodes} 个节点，{edges} 条边，{advice} 条建议。",
            "{implementations} implementations, {nodes} nodes, {edges} edges, {advice} pieces of advice."
        ).filled([
            "implementations": Figure.written(Double(implementations)), "nodes": Figure.written(Double(nodes)),
            "edges": Figure.written(Double(edges)), "advice": Figure.written(Double(advice)),
        ])
    }
}
