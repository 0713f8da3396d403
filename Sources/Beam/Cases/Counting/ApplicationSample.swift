import Catalogue
import Graph

/// What a sample of applications froze: which papers were asked or waived, which boxes typed or filled in.
struct ApplicationSample {
    private let catalogue: Catalogue
    private var seen: [String: Int] = [:]
    private var materials: [String: [String: CaseStatistics.MaterialUse]] = [:]
    private var elements: [String: [String: CaseStatistics.FieldUse]] = [:]

    init(catalogue: Catalogue) { self.catalogue = catalogue }

    mutating func add(_ frozen: FrozenApplication, of thing: String, items: [String]) {
        guard let thing = catalogue.thing(thing) else { return }
        for material in frozen.materials {
            for item in material.neededBy {
                var use = materials[item]?[material.code] ?? .init(asked: 0, waived: 0)
                if material.state == .waived || material.state == .composed { use.waived += 1 } else { use.asked += 1 }
                materials[item, default: [:]][material.code] = use
            }
        }
        for item in items {
            seen[item, default: 0] += 1
            for field in thing.part(item)?.item.fields ?? [] {
                guard let fact = frozen.facts[field.field], let element = thing.elementCode(of: field.field)
                else { continue }
                var use = elements[item]?[element] ?? .init(typed: 0, prefilled: 0)
                if fact.source == .answer { use.typed += 1 } else { use.prefilled += 1 }
                elements[item, default: [:]][element] = use
            }
        }
    }

    /// Scaled from the sample to all cases of the year.
    func fill(_ statistics: inout CaseStatistics) {
        for (item, count) in seen {
            guard let cases = statistics.items[item]?.cases, count > 0 else { continue }
            let factor = Double(cases) / Double(count)
            func scaled(_ count: Int) -> Int { Int((Double(count) * factor).rounded()) }
            statistics.items[item]?.materials = (materials[item] ?? [:]).mapValues {
                .init(asked: scaled($0.asked), waived: scaled($0.waived))
            }
            statistics.items[item]?.elements = (elements[item] ?? [:]).mapValues {
                .init(typed: scaled($0.typed), prefilled: scaled($0.prefilled))
            }
        }
    }
}
