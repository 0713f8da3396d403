package import Kernel

extension Graph {
    /// Which of the four graphs is looked at.
    package enum View: String, Sendable, Hashable, CaseIterable {
        /// 权力图谱
        case powers
        /// 事项图谱
        case items
        /// 材料图谱
        case materials
        /// 数据图谱
        case data

        package var name: Text {
            switch self {
            case .powers: Text("权力图谱", "Graph of powers")
            case .items: Text("事项图谱", "Graph of items")
            case .materials: Text("材料图谱", "Graph of papers")
            case .data: Text("数据图谱", "Graph of data")
            }
        }

        /// The one in which most is to be seen of a node of that kind.
        package static func best(for kind: NodeKind) -> View {
            switch kind {
            case .department, .power, .implementation: .powers
            case .item, .thing, .situation, .result: .items
            case .material, .licenceType: .materials
            case .element, .resource: .data
            }
        }

        /// The arrows that it shows.
        var edges: Set<EdgeKind> {
            switch self {
            case .powers: [.exercises, .handles, .implements, .leads, .takesPart]
            case .items: [.joins, .needs, .distinguishes, .gives, .leads, .takesPart, .handles, .provenByResult]
            case .materials: [.asks, .decides, .provenByLicence, .provenByResource, .provenByResult, .gives, .issues]
            case .data: [.fills, .checks, .records, .holds, .states, .owns, .answersFor]
            }
        }
    }

    /// What a node has to do with others: nearest first, at most so many steps away and so many boxes in all. nil where there is no such node.
    package func picture(
        around reference: NodeReference, in view: View? = nil, depth: Int = 1, limit: Int = 24, direction: GraphPicture.Direction = .right
    ) -> GraphPicture? {
        guard let centre = node(reference) else { return nil }
        var places: [Int32: Int] = [centre: 0]
        var order = [centre]
        var ring = [centre]
        var hidden: Set<Int32> = []
        for _ in 0..<max(0, depth) {
            var next: [Int32] = []
            for node in ring {
                for other in neighbours(of: node, in: view) where places[other] == nil {
                    if order.count >= limit {
                        hidden.insert(other)
                        continue
                    }
                    places[other] = order.count
                    order.append(other)
                    next.append(other)
                }
            }
            ring = next
        }
        return GraphPicture(
            title: GraphText.picture(name(reference)), boxes: order.map { box($0, isCentre: $0 == centre) },
            arrows: arrows(among: order, places, view), direction: direction, hidden: hidden.count)
    }

    func box(_ node: Int32, isCentre: Bool) -> GraphPicture.Box {
        let reference = reference(node)
        return GraphPicture.Box(name: name(reference), caption: reference.kind.name, reference: reference, isCentre: isCentre)
    }

    /// Both ways, in the order of kinds and codes; offices last, of which there are many: of the four, only the graph of powers shows them.
    private func neighbours(of node: Int32, in view: View?) -> [Int32] {
        let showsOffices = view == nil || view == .powers
        let all =
            edges(from: node).filter { isShown($0, in: view) }.map(\.to) + edges(to: node).filter { isShown($0, in: view) }.map(\.from)
        return Set(all).filter { showsOffices || reference($0).kind != .implementation }.sorted { a, b in
            let (first, second) = (reference(a), reference(b))
            if (first.kind == .implementation) != (second.kind == .implementation) { return second.kind == .implementation }
            return first < second
        }
    }

    /// In the graph of powers a body has its powers, and these their items: that it handles the items itself says nothing more.
    private func isShown(_ edge: Edge, in view: View?) -> Bool {
        guard let view else { return true }
        let isRoundabout = edge.kind == .handles && reference(edge.from).kind == .department && reference(edge.to).kind == .item
        return view.edges.contains(edge.kind) && !(view == .powers && isRoundabout)
    }

    /// One arrow for each pair and kind, whatever number of reasons it has.
    func arrows(among nodes: [Int32], _ places: [Int32: Int], _ view: View?) -> [GraphPicture.Arrow] {
        var seen: Set<GraphPicture.Arrow> = []
        var arrows: [GraphPicture.Arrow] = []
        for node in nodes {
            for edge in edges(from: node) where isShown(edge, in: view) {
                guard let from = places[node], let to = places[edge.to] else { continue }
                let arrow = GraphPicture.Arrow(from: from, to: to, name: edge.kind.name)
                if seen.insert(arrow).inserted { arrows.append(arrow) }
            }
        }
        return arrows
    }
}
