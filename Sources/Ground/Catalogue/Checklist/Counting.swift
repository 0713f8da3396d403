import Kernel

extension Resolving {
    /// What this costs the person now, beside what it took before. Where nobody counted, before is what the items ask for one by one.
    func reductions(
        _ parts: [Thing.Part], _ judge: Judge, items: [ItemOutcome], fields: [FieldOutcome], materials: [MaterialOutcome]
    ) -> Reductions {
        let before = thing.before
        let included = items.filter(\.isIncluded)
        let singly = (
            materials: parts.reduce(0) { $0 + $1.item.materials.filter { judge.truth($0.when) != false }.count },
            fields: parts.reduce(0) { $0 + $1.item.fields.filter { judge.truth($0.when) != false }.count },
            days: parts.reduce(0) { $0 + $1.item.statutoryWorkingDays }
        )
        return Reductions(
            materials: .init(before: before?.materials ?? singly.materials, now: materials.filter(\.isAsked).count),
            fields: .init(before: before?.fields ?? singly.fields, now: fields.filter(\.isAsked).count),
            forms: .init(before: before?.forms ?? parts.count, now: parts.isEmpty ? 0 : 1),
            days: .init(before: before?.days ?? singly.days, now: included.map(\.end).max() ?? 0),
            trips: .init(before: before?.trips, now: parts.map(\.item.trips).max() ?? 0), source: before?.source)
    }
}
