import Catalogue
import Kernel

extension Graph {
    /// What an advice is about as a picture: its subjects, whoever it would change, and dashed what it would join.
    package func picture(of advice: Advice, limit: Int = 16, direction: GraphPicture.Direction = .right) -> GraphPicture {
        let subjects = advice.subject.compactMap(node)
        if let only = subjects.first, subjects.count == 1, advice.changes.isEmpty,
            let picture = picture(around: reference(only), limit: limit, direction: direction)
        {
            return picture
        }
        var picture = Sketch(graph: self, title: GraphText.picture(advice.title), centres: Set(subjects), limit: limit)
        for node in subjects { picture.add(node) }
        for change in advice.changes { if let node = node(change) { picture.add(node) } }
        if picture.lacksArrows || advice.kind == .circularProof { picture.addBetween() }
        for change in advice.changes { propose(change, on: &picture) }
        return picture.made(direction)
    }

    private func node(_ change: AdviceChange) -> Int32? {
        switch change.kind {
        case .item: node(NodeReference(.item, change.code))
        case .thing: node(NodeReference(.thing, change.code))
        default: nil
        }
    }

    private func propose(_ change: AdviceChange, on picture: inout Sketch) {
        switch change.edit {
        case .addProof(let material, let proof):
            guard let paper = node(NodeReference(.material, material)) else { return }
            let holder: NodeReference =
                switch proof {
                case .licence(let type, _): NodeReference(.licenceType, type)
                case .resource(let code, _): NodeReference(.resource, code)
                case .result(let item): NodeReference(.item, item)
                }
            picture.propose(paper, GraphText.wouldWaive, holder)
        case .create(let content):
            guard change.kind == .thing || change.kind == .resource, let name = Definition.name(in: content) else { return }
            let new = NodeReference(change.kind == .thing ? .thing : .resource, change.code)
            picture.name(new, name)
            for item in (content["items"]?.array ?? []).compactMap({ $0["item"]?.string }) {
                if let part = node(NodeReference(.item, item)) { picture.propose(new, EdgeKind.joins.name, part) }
            }
            for element in (content["elements"]?.array ?? []).compactMap(\.string) {
                if let fact = node(NodeReference(.element, element)) { picture.propose(new, EdgeKind.holds.name, fact) }
            }
        default: return
        }
    }
}

/// A picture being put together: nodes of the graph, and what is only proposed.
private struct Sketch {
    let graph: Graph
    let title: Text
    let centres: Set<Int32>
    let limit: Int
    private var order: [Int32] = []
    private var places: [Int32: Int] = [:]
    private var hidden: Set<Int32> = []
    private var new: [(reference: NodeReference, name: Text)] = []
    private var proposed: [(from: NodeReference, name: Text, to: NodeReference)] = []

    init(graph: Graph, title: Text, centres: Set<Int32>, limit: Int) {
        (self.graph, self.title, self.centres, self.limit) = (graph, title, centres, limit)
    }

    mutating func add(_ node: Int32) {
        guard places[node] == nil else { return }
        guard order.count < limit else {
            hidden.insert(node)
            return
        }
        places[node] = order.count
        order.append(node)
    }

    var lacksArrows: Bool { graph.arrows(among: order, places, nil).isEmpty }

    /// What has to do with several of them.
    mutating func addBetween() {
        var counts: [Int32: Int] = [:]
        for node in order {
            let others = Set(graph.edges(from: node).map(\.to) + graph.edges(to: node).map(\.from))
            for other in others where places[other] == nil { counts[other, default: 0] += 1 }
        }
        let between = counts.filter { $0.value > 1 && graph.reference($0.key).kind != .implementation }
        for (node, _) in between.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(8) { add(node) }
    }

    mutating func name(_ reference: NodeReference, _ name: Text) {
        if graph.node(reference) == nil, !new.contains(where: { $0.reference == reference }) { new.append((reference, name)) }
    }

    mutating func propose(_ from: Int32, _ name: Text, _ to: NodeReference) {
        if let node = graph.node(to) { add(node) }
        add(from)
        proposed.append((graph.reference(from), name, to))
    }

    mutating func propose(_ from: NodeReference, _ name: Text, _ to: Int32) {
        add(to)
        proposed.append((from, name, graph.reference(to)))
    }

    func made(_ direction: GraphPicture.Direction) -> GraphPicture {
        var boxes = order.map { graph.box($0, isCentre: centres.contains($0)) }
        boxes += new.map { GraphPicture.Box(name: $0.name, caption: GraphText.newOne($0.reference.kind.name), reference: $0.reference) }
        let numbers = Dictionary(boxes.enumerated().compactMap { index, box in box.reference.map { ($0, index) } }) { first, _ in first }
        var arrows = graph.arrows(among: order, places, nil)
        var seen = Set(arrows)
        for each in proposed {
            guard let from = numbers[each.from], let to = numbers[each.to] else { continue }
            let arrow = GraphPicture.Arrow(from: from, to: to, name: each.name, isProposed: true)
            if seen.insert(arrow).inserted { arrows.append(arrow) }
        }
        return GraphPicture(title: title, boxes: boxes, arrows: arrows, direction: direction, hidden: hidden.count)
    }
}
