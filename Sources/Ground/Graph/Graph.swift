package import Catalogue
package import Kernel

/// 权力图谱, 事项图谱, 材料图谱, 数据图谱 in one: everything that a catalogue defines and what it has to do with everything else. Immutable
/// and pure: built from a snapshot and a year's statistics, it says what to change next.
package struct Graph: Sendable {
    /// One arrow with its reason.
    package struct Edge: Sendable, Hashable {
        package let from: Int32
        package let to: Int32
        package let kind: EdgeKind
        /// The law, the role or the condition behind it; nil where the kind says all.
        package let reason: Text?
    }

    package let catalogue: Catalogue
    package let statistics: CaseStatistics
    package let rates: CityRates
    /// Arrows from what uses to what is used.
    package let forward: Digraph
    /// The same arrows turned round.
    package let backward: Digraph

    let nodes: NodeTable
    /// What each item's form and checks are about.
    let items: [String: ItemFacts]
    /// Every one-thing, by code, and for each item the places of those that join it.
    let things: [Thing]
    let thingsOfItem: [String: [Int]]
    /// Elements that some register or licence already states.
    let heldElements: Set<String>
    /// By the place of the arrow in `forward`.
    private let kinds: [EdgeKind]
    private let reasons: [Int32]
    private let texts: [Text]
    /// For each arrow of `backward` its place in `forward`.
    private let turned: [Int32]

    /// The graph of a catalogue.
    package static func build(
        _ catalogue: Catalogue, statistics: CaseStatistics = .none, rates: CityRates = CityRates()
    ) -> Graph {
        Graph(GraphBuilding.built(catalogue), statistics: statistics, rates: rates)
    }

    private init(_ built: GraphBuilding, statistics: CaseStatistics, rates: CityRates) {
        (catalogue, items, nodes) = (built.catalogue, built.items, built.nodes)
        (self.statistics, self.rates) = (statistics, rates)
        things = built.catalogue.allThings
        thingsOfItem = Graph.places(of: things)
        heldElements = Graph.held(in: built.catalogue)
        let (forward, places) = Digraph.sorted(nodeCount: built.nodes.count, sources: built.sources, targets: built.targets)
        var kinds = built.kinds
        var reasons = built.reasons
        for (edge, place) in places.enumerated() { (kinds[Int(place)], reasons[Int(place)]) = (built.kinds[edge], built.reasons[edge]) }
        let (backward, back) = Digraph.sorted(nodeCount: built.nodes.count, sources: forward.targets, targets: forward.sources)
        var turned = [Int32](repeating: 0, count: back.count)
        for (edge, place) in back.enumerated() { turned[Int(place)] = Int32(edge) }
        (self.forward, self.backward, self.kinds, self.reasons, self.turned) = (forward, backward, kinds, reasons, turned)
        texts = built.texts
    }

    private static func places(of things: [Thing]) -> [String: [Int]] {
        var places: [String: [Int]] = [:]
        for (place, thing) in things.enumerated() {
            for item in Set(thing.parts.map(\.item.code)) { places[item, default: []].append(place) }
        }
        return places
    }

    private static func held(in catalogue: Catalogue) -> Set<String> {
        var held: Set<String> = []
        for resource in catalogue.resources.values {
            held.formUnion(resource.elements)
            for elements in resource.gives.values { held.formUnion(elements) }
        }
        for type in catalogue.licenceTypes.values { held.formUnion(type.elements) }
        return held
    }

    package var nodeCount: Int { nodes.count }
    package var edgeCount: Int { forward.edgeCount }

    /// The number of a node; nil where the catalogue has no such thing.
    package func node(_ reference: NodeReference) -> Int32? { nodes.number(reference.kind, reference.code) }

    /// What a number stands for.
    package func reference(_ node: Int32) -> NodeReference { nodes.reference(node) }

    /// Every node of a kind, by number.
    package func nodes(of kind: NodeKind) -> [Int32] { nodes.kinds.indices.filter { nodes.kinds[$0] == kind }.map(Int32.init) }

    /// The arrows that begin at a node.
    package func edges(from node: Int32) -> [Edge] { forward.edges(of: node).map { edge(at: $0, from: node) } }

    /// The arrows that end at a node.
    package func edges(to node: Int32) -> [Edge] {
        backward.edges(of: node).map { edge(at: Int(turned[$0]), from: backward.targets[$0]) }
    }

    private func edge(at place: Int, from node: Int32) -> Edge {
        Edge(
            from: node, to: forward.targets[place], kind: kinds[place],
            reason: reasons[place] < 0 ? nil : texts[Int(reasons[place])])
    }

    /// What was counted, or assumed.
    var use: YearlyUse { YearlyUse(statistics: statistics, rates: rates) }

    /// Everything that the analyses found, best first: first what saves most citizen-hours, last what is only at risk.
    package func advice() -> [Advice] { Advising(graph: self).all() }
}
