package import Catalogue
import Kernel
import Rules

/// A thing as work in an order: how many days, and because of what.
package struct ThingPath: Sendable {
    package let thing: Thing
    /// Working days of each part, in the order of the thing's parts.
    package let days: [Int]
    package let path: CriticalPath

    /// Days if each item were done after the other.
    package var serial: Int { days.reduce(0, +) }
    /// The items that set the total, in order.
    package var critical: [ServiceItem] { path.path.map { thing.parts[Int($0)].item } }
}

extension Graph {
    /// The critical path of a thing; nil where its parts wait for each other.
    package func path(of thing: Thing) -> ThingPath? { path(of: thing) { use.days($0) } }

    func path(of thing: Thing, without dropped: (item: String, after: String)? = nil, days: (ServiceItem) -> Int) -> ThingPath? {
        let places = Dictionary(thing.parts.enumerated().map { ($1.item.code, Int32($0)) }) { first, _ in first }
        var (sources, targets) = ([Int32](), [Int32]())
        for (place, part) in thing.parts.enumerated() {
            for other in part.after {
                guard let before = places[other] else { continue }
                if let dropped, dropped.item == part.item.code, dropped.after == other { continue }
                sources.append(before)
                targets.append(Int32(place))
            }
        }
        let each = thing.parts.map { days($0.item) }
        let order = Digraph(nodeCount: thing.parts.count, sources: sources, targets: targets)
        return CriticalPath(order, days: each).map { ThingPath(thing: thing, days: each, path: $0) }
    }
}

/// The critical path of each thing: where the days go, and what need not wait.
struct PathAnalysis {
    let graph: Graph

    func advice() -> [Advice] {
        graph.things.flatMap { thing -> [Advice] in
            guard let path = graph.path(of: thing) else { return [] }
            return [slowest(path)].compactMap(\.self) + needless(path)
        }
    }

    /// The item of the path that takes longest, and what the thing gains if it takes half as long.
    private func slowest(_ path: ThingPath) -> Advice? {
        guard let longest = path.path.path.max(by: { (path.days[Int($0)], $1) < (path.days[Int($1)], $0) }) else { return nil }
        let (thing, item, days) = (path.thing, path.thing.parts[Int(longest)].item, path.days[Int(longest)])
        guard days > 1, let shorter = graph.path(of: thing, days: { $0.code == item.code ? days / 2 : graph.use.days($0) }) else {
            return nil
        }
        let gain = path.path.total - shorter.path.total
        guard gain > 0 else { return nil }
        let slack = thing.parts.indices.filter { path.path.slacks[$0] > 0 }.map { (thing.parts[$0].item.name, path.path.slacks[$0]) }
        var evidence = [
            AdviceText.pathIs(path.critical.map { ($0.name, graph.use.days($0)) }, total: path.path.total, serial: path.serial),
            AdviceText.halved(item.name, from: days, gain: gain),
        ]
        if !slack.isEmpty { evidence.append(AdviceText.mayWait(slack)) }
        if let steps = graph.statistics.items[item.code]?.stepDays, let most = steps.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) {
            evidence.append(AdviceText.longestStep(ProcessStep.Code(rawValue: most.key)?.name ?? Text(same: most.key), most.value))
        }
        return Advice(
            .criticalPath, [NodeReference(.thing, thing.code), NodeReference(.item, item.code)],
            title: AdviceText.criticalPath(thing.name, item.name), evidence: evidence,
            worth: Worth(days: gain * times(item.code, in: thing), rates: graph.rates), changes: promise(item, halved: days))
    }

    /// The promise that goes with half the days, and every office that would be behind it. What people wait today decides where it is less
    /// than the promise; a promise that is not counted in working days is left to people.
    private func promise(_ item: ServiceItem, halved days: Int) -> [AdviceChange] {
        guard let promised = item.limits.promised, promised.unit == .workday, days / 2 >= 1, days / 2 < promised.count else { return [] }
        let table = graph.catalogue.implementations
        let behind = table.rows(of: item.code).filter { (table.promised(of: $0) ?? 0) > days / 2 }
        let offices = Set(behind.map { table.offices[table.officeNumber(of: $0)].code }).sorted()
        return [AdviceChange(.item, item.code, .setPromise(days / 2))]
            + offices.map { AdviceChange(.implementations, $0, .levelOffice(item: item.code, promised: days / 2, trips: nil)) }
    }

    /// How many applications have the item in them: all, or some where it is a matter of choice or situation.
    private func times(_ item: String, in thing: Thing) -> Int {
        let all = graph.use.applications(thing)
        guard let part = thing.part(item), part.when != nil || part.optional != nil else { return all }
        return min(graph.use.scaled(all, graph.rates.assumedConditionalShare), graph.use.cases(item))
    }

    /// An item that waits for another although it uses nothing of it.
    private func needless(_ path: ThingPath) -> [Advice] {
        let thing = path.thing
        return thing.parts.flatMap { part in
            part.after.compactMap { other -> Advice? in
                guard let before = thing.part(other), uses(part, before, in: thing).isEmpty,
                    let free = graph.path(of: thing, without: (part.item.code, other), days: { graph.use.days($0) })
                else { return nil }
                let gain = path.path.total - free.path.total
                guard gain > 0 else { return nil }
                return Advice(
                    .parallel,
                    [NodeReference(.thing, thing.code), NodeReference(.item, part.item.code), NodeReference(.item, other)],
                    title: AdviceText.parallel(part.item.name, before.item.name, thing.name),
                    evidence: [
                        AdviceText.usesNothing(part.item.name, before.item.name),
                        AdviceText.shorter(from: path.path.total, to: free.path.total),
                    ],
                    worth: Worth(days: gain * times(part.item.code, in: thing), rates: graph.rates),
                    changes: [AdviceChange(.thing, thing.code, .removeAfter(item: part.item.code, after: other))])
            }
        }
    }

    /// What the later one takes from the earlier: its result as a proof, a fact that it records, what its licence states first.
    private func uses(_ part: Thing.Part, _ before: Thing.Part, in thing: Thing) -> [String] {
        let licences = Set(before.item.results.compactMap(\.licence))
        let proofs = part.item.materials.filter { material in
            material.satisfiedBy.contains { proof in
                switch proof {
                case .result(let item): item == before.item.code
                case .licence(let type, _): licences.contains(type)
                case .resource: false
                }
            }
        }
        let recorded = Set(before.item.decides.map { thing.canonical($0.field) })
        let facts = graph.items[part.item.code]
        let looked = (facts?.checks ?? []).flatMap { $0.expression.inputs.map(thing.canonical) }
        let asked = part.item.fields.map(\.field)
        // A fact of the licence's face that only this licence tells.
        let own = graph.items[before.item.code]?.elements ?? []
        let stated = licences.reduce(into: Set<String>()) { $0.formUnion(graph.catalogue.licenceTypes[$1]?.elements ?? []) }.subtracting(
            own)
        let needed = (facts?.elements ?? []).union((facts?.checks ?? []).flatMap(\.elements))
        return proofs.map(\.code) + Set(looked + asked).intersection(recorded).sorted() + stated.intersection(needed).sorted()
    }
}
