import Catalogue
import Kernel

/// What breaks if a licence type or a data resource is withdrawn.
package struct Withdrawal: Sendable, Hashable {
    package let source: NodeReference
    /// Papers that people would have to bring again, in a year.
    package let materials: Int
    /// Boxes that nobody would fill in for them any more, in a year.
    package let fields: Int
    /// Papers that nothing else waives: by item and material.
    package let papers: [String]
    /// Elements that nothing else states.
    package let elements: [String]
    /// Review points that the engine could no longer check, by item.
    package let checks: Int
    package let items: [String]
    package let things: [String]
    /// Offices that would feel it.
    package let implementations: Int
}

extension Graph {
    /// What breaks without each of these, in their order.
    package func withdrawals(of sources: [NodeReference]) -> [Withdrawal] { WithdrawalAnalysis(graph: self).withdrawals(of: sources) }
}

struct WithdrawalAnalysis {
    let graph: Graph

    func advice() -> [Advice] {
        let types = graph.catalogue.licenceTypes.keys.sorted().map { NodeReference(.licenceType, $0) }
        let resources = graph.catalogue.resources.keys.sorted().map { NodeReference(.resource, $0) }
        return withdrawals(of: resources + types).filter { $0.materials + $0.fields > 0 }.map(advice)
    }

    func withdrawals(of sources: [NodeReference]) -> [Withdrawal] {
        let known = sources.filter { graph.node($0) != nil }
        let own = ownElements()
        let papers = ownPapers()
        let use = elementUse()
        var reached = [Reach](repeating: Reach(), count: known.count)
        let walk = Reachability(graph.backward)
        var first = 0
        while first < known.count {
            let batch = first..<min(first + 64, known.count)
            mark(walk, batch.map { seeds(known[$0], own[known[$0]] ?? []) }, from: first, into: &reached)
            first = batch.upperBound
        }
        return known.enumerated().map { index, source in
            let elements = own[source] ?? []
            let lost = papers[source] ?? []
            return Withdrawal(
                source: source, materials: lost.reduce(0) { $0 + $1.waived }, fields: elements.reduce(0) { $0 + (use[$1]?.prefilled ?? 0) },
                papers: lost.map { "\($0.item)/\($0.material)" }, elements: elements,
                checks: elements.reduce(0) { $0 + (use[$1]?.checks ?? 0) }, items: reached[index].items, things: reached[index].things,
                implementations: reached[index].implementations)
        }
    }

    // MARK: What rests on it alone

    /// Elements that only one register or licence states.
    private func ownElements() -> [NodeReference: [String]] {
        var holders: [String: Set<NodeReference>] = [:]
        for resource in graph.catalogue.resources.values {
            for element in resource.told {
                holders[element, default: []].insert(NodeReference(.resource, resource.code))
            }
        }
        for type in graph.catalogue.licenceTypes.values {
            for element in type.elements { holders[element, default: []].insert(NodeReference(.licenceType, type.code)) }
        }
        var own: [NodeReference: [String]] = [:]
        for (element, stated) in holders { if let only = stated.first, stated.count == 1 { own[only, default: []].append(element) } }
        return own.mapValues { $0.sorted() }
    }

    private struct Paper {
        let item: String
        let material: String
        let waived: Int
    }

    /// Papers that only one source waives.
    private func ownPapers() -> [NodeReference: [Paper]] {
        var papers: [NodeReference: [Paper]] = [:]
        for item in graph.orderedItems {
            for material in item.materials where !material.returnsOriginal {
                let sources = Set(
                    material.satisfiedBy.map { proof in
                        switch proof {
                        case .licence(let type, _): NodeReference(.licenceType, type)
                        case .resource(let code, _): NodeReference(.resource, code)
                        case .result(let other): NodeReference(.item, other)
                        }
                    })
                guard let only = sources.first, sources.count == 1 else { continue }
                papers[only, default: []].append(
                    Paper(item: item.code, material: material.code, waived: graph.use.waived(material, of: item.code)))
            }
        }
        return papers
    }

    /// How often each element is filled in for people, and in how many review points it counts.
    private func elementUse() -> [String: (prefilled: Int, checks: Int)] {
        var use: [String: (prefilled: Int, checks: Int)] = [:]
        let held = graph.heldElements
        for (item, facts) in graph.items {
            for element in Set(facts.fields.filter(\.isReusable).map(\.element)) {
                use[element, default: (0, 0)].prefilled += graph.use.prefilled(element, of: item, isHeld: held.contains(element))
            }
            for element in facts.checks.flatMap(\.elements) { use[element, default: (0, 0)].checks += 1 }
        }
        return use
    }

    // MARK: Who would feel it

    private struct Reach {
        var items: [String] = []
        var things: [String] = []
        var implementations = 0
    }

    private func seeds(_ source: NodeReference, _ elements: [String]) -> [Int32] {
        ([source] + elements.map { NodeReference(.element, $0) }).compactMap(graph.node)
    }

    private func mark(_ walk: Reachability, _ seeds: [[Int32]], from first: Int, into reached: inout [Reach]) {
        let marks = walk.marks(fromGroups: seeds)
        for node in marks.indices where marks[node] != 0 {
            let reference = graph.nodes.kinds[node]
            guard reference == .item || reference == .thing || reference == .implementation else { continue }
            var mark = marks[node]
            while mark != 0 {
                let index = first + mark.trailingZeroBitCount
                mark &= mark - 1
                switch reference {
                case .item: reached[index].items.append(graph.nodes.codes[node])
                case .thing: reached[index].things.append(graph.nodes.codes[node])
                default: reached[index].implementations += 1
                }
            }
        }
    }

    private func advice(_ withdrawal: Withdrawal) -> Advice {
        let name = graph.name(withdrawal.source)
        var evidence = [AdviceText.wouldReturn(papers: withdrawal.materials, boxes: withdrawal.fields)]
        if !withdrawal.papers.isEmpty { evidence.append(AdviceText.onlyProof(withdrawal.papers.count)) }
        if !withdrawal.elements.isEmpty {
            evidence.append(AdviceText.onlyHolder(withdrawal.elements.map { graph.name(NodeReference(.element, $0)) }))
        }
        evidence.append(
            AdviceText.touches(items: withdrawal.items.count, things: withdrawal.things.count, offices: withdrawal.implementations))
        if withdrawal.checks > 0 { evidence.append(AdviceText.checksLost(withdrawal.checks)) }
        return Advice(
            .withdrawal, [withdrawal.source], title: AdviceText.restsOn(name), evidence: evidence,
            worth: Worth(materials: withdrawal.materials, fields: withdrawal.fields, rates: graph.rates))
    }
}
