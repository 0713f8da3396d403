import Catalogue

/// A year in numbers: what was counted, and the city's assumption where nothing was.
struct YearlyUse: Sendable {
    let statistics: CaseStatistics
    let rates: CityRates

    func cases(_ item: String) -> Int { statistics.items[item]?.cases ?? (statistics.isMeasured ? 0 : rates.assumedCases) }

    /// Applications for a thing: counted, or as many as its rarest necessary item has cases.
    func applications(_ thing: Thing) -> Int {
        if let counted = statistics.things[thing.code] { return counted }
        let necessary = thing.parts.filter { $0.when == nil && $0.optional == nil }
        return (necessary.isEmpty ? thing.parts : necessary).map { cases($0.item.code) }.min() ?? 0
    }

    /// How often the paper had to be handed in.
    func asked(_ material: Material, of item: String) -> Int {
        if let counted = statistics.items[item]?.materials[material.code] { return counted.asked }
        var share = material.when == nil && material.need != .conditional ? 1 : rates.assumedConditionalShare
        if !material.satisfiedBy.isEmpty, !material.returnsOriginal { share *= 1 - rates.assumedHeldShare }
        return scaled(cases(item), share)
    }

    /// How often it was not needed, because it was on record.
    func waived(_ material: Material, of item: String) -> Int {
        if let counted = statistics.items[item]?.materials[material.code] { return counted.waived }
        guard !material.satisfiedBy.isEmpty, !material.returnsOriginal else { return 0 }
        let share = material.when == nil && material.need != .conditional ? 1 : rates.assumedConditionalShare
        return scaled(cases(item), share * rates.assumedHeldShare)
    }

    /// How often a fact was typed by the person.
    func typed(_ element: String, of item: String, isHeld: Bool, isConditional: Bool) -> Int {
        if let counted = statistics.items[item]?.elements[element] { return counted.typed }
        let share = (isConditional ? rates.assumedConditionalShare : 1) * (isHeld ? 1 - rates.assumedHeldShare : 1)
        return scaled(cases(item), share)
    }

    /// How often a fact was filled in for the person.
    func prefilled(_ element: String, of item: String, isHeld: Bool) -> Int {
        if let counted = statistics.items[item]?.elements[element] { return counted.prefilled }
        return isHeld ? scaled(cases(item), rates.assumedHeldShare) : 0
    }

    /// Trips to offices that cases of the item took: what the item wants, and one where it was handed in at a counter.
    func trips(_ item: ServiceItem) -> Int {
        let counter = statistics.items[item.code]?.counter ?? scaled(cases(item.code), rates.assumedCounterShare)
        return item.trips * cases(item.code) + (item.trips == 0 && item.channels.contains(.counter) ? counter : 0)
    }

    /// Working days from acceptance to handing over: counted, or promised.
    func days(_ item: ServiceItem) -> Int {
        guard let steps = statistics.items[item.code]?.stepDays, !steps.isEmpty else { return item.promisedWorkingDays }
        return Int(steps.values.reduce(0, +).rounded(.up))
    }

    func scaled(_ count: Int, _ share: Double) -> Int { Int((Double(count) * share).rounded()) }
}
