import Catalogue
import Kernel

/// Circular proofs: A wants B's result, B wants A's. Whoever has neither can get neither.
struct CircularAnalysis {
    let graph: Graph

    /// One necessary paper and the items from which it can be had.
    private struct Want {
        let item: Int32
        let material: Material
        let givers: [Int32]
    }

    func advice() -> [Advice] {
        let items = graph.orderedItems
        let numbers = Dictionary(uniqueKeysWithValues: zip(items.map(\.code), (0..<Int32(items.count))))
        let wants = self.wants(items, numbers)
        let arrows = wants.flatMap { want in want.givers.map { (want.item, $0) } }
        let needs = Digraph(nodeCount: items.count, sources: arrows.map(\.0), targets: arrows.map(\.1))
        let obtainable = obtainable(items.count, wants)
        return needs.circles().filter { $0.count > 1 }.compactMap { members in
            guard let round = needs.circle(through: members[0]) else { return nil }
            let inside = Set(members)
            let closed = wants.filter { inside.contains($0.item) && $0.givers.contains(where: inside.contains) }
            return advice(round.map { items[Int($0)] }, closed, items, isDeadlock: members.contains { !obtainable[Int($0)] })
        }
    }

    /// Only what everybody must prove of themselves, and what only other items of the city give.
    private func wants(_ items: [ServiceItem], _ numbers: [String: Int32]) -> [Want] {
        var givers: [String: [Int32]] = [:]
        for item in items {
            for result in item.results where isApplicants(result.holder, item) {
                if let licence = result.licence, let number = numbers[item.code] { givers[licence, default: []].append(number) }
            }
        }
        return items.flatMap { item in
            item.materials.compactMap { material -> Want? in
                guard material.need == .required, material.when == nil, !material.satisfiedBy.isEmpty, let own = numbers[item.code] else {
                    return nil
                }
                var sources: [Int32] = []
                for proof in material.satisfiedBy {
                    switch proof {
                    case .resource: return nil
                    case .result(let other): sources += [numbers[other]].compactMap(\.self)
                    case .licence(let type, let role):
                        guard isApplicants(role, item), let found = givers[type] else { return nil }
                        sources += found
                    }
                }
                // Renewing what one holds is no circle.
                guard !sources.isEmpty, !sources.contains(own) else { return nil }
                return Want(item: own, material: material, givers: Array(Set(sources)).sorted())
            }
        }
    }

    private func isApplicants(_ role: String, _ item: ServiceItem) -> Bool {
        role == "applicant" || graph.items[item.code]?.thing.applicant.code == role
    }

    /// What somebody who has nothing can get, one after the other.
    private func obtainable(_ count: Int, _ wants: [Want]) -> [Bool] {
        var has = [Bool](repeating: false, count: count)
        var isChanging = true
        let byItem = Dictionary(grouping: wants, by: \.item)
        while isChanging {
            isChanging = false
            for item in 0..<count where !has[item] {
                let open = (byItem[Int32(item)] ?? []).contains { want in !want.givers.contains { has[Int($0)] } }
                if open { continue }
                has[item] = true
                isChanging = true
            }
        }
        return has
    }

    private func advice(_ round: [ServiceItem], _ wants: [Want], _ items: [ServiceItem], isDeadlock: Bool) -> Advice {
        let counted = wants.map { want in (want, graph.use.asked(want.material, of: items[Int(want.item)].code)) }
        let evidence = counted.map { want, count in
            AdviceText.wants(items[Int(want.item)].name, want.material.name, want.givers.map { items[Int($0)].name }, count)
        }
        // The link that fewest cases rest on is the one to give up first.
        let weakest = counted.min { ($0.1, $0.0.item) < ($1.1, $1.0.item) }
        return Advice(
            .circularProof, round.map { NodeReference(.item, $0.code) }.sorted(), title: AdviceText.circle(round.map(\.name)),
            evidence: evidence + [isDeadlock ? AdviceText.deadlock : AdviceText.wayOut],
            worth: Worth(materials: weakest?.1 ?? 0, rates: graph.rates),
            changes: weakest.map { [AdviceChange(.item, items[Int($0.0.item)].code, .removeMaterial($0.0.material.code))] } ?? [])
    }
}
