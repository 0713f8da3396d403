import Catalogue
import Kernel

/// Items that the same people do within weeks of each other, and that no thing joins yet.
struct NewThingAnalysis {
    let graph: Graph

    /// Of those who do the rarer item, how many do the other as well.
    private static let leastShare = 0.3
    private static let leastApplicants = 20
    /// A thing of more items than this is no longer one thing.
    private static let mostItems = 8

    func advice() -> [Advice] {
        let strong = graph.statistics.pairs.filter(isStrong).sorted {
            ($1.applicants, $0.first, $0.second) < ($0.applicants, $1.first, $1.second)
        }
        return clusters(strong).map(advice)
    }

    private func isStrong(_ pair: CaseStatistics.Pair) -> Bool {
        guard pair.first != pair.second, let first = graph.catalogue.items[pair.first], let second = graph.catalogue.items[pair.second],
            !Set(first.audience).isDisjoint(with: second.audience), pair.applicants >= NewThingAnalysis.leastApplicants
        else { return false }
        let rarer = min(graph.use.cases(pair.first), graph.use.cases(pair.second))
        return !isJoined(pair.first, pair.second) && Double(pair.applicants) >= NewThingAnalysis.leastShare * Double(rarer)
    }

    private func isJoined(_ first: String, _ second: String) -> Bool {
        let things = graph.thingsOfItem[second] ?? []
        return (graph.thingsOfItem[first] ?? []).contains(where: things.contains)
    }

    /// Strongest first: a pair joins its two groups unless the result would be too large.
    private func clusters(_ pairs: [CaseStatistics.Pair]) -> [[CaseStatistics.Pair]] {
        var groupOf: [String: Int] = [:]
        var groups: [(items: Set<String>, pairs: [CaseStatistics.Pair])] = []
        for pair in pairs {
            let (a, b) = (groupOf[pair.first], groupOf[pair.second])
            let items = (a.map { groups[$0].items } ?? [pair.first]).union(b.map { groups[$0].items } ?? [pair.second])
            guard items.count <= NewThingAnalysis.mostItems else { continue }
            let target = a ?? b ?? groups.count
            if target == groups.count { groups.append((items: [], pairs: [])) }
            if let b, b != target {
                groups[target].pairs += groups[b].pairs
                groups[b] = ([], [])
            }
            groups[target].items = items
            groups[target].pairs.append(pair)
            for item in items { groupOf[item] = target }
        }
        return groups.map(\.pairs).filter { !$0.isEmpty }
    }

    private func advice(_ pairs: [CaseStatistics.Pair]) -> Advice {
        let codes = Set(pairs.flatMap { [$0.first, $0.second] }).sorted()
        let items = codes.compactMap { graph.catalogue.items[$0] }
        var (trips, fields, papers) = (0, 0, 0)
        for pair in pairs {
            guard let first = graph.catalogue.items[pair.first], let second = graph.catalogue.items[pair.second] else { continue }
            trips += graph.use.scaled(pair.applicants, tripShare(first, second))
            fields += pair.applicants * shared(first, second).count
            papers +=
                pair.applicants
                * Set(first.materials.filter(isPaper).map(\.code)).intersection(second.materials.filter(isPaper).map(\.code)).count
        }
        var evidence = pairs.prefix(6).map { pair in
            AdviceText.sameApplicants(
                graph.itemName(pair.first), graph.itemName(pair.second), pair.applicants,
                of: min(graph.use.cases(pair.first), graph.use.cases(pair.second)))
        }
        if let first = items.first, let last = items.last, first.code != last.code {
            evidence.append(AdviceText.sharedFields(shared(first, last).map { graph.name(NodeReference(.element, $0)) }))
        }
        return Advice(
            .newThing, codes.map { NodeReference(.item, $0) }, title: AdviceText.newThing(items.map(\.name)), evidence: evidence,
            worth: Worth(materials: papers, fields: fields, trips: trips, rates: graph.rates), changes: [change(items)])
    }

    /// Facts about the same kind of subject that both forms ask for.
    private func shared(_ a: ServiceItem, _ b: ServiceItem) -> [String] {
        (graph.items[a.code]?.elements ?? []).intersection(graph.items[b.code]?.elements ?? []).sorted()
    }

    private func isPaper(_ material: Material) -> Bool { material.satisfiedBy.isEmpty }

    /// The second trip is saved: what the items themselves want, or the share that goes to a counter.
    private func tripShare(_ a: ServiceItem, _ b: ServiceItem) -> Double {
        let (first, second) = (perCase(a), perCase(b))
        return min(first, second)
    }

    private func perCase(_ item: ServiceItem) -> Double {
        let cases = graph.use.cases(item.code)
        return cases == 0 ? 0 : Double(graph.use.trips(item)) / Double(cases)
    }

    private func change(_ items: [ServiceItem]) -> AdviceChange {
        let code = String(items.map(\.code).joined(separator: "-with-").prefix(60).reversed().drop { $0 == "-" }.reversed())
        let name = AdviceText.thingName(items.map(\.name))
        let departments = Array(Set(items.dropFirst().map(\.department)).subtracting([items[0].department])).sorted()
        let thing: JSON = [
            "code": .string(code), "name": JSON(name), "summary": JSON(AdviceText.thingSummary(items.map(\.name))),
            "audience": .string(items[0].audience.first?.rawValue ?? "person"), "lead": .string(items[0].department),
            "cooperating": .array(
                departments.map { department in
                    let duties = items.filter { $0.department == department }.map(\.name)
                    return ["department": .string(department), "duty": JSON(GraphText.list(duties))]
                }),
            "items": .array(items.map { entry($0, beside: items) }), "illustrative": .bool(items.contains(where: \.isIllustrative)),
        ]
        return AdviceChange(.thing, code, .create(thing.canonical))
    }

    /// An item of the new thing: it comes after those whose result it takes.
    private func entry(_ item: ServiceItem, beside items: [ServiceItem]) -> JSON {
        let taken = item.materials.flatMap(\.satisfiedBy).compactMap { proof -> String? in
            if case .result(let other) = proof, other != item.code, items.contains(where: { $0.code == other }) { other } else { nil }
        }
        var entry: JSON = ["item": .string(item.code)]
        if !taken.isEmpty { entry["after"] = .array(Set(taken).sorted().map(JSON.string)) }
        return entry
    }
}
