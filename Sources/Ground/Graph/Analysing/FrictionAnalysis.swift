import Catalogue
import Kernel

/// Where applicants give up, and where they must bring something after.
struct FrictionAnalysis {
    let graph: Graph

    private static let abandonedShare = 0.25
    private static let supplementShare = 0.1
    private static let leastCount = 20

    func advice() -> [Advice] { abandoned() + supplements() }

    private func abandoned() -> [Advice] {
        graph.statistics.drafts.sorted { $0.key < $1.key }.compactMap { code, drafts in
            let left = drafts.abandoned.values.reduce(0, +)
            guard drafts.begun >= FrictionAnalysis.leastCount, Double(left) >= FrictionAnalysis.abandonedShare * Double(drafts.begun),
                let thing = graph.catalogue.thing(code),
                let page = drafts.abandoned.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })
            else { return nil }
            let node = NodeReference(thing.isSingle ? .item : .thing, code)
            // Whoever gives up goes to an office.
            return Advice(
                .abandoned, [node], title: AdviceText.abandoned(thing.name, AdviceText.page(page.key)),
                evidence: [
                    AdviceText.leftLying(left, of: drafts.begun), AdviceText.leftAt(AdviceText.page(page.key), page.value),
                    AdviceText.thingAsks(thing.questions.count, boxes(thing), papers(thing)), AdviceText.givesUp,
                ],
                worth: Worth(trips: left, rates: graph.rates), changes: page.key == "materials" ? deferrals(in: thing) : [])
        }
    }

    /// Where people stop at the papers: the one of each item that has to be fetched from somebody else may follow later.
    private func deferrals(in thing: Thing) -> [AdviceChange] {
        thing.parts.flatMap { part in
            part.item.materials.lazy.filter { $0.from != .applicant }.map { deferral(of: $0.code, in: part.item) }.first { !$0.isEmpty }
                ?? []
        }
    }

    private func boxes(_ thing: Thing) -> Int { Set(thing.parts.flatMap { $0.item.fields.map(\.field) }).count }
    private func papers(_ thing: Thing) -> Int { Set(thing.parts.flatMap { $0.item.materials.map(\.code) }).count }

    private func supplements() -> [Advice] {
        graph.orderedItems.compactMap { item in
            guard let counted = graph.statistics.items[item.code], counted.supplements >= FrictionAnalysis.leastCount,
                Double(counted.supplements) >= FrictionAnalysis.supplementShare * Double(counted.cases)
            else { return nil }
            let points = counted.supplementPoints.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            var evidence = [AdviceText.supplemented(counted.supplements, of: counted.cases)]
            evidence += points.prefix(3).map { AdviceText.supplementPoint(name(of: $0.key, in: item), $0.value) }
            if let first = points.first, let material = item.material(first.key) {
                evidence.append(material.sample == nil ? AdviceText.noSample(material.name) : AdviceText.hasSample(material.name))
            }
            return Advice(
                .supplements, [NodeReference(.item, item.code)],
                title: AdviceText.supplements(item.name, points.first.map { name(of: $0.key, in: item) }), evidence: evidence,
                worth: Worth(
                    materials: counted.supplements, days: graph.use.scaled(counted.supplements, graph.rates.supplementDays),
                    rates: graph.rates), changes: points.first.map { deferral(of: $0.key, in: item) } ?? [])
        }
    }

    /// 容缺后补: the paper that is missing most often may follow within half of the time that the item takes. Only where nothing on record
    /// stands for it, and where there is time.
    private func deferral(of point: String, in item: ServiceItem) -> [AdviceChange] {
        guard let material = item.material(point), material.deferral == nil, material.satisfiedBy.isEmpty,
            !material.returnsOriginal, let limit = item.limits.promised ?? item.limits.statutory, limit.workingDays > 1
        else { return [] }
        let days = min(10, limit.workingDays / 2)
        let terms: JSON = [
            "cases": JSON(AdviceText.deferralCases), "within": ["count": .int(days), "unit": "workday"], "before": "decision",
            "version": "1",
            "text": JSON(AdviceText.deferralPromise(material.name, days: days)),
        ]
        return [AdviceChange(.item, item.code, .deferMaterial(material.code, terms: terms))]
    }

    private func name(of point: String, in item: ServiceItem) -> Text {
        if let material = item.material(point) { return material.name }
        let element = graph.items[item.code]?.thing.elementCode(of: point) ?? point
        return graph.catalogue.elements[element]?.name ?? Text(same: point)
    }
}
