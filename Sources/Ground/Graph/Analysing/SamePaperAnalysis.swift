import Catalogue
import Kernel

/// One paper under several codes: a thing that joins the items then asks for it twice.
struct SamePaperAnalysis {
    let graph: Graph

    private struct Use {
        let item: ServiceItem
        let material: Material
    }

    func advice() -> [Advice] {
        var byName: [String: [Use]] = [:]
        for item in graph.orderedItems {
            for material in item.materials { byName[material.name.zh, default: []].append(Use(item: item, material: material)) }
        }
        return byName.sorted { $0.key < $1.key }.compactMap { advice($0.value) }
    }

    private func advice(_ uses: [Use]) -> Advice? {
        guard let first = uses.first, uses.contains(where: { $0.material.code != first.material.code }) else { return nil }
        let byCode = Dictionary(grouping: uses, by: \.material.code)
        guard byCode.count > 1, let kept = byCode.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) })?.key,
            let name = byCode[kept]?.first?.material.name
        else { return nil }
        // An item that asks for both means two papers.
        guard Set(uses.map(\.item.code)).count == uses.count else { return nil }
        let changed = uses.filter { $0.material.code != kept }
        let asked = twice(uses)
        return Advice(
            .samePaper, byCode.keys.sorted().map { NodeReference(.material, $0) }, title: AdviceText.samePaper(name, byCode.keys.sorted()),
            evidence: byCode.sorted { $0.key < $1.key }.map { AdviceText.usedBy(name, $0.key, $0.value.map(\.item.name)) },
            worth: Worth(materials: asked, rates: graph.rates),
            changes: changed.map { AdviceChange(.item, $0.item.code, .renameMaterial($0.material.code, to: kept, name: name)) })
    }

    /// How often the things that join several of the items ask for the paper more than once.
    private func twice(_ uses: [Use]) -> Int {
        var codes: [Int: Set<String>] = [:]
        for use in uses where use.material.satisfiedBy.isEmpty {
            for thing in graph.thingsOfItem[use.item.code] ?? [] { codes[thing, default: []].insert(use.material.code) }
        }
        return codes.reduce(0) { sum, asked in
            asked.value.count > 1 ? sum + (asked.value.count - 1) * graph.use.applications(graph.things[asked.key]) : sum
        }
    }
}
